"""Months since January: one line per year over the same twelve months, the newest in colour."""

from dataclasses import replace
from itertools import count

from common.charts.axes import plain_number
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import HALF_HEIGHT, LINE, bold_width, text
from common.charts.lines import MOST_STOPS, LineDrawing
from common.charts.marks import hit_area, key, mark, notes_of, path, symbol, symbol_swatch
from common.charts.scales import spread

# Lines of the years before, from the last one back.
DASHES = (None, "7 3", "2 3")
REACH = 12


def year_lines(
    title,
    months,
    years,
    *,
    tone="turnover",
    description="",
    width=FULL,
    tick_label=plain_number,
    empty="",
    standalone=False,
):
    """One line per year as an SVG; ``years`` are Series, the oldest first, a value for each month.

    A month of a year stands for all months since January, so the lines rise; where one is not
    known the line is open. Each line is named at its end, and each point leads to its page.
    """
    known = [one for one in years if any(value.amount is not None for value in one.values)]
    if not known:
        return empty_picture(title, width, empty, standalone=standalone)
    muted = [replace(one, tone="muted") for one in known[:-1]]
    chart = _Years(months, [*muted, replace(known[-1], tone=tone)], width, tick_label)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


class _Years(LineDrawing):
    def __init__(self, months, series, width, tick_label):
        super().__init__(months, series, width, tick_label)
        known = sum(value.amount is not None for _, _, values in self.series for value in values)
        self.all_stop = known <= MOST_STOPS
        self.drawn += self._links()

    def _head(self, values):
        self.named_at_end = True
        room = max(bold_width(label) for label, _, _ in self.series) + 2 * REACH
        self.right = self.width - room
        notes = notes_of(values)
        return key([(symbol_swatch("muted", notes), notes)] if notes else [], self.width)

    def _reading(self, index):
        """The month with its amounts, the newest year first, without years that tell of none."""
        known = [(label, values[index]) for label, _, values in reversed(self.series)]
        told = [(label, value) for label, value in known if value.amount is not None or value.text]
        shown = " · ".join(f"{label} {value.spoken}" for label, value in told or known[:1])
        return f"{self.months[index].words}: {shown}"

    def _paths(self):
        for place, (_, tone, values) in enumerate(self.series, start=1):
            age = len(self.series) - place
            for run in self._points(values):
                yield _path(run, tone, age)
                for index, x, y in run:
                    yield symbol(tone, x, y, values[index].note, size=3 if age else 4)

    def _ends(self):
        """The name of each year at its last point, moved where it would hide another."""
        ends = [
            (list(self._points(values))[-1][-1], label, tone) for label, tone, values in self.series
        ]
        last = len(self.months) - 1
        full = sorted((end for end in ends if end[0][0] == last), key=lambda end: end[0][2])
        heights = spread([y for (_, _, y), _, _ in full], LINE, self.top, self.bottom)
        taken: list[tuple[float, float, float]] = []
        for ((_, x, _), label, tone), y in zip(full, heights, strict=True):
            yield self._name(label, tone, x + REACH - 3, y, taken)
        for (index, x, y), label, tone in reversed([end for end in ends if end[0][0] < last]):
            side = 1 if self._has_line_above(index, y) else -1
            yield self._name(label, tone, x - bold_width(label) / 2, y + side * LINE, taken)

    def _has_line_above(self, index, y):
        """Whether another year lies so close above the point that a name there would hide it."""
        others = [values[index].amount for _, _, values in self.series]
        heights = [self.scale(amount) for amount in others if amount is not None]
        return any(0 < y - height < 2 * LINE for height in heights)

    def _name(self, label, tone, left, y, taken):
        right = left + bold_width(label)
        y = free_height(y, left, right, taken, self.top, self.bottom)
        taken.append((left, right, y))
        if tone == "muted":
            return text(label, left, y + HALF_HEIGHT, "muted")
        return text(label, left, y + HALF_HEIGHT, font_weight="600")

    def _links(self):
        """Each point with a page behind it; where they are many, only the newest year's stop."""
        for label, tone, values in self.series:
            stops = None if self.all_stop or tone != "muted" else "-1"
            for run in self._points(values):
                for index, x, y in run:
                    yield self._link(
                        values[index].named(label, self.months[index].words), x, y, stops
                    )

    def _link(self, value, x, y, tabindex):
        drawn = mark(value, hit_area(x - REACH, y - REACH, 2 * REACH, 2 * REACH))
        if tabindex and drawn.name == "a":
            drawn.attributes["tabindex"] = tabindex
        return drawn


def _path(run, tone, age):
    dashes = DASHES[(age - 1) % len(DASHES)] if age else None
    return path([(x, y) for _, x, y in run], tone, 1.4 if age else 2.6, dashes)


def free_height(y, left, right, taken, top, bottom):
    """The height nearest to ``y`` at which words from left to right meet none of those taken.

    ``taken`` are (left, right, height). Where the plot is full, words below it are better than
    words on words.
    """
    beside = [other for start, end, other in taken if start < right and left < end]
    free = (
        height
        for step in count()
        for height in (y - step * LINE / 4, y + step * LINE / 4)
        if (top <= height <= bottom or step > (bottom - top) / LINE * 4)
        and all(abs(height - other) >= LINE for other in beside)
    )
    return next(free)
