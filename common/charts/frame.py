"""The root of every picture, the picture with nothing to draw, and the widths they come in."""

from django.utils.html import format_html
from django.utils.translation import gettext

from common.charts.elements import element, number
from common.charts.lettering import HALF_HEIGHT, LINE, SIZE, lines_of_text, wrap
from common.charts.palette import painted

# Units are pixels: pictures shrink on a screen that is too narrow for them but hardly grow.
NARROW = 320
SMALL = 360
HALF = 540
FULL = 720
WIDE = 1100


def picture(title, children, width, height, *, description="", standalone=False):
    """The finished SVG as safe text; title and description are for those who do not see it.

    On a page the title is an attribute, for as an element it would follow the pointer everywhere.
    """
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

    ``width`` is that of the wide drawing: SMALL, HALF, FULL or WIDE.
    """
    return format_html(
        '<div class="chart-fit chart-fit-{}"><div class="chart-wide">{}</div>'
        '<div class="chart-narrow">{}</div></div>',
        width,
        chart(*args, width=width, **options),
        chart(*args, width=NARROW, **options),
    )
