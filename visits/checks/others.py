"""What else goes on at the time of a visit: other visits, and their people and rooms."""

from django.utils.translation import gettext as _

from common.formats import date_range_label
from visits.checks.finding import Finding, Weight
from visits.checks.places import room_of, takes_the_room_of
from visits.checks.plan import regions_of, timed_alone


def other_visits(plan):
    """Find the visits on the same days in the same region, or with the same officer in charge."""
    for other in plan.other_visits:
        words = {"visit": other.title, "when": date_range_label(other.start, other.end)}
        if shared := plan.regions & regions_of(other.stops.all()):
            words["place"] = ", ".join(sorted(str(region) for region in shared))
            text = _("%(place)s: on the same days “%(visit)s” (%(when)s).") % words
            yield _doubt(text, other)
        if plan.visit.officer_id and plan.visit.officer_id == other.officer_id:
            words["officer"] = plan.visit.officer
            text = _("%(officer)s is also in charge of “%(visit)s” (%(when)s).") % words
            yield _doubt(text, other)


def _doubt(text, other):
    return Finding("other_visits", Weight.DOUBT, text, address=other.get_absolute_url())


def elsewhere(plan):
    """Find the items of other visits that need the same room or the same person at one time."""
    for other in map(timed_alone, plan.items_elsewhere):
        for timed in plan.timed:
            if timed.overlaps(other):
                yield from _needed_twice(timed.item, other.item)


def _needed_twice(item, other):
    words = {"item": other.title, "visit": other.visit.title}
    if takes_the_room_of(item, other):
        words["venue"] = room_of(item)
        text = _("%(venue)s is taken by “%(item)s” of “%(visit)s” at this time.") % words
        yield _clash("room_taken", text, item, other)
    people = people_of(item) & people_of(other)
    if people:
        words["who"] = ", ".join(sorted(str(person.name) for person in people))
        text = _("%(who)s: at the same time at “%(item)s” of “%(visit)s”.") % words
        yield _clash("two_places", text, item, other)


def people_of(item):
    """Return the persons an item names: who is responsible, and for whom it is."""
    named = {delegate.person for delegate in item.delegates.all()} | {item.responsible}
    return named - {None}


def _clash(kind, text, item, other):
    address = other.visit.get_absolute_url()
    return Finding(kind, Weight.CLASH, text, item.day, item, address=address)
