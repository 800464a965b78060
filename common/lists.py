"""List pages: filtered by their form, ordered and paged by the address, exported as a table."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from common.exports import CHUNK, Table, csv_response, xlsx_response

PAGE_SIZE = 50
PAGE_SIZES = (25, PAGE_SIZE, 100, 200)
# A longer list is neither counted nor sorted: both would read all of it for one page.
MOST_COUNTED = 10_000
# The word in the address that asks for rows at once which else come after the page.
AT_ONCE = "now"


@dataclass(frozen=True)
class Order:
    """One way to order a list: the word in the address, its heading, its fields."""

    name: str
    label: Any
    fields: tuple


class Listing:
    """What a list page shows of ``queryset``.

    ``orders`` come in the order of choice; the address takes ``order=name`` or ``order=-name``,
    ``page`` and ``size``. Anything else falls back: to ``default``, which is the first order
    unless named, to the first page, to 50 rows.
    """

    def __init__(self, request, form, queryset, orders, *, default=""):
        self.form = form
        self.orders = {order.name: order for order in orders}
        self.default = default or next(iter(self.orders))
        self.query = request.GET
        self.narrowed = form.narrow(queryset)

    @cached_property
    def rows(self):
        """The rows in the order in force."""
        return self._ordered(self.narrowed)

    def context(self, heading):
        """Return what ``list_base.html`` takes."""
        return {
            "heading": heading,
            "form": self.form,
            "chips": self.form.chips(),
            "page_obj": self.page(),
            "page_size": self.page_size,
            "page_sizes": PAGE_SIZES,
            "order": self.order,
            "order_links": self._order_links(),
        }

    def page(self):
        return Paginator(self.rows, self.page_size).get_page(self.query.get("page"))

    def csv(self, name, columns):
        """Stream all rows; for ``columns`` see ``export``."""
        return self.export("csv", name, columns)

    def export(self, kind, name, columns, heading=""):
        """Answer with all rows as a file of the kind, "csv" or "xlsx".

        ``columns`` are pairs of heading and function of the row, or a Table.
        """
        table = Table.of(columns)
        rows = self.table_rows(table)
        if kind == "xlsx":
            return xlsx_response(name, table.headings, rows, self.about(heading))
        return csv_response(name, table.headings, rows)

    def about(self, heading):
        """Return what a workbook says of itself: pairs of word and text, the title first."""
        return [("", heading), *((chip["label"], chip["text"]) for chip in self.form.chips())]

    def table_rows(self, table):
        """Yield the rows of the table, read a chunk at a time."""
        for chunk in self.chunks(table.fields):
            yield from map(table.row, chunk)

    def chunks(self, fields):
        """Yield lists of records, or of the values of the fields."""
        rows = self.rows.values_list(*fields) if fields else self.rows
        yield rows.iterator(chunk_size=CHUNK)

    @property
    def page_size(self):
        asked = self.query.get("size", "")
        return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZE

    @property
    def order(self):
        """The order in force as the address has it, for example ``-date``."""
        asked = self.query.get("order", "")
        return asked if self.offers(asked.removeprefix("-")) else self.default

    def offers(self, name):
        """Return whether the list can be ordered so."""
        return name in self.orders

    @property
    def is_reversed(self):
        return self.order.startswith("-")

    def _ordered(self, queryset):
        order = self.orders[self.order.removeprefix("-")]
        ordered = queryset.order_by(*order.fields, "pk")
        return ordered.reverse() if self.is_reversed else ordered

    def _order_links(self):
        """Return name -> {"label", "next", "aria"}: what the heading of a column links to."""
        return {
            name: {
                "label": order.label,
                "next": self._next(name) if self.offers(name) else "",
                "aria": self._aria(name),
            }
            for name, order in self.orders.items()
        }

    def _next(self, name):
        return f"-{name}" if self.order == name else name

    def _aria(self, name):
        return {name: "ascending", f"-{name}": "descending"}.get(self.order, "none")


class LongListing(Listing):
    """A list of any length. Up to 10,000 rows it is like any other.

    Beyond, it has one order, which is both the default and that of the ``Cursor``. Pages and
    exports go along its index by ``after`` and ``before`` in the address, so that a page costs the
    same wherever it is.
    """

    def __init__(self, request, form, queryset, orders, *, default, cursor):
        self.cursor = cursor
        self.everything = queryset
        super().__init__(request, form, queryset, orders, default=default)

    @cached_property
    def counted(self):
        """The number of rows, 10,001 for all that are more."""
        return self.count_to(MOST_COUNTED + 1)

    def count_to(self, most):
        return self._count(self.narrowed, most)

    def _count(self, rows, most):
        # A value that every index of the list holds, so that the index alone can answer.
        return rows.order_by().values(self.cursor.names[0])[:most].count()

    @property
    def is_long(self):
        return self.counted > MOST_COUNTED

    def offers(self, name):
        return super().offers(name) and (not self.is_long or name == self.default.removeprefix("-"))

    def _ordered(self, queryset):
        if not self.is_long:
            return super()._ordered(queryset)
        return self.cursor.ordered(queryset, descending=self.is_reversed)

    def page(self):
        if self.is_long:
            return self.cursor.page(
                self.rows, self.query, self.page_size, descending=self.is_reversed
            )
        paginator = Paginator(self.rows, self.page_size)
        paginator.count = self.counted
        return paginator.get_page(self.query.get("page"))

    @property
    def comes_later(self):
        """Whether the page comes without its rows: no index leads to them, and there are many."""
        if not self.form.is_free or AT_ONCE in self.query:
            return False
        return self._count(self.everything, MOST_COUNTED + 1) > MOST_COUNTED

    def context(self, heading):
        if self.comes_later:
            head = {"heading": heading, "form": self.form, "chips": self.form.chips()}
            return head | {"later": True}
        return super().context(heading) | {"most_counted": MOST_COUNTED}

    def chunks(self, fields):
        """No statement, and so no transaction, is open for longer than a chunk of a long list."""
        if not self.is_long:
            yield from super().chunks(fields)
            return
        names = self.cursor.names
        rows = self.rows.values_list(*fields)
        yield from self.cursor.chunks(rows, [fields.index(n) for n in names], self.is_reversed)
