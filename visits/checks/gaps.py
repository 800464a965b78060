"""What a programme still lacks: venues, responsible persons, titles in the mission's languages."""

from django.conf import settings
from django.utils.translation import gettext as _

from visits.checks.finding import Finding, Weight
from visits.models import ProgrammeItem

NOWHERE = {ProgrammeItem.Kind.FREE_TIME}


def no_venue(plan):
    for timed in plan.timed:
        if timed.item.venue is None and timed.item.kind not in NOWHERE:
            yield _gap("no_venue", _("No venue yet."), timed.item)


def nobody_responsible(plan):
    for timed in plan.timed:
        item = timed.item
        named = item.responsible_id or item.responsible_post or item.responsible_organisation_id
        if not named and item.kind not in NOWHERE:
            yield _gap("nobody_responsible", _("Nobody is responsible yet."), item)


def untranslated(plan):
    """Find the titles that are missing in a language of the mission; internal ones may miss."""
    names = dict(settings.LANGUAGES)
    for timed in plan.timed:
        item = timed.item
        missing = [code for code in plan.languages if not getattr(item, f"title_{code}")]
        if missing and item.audience == item.Audience.GUEST:
            languages = ", ".join(str(names[code]) for code in missing)
            text = _("No title in: %(languages)s.") % {"languages": languages}
            yield _gap("untranslated", text, item)


def _gap(kind, text, item):
    return Finding(kind, Weight.GAP, text, item.day, item)
