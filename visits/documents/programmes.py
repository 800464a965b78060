"""The programme as a table for each day: hours in common, a column of text for each language."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.documents import Line, Row, Table, Text
from common.documents.content import HOURS, SMALL, paragraphs, small, strong
from common.format_words import NBSP
from visits.documents.orders import OF_ONE_DAY
from visits.programme.days import guest_programme, internal_programme

# Millimetres of the column of hours, in letters of the usual size.
HOURS_WIDTH = 28
USUAL_SIZE, DAY_SIZE = 10.5, 12.5


def size_of(order):
    return DAY_SIZE if order.what in OF_ONE_DAY else USUAL_SIZE


def programme(order):
    """Return the blocks of the programme the order asks for."""
    sides = order.in_each(lambda: [_read(day, order) for day in _days(order)])
    days = [_table(side_by_side, order) for side_by_side in zip(*sides, strict=True)]
    return days or [Text(order.in_each(lambda: [Line.of(_("The programme has no items yet."))]))]


def _days(order):
    read = internal_programme if order.is_internal else guest_programme
    days = read(order.snapshot, order.whom)
    return [day for day in days if order.day in (None, day["day"])]


def _read(day, order):
    """Return the day in the active language: its head, and hours and texts of each row."""
    head = [strong(_day_name(day["day"])), small(_clocks(day["zones"]))]
    rows = [(_hours(row, order), _texts(row, order)) for row in day["rows"]]
    return head, rows


def _day_name(day):
    return f"{capfirst(date_format(day, 'l'))}, {date_format(day, 'DATE_FORMAT')}"


def _clocks(zones):
    return capfirst(_("local time: %(zones)s") % {"zones": " → ".join(zones)})


def _table(side_by_side, order):
    """Return the table of one day, read in each language."""
    heads = [head for head, _rows in side_by_side]
    rows = [_row(row) for row in zip(*(rows for _head, rows in side_by_side), strict=True)]
    widths = ["1fr"] * len(heads)
    if _has_own_column(order):
        widths = ["3fr", "2fr"]
    hours = HOURS_WIDTH * size_of(order) / USUAL_SIZE
    return Table(
        widths=[hours, *widths],
        head=heads if len(heads) == 1 else [[], *heads],
        rows=rows,
        caption=str(heads[0][0]),
    )


def _row(in_each_language):
    """Return the row: the hours as the first language writes them, the texts of all."""
    hours = in_each_language[0][0]
    return Row([hours, *(cell for _hours, texts in in_each_language for cell in texts)])


def _has_own_column(order):
    """Whether who sees to an item stands beside it: there is room with one language only."""
    return order.is_internal and len(order.languages) == 1


def _hours(row, order):
    lines = [Line.of(row["time"], " (+1)" if row["next_day"] else "", style=HOURS)]
    if order.home and row["home_time"]:
        lines.append(small(row["home_time"]))
    return lines


def _texts(row, order):
    """Return the cells of one language: one, or two where the duty has a column of its own."""
    item = _item(row)
    if not order.is_internal:
        return [item]
    if row["internal"]:
        item.append(strong(_("internal, guests do not see it")))
    duty = _duty(row)
    return [item, duty] if _has_own_column(order) else [item + duty]


def _item(row):
    """What and where, for whom, and which clock: what guests read."""
    return [
        *([small(_("From here on local time: %(zone)s") % row)] if row["zone_changes"] else []),
        strong(row["title"]),
        _where(row),
        *([_ends_by(row["arrival_zone"])] if row["arrival_zone"] else []),
        *([_for_whom(row["for_whom"])] if row["for_whom"] else []),
    ]


def _ends_by(zone):
    return small(_("Ends by local time: %(zone)s") % {"zone": zone})


def _where(row):
    kind = capfirst(row["kind"])
    texts = [kind]
    for text, before in (
        (row["venue"], " · "),
        (row["place"], ", "),
        (_room(row["room"]), ", "),
        (row["arrival_venue"], " → "),
        (row["arrival_place"], ", "),
    ):
        texts += [before, text] if text else []
    return small(*texts)


def _room(room):
    """Return "room 5", in one line; no number, as "Conference hall", says itself what it is."""
    if not room[:1].isdecimal():
        return room
    words = pgettext("in a building", "room %(room)s") % {"room": room}
    return words.replace(f" {room}", f"{NBSP}{room}")


def _for_whom(names):
    listed = Line.joined(names, ", ")
    return Line(small(pgettext("whom", "For"), ": ").pieces + listed.pieces, SMALL)


def _duty(row):
    """Who sees to it and with what: never for guests."""
    said = [
        (_("Phone"), row["phone"]),
        (_("Car"), row["car"]),
        (_("Interpreter"), row["interpreter"]),
    ]
    means = Line.joined([f"{label}: {text}" for label, text in said if text], style=SMALL)
    return [
        Line.joined(row["responsible"] or [_("nobody yet")], ", "),
        *([means] if means.pieces else []),
        *paragraphs(row["note"], SMALL),
        *paragraphs(_("Plan B") + f": {row['plan_b']}" if row["plan_b"].strip() else "", SMALL),
    ]
