"""Lines over consecutive months, with gaps left open and a reading for each month."""

from itertools import groupby

from common.charts.axes import grid, plain_number, rule, tick_room, zero_line
from common.charts.elements import element, group
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import HALF_HEIGHT, LINE, lines_of_text, text, text_width, wrap
from common.charts.marks import (
    SMALLEST_TARGET,
    hit_area,
    key,
    notes_of,
    path,
    silent,
    symbol,
    symbol_swatch,
)
from common.charts.scales import Band, Linear, extent, spread, ticks

PLOT_HEIGHT = 220
# Past so many months the table is the better way to read one by keyboard.
MOST_STOPS = 36
# Symbols closer than this would run into each other, so only ends and single months get one.
SYMBOL_STEP = 14
LABEL_EVERY = (1, 2, 3, 6, 12, 24, 60, 120)


def line_chart(
    title,
    months,
    series,
    *,
    description="",
    width=FULL,
    tick_label=plain_number,
    empty="",
    standalone=False,
):
    """One line per series as an SVG over ``months``, which follow each other without a hole.

    A line is named at its end where there is room, else in a key. Pointing at a month or stopping
    on it by keyboard shows its amounts. ``empty`` is said when there is no amount at all.
    """
    if not any(value.amount is not None for one in series for value in one.values):
        return empty_picture(title, width, empty, standalone=standalone)
    chart = LineDrawing(months, series, width, tick_label)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


class LineDrawing:
    def __init__(self, months, series, width, tick_label):
        self.months = months
        self.series = [(str(one.label), one.tone, _per_month(one, months)) for one in series]
        self.width = width
        values = [value for _, _, values in self.series for value in values]
        amounts = ticks(*extent(value.amount for value in values))
        self.left = tick_room(amounts, tick_label)
        head, top = self._head(values)
        self.top, self.bottom = top + 8, top + 8 + PLOT_HEIGHT
        self.scale = Linear(float(amounts[0]), float(amounts[-1]), self.bottom, self.top)
        self.band = Band(len(months), self.left, self.right, padding=0)
        self.crowded = self.band.step < SYMBOL_STEP
        self.few = len(months) <= MOST_STOPS
        self.readings = [wrap(self._reading(i), width - self.left) for i in range(len(months))]
        self.height = self.bottom + LINE + 12 + max(map(len, self.readings)) * LINE
        self.drawn = [
            head,
            silent(
                *grid(amounts, self.scale, self.left, self.right, tick_label),
                zero_line(self.scale, self.left, self.right),
                *self._month_labels(),
                *self._paths(),
                *self._ends(),
            ),
            *[self._slice(index) for index in range(len(months))],
        ]

    def _head(self, values):
        """The key, and where the plot starts; decides whether lines are named at their ends."""
        room = max(text_width(label) for label, _, _ in self.series) + 26
        self.named_at_end = room <= self.width * 0.27
        self.right = self.width - (room if self.named_at_end else 6)
        named = [] if self.named_at_end else self.series
        entries = [(symbol_swatch(tone), label) for label, tone, _ in named]
        if notes := notes_of(values):
            entries.append((symbol_swatch("muted", notes), notes))
        return key(entries, self.width)

    def _reading(self, index):
        shown = " · ".join(f"{label} {values[index].spoken}" for label, _, values in self.series)
        return f"{self.months[index].words}: {shown}"

    def _points(self, values):
        """Runs of neighbouring months that have an amount, as lists of (index, x, y)."""
        places = enumerate(values)
        for known, run in groupby(places, key=lambda place: place[1].amount is not None):
            if known:
                yield [(i, self.band.centre(i), self.scale(value.amount)) for i, value in run]

    def _paths(self):
        """Each series' line, with a symbol on every month or, where they crowd, on the odd ones."""
        for _, tone, values in self.series:
            for run in self._points(values):
                yield path([(x, y) for _, x, y in run], tone, 2)
                for i, x, y in run:
                    if not self.crowded or len(run) == 1 or values[i].note:
                        yield symbol(tone, x, y, values[i].note)

    def _ends(self):
        """The names at the right, moved apart, each behind the symbol of its line."""
        if not self.named_at_end:
            return
        named = []
        for label, tone, values in self.series:
            if runs := list(self._points(values)):
                named.append((runs[-1][-1][2], label, tone))
        named.sort(key=lambda end: end[0])
        places = spread([y for y, _, _ in named], LINE, self.top, self.bottom)
        for y, (_, label, tone) in zip(places, named, strict=True):
            yield symbol(tone, self.right + 12, y)
            yield text(label, self.right + 22, y + HALF_HEIGHT)

    def _month_labels(self):
        widest = max(text_width(str(month.label)) for month in self.months) + 10
        fitting = (n for n in LABEL_EVERY if n * self.band.step >= widest)
        for index in range(0, len(self.months), next(fitting, len(self.months))):
            yield text(
                self.months[index].label,
                self.band.centre(index),
                self.bottom + LINE + 4,
                "muted",
                "middle",
            )

    def _slice(self, index):
        """The column of one month: unseen until pointed at, then a rule, symbols and a reading."""
        month, x, step = self.months[index], self.band.centre(index), self.band.step
        shapes = [
            hit_area(x - step / 2, self.top, step, self.bottom - self.top),
            group(
                rule(x, self.top, x, self.bottom, "zero"),
                *(self._symbols_at(index) if self.crowded else ()),
                *lines_of_text(self.readings[index], self.left, self.bottom + 2 * LINE + 8),
                class_="chart-reading",
                visibility="hidden",
            ),
        ]
        name = self._reading(index)
        if month.href and step >= SMALLEST_TARGET:
            return element("a", *shapes, class_="chart-link", href=month.href, aria_label=name)
        stop = {"class_": "chart-stop", "tabindex": "0"} if self.few else {"class_": "chart-stop"}
        return group(*shapes, role="img", aria_label=name, **stop)

    def _symbols_at(self, index):
        for _, tone, values in self.series:
            if values[index].amount is not None:
                yield symbol(tone, self.band.centre(index), self.scale(values[index].amount))


def _per_month(series, months):
    return [value for _, value in zip(months, series.values, strict=True)]
