"""Reading statements and figures for many keys and windows at once."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from django.db.models import Case, F, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from common.periods import Window
from regions.models import Source
from trade.arithmetic import ALL_GOODS, FigureRow, Key, Parts, Summed
from trade.models import (
    Dataset,
    Product,
    State,
    Statement,
    SumByChapter,
    SumByPartner,
    SumByReporter,
    TradeFigure,
)

# Everything of a source but what only its editors need; read when asked for.
SOURCE_FIELDS = [
    field.attname
    for field in Source._meta.concrete_fields
    if not field.attname.startswith(("created_", "changed_", "deleted_", "search_"))
]


def figure_rows(keys, windows, statements):
    """Return ``{key: [FigureRow]}``: as rows, for models would cost the most of a page.

    Beside figures these are the sums of their parts, all in one query. ``statements`` are given by
    the id of the figure they yield; no ``windows`` (None) are all.
    """
    useful = Q() if windows is None else _useful_for(windows)
    found = _figures_and_sums(_Wanted.by(keys), useful)
    sources, figures = {}, defaultdict(list)
    for values in found:
        source = _source(sources, values[len(COLUMNS) :], found.db)
        row, nomenclature = _row(values[: len(COLUMNS)], source, statements)
        for key in names_of(row.key, nomenclature):
            figures[key].append(row)
    return figures


class _Wanted(NamedTuple):
    """The ids that the keys and their parts name."""

    reporters: set
    partners: set
    flows: set
    products: set
    measures: set

    @classmethod
    def by(cls, keys):
        wanted = {part for key in keys for part in (key, *key.parts())}
        return cls(
            {key.reporter for key in wanted},
            {key.partner for key in wanted},
            {key.flow for key in wanted},
            {key.product for key in wanted},
            {key.measure for key in wanted},
        )

    @property
    def single_products(self):
        return sorted(self.products - {ALL_GOODS})

    def of_flows(self):
        return Q(reporter__in=self.reporters, flow__in=self.flows, measure__in=self.measures)

    def of_pairs(self):
        return self.of_flows() & Q(partner__in=self.partners)

    def of_products(self):
        """Return a condition the index can use: a list of ids, that of all goods looked up in it.

        ``OR`` would read all goods of the pairs.
        """
        everything = [Subquery(_all_goods())] if ALL_GOODS in self.products else []
        return In(F("product"), [*self.single_products, *everything])


# The columns of figures and sums in one query, in this order: what a figure has for each, and
# what a sum of parts has where that is another thing.
COLUMNS = (
    "pk",
    "reporter_id",
    "partner_id",
    "flow",
    "product_id",
    "measure",
    "product__nomenclature",
    "start",
    "end",
    "dataset_id",
    "dataset__family",
    "newest",
    "state",
    "value",
    "rounding_unit",
    "currency",
    "parts",
    "figures",
    "not_disclosed",
    "oldest",
    "reporter_code",
    "partner_code",
    "product_code",
)
_SOURCE_COLUMNS = [f"dataset__source__{name}" for name in SOURCE_FIELDS]


def _figures_and_sums(wanted, useful):
    """Return the rows of ``COLUMNS`` and of the source, figures and sums, in one query."""
    of_pairs = wanted.of_pairs() & useful
    of_world = wanted.of_flows() & useful & Q(world__in=wanted.partners)
    figures = _figures().filter(of_pairs, wanted.of_products())
    sums = [_sums_of_pairs().filter(of_pairs), _sums_of_all().filter(of_world)]
    if wanted.single_products:
        of_products = of_world & Q(product__in=wanted.single_products)
        sums.append(_sums_of_chapters().filter(of_products))
    return figures.union(*sums, all=True)


# The querysets are made once: what they name takes longer to look up than the rows.


@cache
def _figures():
    """Figures in the columns; one is as new as the last file that states it."""
    vintage = Coalesce("confirmed_by__vintage", "vintage")
    extra = {"newest": vintage, "oldest": vintage, "parts": Value("")}
    extra |= {"figures": Value(1), "not_disclosed": Value(0)}
    extra |= dict.fromkeys(("reporter_code", "partner_code", "product_code"), Value(""))
    figures = TradeFigure.objects.current().annotate(**extra).order_by()
    return figures.values_list(*COLUMNS, *_SOURCE_COLUMNS)


@cache
def _sums_of_pairs():
    return _in_columns(SumByPartner.objects, Parts.CHAPTERS, partner_code="partner__code")


@cache
def _sums_of_all():
    sums = SumByReporter.objects.with_world()
    return _in_columns(sums, Parts.CHAPTERS_AND_PARTNERS, partner_id="world")


@cache
def _sums_of_chapters():
    columns = {name: name for name in ("product_id", "product__nomenclature")}
    columns |= {"partner_id": "world", "product_code": "product__code"}
    return _in_columns(SumByChapter.objects.with_world(), Parts.PARTNERS, **columns)


def _in_columns(sums, parts, **columns):
    """Sums in the columns of figures; ``columns`` are those that are not as in most sums."""
    extra = {
        "number": Value(0),
        "everything": Subquery(_all_goods()),
        "nomenclature": Value(Product.Nomenclature.TOTAL.value),
        "newest": F("vintage"),
        "state": Case(
            When(value__isnull=False, then=Value(State.REPORTED.value)),
            When(not_disclosed__gt=0, then=Value(State.NOT_DISCLOSED.value)),
            default=Value(State.NOT_AVAILABLE.value),
        ),
        "parts": Value(parts.value),
        "any": Value(""),
    }
    named = {
        "pk": "number",
        "product_id": "everything",
        "product__nomenclature": "nomenclature",
        "reporter_code": "reporter__code",
        "partner_code": "any",
        "product_code": "any",
    } | columns
    names = [named.get(name, name) for name in COLUMNS]
    return sums.annotate(**extra).order_by().values_list(*names, *_SOURCE_COLUMNS)


def _row(values, source, statements):
    """Return the figure and the nomenclature of its product."""
    pk, reporter, partner, flow, product, measure, nomenclature, start, end, *rest = values
    dataset, family, vintage, state, value, rounding_unit, currency, *sum_of = rest
    row = FigureRow(
        pk=pk,
        key=Key(reporter, partner, flow, product, measure),
        window=Window(start, end),
        dataset=dataset,
        vintage=vintage,
        state=State(state),
        value=value,
        rounding_unit=rounding_unit,
        currency=currency,
        source=source,
        statement=statements.get(pk),
        quoted=family == Dataset.QUOTED,
        summed=_summed(*sum_of),
    )
    return row, nomenclature


def _summed(parts, figures, not_disclosed, oldest, *codes):
    return Summed(Parts(parts), figures, not_disclosed, oldest, codes) if parts else None


def _source(sources, values, database):
    """Return one object for each source, whatever the number of its figures."""
    number = values[SOURCE_FIELDS.index("id")]
    if number not in sources:
        sources[number] = Source.from_db(database, SOURCE_FIELDS, values)
    return sources[number]


def names_of(key, nomenclature):
    """Return the keys by which one and the same thing may be asked for."""
    if nomenclature == Product.Nomenclature.TOTAL:
        return key, key._replace(product=ALL_GOODS)
    return (key,)


def statements_near(keys, windows):
    """Return the statements, best source first."""
    found = Statement.objects.filter(of_keys(keys), _useful_for(windows, "window_"))
    return sorted(found.select_related("source", "product"), key=statement_rank)


def by_key_and_window(statements):
    """Return ``{(key, window): [statement]}`` in the order given."""
    said = defaultdict(list)
    for statement in statements:
        for key in keys_of(statement):
            said[key, statement.window].append(statement)
    return said


def keys_of(statement):
    """Return the keys by which what a statement says may be asked for."""
    key = Key(
        statement.reporter_id,
        statement.partner_id,
        statement.flow,
        statement.product_id,
        statement.measure,
    )
    return names_of(key, statement.product.nomenclature)


def statement_rank(statement):
    """Sorts the best source first, then the newest."""
    published = statement.source.published_latest
    return statement.source.rank, -published.toordinal() if published else 0, statement.pk


def of_keys(keys):
    """Return a condition that holds for the keys and their parts, and for few others."""
    wanted = _Wanted.by(keys)
    return wanted.of_pairs() & Q(wanted.of_products())


def _all_goods():
    """Return the id of the product that means everything, of which there is one."""
    return Product.objects.everything().values("pk")[:1]


def _useful_for(windows, prefix=""):
    """Return a condition that holds for windows inside the asked ones and for what subtracts.

    That is cumulative windows with an earlier start that end with an asked one or just before it.
    """
    ends = {window.end for window in windows} | {window.start - 1 for window in windows}
    condition = Q(**{f"{prefix}end__in": ends})
    for window in _outermost(windows):
        inside = {f"{prefix}start__gte": window.start, f"{prefix}end__lte": window.end}
        condition |= Q(**inside)
    return condition


def _outermost(windows):
    """Return the windows that lie in no other."""
    outermost = []
    for window in sorted(windows, key=lambda w: (w.start, -w.end)):
        if not outermost or not outermost[-1].contains(window):
            outermost.append(window)
    return outermost
