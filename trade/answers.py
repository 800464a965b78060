"""Answers: every amount of trade that a page, a list, an export or a print shows comes from here.

``figures_for`` answers any number of keys for one window, ``figures_over`` for several, in two
queries whatever the number.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max, Q

from common.periods import Window
from regions.models import Source
from trade.arithmetic import ALL_GOODS, Check, FigureRow, Key, Method, Shelf
from trade.models import Product, State, Statement, TradeFigure

__all__ = [
    "ALL_GOODS",
    "Answer",
    "Check",
    "FigureRow",
    "Key",
    "Method",
    "figures_for",
    "figures_over",
    "newest_windows",
    "windows_of",
]


@dataclass(frozen=True)
class Answer:
    """What is known of one key for one window, and how.

    ``value`` is None where nothing is reported, never 0; true when there is a value. ``parts`` are
    pairs of sign and figure; ``also_stated`` the other figures for exactly this window, best
    first; ``statements`` those behind the parts, ``shown_only`` those for exactly this key and
    window that give no figure, ``said`` all of this key and window. ``check`` compares a stated
    total with its stated parts.
    """

    key: Key
    window: Window
    value: Decimal | None = None
    state: State | None = None
    currency: str = ""
    rounding_unit: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Method = Method.NONE
    parts: tuple = ()
    also_stated: tuple = ()
    said: tuple = ()
    shown_only: tuple = ()
    check: Check | None = None

    def __bool__(self):
        return self.value is not None

    @property
    def figures(self):
        return tuple(figure for _sign, figure in self.parts)

    @property
    def statements(self):
        return tuple(figure.statement for figure in self.figures if figure.statement)

    @property
    def sources(self):
        return tuple({figure.source.pk: figure.source for figure in self.figures}.values())

    @property
    def is_exact(self):
        """Whether the amount is known to the unit of its currency."""
        return self.rounding_unit == 1 and not any(f.is_approximate for f in self.figures)

    @property
    def year_inferred(self):
        return any(figure.year_inferred for figure in self.figures)

    @property
    def disputed(self):
        return any(figure.is_disputed for figure in self.figures)


def figures_for(keys, window):
    """Return ``{key: Answer}`` for the window; at most two queries, however many keys."""
    return {key: answers[window] for key, answers in figures_over(keys, [window]).items()}


def figures_over(keys, windows):
    """Return ``{key: {window: Answer}}``; at most two queries, however many of either."""
    keys, windows = list(dict.fromkeys(keys)), list(dict.fromkeys(windows))
    if not keys or not windows:
        return {key: {} for key in keys}
    statements = _statements(keys, windows)
    figures = _figures(keys, windows, {s.figure_id: s for s in statements if s.figure_id})
    said = _by_key_and_window(statements)
    return {key: _answers(key, windows, figures, said) for key in keys}


def _answers(key, windows, figures, said):
    rows = [row for asked in (key, *key.parts()) for row in figures.get(asked, ())]
    shelf = Shelf(key.flow, rows)
    return {window: _answer(key, window, shelf, said.get((key, window), ())) for window in windows}


def _answer(key, window, shelf, said):
    exact = shelf.exact.get(window, [])
    chosen = shelf.choose(window)
    context = {"key": key, "window": window, **_statements_of(said, exact)}
    if chosen is None:
        return _answer_without_value(exact, context)
    figures = [figure for _sign, figure in chosen.parts]
    return Answer(
        value=chosen.value,
        state=chosen.state,
        currency=chosen.currency,
        rounding_unit=chosen.rounding_unit,
        low=chosen.low,
        high=chosen.high,
        method=chosen.method,
        parts=chosen.parts,
        also_stated=tuple(row for row in exact if row not in figures),
        check=shelf.check(figures[0]) if chosen.method == Method.STATED else None,
        **context,
    )


def _answer_without_value(exact, context):
    """Nothing, or a source that says it is not disclosed or not available."""
    if not exact:
        return Answer(**context)
    silent, *others = exact
    return Answer(
        state=silent.state,
        method=Method.STATED,
        parts=((1, silent),),
        also_stated=tuple(others),
        **context,
    )


def _statements_of(said, exact):
    with_figure = {row.pk for row in exact}
    shown_only = tuple(s for s in said if s.figure_id not in with_figure)
    return {"said": tuple(said), "shown_only": shown_only}


# Reading the tables

# Everything of a source but what only its own page and its editors need.
SOURCE_FIELDS = [
    field.attname
    for field in Source._meta.concrete_fields
    if field.attname not in {"search_text", "created_by_id", "changed_by_id"}
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


def _figures(keys, windows, statements):
    """Return ``{key: [row]}``: as rows, for models would cost the most of a page."""
    found = TradeFigure.objects.current().filter(_of_keys(keys), _useful_for(windows))
    columns = [f"dataset__source__{name}" for name in SOURCE_FIELDS]
    sources, figures = {}, defaultdict(list)
    for values in found.values_list(*FIGURE_FIELDS, *columns):
        source = _source(sources, values[len(FIGURE_FIELDS) :], found.db)
        row, nomenclature = _row(values[: len(FIGURE_FIELDS)], source, statements)
        for key in _names(row.key, nomenclature):
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


def _names(key, nomenclature):
    """Return the keys by which one and the same thing may be asked for."""
    if nomenclature == Product.Nomenclature.TOTAL:
        return key, key._replace(product=ALL_GOODS)
    return (key,)


def _statements(keys, windows):
    """Return the statements, best source first."""
    found = Statement.objects.filter(_of_keys(keys), _useful_for(windows, "window_"))
    return sorted(found.select_related("source", "product"), key=_statement_rank)


def _by_key_and_window(statements):
    said = defaultdict(list)
    for statement in statements:
        key = Key(
            statement.reporter_id,
            statement.partner_id,
            statement.flow,
            statement.product_id,
            statement.measure,
        )
        for name in _names(key, statement.product.nomenclature):
            said[name, statement.window].append(statement)
    return said


def _statement_rank(statement):
    published = statement.source.published_latest
    return statement.source.rank, -published.toordinal() if published else 0, statement.pk


def _of_keys(keys):
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
    return sorted((Window(*ends) for ends in found), key=lambda w: (-w.end, w.start))


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
