"""Which months are known of whom: read from the sums and the figures of all goods alone."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import CharField, F, Max, Value

from common.periods import Window, cumulative, newest_first, tile
from trade.models import Dataset, Flow, Statement, SumByPartner, SumByReporter, TradeFigure

# So many months are offered as they are; of more, those that are asked for most.
MOST_OFFERED = 40


class Told(NamedTuple):
    """That a figure or a sum gives an amount of a flow for a window.

    ``year_inferred`` where a source does not print its year. ``series`` is the dataset whose
    windows may be put together, None for what single publications quote.
    """

    reporter: int
    partner: int
    flow: int
    window: Window
    year_inferred: bool = False
    series: int | None = None


def told_between(reporters, partners):
    """Return the Told of all goods between the places. One query."""
    fields = ("flow", "start", "end", "dataset_id", "dataset__family")
    columns = ("reporter_id", "partner_id", *fields)
    figures, *sums = _all_goods_between(reporters, partners)
    rows = figures.values_list(*columns, "statement__window_basis").union(
        *(
            of.values_list("reporter_id", partner, *fields, Value("", CharField()))
            for of, partner in sums
        ),
        all=True,
    )
    return list({_told(*row) for row in rows})


def _told(reporter, partner, flow, start, end, dataset, family, basis):
    inferred = basis in (Statement.WindowBasis.YEAR_INFERRED, Statement.WindowBasis.INFERRED)
    series = None if family == Dataset.QUOTED else dataset
    return Told(reporter, partner, flow, Window(start, end), inferred, series)


def with_turnover(told):
    """Return ``{(reporter, partner): {Window: year inferred}}`` of what tells a turnover.

    That is the turnover itself, or export and import of the same months.
    """
    flows, inferred = defaultdict(set), set()
    for one in told:
        place = one.reporter, one.partner, one.window
        flows[place].add(one.flow)
        if one.year_inferred:
            inferred.add(place)
    found = defaultdict(dict)
    for (reporter, partner, window), named in flows.items():
        if _tells_turnover(named):
            found[reporter, partner][window] = (reporter, partner, window) in inferred
    return found


def cumulated(told):
    """Return ``{(reporter, partner): {Window}}`` of turnovers that shorter windows tile.

    These are full years, and January to each month of the newest.
    """
    flows = defaultdict(lambda: defaultdict(set))
    for one in told:
        if one.series is not None:
            flows[one.reporter, one.partner, one.series][one.window].add(one.flow)
    found = defaultdict(set)
    for (reporter, partner, _series), by_window in flows.items():
        known = {window for window, named in by_window.items() if _tells_turnover(named)}
        found[reporter, partner] |= cumulations(known)
    return found


def _tells_turnover(flows):
    return Flow.TURNOVER in flows or {Flow.EXPORT, Flow.IMPORT} <= flows


def cumulations(windows):
    """Return the windows beside these, counted from January, that these tile.

    Full years, and January to each month of the newest year.
    """
    by_year = defaultdict(set)
    for window in windows:
        if window.start_year == window.end_year:
            by_year[window.start_year].add(window)
    wanted = {cumulative(year, 12) for year in by_year}
    if by_year:
        newest = max(by_year)
        wanted |= {cumulative(newest, window.end_month) for window in by_year[newest]}
    return {w for w in wanted if w not in windows and tile(w, by_year[w.start_year])}


def offered(windows, always=()):
    """Return a list short enough to choose from, newest first.

    Of many windows these are the full years, those that end in the newest year, and the same
    months of earlier years as the newest counted from January; and all those named ``always``.
    """
    windows = newest_first(windows)
    if len(windows) <= MOST_OFFERED:
        return windows
    newest = windows[0]
    same = {cumulative(year, newest.end_month) for year in {w.end_year for w in windows}}
    return [
        window
        for window in windows
        if window.is_year
        or window.end_year == newest.end_year
        or window in same
        or window in always
    ]


def newest_windows(pairs, flow=None):
    """Return ``{(reporter id, partner id): Window}`` for the pairs that have goods figures.

    The newest is the one that ends last; of those that end together the longest. One query.
    """
    pairs = set(pairs)
    figures, *sums = _all_goods_between({r for r, _p in pairs}, {p for _r, p in pairs}, flow)
    groups = [
        of.values_list("reporter_id", partner).annotate(newest=Max(_END_THEN_LENGTH))
        for of, partner in ((figures, "partner_id"), *sums)
    ]
    newest = defaultdict(int)
    for reporter, partner, number in groups[0].union(*groups[1:], all=True):
        newest[reporter, partner] = max(newest[reporter, partner], number)
    return {pair: _window_of(number) for pair, number in newest.items() if pair in pairs}


def windows_of(reporters, partners, flow=None):
    """Return the distinct windows of goods figures between the places, newest first. One query."""
    figures, *sums = _all_goods_between(reporters, partners, flow)
    ends = figures.values_list("start", "end").union(
        *(of.values_list("start", "end") for of, _partner in sums)
    )
    return newest_first(Window(*row) for row in ends)


def _all_goods_between(reporters, partners, flow=None):
    """Return the figures with an amount, and pairs of the sums and the name of their partner."""
    figures = TradeFigure.objects.current().of_all_goods().filter(value__isnull=False)
    by_pair = SumByPartner.objects.goods().with_amount()
    of_world = SumByReporter.objects.goods().with_amount()
    places = [rows.between(reporters, partners).order_by() for rows in (figures, by_pair, of_world)]
    if flow is not None:
        places = [rows.filter(flow=flow) for rows in places]
    return places[0], (places[1], "partner_id"), (places[2], "world")


# Both ends in one number that sorts as meant: within 32 bits, for no month reaches 32,768.
_SPAN = 2**15
_END_THEN_LENGTH = F("end") * _SPAN + (_SPAN - 1 - F("start"))


def _window_of(number):
    end, length = divmod(number, _SPAN)
    return Window(_SPAN - 1 - length, end)
