"""The programme of a visit as plain rows: one list of days for guests, one for the mission.

A programme is a list of days: ``{"day": date, "zones": [label, ...], "rows": [...]}`` with the
clocks of the day in the order they are met. Every row has

    time            "09:00–10:30", on the clock of its venue, the end on that of the arrival venue
    next_day        whether it ends on the next day
    zone            label of the clock it starts by; ``zone_changes`` when it is not the one before
    arrival_zone    label of the clock it ends by, "" when that is the same
    title, kind, venue, place, arrival_venue, arrival_place

The internal programme adds to its rows ``internal`` (whether guests do not see it), ``responsible``
and ``note``.
"""

from datetime import datetime
from itertools import groupby
from operator import itemgetter

from babel.dates import get_timezone_location
from django.utils.formats import time_format

from common.formats import DASH, MINUS
from common.texts import reader_language
from visits.models.programme import wall_end


def guest_programme(visit):
    """Return the days as guests may see them; nothing but what ``_guest_row`` names gets there."""
    return _days(visit, visit.programme_items.for_guests(), _guest_row)


def internal_programme(visit):
    """Return the days with all items, who is responsible, and the notes."""
    return _days(visit, visit.programme_items.all(), _internal_row)


def zone_label(moment):
    """Return ``Minsk, UTC+3`` for a moment with its zone: whose clock, and how far from UTC."""
    offset = _offset(moment)
    key = moment.tzinfo.key
    if key == "UTC":
        return offset
    city = get_timezone_location(key, locale=reader_language(), return_city=True)
    return f"{city}, {offset}"


def _offset(moment):
    minutes = round(moment.utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _days(visit, items, row):
    timed = _on_the_clock(items.in_order().with_venues(), visit.zone)
    return [
        _day(day, [(moment, end, item) for _day, moment, end, item in group], row)
        for day, group in groupby(timed, key=itemgetter(0))
    ]


def _on_the_clock(items, zone):
    """Return day, start, end and item, with zones, by day and in the order they happen.

    What has no venue goes by the clock of what comes before it.
    """
    timed = []
    for item in items:
        zone = item.venue.zone if item.venue else zone
        arrival_zone = item.arrival_venue.zone if item.arrival_venue else zone
        start = datetime.combine(item.day, item.starts, zone)
        timed.append((item.day, start, _end(item, zone, arrival_zone), item))
        zone = arrival_zone
    return sorted(timed, key=lambda entry: (entry[0], entry[1].timestamp()))


def _end(item, zone, arrival_zone):
    if item.ends is None:
        return None
    end = wall_end(item.day, item.starts, item.ends, zone, arrival_zone)
    return end.replace(tzinfo=arrival_zone)


def _day(day, timed, row):
    rows, clock = [], zone_label(timed[0][0])
    for start, end, item in timed:
        rows.append(_clock(start, end, clock) | row(item))
        clock = rows[-1]["arrival_zone"] or rows[-1]["zone"]
    zones = [label for row in rows for label in (row["zone"], row["arrival_zone"]) if label]
    return {"day": day, "zones": list(dict.fromkeys(zones)), "rows": rows}


def _clock(start, end, clock):
    zone, arrival_zone = zone_label(start), zone_label(end or start)
    return {
        "time": DASH.join(time_format(moment) for moment in (start, end) if moment),
        "next_day": end is not None and end.date() > start.date(),
        "zone": zone,
        "zone_changes": zone != clock,
        "arrival_zone": "" if arrival_zone == zone else arrival_zone,
    }


def _guest_row(item):
    """The allow-list: what guests may read of an item besides its hours."""
    return {
        "title": item.title,
        "kind": item.get_kind_display(),
        **_where(item.venue, "venue", "place"),
        **_where(item.arrival_venue, "arrival_venue", "arrival_place"),
    }


def _where(venue, venue_key, place_key):
    if venue is None:
        return {venue_key: "", place_key: ""}
    place = venue.place.name
    # A venue called after its place needs no second name.
    is_said = place.casefold() in venue.name.casefold()
    return {venue_key: venue.name, place_key: "" if is_said else place}


def _internal_row(item):
    return _guest_row(item) | {
        "internal": item.audience == item.Audience.INTERNAL,
        "responsible": _responsible(item),
        "note": item.internal_note,
    }


def _responsible(item):
    """Who sees to it: the person, the post, the organisation, as far as they are named."""
    person = item.responsible and item.responsible.name
    organisation = item.responsible_organisation and item.responsible_organisation.name
    post = item.responsible_post
    if organisation and organisation.casefold() in post.casefold():
        organisation = ""
    return [word for word in (person, post, organisation) if word]
