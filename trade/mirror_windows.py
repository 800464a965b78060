"""Mirror statistics: the trade of any two places in any goods as both count it, by window."""

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window, newest_first
from trade.answers import KnownFigures, sources_of
from trade.both_sides import implied_windows
from trade.chart_values import TONES, main_currency, value_of
from trade.mirror import SEEN_FROM_THERE, MirrorRow, mirror_keys, mirror_rows
from trade.mirror_chart import gap_words, sides_part
from trade.models import Flow, Statement
from trade.windows import cumulations, offered
from trade.wording import trade_of

# So many windows are drawn; the table has all.
MOST_DRAWN = 8
FLOWS = (Flow.TURNOVER, Flow.EXPORT, Flow.IMPORT)


@dataclass(frozen=True)
class NamedRow:
    """A row of the mirror and what the flow is called as seen from the chosen place."""

    row: MirrorRow
    label: str
    tone: str


@dataclass(frozen=True)
class MirrorWindow:
    window: Window
    rows: tuple
    address: str

    @property
    def is_compared(self):
        return any(named.row.is_comparable for named in self.rows)


@dataclass(frozen=True)
class Mirror:
    """The windows, newest first, as ``pair`` counts them: ours is the first place's count.

    ``seen`` is the place whose words name the flows. It changes no number: the amounts keep their
    column, and the difference its base, which is the count of the first place.
    """

    pair: tuple
    product: object
    seen: object
    windows: tuple
    further: int

    @property
    def goods(self):
        """What is traded in words, "" for all goods."""
        return "" if self.product is None else str(self.product.name)

    @property
    def answers(self):
        rows = [named.row for shown in self.windows for named in shown.rows]
        return [answer for row in rows for answer in (row.ours, row.theirs)]

    @property
    def sources(self):
        return sources_of(self.answers)

    @property
    def only_window(self):
        """The one window that is shown, None where there are several."""
        return self.windows[0] if len(self.windows) == 1 else None

    @property
    def parts(self):
        """Return the ChartParts of both directions that have anything to draw."""
        found = [self._part(flow) for flow in (Flow.EXPORT, Flow.IMPORT)]
        return [part for part in found if part is not None]

    def _part(self, flow):
        drawn = self._drawn()
        named = {s.window: next(n for n in s.rows if n.row.flow == flow) for s in drawn}
        answers = [a for n in named.values() for a in (n.row.ours, n.row.theirs)]
        if not any(answers):
            return None
        first = next(iter(named.values()))
        currency = main_currency(answers)
        title = _("%(flow)s, as both count it") % {"flow": capfirst(first.label)}
        if self.goods:
            title = f"{title}: {self.goods}"
        rows = [self._sides(shown, named[shown.window], currency) for shown in drawn]
        slug = f"mirror-{flow.name.lower()}"
        address = ("trade:mirror_chart",)
        return sides_part(self.pair, slug, title, _("Months"), rows, answers, address)

    def _drawn(self):
        """The windows in the picture: full years where two or more can be compared, else all."""
        compared = [shown for shown in self.windows if shown.is_compared]
        years = [shown for shown in compared if shown.window.is_year]
        return (years if len(years) > 1 else compared or self.windows)[:MOST_DRAWN]

    def _sides(self, shown, named, currency):
        row = named.row
        ours, theirs = (value_of(a, currency, shown.address) for a in (row.ours, row.theirs))
        label = formats.window_label(shown.window)
        return charts.Sides(label, named.tone, ours, theirs, gap_words(self.pair, row))


def mirror_address(pair, product=None, window=None, seen=None):
    """Return the address of the mirror of a pair of places."""
    asked = {"place": pair.reporter.code, "partner": pair.partner.code}
    asked |= {"product": product.code} if product else {}
    asked |= {"window": window} if window else {}
    asked |= {"seen": seen.code} if seen else {}
    return f"{reverse('trade:mirror')}?{urlencode(asked)}"


def mirror_of(pair, products, window=None, seen=None):
    """Return the Mirror; two queries.

    ``products`` are the editions of one code, () for all goods: each window is shown in the first
    edition that has an amount. Without a ``window`` all those that both tell of, and the full
    years that either does.
    """
    editions = list(products) or [None]
    said = _said(pair, products)
    ends = [mirror_keys(pair, product) for product in editions]
    known = KnownFigures([key for e in ends for both in e.values() for key in both], said)
    every = _windows(pair, ends, known, said if not products else [])
    shown = [window] if window else offered(every)
    answers = known.over([key for e in ends for both in e.values() for key in both], shown)
    name = partial(_named, pair, seen or pair.reporter)
    return Mirror(
        pair=pair,
        product=editions[0],
        seen=seen or pair.reporter,
        windows=tuple(
            MirrorWindow(
                w,
                tuple(map(name, _rows(ends, answers, w, said))),
                mirror_address(pair, editions[0], w, seen),
            )
            for w in shown
        ),
        further=0 if window else len(every) - len(shown),
    )


def _said(pair, products):
    statements = Statement.objects.of_pair(*pair).select_related("source", "product", "figure")
    if products:
        return list(statements.filter(product__in=products))
    return [said for said in statements if said.product.is_everything]


def _rows(ends, answers, window, said):
    """Return the rows of the first edition that has an amount, the turnover first."""
    found = [
        mirror_rows(
            e, {key: answers[key][window] for both in e.values() for key in both}, window, said
        )
        for e in ends
    ]
    rows = next((rows for rows in found if any(r.ours or r.theirs for r in rows)), found[0])
    return sorted(rows, key=lambda row: FLOWS.index(row.flow))


def _windows(pair, ends, known, said):
    """Return the windows that both sides tell of, and the full years that either does."""
    sides = [set(), set()]
    for number, side in enumerate((pair, pair.turned())):
        own = [both[number] for e in ends for both in e.values()]
        told = set(known.windows_of(own))
        sides[number] = told | cumulations(told) | implied_windows(side, said)
    years = {window for window in sides[0] | sides[1] if window.is_year}
    return newest_first({w for w in (sides[0] & sides[1]) | years if w is not None})


def _named(pair, seen, row):
    """Name the flow as the place calls it: its export is the other's import."""
    turned = seen == pair.partner
    here = pair.turned() if turned else pair
    flow = SEEN_FROM_THERE[row.flow] if turned else row.flow
    return NamedRow(
        row, trade_of(Flow(flow).name.lower(), here.reporter.name, here.partner.name), TONES[flow]
    )
