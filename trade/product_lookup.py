"""The product an address names: a code, and its edition where it is not the present one."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from trade.models import Product
from trade.products import product_code, product_label
from trade.reference import EDITION

# Chapters have two digits; the ten of the national nomenclature are the most there are.
_ADDRESS = re.compile(r"(\d{2,10})(?:-(\w{1,8}))?", re.ASCII)


@dataclass(frozen=True)
class Found:
    """A product, what it is divided into, and the same code in other editions."""

    product: Product
    children: tuple
    others: tuple

    @property
    def label(self):
        return product_label(self.product)

    @cached_property
    def address(self):
        return product_code(self.product)

    @property
    def other_editions(self):
        """Pairs of an edition and what stands in its address, the newest first."""
        return [(other.edition, product_code(other)) for other in self.others]


def find_product(address):
    """Return the Found product of the Harmonized System, or None; one query.

    Without an edition it is the present one, else the newest there is.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    code, edition = match.groups()
    own, parts = _read(code)
    asked = [product for product in own if edition in (None, product.edition)]
    if not asked:
        return None
    product = asked[0]
    children = tuple(part for part in parts if part.parent_id == product.pk)
    return Found(product, children, tuple(other for other in own if other != product))


def _read(code):
    """Return the products of the code, the present edition first, and all parts of them."""
    hs = Product.objects.filter(nomenclature=Product.Nomenclature.HS)
    asked = Q(code=code, level__gte=Product.CHAPTER) | Q(parent__code=code)
    found = hs.filter(asked).select_related("parent").order_by("-edition", "code")
    own = [product for product in found if product.code == code]
    own.sort(key=lambda product: product.edition != EDITION)
    return own, [product for product in found if product.code != code]
