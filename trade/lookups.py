"""Reading statements and figures for many keys and windows at once."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import F, Max, Q

from common.periods import Window, newest_first
from regions.models import Source
from trade.arithmetic import ALL_GOODS, FigureRow, Key
from trade.models import Flow, Product, State, Statement, TradeFigure

# Everything of a source but what only its editors need; read when asked for.
SOURCE_FIELDS = [
    field.attname
    for field in Source._meta.concrete_fields
    if not field.attname.startswith(("created_", "changed_", "deleted_", "search_"))
]
FIGURE_FIELDS = [
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
    "vintage",
    "state",
    "value",
    "rounding_unit",
    "currency",
]


def figure_rows(keys, windows, statements):
    """Return ``{key: [FigureRow]}``: as rows, for models would cost the most of a page.

    ``statements`` are given by the id of the figure they yield; no ``windows`` (None) are all.
    """
    useful = Q() if windows is None else _useful_for(windows)
    found = TradeFigure.objects.current().filter(of_keys(keys), useful)
    columns = [f"dataset__source__{name}" for name in SOURCE_FIELDS]
    sources, figures = {}, defaultdict(list)
    for values in found.values_list(*FIGURE_FIELDS, *columns):
        source = _source(sources, values[len(FIGURE_FIELDS) :], found.db)
        row, nomenclature = _row(values[: len(FIGURE_FIELDS)], source, statements)
        for key in names_of(row.key, nomenclature):
            figures[key].append(row)
    return figures


def _row(values, source, statements):
    """Return the figure and the nomenclature of its product."""
    pk, reporter, partner, flow, product, measure, nomenclature, start, end, *rest = values
    dataset, vintage, state, value, rounding_unit, currency = rest
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
    )
    return row, nomenclature


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
    wanted = {part for key in keys for part in (key, *key.parts())}
    products = {key.product for key in wanted}
    of_product = Q(product__in=products - {ALL_GOODS})
    if ALL_GOODS in products:
        of_product |= Q(product__in=_all_goods())
    return of_product & Q(
        reporter__in={key.reporter for key in wanted},
        partner__in={key.partner for key in wanted},
        flow__in={key.flow for key in wanted},
        measure__in={key.measure for key in wanted},
    )


def _all_goods():
    return Product.objects.filter(nomenclature=Product.Nomenclature.TOTAL).values("pk")


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


# Which windows there are


class Told(NamedTuple):
    """That a figure gives an amount of a flow for a window, whose year a source may not print."""

    reporter: int
    partner: int
    flow: int
    window: Window
    year_inferred: bool


def told_of(figures):
    """Return the Told of a queryset of figures, each once. One query."""
    fields = ("reporter", "partner", "flow", "start", "end", "statement__window_basis")
    rows = figures.filter(value__isnull=False).order_by().values_list(*fields).distinct()
    inferred = (Statement.WindowBasis.YEAR_INFERRED, Statement.WindowBasis.INFERRED)
    return [
        Told(reporter, partner, flow, Window(start, end), basis in inferred)
        for reporter, partner, flow, start, end, basis in rows
    ]


def with_turnover(told):
    """Return ``{(reporter, partner): {Window: year inferred}}`` of what tells a turnover.

    That is the turnover itself, or export and import of the same months.
    """
    flows, inferred = defaultdict(set), set()
    for reporter, partner, flow, window, year_inferred in told:
        flows[reporter, partner, window].add(flow)
        if year_inferred:
            inferred.add((reporter, partner, window))
    found = defaultdict(dict)
    for (reporter, partner, window), named in flows.items():
        if Flow.TURNOVER in named or {Flow.EXPORT, Flow.IMPORT} <= named:
            found[reporter, partner][window] = (reporter, partner, window) in inferred
    return found


def newest_windows(pairs, flow=None):
    """Return ``{(reporter id, partner id): Window}`` for the pairs that have goods figures.

    The newest is the one that ends last; of those that end together the longest. One query.
    """
    pairs = set(pairs)
    newest = (
        _goods_of({r for r, _p in pairs}, {p for _r, p in pairs}, flow)
        .values_list("reporter", "partner")
        .annotate(newest=Max(_END_THEN_LENGTH))
        .order_by()
    )
    return {(r, p): _window_of(number) for r, p, number in newest if (r, p) in pairs}


def windows_of(reporters, partners, flow=None):
    """Return the distinct windows of goods figures between the places, newest first. One query."""
    found = _goods_of(reporters, partners, flow).values_list("start", "end").distinct().order_by()
    return newest_first(Window(*ends) for ends in found)


def _goods_of(reporters, partners, flow):
    figures = (
        TradeFigure.objects.current()
        .goods()
        .filter(
            reporter__in=reporters,
            partner__in=partners,
            product__in=_all_goods(),
            value__isnull=False,
        )
    )
    return figures if flow is None else figures.filter(flow=flow)


# Both ends in one number that sorts as meant: within 32 bits, for no month reaches 32,768.
_SPAN = 2**15
_END_THEN_LENGTH = F("end") * _SPAN + (_SPAN - 1 - F("start"))


def _window_of(number):
    end, length = divmod(number, _SPAN)
    return Window(_SPAN - 1 - length, end)
