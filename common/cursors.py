"""Paging along an index: a page is found by the row it follows, not by how many precede it."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Value

CHUNK = 5000
# What the widest whole-number column holds.
LARGEST = 2**63
# Where a page is that follows nothing: the last one, read backwards.
END = "end"


class RowCompare(Func):
    """``(a, b) < (1, 2)``, which both databases look up in an index of (a, b)."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, names, sign, values):
        super().__init__(*map(F, names), *map(Value, values))
        self.width, self.sign = len(names), sign

    def as_sql(self, compiler, connection, *_templates, **_context):
        parts = [compiler.compile(source) for source in self.get_source_expressions()]
        columns, values = parts[: self.width], parts[self.width :]
        sql = f"{_tuple(columns)} {self.sign} {_tuple(values)}"
        return sql, [param for _sql, params in parts for param in params]


def _tuple(parts):
    return "({})".format(", ".join(sql for sql, _params in parts))


@dataclass
class CursorPage:
    """A page that knows what is before and after it, not its number. Tokens are "" at the ends."""

    object_list: list
    previous: str
    next: str
    paginator: Any = None
    last: str = END

    def __iter__(self):
        return iter(self.object_list)

    def __len__(self):
        return len(self.object_list)


class Cursor:
    """Walks along the index of ``names``: two whole-number fields, the last of them unique.

    Of a list that is ``narrow``, having its own index that ends with the first name, the rows of
    one value are sorted: along the wider index the database would walk past all other rows.
    """

    def __init__(self, names, *, narrow=False):
        self.names = tuple(names)
        self.narrow = narrow

    def ordered(self, queryset, *, descending):
        first, last = self.names
        # An expression is what no index holds.
        order = [F(first), F(last) + 0 if self.narrow else F(last)]
        return queryset.order_by(*(field.desc() if descending else field.asc() for field in order))

    def beyond(self, queryset, values, *, descending):
        """Return the rows that come after the row of these values."""
        return queryset.filter(RowCompare(self.names, "<" if descending else ">", values))

    def page(self, ordered, query, size, *, descending):
        """Return the page of the tokens ``after`` or ``before``; the first for any other."""
        before = query.get("before", "")
        here = self.read(before or query.get("after", ""))
        if before == END or (before and here):
            shown = self._page_before(ordered, here, size, descending)
        else:
            shown = self._page_after(ordered, here, size, descending)
        if here and not shown.object_list:
            return self._page_after(ordered, None, size, descending)
        return shown

    def _page_after(self, ordered, here, size, descending):
        found = self._found(ordered, here, size + 1, descending)
        shown = found[:size]
        return CursorPage(
            shown,
            previous=self.token(shown[0]) if here and shown else "",
            next=self.token(shown[-1]) if len(found) > size else "",
        )

    def _page_before(self, ordered, here, size, descending):
        found = self._found(ordered.reverse(), here, size + 1, not descending)
        shown = found[:size][::-1]
        return CursorPage(
            shown,
            previous=self.token(shown[0]) if len(found) > size else "",
            next=self.token(shown[-1]) if here and shown else "",
        )

    def _found(self, ordered, here, number, descending):
        """Return the first rows, found by their keys alone: joins come after the choice.

        PostgreSQL believes that nothing is left near the end of the table, and would join and
        sort all that is.
        """
        rows = self.beyond(ordered, here, descending=descending) if here else ordered
        return list(ordered.filter(pk__in=rows.values("pk")[:number]))

    def chunks(self, rows, places, descending):
        """Yield lists of the rows, tuples whose cursor values stand at ``places``."""
        found = list(rows[:CHUNK])
        while found:
            yield found
            here = [found[-1][place] for place in places]
            found = list(self.beyond(rows, here, descending=descending)[:CHUNK])

    def token(self, row):
        values = json.dumps([getattr(row, name) for name in self.names])
        return base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")

    def read(self, token):
        """Return the values of a token, None for one that is not of our making."""
        try:
            padded = token.encode("ascii") + b"=" * (-len(token) % 4)
            values = json.loads(base64.urlsafe_b64decode(padded))
        except (ValueError, binascii.Error, RecursionError):
            return None
        return values if self._fits(values) else None

    def _fits(self, values):
        return (
            isinstance(values, list)
            and len(values) == len(self.names)
            and all(type(value) is int and 0 <= value < LARGEST for value in values)
        )
