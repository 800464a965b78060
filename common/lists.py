"""List pages: filtered by their form, ordered and paged by the address, exported as CSV."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from common.exports import CHUNK, csv_response

PAGE_SIZE = 50


@dataclass(frozen=True)
class Order:
    """One way to order a list: the word in the address, its heading, its fields."""

    name: str
    label: Any
    fields: tuple


class Listing:
    """What a list page shows of ``queryset``.

    ``orders`` come in the order of choice; the address takes ``order=name`` or ``order=-name``,
    and ``page``. Anything else falls back to ``default``, which is the first order unless named.
    """

    def __init__(self, request, form, queryset, orders, *, default="", page_size=PAGE_SIZE):
        self.form = form
        self.orders = {order.name: order for order in orders}
        self.default = default or next(iter(self.orders))
        self.asked = request.GET.get("order", "")
        self.rows = self._ordered(form.narrow(queryset))
        self.page_number = request.GET.get("page")
        self.page_size = page_size

    def context(self, heading):
        """Return what ``list_base.html`` takes: heading, form, chips, page_obj, order_links."""
        paginator = Paginator(self.rows, self.page_size)
        return {
            "heading": heading,
            "form": self.form,
            "chips": self.form.chips(),
            "page_obj": paginator.get_page(self.page_number),
            "order": self.order,
            "order_links": self._order_links(),
        }

    def csv(self, name, columns):
        """Stream all rows; ``columns`` are pairs of heading and function of the row."""
        functions = [function for _heading, function in columns]
        rows = (
            [function(row) for function in functions]
            for row in self.rows.iterator(chunk_size=CHUNK)
        )
        return csv_response(name, [heading for heading, _function in columns], rows)

    @property
    def order(self):
        """The order in force as the address has it, for example ``-date``."""
        name = self.asked.removeprefix("-")
        return self.asked if name in self.orders else self.default

    def _ordered(self, queryset):
        order = self.orders[self.order.removeprefix("-")]
        ordered = queryset.order_by(*order.fields, "pk")
        return ordered.reverse() if self.order.startswith("-") else ordered

    def _order_links(self):
        """Return name -> {"label", "next", "aria"}: what the heading of a column links to."""
        return {
            name: {
                "label": order.label,
                "next": f"-{name}" if self.order == name else name,
                "aria": self._aria(name),
            }
            for name, order in self.orders.items()
        }

    def _aria(self, name):
        return {name: "ascending", f"-{name}": "descending"}.get(self.order, "none")
