"""One amount as two sides count it: their bars below each other, and what lies between."""

from common.charts.axes import rule
from common.charts.elements import element
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import HALF_HEIGHT, LINE, shorten, text, text_width, wrap
from common.charts.marks import block, block_swatch, hit_area, key, mark, notes_of, silent
from common.charts.scales import Linear, extent

GAP = 12
BAR = 16
STEP = 24
BETWEEN = 14
SMALLEST_BAR = 1.5


def side_bars(title, names, rows, *, description="", width=FULL, empty="", standalone=False):
    """Pairs of lying bars as an SVG; ``names`` are the two sides, ``rows`` are Sides.

    The words of the difference stand above each pair, a broken line runs from the end of the
    shorter bar to that of the longer. Where an amount is missing, its words stand in its place.
    """
    if not rows:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _Sides([str(name) for name in names], rows, width)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


class _Sides:
    def __init__(self, names, rows, width):
        self.names, self.width = names, width
        values = [value for row in rows for value in (row.ours, row.theirs)]
        drawn = [value for value in values if value.amount is not None]
        self.label_room = min(max(text_width(name) for name in names), width * 0.32)
        amounts = max((text_width(value.words) for value in drawn), default=0)
        low, high = extent(value.amount for value in values)
        self.left = self.label_room + GAP
        self.scale = Linear(low, high, self.left, max(width - amounts - GAP, self.left + 40))
        notes = notes_of(values)
        head, y = key([(block_swatch("muted", notes), notes)] if notes else [], width)
        self.drawn = [head]
        for row in rows:
            self.drawn += self._pair(row, y)
            y += self._height(row) + BETWEEN
        self.height = y - BETWEEN

    def _head_lines(self, row):
        """The name and the difference: on one line where both fit, else below each other."""
        label, gap = str(row.label), str(row.gap)
        if text_width(label) * 1.1 + GAP + text_width(gap) <= self.width:
            return [(label, gap)]
        return [(label, ""), *[("", line) for line in wrap(gap, self.width, most=2)]]

    def _height(self, row):
        return len(self._head_lines(row)) * (LINE + 2) + 2 * STEP

    def _pair(self, row, y):
        lines = self._head_lines(row)
        for label, gap in lines:
            y += LINE + 2
            words = shorten(label, self.width / 1.1)
            place = (0, y - 5, "muted") if len(lines) > 1 else (self.width, y - 5, "muted", "end")
            yield silent(
                *([text(words, 0, y - 5, font_weight="600")] if words else ()),
                *([text(gap, *place)] if gap else ()),
            )
        sides = zip(self.names, (row.ours, row.theirs), strict=True)
        for index, (name, value) in enumerate(sides):
            yield self._mark(row, name, value, y + index * STEP)
        yield silent(*self._between(row, y))
        zero = self.scale(0)
        yield silent(rule(zero, y, zero, y + 2 * STEP - 4, "zero", stroke_width=1.2))

    def _mark(self, row, name, value, y):
        spoken = [row.label, name] if not row.gap else [row.label, row.gap, name]
        middle = y + BAR / 2 + 2 + HALF_HEIGHT
        shapes = [
            hit_area(0, y, self.width, STEP),
            text(shorten(name, self.label_room), 0, middle, "muted"),
        ]
        if value.amount is None:
            start = self.scale(0) + 6
            words = shorten(value.words, self.width - start)
            shapes.append(text(words, start, middle, "muted"))
        else:
            shapes += self._bar(value, row.tone, y, middle)
        return mark(value.named(*spoken), *shapes)

    def _bar(self, value, tone, y, middle):
        zero, end = self.scale(0), self.scale(value.amount)
        length = max(abs(end - zero), SMALLEST_BAR) if value.amount else 0
        x = zero if value.amount >= 0 else zero - length
        yield block(x, y + 2, length, BAR, tone, value.note)
        yield text(value.words, self.width, middle, "ink", "end")

    def _between(self, row, y):
        """A broken line on the shorter side, as long as the difference."""
        amounts = [row.ours.amount, row.theirs.amount]
        if None in amounts or min(amounts) < 0 < max(amounts):
            return
        ends = [self.scale(amount) for amount in amounts]
        if abs(ends[0] - ends[1]) < 4:
            return
        shorter = 0 if abs(amounts[0]) < abs(amounts[1]) else 1
        middle, far = y + shorter * STEP + 2 + BAR / 2, ends[1 - shorter]
        first, last = sorted(ends)
        yield _gap_line(first, last, middle)
        yield rule(far, middle - 5, far, middle + 5, "muted", stroke_width=1.5)


def _gap_line(start, end, y):
    return element(
        "line",
        class_="chart-muted",
        x1=start,
        y1=y,
        x2=end,
        y2=y,
        stroke="currentColor",
        stroke_width=1.5,
        stroke_dasharray="4 3",
    )
