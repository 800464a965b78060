"""Products: all goods, the sections and chapters of the HS, and groups of goods as named."""

from pathlib import Path

from django.db import transaction

from common.texts import LANGUAGES
from regions.reference import rows_of
from trade.models import GroupCode, Product

DATA = Path(__file__).parent / "data"
EDITION = "2022"


@transaction.atomic
def load_products():
    """Add the products that are missing; leave those that people have edited."""
    products = {(p.nomenclature, p.code): p for p in Product.all_objects.all()}

    def add(product):
        return products.setdefault((product.nomenclature, product.code), _kept(product, products))

    add(_all_goods())
    for row in rows_of(DATA / "hs_sections.csv"):
        add(_section(row))
    for row in rows_of(DATA / "hs_chapters.csv"):
        add(_chapter(row, products[Product.Nomenclature.HS, row["section"]]))
    for row in rows_of(DATA / "product_groups.csv"):
        _add_codes(add(_group(row)), row["assumed_codes"])


def _kept(product, products):
    """Save the product unless its code is known."""
    if (product.nomenclature, product.code) not in products:
        product.save()
    return product


def _names(row, prefix):
    return {f"name_{language}": row[f"{prefix}_{language}"] for language in LANGUAGES}


def _all_goods():
    return Product(
        nomenclature=Product.Nomenclature.TOTAL,
        code="TOTAL",
        name_en="All goods",
        name_ru="Все товары",
        name_kk="Барлық тауарлар",
        name_be="Усе тавары",
    )


def _section(row):
    return Product(
        nomenclature=Product.Nomenclature.HS,
        edition=EDITION,
        code=row["section"],
        level=Product.SECTION,
        **_names(row, "short"),
    )


def _chapter(row, section):
    return Product(
        nomenclature=Product.Nomenclature.HS,
        edition=EDITION,
        code=row["code"],
        level=Product.CHAPTER,
        parent=section,
        **_names(row, "short"),
    )


def _group(row):
    return Product(nomenclature=Product.Nomenclature.GROUP, code=row["slug"], **_names(row, "name"))


def _add_codes(group, codes):
    for code in filter(None, codes.split(";")):
        GroupCode.objects.get_or_create(
            group=group, nomenclature_edition=EDITION, code=code.strip()
        )
