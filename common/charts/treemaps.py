"""Parts of a total as rectangles of their share, the largest first."""

from functools import partial

from django.utils.translation import ngettext
from squarify import normalize_sizes, squarify

from common.charts.axes import plain_number
from common.charts.data import Row, Value
from common.charts.elements import element
from common.charts.frame import FULL, empty_picture, picture
from common.charts.lettering import LINE, SIZE, bold_width, lines_of_text, text, wrap
from common.charts.marks import SMALLEST_TARGET, SWATCH, hit_area, key, mark, notes_of

GAP = 2
INSET = 6
MOST_LINES = 3
# In a rectangle with this much room for letters a name that has to be cut still says something.
CUT_FROM = 56
SMALLEST_AREA = SMALLEST_TARGET**2
# Those that are gathered get at least so much together, which has room for their number.
GATHERED_AREA = 72 * 44
SIZES = (SIZE, 11)


def treemap(
    title,
    rows,
    *,
    tone="turnover",
    amount_label=plain_number,
    description="",
    width=FULL,
    empty="",
    standalone=False,
):
    """Rows above zero as an SVG, each a rectangle of its share of them all.

    Those too small to be pointed at are gathered in one at the end, whose sum reads as
    ``amount_label(sum)``. Names and amounts are written where they fit. Rows without an amount, or
    with one below zero, have no place in the picture: the table beside it has them.
    """
    positive = [row for row in rows if row.value.amount is not None and row.value.amount > 0]
    if not positive:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _Treemap(positive, tone, amount_label, width)
    return picture(
        title, chart.drawn, width, chart.height, description=description, standalone=standalone
    )


def plot_height(width):
    """Half as high as wide, but on a phone higher than wide."""
    return max(width * 0.5, 380)


def gathered(rows, area, amount_label):
    """The rows, largest first; two or more that get too little of the area are one at the end."""
    ordered = sorted(rows, key=lambda row: -row.value.amount)
    amounts = [float(row.value.amount) for row in ordered]
    unit = sum(amounts) / area
    kept = sum(amount >= unit * SMALLEST_AREA for amount in amounts)
    if kept >= len(ordered) - 1:
        return ordered
    while kept > 1 and sum(amounts[kept:]) < unit * GATHERED_AREA:
        kept -= 1
    return [*ordered[:kept], _other(ordered[kept:], amount_label)]


def _other(rows, amount_label):
    label = ngettext("%(number)s other", "%(number)s others", len(rows)) % {"number": len(rows)}
    total = sum(row.value.amount for row in rows)
    return Row(label, Value(total, str(amount_label(total)), note=notes_of(r.value for r in rows)))


class _Treemap:
    def __init__(self, rows, tone, amount_label, width):
        self.tone = tone
        plot = plot_height(width)
        self.rows = gathered(rows, width * plot, amount_label)
        notes = notes_of(row.value for row in self.rows)
        swatch = partial(_rectangle, width=SWATCH, height=SWATCH, tone=tone, note=notes)
        head, top = key([(swatch, notes)] if notes else [], width)
        self.height = top + plot
        sizes = normalize_sizes([float(row.value.amount) for row in self.rows], width, plot)
        places = squarify(sizes, 0, top, width, plot)
        self.drawn = [
            head,
            *[self._mark(row, **place) for row, place in zip(self.rows, places, strict=True)],
        ]

    def _mark(self, row, x, y, dx, dy):
        value = row.value.named(row.label)
        (x, width), (y, height) = _inside(x, dx), _inside(y, dy)
        return mark(
            value,
            _rectangle(x, y, width, height, self.tone, value.note),
            hit_area(x, y, width, height),
            *_lettering(str(row.label), value.words, x, y, width, height),
        )


def _inside(start, length, gap=GAP):
    """Where the rectangle starts and how long it is, with half the gap on both sides."""
    gap = min(gap, length / 2)
    return start + gap / 2, length - gap


def _lettering(label, words, x, y, width, height):
    """The name in as many lines as fit, and the amount below it where it fits too."""
    inside, room = width - 2 * INSET, int((height - INSET) // LINE)
    has_amount = bold_width(words) <= inside and room > 1
    size, lines = _fitted(label, inside, min(MOST_LINES, room - has_amount))
    if not lines:
        return
    yield from lines_of_text(lines, x + INSET, y + LINE, font_size=size)
    if has_amount:
        below = y + (len(lines) + 1) * LINE
        yield text(words, x + INSET, below, font_weight="600")


def _fitted(label, inside, most):
    """The size of the letters and the lines: whole, else in small letters, else cut, else none."""
    if most < 1:
        return None, []
    for size in SIZES:
        lines = wrap(label, inside, most, size)
        if not any(line.endswith("…") for line in lines):
            return (None if size == SIZE else size), lines
    return SIZES[-1], lines if inside >= CUT_FROM else []


def _rectangle(x, y, width, height, tone, note=""):
    """A pale rectangle with an edge in its tone, so that letters on it stay in ink."""
    (left, wide), (top, high) = _inside(x, width, 1), _inside(y, height, 1)
    return element(
        "rect",
        class_=f"chart-{tone}",
        x=left,
        y=top,
        width=wide,
        height=high,
        fill="currentColor",
        fill_opacity="0.06" if note else "0.18",
        stroke="currentColor",
        stroke_dasharray="3 2" if note else None,
    )
