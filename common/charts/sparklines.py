"""A line as small as a word, for the cell of a table."""

from itertools import groupby

from django.utils.html import format_html

from common.charts.elements import element, number
from common.charts.marks import path
from common.charts.palette import painted
from common.charts.scales import Linear, extent

WIDTH, HEIGHT = 96, 24
EDGE = 4


def sparkline(title, values, *, tone="accent", width=WIDTH, standalone=False):
    """The values as an SVG without axis or words; "" where there is no amount.

    Its name is the title with the first and the last amount. Gaps stay open, zero is the lowest
    point unless amounts lie below it, and the last amount has a dot.
    """
    known = [(index, value) for index, value in enumerate(values) if value.amount is not None]
    if not known:
        return ""
    root = element(
        "svg",
        *_line(values, known[-1][0], width, tone),
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-spark",
        role="img",
        aria_label=_spoken(title, known),
        width=width,
        height=HEIGHT,
        viewBox=f"0 0 {number(width)} {HEIGHT}",
    )
    return format_html("{}", painted(root) if standalone else root)


def _spoken(title, known):
    ends = dict.fromkeys(value.spoken for _, value in (known[0], known[-1]))
    return f"{title}: {' … '.join(ends)}"


def _line(values, last, width, tone):
    low, high = extent(value.amount for value in values)
    scale = Linear(low, high, HEIGHT - EDGE, EDGE)
    step = (width - 2 * EDGE) / max(len(values) - 1, 1)
    for known, run in groupby(enumerate(values), key=lambda one: one[1].amount is not None):
        if known:
            yield _piece([(EDGE + i * step, scale(value.amount)) for i, value in run], tone)
    x, y = EDGE + last * step, scale(values[last].amount)
    yield element("circle", class_=f"chart-{tone}", cx=x, cy=y, r=2.5, fill="currentColor")


def _piece(points, tone):
    """A line through the points, or a dot where it is one alone."""
    if len(points) == 1:
        x, y = points[0]
        return element("circle", class_=f"chart-{tone}", cx=x, cy=y, r=1.5, fill="currentColor")
    return path(points, tone, 1.5)
