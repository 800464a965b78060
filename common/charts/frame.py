"""The root of every picture, the picture with nothing to draw, and the widths they come in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext

from common.charts.elements import element, group, number
from common.charts.lettering import HALF_HEIGHT, LINE, SIZE, lines_of_text, text, wrap
from common.charts.palette import painted

# Units are pixels: pictures shrink on a screen that is too narrow for them but hardly grow.
NARROW = 320
SMALL = 360
HALF = 540
# Between the margins of A4, in the 96 pixels of an inch.
SHEET = 658
FULL = 720
WIDE = 1100

# A picture on its own has this much paper around it.
MARGIN = 24
TITLE_SIZE = 17
TITLE_LINE = 22
FOOT_SIZE = 11
FOOT_LINE = 15


@dataclass(frozen=True)
class Caption:
    """What is written into a picture that leaves the page: above it, and in small letters below."""

    title: str
    subtitle: str = ""
    foot: Sequence[str] = ()


def picture(title, children, width, height, *, description="", standalone=False):
    """The finished SVG as safe text; title and description are for those who do not see it.

    On a page the title is an attribute, for as an element it would follow the pointer everywhere.
    ``standalone`` is true for a picture that leaves the page, or the Caption that it takes along.
    """
    if isinstance(standalone, Caption):
        children, width, height = _captioned(standalone, children, width, height)
    described = [element("desc", description)] if description else []
    titled = [element("title", title)] if standalone else []
    root = element(
        "svg",
        *titled,
        *described,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-picture",
        role="group",
        aria_label=title,
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_size=SIZE,
    )
    return format_html("{}", painted(root) if standalone else root)


def _captioned(caption, children, width, height):
    """The children on white paper between the lines of the caption, and the size of it all."""
    head, top = _head(caption, width)
    foot = [line for words in caption.foot for line in wrap(words, width, 4, FOOT_SIZE)]
    below = top + height + FOOT_LINE + 4
    outer, whole = width + 2 * MARGIN, below + len(foot) * FOOT_LINE + MARGIN
    paper = element("rect", width=outer, height=whole, fill="#ffffff")
    lines = [
        text(line, MARGIN, below + index * FOOT_LINE, "muted", font_size=FOOT_SIZE)
        for index, line in enumerate(foot)
    ]
    moved = group(*children, transform=f"translate({MARGIN} {number(top)})")
    return [paper, *head, moved, *lines], outer, whole


def _head(caption, width):
    """The lines above a picture, and where it starts below them."""
    bold = wrap(caption.title, width / 1.1, 3, TITLE_SIZE)
    drawn, y = [], MARGIN
    for line in bold:
        y += TITLE_LINE
        drawn.append(text(line, MARGIN, y - 6, font_size=TITLE_SIZE, font_weight="600"))
    for line in wrap(caption.subtitle, width, 2) if caption.subtitle else ():
        y += LINE + 2
        drawn.append(text(line, MARGIN, y - 4, "muted"))
    return drawn, y + 16


def empty_picture(title, width, words="", *, standalone=False):
    """A quiet box that says there is nothing to draw."""
    words = words or gettext("There are no figures to draw here.")
    lines = wrap(words, width - 40)
    top = 48 - (len(lines) - 1) * LINE / 2 + HALF_HEIGHT
    box = element(
        "rect",
        class_="chart-none",
        x=0.5,
        y=0.5,
        width=width - 1,
        height=95,
        rx=4,
        fill="none",
        stroke="currentColor",
        stroke_dasharray="4 4",
    )
    said = lines_of_text(lines, width / 2, top, "muted", "middle")
    return picture(title, [box, *said], width, 96, standalone=standalone)


def both_widths(chart, *args, width=FULL, **options):
    """The chart drawn for wide and for narrow room; the stylesheet shows the one that fits.

    ``width`` is that of the wide drawing: SMALL, HALF, SHEET, FULL or WIDE.
    """
    return format_html(
        '<div class="chart-fit chart-fit-{}"><div class="chart-wide">{}</div>'
        '<div class="chart-narrow">{}</div></div>',
        width,
        chart(*args, width=width, **options),
        chart(*args, width=NARROW, **options),
    )
