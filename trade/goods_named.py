"""Goods that sources only name: no amount of their own, and a code at most assumed."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from trade.models import Flow, GroupCode, Product, StatementGood


@dataclass(frozen=True)
class NamedGoods:
    """A group of goods, the chapters it is taken to be in, and who named it, newest first.

    ``codes`` are pairs of the assumed GroupCode and its chapter, None where that is not known.
    """

    product: Product
    codes: tuple
    goods: tuple

    @property
    def chapters(self):
        """Triples of a chapter, the codes in it in words, and whether they are but assumed."""
        found = {}
        for code, chapter in self.codes:
            found.setdefault(chapter, []).append(code)
        return [
            (chapter, ", ".join(code.code for code in codes), any(code.assumed for code in codes))
            for chapter, codes in found.items()
        ]


def goods_named(pair, flow, chapters):
    """Return the NamedGoods of statements of the pair and of the regions in it.

    ``chapters`` are products by their code; two queries.
    """
    return _grouped(_named(pair, flow), chapters)


def goods_named_as(product):
    """Return the NamedGoods taken to be the product, a part of it, or what it is part of.

    Two queries.
    """
    wider = [product.code[:length] for length in range(2, len(product.code), 2)]
    codes = GroupCode.objects.filter(Q(code__startswith=product.code) | Q(code__in=wider))
    asked = Q(product=product.pk) | Q(product__in=codes.values("group"))
    return _grouped(_with_trail(StatementGood.objects.filter(asked)), {})


def _grouped(goods, chapters):
    found = {}
    for good in goods:
        found.setdefault(good.product, []).append(good)
    return [
        NamedGoods(product, tuple(_codes(product, chapters)), tuple(named))
        for product, named in found.items()
    ]


def _codes(product, chapters):
    return [(code, chapters.get(code.code[:2])) for code in product.group_codes.all()]


def _named(pair, flow):
    reporters, partners = (
        Q(**{f"statement__{side}": place}) | Q(**{f"statement__{side}__country": place})
        for side, place in (("reporter", pair.reporter), ("partner", pair.partner))
    )
    # Goods are named of export and import; both are of the turnover.
    flows = (Flow.EXPORT, Flow.IMPORT) if flow == Flow.TURNOVER else (flow,)
    return _with_trail(StatementGood.objects.filter(reporters, partners, flow__in=flows))


def _with_trail(goods):
    """Return goods named in statements that stand, newest first, with all that a list shows."""
    named = goods.filter(statement__deleted_at__isnull=True).select_related(
        "product", "statement__source", "statement__reporter", "statement__partner"
    )
    codes = Prefetch("product__group_codes", GroupCode.objects.order_by("code"))
    return named.prefetch_related(codes).order_by("-statement__window_end", "flow", "position")
