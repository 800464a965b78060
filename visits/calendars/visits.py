"""Visits as events of whole days, those of which the day they begin is known."""

from django.utils.text import capfirst

from common.texts import LocalText
from visits.calendars.events import CANCELLED, CONFIRMED, TENTATIVE, Event
from visits.models import Visit

STATUSES = {
    Visit.Status.IDEA: TENTATIVE,
    Visit.Status.PLANNED: TENTATIVE,
    Visit.Status.POSTPONED: TENTATIVE,
    Visit.Status.CANCELLED: CANCELLED,
}


def visit_events(visits, address_of):
    """Return an Event for each visit with a first day; ``address_of`` makes its URL of a path."""
    dated = visits.with_a_first_day().with_places().order_by("start_earliest", "pk")
    return [_event(visit, address_of(visit.get_absolute_url())) for visit in dated]


def _event(visit, url):
    return Event(
        key=visit.public_id,
        start=visit.start_earliest,
        end=_last_day(visit),
        title=LocalText.of(visit, "title"),
        sequence=visit.version,
        changed=visit.changed_at,
        status=STATUSES.get(visit.status, CONFIRMED),
        where=", ".join(str(stop.place.name) for stop in visit.stops.all()),
        description="\n".join(_description(visit)),
        url=url,
    )


def _last_day(visit):
    """Return the last day where it is known to the day, else None."""
    is_known = visit.end_earliest is not None and visit.end_earliest == visit.end_latest
    return visit.end_latest if is_known else None


def _description(visit):
    yield capfirst(f"{visit.get_kind_display()}, {visit.get_status_display()}")
    sides = (", ".join(map(str, side)) for side in (visit.senders, visit.hosts))
    if ends := list(filter(None, sides)):
        yield " → ".join(ends)
