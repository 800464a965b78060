"""One product between two countries: each way, both counts, over time, by region and partner."""

from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window
from regions.models import Place
from trade.answers import Key, KnownFigures, sources_of
from trade.both_sides import BothSides
from trade.chart_values import (
    SCALE,
    TONES,
    main_currency,
    newest_of,
    publishers_of,
    tick_label,
    value_of,
)
from trade.goods_named import goods_named_as
from trade.mirror import SEEN_FROM_THERE, MirrorRow
from trade.mirror_chart import mirror_part
from trade.models import Flow, Statement
from trade.overview import Pair
from trade.pictures import SHOWN_FLOWS, Picture, rows_from
from trade.place_shares import place_shares
from trade.product_lookup import Found
from trade.products import goods_from, product_address, with_year_before
from trade.since_january import since_january, windows_since_january
from trade.timelines import years_between
from trade.traders import windows_to_choose

WAYS = (Flow.EXPORT, Flow.IMPORT)
MOST_YEARS = 16


@dataclass(frozen=True)
class ProductPage:
    """What the page shows for ``window``, which is None where no figure is known.

    ``pair`` has whose count is shown first. ``places`` are PlaceShares, ``parts`` Goods.
    """

    found: Found
    pair: Pair
    window: Window | None
    named: list
    picture: Picture | None = None
    both: BothSides | None = None
    courses: tuple = ()
    regions: tuple = ()
    partners: tuple = ()
    parts: tuple = ()

    @classmethod
    def of(cls, found, form):
        """Return the page; seven queries. The form learns which months there are."""
        return _Reading(found, form).shown()

    @property
    def mirror_part(self):
        return mirror_part(
            self.pair,
            self.both,
            goods=self.found.label,
            link=partial(product_address, self.found.product),
            address=chart_address(self.found),
        )

    @property
    def is_counted_by_both(self):
        return any(row.is_comparable for row in self.both.rows)

    @cached_property
    def chart_parts(self):
        """Every chart of the page."""
        if self.window is None:
            return []
        found = [self.mirror_part] if self.is_counted_by_both else []
        found += [shares.part for shares in (*self.regions, *self.partners)]
        found += [goods.part for goods in self.parts if goods.part]
        return [*self.courses, *found]

    @property
    def sources(self):
        answers = [row.answer for row in self.picture.rows] if self.picture else []
        answers += [row.answer for shares in (*self.regions, *self.partners) for row in shares.rows]
        return sources_of(answers)


def chart_address(found):
    return "trade:product_chart", found.address


class _Reading:
    """Reads what the page needs, each group of figures in one query."""

    def __init__(self, found, form):
        self.found, self.form, self.pair = found, form, form.pair
        self.product = found.product
        products = [self.product, *found.children]
        said = Statement.objects.filter(product__in=products).select_related("source", "product")
        self.said = list(said)
        self.keys = {side: self._flows(side) for side in (self.pair, self.pair.turned())}
        every = [key for keys in self.keys.values() for key in keys.values()]
        self.figures = KnownFigures(every, self.said)
        known = self._known(self.pair) or self._known(self.pair.turned())
        form.offer(windows_to_choose(known, form.window_in_address))
        self.window = form.window_shown

    def shown(self):
        named = goods_named_as(self.product)
        if self.window is None:
            return ProductPage(self.found, self.pair, None, named)
        return ProductPage(
            self.found,
            self.pair,
            self.window,
            named,
            picture=self._picture(),
            both=self._both(),
            courses=tuple(self._courses()),
            regions=tuple(filter(None, self._regions())),
            partners=tuple(filter(None, self._partners())),
            parts=tuple(filter(None, self._parts())),
        )

    def _flows(self, pair):
        return {flow: Key.of(*pair, flow, self.product) for flow in SHOWN_FLOWS}

    def _known(self, pair):
        return self.figures.windows_of(self.keys[pair].values(), with_silent=True)

    def _answers(self, pair, windows):
        return self.figures.over(self.keys[pair].values(), windows)

    def _picture(self):
        answers = self._answers(self.pair, with_year_before(self.window))
        rows = rows_from(answers, self.keys[self.pair], self.window)
        return Picture(*self.pair, self.window, (self.window,), rows, (), ())

    def _both(self):
        ours = self._answers(self.pair, [self.window])
        theirs = self._answers(self.pair.turned(), [self.window])
        here, there = self.keys.values()
        rows = [
            MirrorRow(flow, ours[here[flow]][self.window], theirs[there[name]][self.window])
            for flow, name in SEEN_FROM_THERE.items()
        ]
        rows.sort(key=lambda row: row.flow != Flow.TURNOVER)
        return BothSides(self.window, tuple(rows), ())

    def _courses(self):
        """Bars of full years, then months since January year by year, for each way."""
        windows = self._known(self.pair)
        answers = self._answers(self.pair, [*windows, *years_between(windows)])
        by_flow = {flow: answers[self.keys[self.pair][flow]] for flow in WAYS}
        years = self._years(by_flow, years_between(windows))
        if years:
            yield years
        counted = windows_since_january(windows)
        answers = self._answers(self.pair, counted)
        for flow in WAYS:
            course = since_january(
                self.pair,
                counted,
                answers[self.keys[self.pair][flow]],
                flow=flow,
                goods=self.found.label,
                link=self._link,
                address=chart_address(self.found),
            )
            if course:
                yield course.part

    def _link(self, pair, window):
        return product_address(self.product, pair, window)

    def _years(self, by_flow, years):
        """Return the part of full years, None where fewer than two are known."""
        told = [y for y in years if any(answers[y] for answers in by_flow.values())][-MOST_YEARS:]
        if len(told) < 2:
            return None
        shown = [year for year in years if told[0] <= year <= told[-1]]
        answers = [by_flow[flow][year] for flow in WAYS for year in shown]
        currency = main_currency(answers)
        names = {"goods": self.found.label, "reporter": self.pair.reporter.name}
        names["partner"] = self.pair.partner.name
        title = _("%(goods)s: %(reporter)s with %(partner)s in full years") % names
        subtitle = formats.unit_label(currency, SCALE)
        labels = [str(year.start_year) for year in shown]
        series = [
            charts.Series(
                str(flow.label),
                TONES[flow],
                [
                    value_of(by_flow[flow][year], currency, self._link(self.pair, year))
                    for year in shown
                ],
                formats.unit_label(currency),
            )
            for flow in WAYS
        ]
        return charts.ChartPart(
            slug="full-years",
            title=title,
            subtitle=subtitle,
            chart=partial(charts.bar_chart, title, labels, series, tick_label=tick_label),
            table=charts.series_table(f"{title}. {subtitle}", _("Year"), labels, series),
            source=publishers_of(answers),
            as_of=newest_of(answers),
            width=charts.WIDE,
            address=chart_address(self.found),
        )

    def _regions(self):
        """The regions of both countries, each way; one query."""
        sides = [side for side in self.keys if _are_countries(side)]
        regions = {side: self.form.traders.regions_of(side.reporter) for side in sides}
        keys = {
            (side, flow): {
                place: Key.of(place, side.partner, flow, self.product) for place in regions[side]
            }
            for side in sides
            for flow in WAYS
        }
        figures = self._figures(keys)
        for (side, flow), places in keys.items():
            words = {
                "goods": self.found.label,
                "country": side.reporter.name,
                "partner": side.partner.name,
            }
            if flow == Flow.EXPORT:
                title = _("%(goods)s: who in %(country)s exports most to %(partner)s") % words
            else:
                title = _("%(goods)s: who in %(country)s imports most from %(partner)s") % words
            yield self._shares(side, flow, title, places, figures, f"regions-{side.reporter.code}")

    def _partners(self):
        """All countries the reporter trades the product with, each way; one query."""
        world = next((p for p in self.form.partners if p.kind == Place.Kind.WORLD), None)
        places = [place for place in self.form.partners if place.kind == Place.Kind.COUNTRY]
        reporter = self.pair.reporter
        keys = {
            flow: {place: Key.of(reporter, place, flow, self.product) for place in places}
            for flow in WAYS
        }
        whole = {
            flow: {world: Key.of(reporter, world, flow, self.product)} if world else {}
            for flow in WAYS
        }
        figures = self._figures({**keys, **{(flow, "world"): whole[flow] for flow in WAYS}})
        for flow in WAYS:
            words = {"goods": self.found.label, "country": reporter.name}
            if flow == Flow.EXPORT:
                title = _("%(goods)s: who buys from %(country)s") % words
            else:
                title = _("%(goods)s: who sells to %(country)s") % words
            total = self._total(figures, whole[flow])
            side = Pair(reporter, world or self.pair.partner)
            yield self._shares(side, flow, title, keys[flow], figures, "partners", total)

    def _total(self, figures, keys):
        """Return the answer for the one key, or one that says nothing."""
        for key in keys.values():
            return figures.over([key], [self.window])[key][self.window]
        return None

    def _shares(self, side, flow, title, keys, figures, slug, total=None):
        if total is None:
            answers = self._answers(side, [self.window]) if side in self.keys else {}
            total = answers[self.keys[side][flow]][self.window] if answers else None
        return place_shares(
            title,
            flow,
            keys,
            total,
            figures,
            self.window,
            slug=f"{slug}-{flow.name}".lower(),
            address=chart_address(self.found),
            link=partial(self._link_of_place, side, is_partner=slug == "partners"),
        )

    def _link_of_place(self, side, place, is_partner):
        pair = Pair(side.reporter, place) if is_partner else Pair(place, side.partner)
        return product_address(self.product, pair, self.window)

    def _parts(self):
        """The headings below, each way, of the edition most of them are told in; one query."""
        keys = {
            flow: {child: Key.of(*self.pair, flow, child) for child in self.found.children}
            for flow in WAYS
        }
        figures = self._figures(keys)
        totals = self._answers(self.pair, [self.window])
        for flow in WAYS:
            windows = with_year_before(self.window)
            answers = figures.over(keys[flow].values(), windows)
            yield goods_from(
                self.pair,
                flow,
                self.window,
                answers,
                _of_one_edition(keys[flow], answers, self.window),
                totals[self.keys[self.pair][flow]][self.window],
                whole=self.product,
                address=chart_address(self.found),
            )

    def _figures(self, keys_by_group):
        keys = [key for keys in keys_by_group.values() for key in keys.values()]
        windows = with_year_before(self.window)
        return KnownFigures(keys, self.said, windows) if keys else _Nothing()


class _Nothing:
    """Figures of no keys, for which nothing is asked."""

    def over(self, _keys, _windows):
        return {}


def _of_one_edition(keys, answers, window):
    """Leave the products of the edition most of which are told of, the newest of such."""
    told = {}
    for product, key in keys.items():
        known = bool(answers[key][window]) or answers[key][window].state is not None
        told[product.edition] = told.get(product.edition, 0) + known
    best = max(told, key=lambda edition: (told[edition], edition), default="")
    return {product: key for product, key in keys.items() if product.edition == best}


def _are_countries(pair):
    return all(place.kind == Place.Kind.COUNTRY for place in pair)
