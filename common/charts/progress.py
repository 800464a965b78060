"""One amount on its way to a declared target."""

from common.charts.axes import rule
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import (
    LINE,
    bold_width,
    lines_of_text,
    shorten,
    text,
    text_width,
    wrap,
)
from common.charts.marks import block, block_swatch, hit_area, key, mark
from common.charts.scales import Linear, extent

BAR = 22
TICK = 6
SMALLEST_BAR = 1.5
BETWEEN = 10
FLAG = 5


def progress_bar(
    title,
    value,
    target,
    milestones=(),
    *,
    tone="turnover",
    description="",
    width=FULL,
    empty="",
    standalone=False,
):
    """A bar from zero to the value under a mark for the target, as an SVG.

    ``target`` and ``milestones`` (earlier years, a pace) are values too. The words of the value
    stand above the bar, theirs below it. A target without an amount leaves nothing to draw.
    """
    if target.amount is None:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _Progress(title, value, target, milestones, tone, width)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


class _Progress:
    def __init__(self, title, value, target, milestones, tone, width):
        self.width = width
        self.tone = tone
        stops = [target, *[stop for stop in milestones if stop.amount is not None]]
        low, high = extent(stop.amount for stop in [value, *stops])
        self.scale = Linear(low, high, 0, width)
        entries = [(block_swatch("muted", value.note), value.note)] if value.note else []
        head, height = key(entries, width)
        self.words = wrap(value.words, width / 1.1, most=2)
        self.top = height + len(self.words) * LINE + 8
        self.flags: list[tuple[float, float, int]] = []
        self.drawn = [
            head,
            block(0, self.top, width, BAR, "track"),
            self._value(value.named(title), height),
            *[self._stop(stop, stop is target) for stop in sorted(stops, key=_amount)],
        ]
        self.height = self._row_top(max(row for _, _, row in self.flags) + 1) + 4

    def _value(self, value, y):
        zero, end = self.scale(0), self.scale(value.amount or 0)
        room = max(bold_width(line) for line in self.words)
        right = max(end, room)
        shapes = [hit_area(0, y, self.width, self.top + BAR - y)]
        if value.amount:
            length = max(abs(end - zero), SMALLEST_BAR)
            shapes.append(block(min(zero, end), self.top, length, BAR, self.tone, value.note))
        shapes += lines_of_text(self.words, right, y + LINE - 2, "ink", "end", font_weight="600")
        return mark(value, *shapes)

    def _stop(self, stop, is_target):
        """A rule across the bar and down to its words, which end at the rule like a flag."""
        x = min(max(self.scale(stop.amount), 1), self.width - 1)
        words = shorten(stop.words, self.width)
        room = text_width(words)
        start = max(x - FLAG - room, 0)
        row = self._free_row(start, max(x, start + room))
        self.flags.append((x, start + room, row))
        top, tone = self._row_top(row), "ink" if is_target else "muted"
        return mark(
            stop.named(),
            hit_area(start, top, room, LINE),
            rule(x, self.top - TICK * is_target, x, top + LINE, tone, stroke_width=1 + is_target),
            text(words, start + room, top + LINE - 3, tone, "end"),
        )

    def _free_row(self, start, end):
        """The first row where the words meet neither other words nor a rule on its way down."""
        row = 0
        for x, right, taken in self.flags:
            if start < max(x, right) + BETWEEN:
                row = max(row, taken + 1)
        return row

    def _row_top(self, row):
        return self.top + BAR + TICK + row * (LINE + 4)


def _amount(value):
    return value.amount
