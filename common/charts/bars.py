"""Upright bars in groups: one group per window, one bar per flow or reporter."""

from common.charts.axes import band_labels, grid, plain_number, tick_room, zero_line
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import LINE, shorten, text, text_width
from common.charts.marks import (
    SMALLEST_TARGET,
    block,
    block_swatch,
    hit_area,
    key,
    mark,
    notes_of,
    silent,
)
from common.charts.scales import Band, Linear, extent, ticks

PLOT_HEIGHT = 190
WIDEST_SLOT = 92
SMALLEST_BAR = 1.5
LABEL_ROOM = 20


def bar_chart(
    title,
    categories,
    series,
    *,
    description="",
    width=FULL,
    tick_label=plain_number,
    empty="",
    standalone=False,
):
    """Grouped bars as an SVG; ``categories`` are words, each series has a value for each of them.

    Amounts stand on the bars; where they do not fit there is an axis with ``tick_label(amount)``.
    ``empty`` is said when there is no category or no series.
    """
    if not categories or not series:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _Bars(categories, list(_named(categories, series)), width, tick_label)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


def _named(categories, series):
    """Per series: its label, its tone and its values with names."""
    for one in series:
        labels = [] if len(series) == 1 else [one.label]
        pairs = zip(categories, one.values, strict=True)
        yield str(one.label), one.tone, [value.named(place, *labels) for place, value in pairs]


class _Bars:
    """The places of everything in one bar chart, worked out from top to bottom."""

    def __init__(self, categories, series, width, tick_label):
        self.series = series
        self.values = [value for _, _, values in series for value in values]
        self.width = width
        self.band = Band(len(categories), 0, width)
        self.labelled = self._labels_fit()
        if not self.labelled:
            self.ticks = ticks(*extent(value.amount for value in self.values))
            self.band = Band(len(categories), tick_room(self.ticks, tick_label), width)
        self.named_below = len(series) > 1 and self._names_fit()
        head, top = self._key()
        bottom = top + self._plot_height()
        self.scale = self._scale(top, bottom)
        axis = (
            []
            if self.labelled
            else grid(self.ticks, self.scale, self.band.start, width, tick_label)
        )
        foot, self.height = self._foot(categories, bottom)
        self.drawn = [
            head,
            silent(*axis),
            *self._marks(top, bottom),
            silent(zero_line(self.scale, self.band.start, width), *foot),
        ]

    @property
    def slot(self):
        """The width that one bar has for itself and its label."""
        return min(self.band.width / len(self.series), WIDEST_SLOT)

    def _plot_height(self):
        """The usual height, or a low strip for words alone where no amount is known."""
        if any(value.amount is not None for value in self.values):
            return PLOT_HEIGHT
        words = [text_width(value.words) for value in self.values]
        return LABEL_ROOM + max((width for width in words if width > self.slot), default=LABEL_ROOM)

    def _labels_fit(self):
        drawn = [value.words for value in self.values if value.amount is not None]
        return all(text_width(words) <= self.slot for words in drawn)

    def _names_fit(self):
        return all(text_width(label) <= self.slot - 4 for label, _, _ in self.series)

    def _key(self):
        """The key, where names do not stand under the bars, and where the plot starts."""
        entries = []
        if len(self.series) > 1 and not self.named_below:
            entries = [(block_swatch(tone), label) for label, tone, _ in self.series]
        if notes := notes_of(self.values):
            entries.append((block_swatch("muted", notes), notes))
        drawn, height = key(entries, self.width)
        return drawn, height + 8 if height else 0

    def _scale(self, top, bottom):
        if not self.labelled:
            return Linear(float(self.ticks[0]), float(self.ticks[-1]), bottom, top + 8)
        low, high = extent(value.amount for value in self.values)
        below = LABEL_ROOM if low < 0 else 0
        above = LABEL_ROOM if high > 0 else 0
        return Linear(low, high, bottom - below, top + above)

    def _marks(self, top, bottom):
        for index in range(self.band.count):
            start = self.band.centre(index) - self.slot * len(self.series) / 2
            for place, (_, tone, values) in enumerate(self.series):
                x = start + place * self.slot
                yield self._mark(values[index], tone, x, top, bottom)

    def _mark(self, value, tone, x, top, bottom):
        shapes = [hit_area(x, top, self.slot, bottom - top)]
        if value.amount is None:
            shapes.append(self._gap(value.words, x + self.slot / 2, top))
        else:
            shapes += self._bar(value, tone, x)
        return mark(value, *shapes, linked=self.slot >= SMALLEST_TARGET)

    def _bar(self, value, tone, x):
        zero, end = self.scale(0), self.scale(value.amount)
        height = max(abs(end - zero), SMALLEST_BAR) if value.amount else 0
        inset = self.slot * 0.06
        top = zero - height if value.amount >= 0 else zero
        yield block(x + inset, top, self.slot - 2 * inset, height, tone, value.note)
        if self.labelled:
            y = top - 5 if value.amount >= 0 else top + height + LINE - 2
            yield text(value.words, x + self.slot / 2, y, "ink", "middle")

    def _gap(self, words, x, top):
        """The words for a missing amount, upright where they are wider than the slot."""
        y = self.scale(0) - 6
        if text_width(words) <= self.slot:
            return text(words, x, y, "muted", "middle")
        turned = f"rotate(-90 {x + 4:.1f} {y:.1f})"
        return text(shorten(words, y - top), x + 4, y, "muted", transform=turned)

    def _foot(self, categories, bottom):
        """The names under bars and bands, and the height of the whole picture."""
        drawn, y = [], bottom + 4
        if self.named_below:
            drawn, y = list(self._names(y)), y + LINE
        labels, height = band_labels(categories, self.band, y)
        return [*drawn, *labels], y + height + 4

    def _names(self, y):
        for index in range(self.band.count):
            start = self.band.centre(index) - self.slot * len(self.series) / 2
            for place, (label, _, _) in enumerate(self.series):
                x = start + (place + 0.5) * self.slot
                yield text(label, x, y + LINE - 3, "muted", "middle")
