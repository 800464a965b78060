"""One amount on its way to a declared target."""

from common.charts.axes import rule
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import LINE, shorten, text, text_width
from common.charts.marks import block, block_swatch, hit_area, key, mark
from common.charts.scales import Linear, extent

BAR_TOP = 24
BAR = 22
TICK = 6
SMALLEST_BAR = 1.5
BETWEEN = 14


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
        self.scale = Linear(*extent(v.amount for v in [value, *stops]), 0, width)
        entries = [(block_swatch("muted", value.note), value.note)] if value.note else []
        head, height = key(entries, width)
        self.top = height + BAR_TOP
        self.rows = []
        self.drawn = [
            head,
            block(0, self.top, width, BAR, "track"),
            self._value(value.named(title)),
            *[self._stop(stop.named(), stop is target) for stop in stops],
        ]
        self.height = self._row_top(len(self.rows)) + 4

    def _value(self, value):
        zero, end = self.scale(0), self.scale(value.amount or 0)
        shapes = [hit_area(0, self.top - LINE, self.width, LINE + BAR)]
        if value.amount:
            length = max(abs(end - zero), SMALLEST_BAR)
            shapes.append(block(min(zero, end), self.top, length, BAR, self.tone, value.note))
        start, words = self._placed(value.words, end)
        shapes.append(text(words, start, self.top - 7, font_weight="600"))
        return mark(value, *shapes)

    def _stop(self, stop, is_target):
        x = min(max(self.scale(stop.amount), 1), self.width - 1)
        start, words = self._placed(stop.words, x)
        row = self._free_row(start, start + text_width(words))
        top = self._row_top(row)
        return mark(
            stop,
            hit_area(start, top, text_width(words), LINE),
            rule(
                x,
                self.top - (TICK if is_target else 0),
                x,
                top,
                "ink" if is_target else "zero",
                stroke_width=2.5 if is_target else 1.2,
            ),
            text(words, start, top + LINE - 3, "ink" if is_target else "muted"),
        )

    def _placed(self, words, x):
        """Where the words start to be centred on ``x`` without leaving the picture, and they."""
        words = shorten(words, self.width)
        room = text_width(words)
        return min(max(x - room / 2, 0), self.width - room), words

    def _free_row(self, start, end):
        """The first row under the bar that is free from start to end, which it takes."""
        for index, taken in enumerate(self.rows):
            if all(end + BETWEEN < left or right + BETWEEN < start for left, right in taken):
                taken.append((start, end))
                return index
        self.rows.append([(start, end)])
        return len(self.rows) - 1

    def _row_top(self, row):
        return self.top + BAR + TICK + row * (LINE + 2)
