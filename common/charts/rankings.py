"""Lying bars for rankings: the label left, the bar, the amount right-aligned."""

from common.charts.axes import rule
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import HALF_HEIGHT, LINE, shorten, text, text_width
from common.charts.marks import block, block_swatch, hit_area, key, mark, notes_of, silent
from common.charts.scales import Linear, extent

GAP = 12
ONE_LINE = 28
TWO_LINES = 44
BAR = 14
SMALLEST_BAR = 1.5


def bar_list(title, rows, *, tone="accent", description="", width=FULL, empty="", standalone=False):
    """A ranking as an SVG, in the order given; the bar of a negative amount goes left from zero.

    Where labels would leave the bars too little room, each stands above its bar.
    """
    if not rows:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _List(rows, tone, width)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


class _List:
    def __init__(self, rows, tone, width):
        self.tone = tone
        self.width = width
        labels = max(text_width(str(row.label)) for row in rows)
        amounts = max(text_width(row.value.words) for row in rows)
        self.stacked = labels + amounts + 2 * GAP > width * 0.62
        self.step = TWO_LINES if self.stacked else ONE_LINE
        self.label_room = width - amounts - GAP if self.stacked else labels
        self.scale = self._scale(rows, labels, amounts)
        notes = notes_of(row.value for row in rows)
        head, top = key([(block_swatch("muted", notes), notes)] if notes else [], width)
        top += 6 if notes else 0
        self.height = top + self.step * len(rows)
        places = [top + index * self.step for index in range(len(rows))]
        self.drawn = [
            head,
            *[self._mark(row, y) for row, y in zip(rows, places, strict=True)],
            silent(*self._zero_lines(places)),
        ]

    def _scale(self, rows, labels, amounts):
        low, high = extent(row.value.amount for row in rows)
        if self.stacked:
            return Linear(low, high, 1, self.width - 1)
        return Linear(low, high, labels + GAP, self.width - amounts - GAP)

    def _zero_lines(self, places):
        """One line through all bars, or one at each bar where labels stand between them."""
        zero = self.scale(0)
        if not self.stacked:
            yield rule(zero, places[0], zero, self.height, "zero", stroke_width=1.2)
            return
        for y in places:
            yield rule(zero, y + LINE + 3, zero, y + LINE + BAR + 9, "zero", stroke_width=1.2)

    def _mark(self, row, y):
        value = row.value.named(row.label)
        line = y + LINE if self.stacked else y + self.step / 2 + HALF_HEIGHT
        tone = "muted" if value.amount is None else "ink"
        shapes = [
            hit_area(0, y, self.width, self.step),
            text(shorten(str(row.label), self.label_room), 0, line),
            text(value.words, self.width, line, tone, "end"),
        ]
        if value.amount:
            shapes.append(self._bar(value, y))
        return mark(value, *shapes)

    def _bar(self, value, y):
        zero, end = self.scale(0), self.scale(value.amount)
        length = max(abs(end - zero), SMALLEST_BAR)
        x = zero if value.amount > 0 else zero - length
        top = y + LINE + 6 if self.stacked else y + (self.step - BAR) / 2
        return block(x, top, length, BAR, self.tone, value.note)
