"""Products that a file names for the first time."""

import re

from common.bulk import create_with_history
from trade.models import Product

CYRILLIC = re.compile("[\u0400-\u04ff]")
_REASON = "import"


def make_products(stage, resolver):
    """Save the new products of a resolver and write their keys into the stage.

    Those that somebody has made in the meantime are taken.
    """
    if not resolver.new:
        return
    known = {_key(p): p for p in Product.objects.filter(nomenclature=_HS)}
    numbers = {}
    for level in sorted({len(code) for _edition, code in resolver.new.values()}):
        wanted = {n: key for n, key in resolver.new.items() if len(key[1]) == level}
        missing = {n: key for n, key in wanted.items() if key not in known}
        made = create_with_history(
            [_product(key, resolver.names.get(n, ""), known) for n, key in missing.items()], _REASON
        )
        known |= {_key(product): product for product in made}
        numbers |= {n: known[key].pk for n, key in wanted.items()}
    stage.renumber(numbers)


_HS = Product.Nomenclature.HS


def _key(product):
    """A chapter is that of any edition."""
    return product.edition if product.level > Product.CHAPTER else "", product.code


def _product(key, name, known):
    edition, code = key
    plain = " ".join(name.split())[:300]
    is_cyrillic = CYRILLIC.search(plain)
    return Product(
        nomenclature=_HS,
        edition=edition,
        code=code,
        level=len(code),
        parent=_parent(edition, code, known),
        name_en=code if is_cyrillic or not plain else plain,
        name_ru=plain if is_cyrillic else "",
    )


def _parent(edition, code, known):
    """Return the nearest product of which this one is a part."""
    wider = (
        (edition if length > 2 else "", code[:length]) for length in range(len(code) - 2, 0, -2)
    )
    return next((known[key] for key in wider if key in known), None)
