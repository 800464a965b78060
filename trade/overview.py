"""The trade of the mission's countries: all that one page shows, read in few queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from common import formats
from common.periods import newest_first
from regions.models import Place
from trade.answers import KnownFigures, sources_of
from trade.both_sides import BothSides, both_sides, windows_of_both
from trade.chart_values import overview_link
from trade.growth import year_before
from trade.mirror import mirror_keys
from trade.mirror_chart import mirror_part
from trade.models import Flow, Statement, Target
from trade.pictures import Picture, flow_keys, known_windows, rows_from
from trade.progress import months_before, progress, target_key, windows_of_pace
from trade.regional import Regional, region_keys, regional
from trade.since_january import SinceJanuary, since_january, windows_since_january
from trade.timelines import same_months, timeline, years_between
from trade.windows import cumulated, offered, told_between, with_turnover

NEWEST = 8
# So many windows of regions are looked at for amounts, and named.
MOST_REGION_WINDOWS = 24


class Pair(NamedTuple):
    """Who counts, and the trade with whom."""

    reporter: Place
    partner: Place

    @property
    def code(self):
        return f"{self.reporter.code}-{self.partner.code}"

    @property
    def ids(self):
        return self.reporter.pk, self.partner.pk

    def turned(self):
        return Pair(self.partner, self.reporter)

    @property
    def goods_there(self):
        """Which way the reporter's export goes."""
        return f"{self.reporter.name} → {self.partner.name}"

    @property
    def goods_here(self):
        """Which way its import comes."""
        return f"{self.partner.name} → {self.reporter.name}"


def pairs_of(mission):
    """Return the pairs of home and host, each host's count first; () before there is a mission."""
    if mission is None:
        return ()
    hosts = list(mission.hosts.all())
    return (
        *(Pair(host, mission.home) for host in hosts),
        *(Pair(mission.home, host) for host in hosts),
    )


@dataclass(frozen=True)
class Known:
    """What there is to choose from, read once: four queries, and one for the goods.

    ``windows`` are those of the amounts by (reporter, partner), ``turnovers`` those of turnovers,
    ``cumulated`` those counted from January that shorter ones tile.
    """

    pairs: tuple
    regions: tuple
    windows: dict
    turnovers: dict
    cumulated: dict
    statements: tuple
    targets: tuple

    @classmethod
    def of(cls, mission):
        pairs = pairs_of(mission)
        places = {place.pk: place for pair in pairs for place in pair}
        regions = list(Place.objects.of_countries(places).regional())
        reporters = [*places, *(region.pk for region in regions)]
        statements = Statement.objects.among(places).with_names().newest_first()
        targets = Target.objects.among(places).with_names().newest_first()
        told = told_between(reporters, places)
        return cls(
            pairs,
            tuple(regions),
            _by_pair(told),
            with_turnover(told),
            cumulated(told),
            tuple(statements),
            tuple(targets),
        )

    def windows_of(self, pair):
        """Return the windows for which the reporter gives an amount, newest first."""
        return newest_first(self.windows.get(pair.ids, ()))

    def windows_put_together(self, pair):
        """Return the windows for which the reporter gives an amount, in parts or as a whole."""
        return {*self.windows.get(pair.ids, ()), *self.cumulated.get(pair.ids, ())}

    def years_of(self, pair):
        """Return the full years from the first to the last that the reporter tells of."""
        return years_between([*self.windows_of(pair), *self.windows_said(pair)])

    def windows_of_regions(self, pair):
        """Return the windows for which the turnover of a region is known, newest first.

        Of very many those most asked for.
        """
        own = [place.pk for place in self.regions if place.country_id == pair.reporter.pk]
        told = [
            windows
            for place in own
            for by_pair in (self.turnovers, self.cumulated)
            if (windows := by_pair.get((place, pair.partner.pk)))
        ]
        return offered({window for windows in told for window in windows})

    def windows_said(self, pair):
        """Return the windows that the reporter's statements speak of, amounts or not."""
        said = self.said_by(pair)
        return newest_first({statement.window for statement in said if statement.window})

    def known_windows(self, pair, asked=None):
        """Return the KnownWindows of the pair; one query.

        Beside its own there are those that the other side counts, or that either speaks of.
        """
        stated = self.windows_of(pair)
        sides = (pair, pair.turned())
        others = {window for side in sides for window in self.windows_said(side)}
        others |= {*offered(self.windows_of(pair.turned()))}
        return known_windows(*pair, asked, stated=stated, others=others, ask=self._ask)

    def _ask(self, keys, windows):
        """Answer as figures_over does for keys of the pairs, whose statements are read already."""
        return KnownFigures(keys, self.statements, windows).over(keys, windows)

    def said_by(self, pair):
        return [s for s in self.statements if (s.reporter_id, s.partner_id) == pair.ids]

    def said_of(self, pair):
        """Return what either side says, newest first."""
        both = (pair.ids, pair.turned().ids)
        return [s for s in self.statements if (s.reporter_id, s.partner_id) in both]

    def targets_of(self, pair):
        both = (pair.ids, pair.turned().ids)
        return [t for t in self.targets if (t.reporter_id, t.partner_id) in both]

    def newest_pair(self):
        """Return the pair whose newest amount is the newest of all."""
        return max(self.pairs, key=self._newest_end, default=None)

    def _newest_end(self, pair):
        return max((window.end for window in self.windows.get(pair.ids, ())), default=0)


def _by_pair(told):
    found = defaultdict(set)
    for one in told:
        found[one.reporter, one.partner].add(one.window)
    return found


def _newest_source_first(source):
    published = source.published_latest
    return -published.toordinal() if published else 0, source.pk


@dataclass(frozen=True)
class Overview:
    """The page as seen from ``pair.reporter``, for the months of ``picture``."""

    pair: Pair
    picture: Picture
    timelines: tuple
    regional: Regional | None
    progress: tuple
    both_sides: BothSides | None
    said: tuple
    known_region_windows: dict
    since_january: SinceJanuary | None

    @property
    def mirror_part(self):
        return mirror_part(self.pair, self.both_sides)

    @property
    def parts(self):
        """Return every chart of the page as a charts.ChartPart."""
        found = [part for timeline in self.timelines for part in timeline.parts]
        found += [progress.part for progress in self.targets_ahead if progress.part]
        found += [self.since_january.part] if self.since_january else []
        found += [self.mirror_part] if self.both_sides else []
        return found + ([self.regional.part] if self.regional else [])

    @property
    def targets_ahead(self):
        return [progress for progress in self.progress if progress.is_ahead]

    @property
    def targets_past(self):
        return [progress for progress in self.progress if not progress.is_ahead]

    @property
    def newest_said(self):
        return self.said[:NEWEST]

    @property
    def sources(self):
        """Return every source of what is shown, newest first."""
        answers = [row.answer for row in self.picture.rows]
        answers += [p.answer for p in self.progress if p.answer]
        answers += [answer for timeline in self.timelines for _w, answer in timeline.known]
        answers += [row.answer for row in self.regional.rows] if self.regional else []
        answers += [end for row in self.mirror_rows for end in (row.ours, row.theirs)]
        found = {*sources_of(answers), *(said.source for said in self.newest_said)}
        return sorted(found, key=_newest_source_first)

    @property
    def mirror_rows(self):
        return self.both_sides.rows if self.both_sides else ()

    @property
    def other_windows(self):
        """Return (window, address) of the further months that both sides tell of."""
        return [(w, overview_link(self.pair, w)) for w in self.both_sides.others]

    @property
    def region_windows(self):
        """Return (months in words, address) of the further months known of a region."""
        shown = self.picture.window
        return [
            (
                formats.window_label(window, year_inferred=inferred),
                overview_link(self.pair, shown, regions=window),
            )
            for window, inferred in self.known_region_windows.items()
            if window != self.regional.window
        ]

    @property
    def regions_are_of_other_months(self):
        """Whether the regions are not shown for the months of the totals."""
        return bool(self.picture) and self.regional.window != self.picture.window

    @property
    def regions_know_the_window(self):
        """Whether a region's amount is known for the months of the totals."""
        return self.picture.window in self.known_region_windows


def overview_of(known, pair, window, region_window):
    """Return the Overview; three queries.

    ``window`` may be None where none is known. ``region_window`` is the one asked for the regions,
    or None: they are shown for the window, or for the newest of which an amount of one is known.
    """
    plan = _Plan(known, pair, window, region_window)
    answers = plan.answers()
    of_regions = _windows_with_regions(plan, answers)
    asked = [w for w in (region_window, window) if w in of_regions]
    regions_of = next(iter([*asked, *of_regions]), None)
    return Overview(
        pair=pair,
        picture=_picture(known, pair, window, answers),
        timelines=tuple(
            filter(None, (timeline(pair, w, answers, flow_keys(*pair)) for w in plan.stretches))
        ),
        regional=plan.regional(regions_of) if regions_of else None,
        progress=tuple(
            progress(target, windows, answers[target_key(target)], plan.begun[target])
            for target, windows in plan.targets.items()
        ),
        both_sides=both_sides(pair, plan.mirrored, plan.both, answers) if plan.mirrored else None,
        said=tuple(known.said_of(pair)),
        known_region_windows=of_regions,
        since_january=since_january(pair, plan.since_january, answers[plan.turnover]),
    )


def _windows_with_regions(plan, answers):
    """Return ``{Window: whether no source prints its year}``, newest first."""
    found = {
        window: [answer for key in plan.regions.values() if (answer := answers[key][window])]
        for window in newest_first(plan.region_windows)
    }
    return {w: all(a.year_inferred for a in known) for w, known in found.items() if known}


class _Plan:
    """Which keys and windows the page needs, so that all are asked for at once."""

    def __init__(self, known, pair, window, region_window):
        self.pair, self.window = pair, window
        newest = known.windows_of_regions(pair)[:MOST_REGION_WINDOWS]
        self.region_windows = {w for w in (window, region_window, *newest) if w}
        self.own_windows = known.windows_put_together(pair)
        years = known.years_of(pair)
        self.stretches = [w for w in (years, same_months(self.own_windows, years, window)) if w]
        self.turnover = flow_keys(*pair)[Flow.TURNOVER]
        self.since_january = windows_since_january(self.own_windows)
        self.regions = region_keys(pair, known.regions)
        self.targets = {
            target: months_before(target, known.years_of(Pair(target.reporter, target.partner)))
            for target in known.targets_of(pair)
        }
        self.begun = {
            target: known.windows_put_together(Pair(target.reporter, target.partner))
            for target in self.targets
        }
        both = {side.ids: known.windows_put_together(side) for side in (pair, pair.turned())}
        self.both = windows_of_both(pair, both, known.statements)
        self.mirrored = window if window in self.both else next(iter(self.both), None)

    def answers(self):
        """Return ``{key: {window: Answer}}`` of all that is shown; two queries.

        Each key is asked about the windows shown of it alone: to put them together takes long.
        """
        own, regions = self._own_keys(), list(self.regions.values())
        windows, of_regions = self._own_windows(), _with_years_before(self.region_windows)
        every = [*windows, *of_regions, *self.since_january]
        self.figures = KnownFigures.near([*own, *regions], every)
        answers = self.figures.over(own, windows)
        answers |= self.figures.over(regions, self.region_windows)
        january = self.figures.over([self.turnover], self.since_january)
        answers[self.turnover] |= january[self.turnover]
        return answers

    def regional(self, window):
        """Return the regions of the reporter for the window; to be called after ``answers``."""
        keys = [self.turnover, *self.regions.values()]
        answers = self.figures.over(keys, _with_years_before([window]))
        return regional(self.pair, window, answers, self.regions)

    def _own_keys(self):
        mirrored = [key for ends in mirror_keys(self.pair).values() for key in ends]
        return [*flow_keys(*self.pair).values(), *mirrored, *map(target_key, self.targets)]

    def _own_windows(self):
        stretched = [window for windows in self.stretches for window in windows]
        aimed = [window for windows in self.targets.values() for window in windows]
        aimed += [w for target, begun in self.begun.items() for w in windows_of_pace(target, begun)]
        shown = [*stretched, *aimed, *filter(None, [self.window, self.mirrored])]
        return _with_years_before(shown)


def _with_years_before(windows):
    return [*windows, *filter(None, map(year_before, windows))]


def _picture(known, pair, window, answers):
    rows = rows_from(answers, flow_keys(*pair), window) if window else ()
    return Picture(
        reporter=pair.reporter,
        partner=pair.partner,
        window=window,
        windows=tuple(known.windows_of(pair)),
        rows=rows,
        statements=tuple(known.said_by(pair)),
        targets=tuple(known.targets_of(pair)),
    )
