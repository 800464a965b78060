"""The list of visits: its orders, and its columns as a table."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.exports import joined
from common.formats import date_range_label
from common.lists import Order
from visits.wording import yes_or_no

ORDERS = [
    Order(
        "date",
        _("When"),
        (F("start_latest").asc(nulls_first=True), F("end_latest").asc(nulls_first=True)),
    ),
    Order("title", _("Visit"), ("title_en", "title_ru", "title_kk", "title_be")),
    Order("kind", _("Kind"), ("kind",)),
    Order("status", _("Status"), ("status",)),
]


def columns(request):
    """Return pairs of heading and function of the visit."""
    return [
        (_("Visit"), lambda visit: visit.title),
        (_("Kind"), lambda visit: visit.get_kind_display()),
        (_("Counts as a delegation"), lambda visit: yes_or_no(visit.counts_as_delegation)),
        (_("Example"), lambda visit: yes_or_no(visit.is_example)),
        (_("Status"), lambda visit: visit.get_status_display()),
        (_("When"), lambda visit: date_range_label(visit.start, visit.end)),
        (_("Start, earliest"), lambda visit: visit.start_earliest),
        (_("Start, latest"), lambda visit: visit.start_latest),
        (_("How the start is known"), lambda visit: visit.get_start_basis_display()),
        (_("End, earliest"), lambda visit: visit.end_earliest),
        (_("End, latest"), lambda visit: visit.end_latest),
        (_("Expected number, at least"), lambda visit: visit.expected_low),
        (_("Expected number, at most"), lambda visit: visit.expected_high),
        (_("Sent by"), lambda visit: joined(visit.senders)),
        (_("Received by"), lambda visit: joined(visit.hosts)),
        (_("Stops"), lambda visit: joined(stop.place for stop in visit.stops.all())),
        (_("Level"), lambda visit: visit.get_level_display() if visit.level else ""),
        (_("Purpose"), lambda visit: visit.purpose),
        (_("Contracts"), lambda visit: visit.amount),
        (_("How firmly stated"), _qualifier),
        (_("Currency"), lambda visit: visit.currency if visit.amount is not None else ""),
        (_("Sources"), lambda visit: joined(visit.sources.all())),
        (_("Address"), lambda visit: request.build_absolute_uri(visit.get_absolute_url())),
    ]


def _qualifier(visit):
    return visit.get_amount_qualifier_display() if visit.amount is not None else ""
