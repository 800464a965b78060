"""Rows of a page as they were sent: in their order on the page, and with one more among them."""

import re

from django.http import QueryDict

MOST_DIGITS = 4


def row_count(data, prefix):
    """Return how many rows the page said it has, 0 for what is no number."""
    sent = data.get(f"{prefix}-TOTAL_FORMS", "")
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else 0


def row_order(data, prefix):
    """Return the numbers of the rows in the order in which their fields were sent."""
    return list(dict.fromkeys(number for number, _name in _row_fields(data, prefix).values()))


def with_row(data, prefix, after, values):
    """Return the data with a row of these values, below the row ``after``, or above all for None.

    ``values``: name of the field -> list of what is sent of it.
    """
    number = row_count(data, prefix)
    row = [(f"{prefix}-{number}-{name}", sent) for name, sent in values.items()]
    fields = list(data.lists())
    place = _place_below(data, prefix, after)
    more = QueryDict(mutable=True)
    for name, sent in [*fields[:place], *row, *fields[place:]]:
        more.setlist(name, sent)
    more[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    return more


def _place_below(data, prefix, after):
    """Return before which field, counted from 0, a row below the row ``after`` begins."""
    order, fields = row_order(data, prefix), _row_fields(data, prefix)
    following = order[order.index(after) + 1 :] if after in order else order
    starts = (
        place
        for place, name in enumerate(data)
        if following and name in fields and fields[name][0] == following[0]
    )
    return next(starts, len(data))


def values_of(data, prefix, number):
    """Return name of the field -> list of what was sent of it, of one row."""
    fields = _row_fields(data, prefix)
    return {
        fields[name][1]: sent
        for name, sent in data.lists()
        if name in fields and fields[name][0] == number
    }


def _row_fields(data, prefix):
    """Return name -> number of the row and name of its field, of all fields of rows."""
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,{MOST_DIGITS}}})-(\w+)")
    found = {name: pattern.fullmatch(name) for name in data}
    return {name: (int(match[1]), match[2]) for name, match in found.items() if match}
