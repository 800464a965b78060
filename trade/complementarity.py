"""Complementarity: how what one place sells to the world matches what the other buys from it.

The index is 100 x (1 - sum of |m - x| / 2) over chapters of goods: x is the share of a chapter in
the exports of the one, m in the imports of the other, each of what is disclosed. 100 is the same
make-up, 0 nothing in common.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window, newest_first
from regions.models import Place
from trade.answers import Answer, Key, figures_over, sources_of
from trade.chart_values import SCALE, newest_of, publishers_of, value_of
from trade.models import Flow, Product, State
from trade.windows import cumulations, told_between

MOST_DRAWN = 12
MOST_ON_PAPER = 6
CURRENCY = "USD"
# Amounts of chapters are shown in whole thousands, their sums in tenths of a million.
SHOWN = 1_000
SUM_SHOWN = 100_000


@dataclass(frozen=True)
class ChapterRow:
    """One chapter: what the one sells to the world, the other buys from it, and they trade.

    Shares are of what is disclosed. ``room`` is the lesser of the two amounts, ``untapped`` what
    of it they do not trade yet; None where an amount is not known.
    """

    product: Product
    sold: Answer
    bought: Answer
    traded: Answer
    sold_share: Decimal
    bought_share: Decimal

    @property
    def room(self):
        if not (self.sold and self.bought):
            return None
        return min(self.sold.value, self.bought.value)

    @property
    def rounding_unit(self):
        """As shown: whole thousands, or as coarse as the source."""
        known = [answer.rounding_unit for answer in (self.sold, self.bought) if answer]
        return max([SHOWN, *known])

    @property
    def untapped(self):
        if self.room is None or not self.traded or self.traded.currency != CURRENCY:
            return None
        return max(self.room - self.traded.value, Decimal(0))


@dataclass(frozen=True)
class Complementarity:
    """``pair.reporter`` sells, ``pair.partner`` buys; ``rows`` by room, the largest first."""

    pair: tuple
    window: Window
    rows: tuple
    hidden: tuple

    @property
    def sold_base(self):
        """The exports to the world that the shares are of."""
        return sum((row.sold.value for row in self.rows if row.sold), Decimal(0))

    @property
    def bought_base(self):
        return sum((row.bought.value for row in self.rows if row.bought), Decimal(0))

    @cached_property
    def index(self):
        """From 0 to 100; None unless both sides tell of chapters."""
        if not (self.sold_base and self.bought_base):
            return None
        apart = sum(abs(row.bought_share - row.sold_share) for row in self.rows)
        return 100 * (1 - apart / 2)

    @property
    def room(self):
        return sum((row.room for row in self.rows if row.room is not None), Decimal(0))

    @property
    def rounding_unit(self):
        """What sums of chapters are shown rounded to."""
        return max([SUM_SHOWN, *(row.rounding_unit for row in self.rows)])

    @property
    def sold_hidden(self):
        """How many amounts of the seller are kept secret: chapters, or parts of them."""
        return self.hidden[0]

    @property
    def bought_hidden(self):
        return self.hidden[1]

    @property
    def answers(self):
        return [a for row in self.rows for a in (row.sold, row.bought, row.traded)]

    @property
    def sources(self):
        return sources_of(self.answers)

    @property
    def vintages(self):
        """The first and the last day the figures were published, None where nobody knows."""
        known = [answer.vintages for answer in self.answers if answer and answer.vintages]
        return (min(a for a, _b in known), max(b for _a, b in known)) if known else None

    @property
    def part(self):
        return self._part(MOST_DRAWN)

    @property
    def paper_part(self):
        """The same of fewer chapters: the first sheet has the index too."""
        return self._part(MOST_ON_PAPER)

    def _part(self, most):
        drawn = [row for row in self.rows if row.room][:most]
        names = (_("room"), _("traded already"))
        words = {"place": self.pair.reporter.name, "partner": self.pair.partner.name}
        title = _("What %(place)s sells and %(partner)s buys in general") % words
        unit = formats.unit_label(CURRENCY, SCALE)
        subtitle = f"{unit}, {formats.window_label(self.window)}"
        rows = [self._sides(row) for row in drawn]
        return charts.ChartPart(
            slug="complementarity",
            title=title,
            subtitle=subtitle,
            chart=partial(charts.side_bars, title, names, rows),
            table=charts.sides_table(
                f"{title}. {subtitle}",
                _("Chapter"),
                names,
                _("Not used yet"),
                rows,
                formats.unit_label(CURRENCY),
            ),
            source=publishers_of(self.answers),
            as_of=newest_of(self.answers),
            address=("trade:complementarity_chart",),
        )

    def _sides(self, row):
        words = formats.amount(row.room, row.rounding_unit, SCALE)
        room = charts.Value(row.room, words)
        untapped = row.untapped
        gap = ""
        if untapped is not None:
            words = formats.money(untapped, CURRENCY, row.rounding_unit)
            gap = _("not used yet: %(amount)s") % {"amount": words}
        label = f"{row.product.code} {row.product.name}"
        return charts.Sides(label, "export", room, value_of(row.traded, CURRENCY), gap)


def the_world():
    """Return the place that stands for all partners, None where it is not set up."""
    return Place.objects.filter(kind=Place.Kind.WORLD).order_by("pk").first()


def windows_of_world(pair, world):
    """Return the windows for which the one's exports and the other's imports are known in general.

    Full years first, then the newest. One query.
    """
    ends = {(pair.reporter.pk, Flow.EXPORT): set(), (pair.partner.pk, Flow.IMPORT): set()}
    series = defaultdict(set)
    for told in told_between({place for place, _flow in ends}, [world.pk]):
        if (told.reporter, told.flow) in ends:
            ends[told.reporter, told.flow].add(told.window)
            series[told.reporter, told.flow, told.series].add(told.window)
    for (place, flow, body), windows in series.items():
        if body is not None:
            ends[place, flow] |= cumulations(windows)
    common = newest_first(set.intersection(*ends.values()))
    return sorted(common, key=lambda window: not window.is_year)


def complementarity_of(pair, world, window):
    """Return the Complementarity, None where no chapter of both sides is known; three queries."""
    chapters = list(Product.objects.chapters().order_by("code", "-edition", "pk"))
    keys = {chapter: _keys(pair, world, chapter) for chapter in chapters}
    answers = figures_over([key for own in keys.values() for key in own], [window])
    found = [(c, [_in_dollars(answers[key][window]) for key in own]) for c, own in keys.items()]
    told = _first_editions(found)
    hidden = tuple(sum(_secret(known[side]) for _c, known in told) for side in (0, 1))
    told = [(c, known) for c, known in told if known[0] or known[1]]
    bases = [sum(known[side].value for _c, known in told if known[side]) for side in (0, 1)]
    if not all(bases):
        return None
    rows = [_row(chapter, known, bases) for chapter, known in told]
    rows.sort(key=lambda row: (-(row.room or 0), row.product.code))
    return Complementarity(pair, window, tuple(rows), hidden)


def _keys(pair, world, chapter):
    """Sold to all, bought from all, sold to the other, and the same as the other counts it."""
    here, there = pair
    return [
        Key.of(here, world, Flow.EXPORT, chapter),
        Key.of(there, world, Flow.IMPORT, chapter),
        Key.of(here, there, Flow.EXPORT, chapter),
        Key.of(there, here, Flow.IMPORT, chapter),
    ]


def _in_dollars(answer):
    """Return the answer, an empty one for another currency: shares are of one currency."""
    if not answer or answer.currency == CURRENCY:
        return answer
    return Answer(key=answer.key, window=answer.window)


def _first_editions(found):
    """Of the editions of a chapter leave the newest that anything is known of."""
    by_code = {}
    for chapter, known in found:
        if chapter.code not in by_code or not any(by_code[chapter.code][1]):
            by_code[chapter.code] = chapter, known
    return list(by_code.values())


def _secret(answer):
    if answer:
        return answer.not_disclosed
    return int(answer.state == State.NOT_DISCLOSED)


def _row(chapter, known, bases):
    sold, bought, traded, counted_there = known
    shares = [
        answer.value / base if answer else Decimal(0)
        for answer, base in zip((sold, bought), bases, strict=True)
    ]
    return ChapterRow(chapter, sold, bought, traded if traded else counted_there, *shares)


def file_columns():
    """Return what a file of the rows holds: pairs of heading and function of the row."""
    return [
        (_("Code"), lambda row: row.product.code),
        (_("Chapter"), lambda row: str(row.product.name)),
        (_("Sold to the world, US dollars"), lambda row: row.sold.value),
        (_("Share of what is sold"), lambda row: round(row.sold_share, 6)),
        (_("Bought from the world, US dollars"), lambda row: row.bought.value),
        (_("Share of what is bought"), lambda row: round(row.bought_share, 6)),
        (_("Room, US dollars"), lambda row: row.room),
        (_("Traded already, US dollars"), lambda row: row.traded.value),
        (_("Not used yet, US dollars"), lambda row: row.untapped),
    ]
