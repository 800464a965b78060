"""What stands for a value, what explains it, and what only dresses the picture."""

from functools import partial

from common.charts.elements import element, group, number
from common.charts.lettering import LINE, text, text_width

# WCAG 2.2 asks for 24 pixels; this leaves room for the picture to shrink a little.
SMALLEST_TARGET = 26
SWATCH = 12
SYMBOL = 3.5

_OUTLINED = {
    "fill_opacity": "0.14",
    "stroke": "currentColor",
    "stroke_width": 1.5,
    "stroke_dasharray": "3 2",
}


def mark(value, *shapes, linked=True):
    """The shapes of one named value: a link where the value leads somewhere, else an image."""
    title = element("title", value.name)
    if value.href and linked:
        return element("a", title, *shapes, class_="chart-link", href=value.href)
    return group(title, *shapes, role="img")


def silent(*children):
    """Axes, keys and the like: seen, but not said, for each mark has their words in its name."""
    return group(*children, aria_hidden="true")


def hit_area(x, y, width, height):
    """An unseen rectangle that makes a slim mark easy to point at, and shows where focus is."""
    return element(
        "rect", class_="chart-hit", x=x, y=y, width=width, height=height, rx=3, fill_opacity="0"
    )


def block(x, y, width, height, tone, note=""):
    """A painted rectangle; with a note it is pale and has a broken outline."""
    if note:
        x, y, width, height = x + 0.75, y + 0.75, max(width - 1.5, 0.5), max(height - 1.5, 0.5)
    return element(
        "rect",
        class_=f"chart-{tone}",
        x=x,
        y=y,
        width=width,
        height=height,
        fill="currentColor",
        **(_OUTLINED if note else {}),
    )


def symbol(tone, x, y, note="", size=SYMBOL):
    """The sign of a series on a line: each flow its own shape, hollow with a note."""
    paint = {
        "class_": f"chart-{tone}",
        "fill": "currentColor",
        "fill_opacity": "0.14" if note else None,
        "stroke": "currentColor",
        "stroke_width": 1.5,
    }
    if tone == "import":
        return element("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, **paint)
    if tone == "turnover":
        reach = size * 1.4
        points = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points), **paint)
    return element("circle", cx=x, cy=y, r=size, **paint)


def path(points, tone, width, dashes=None):
    """A line in a tone through the points, pairs of x and y."""
    steps = " L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element(
        "path",
        class_=f"chart-{tone}",
        d=f"M{steps}",
        fill="none",
        stroke="currentColor",
        stroke_width=width,
        stroke_dasharray=dashes,
        stroke_linejoin="round",
    )


def notes_of(values):
    """The distinct notes of the values that have an amount, in their order, joined for a key."""
    return ", ".join(dict.fromkeys(str(v.note) for v in values if v.note and v.amount is not None))


def block_swatch(tone, note=""):
    return partial(_block_swatch, tone=tone, note=note)


def symbol_swatch(tone, note=""):
    return partial(_symbol_swatch, tone=tone, note=note)


def key(entries, width, y=0):
    """Swatches with words, wrapped to ``width``, and their height, which is 0 without entries.

    An entry is a function that draws a swatch with its corner at (x, y), and the words behind it.
    """
    x, top, drawn = 0, y, []
    for swatch, words in entries:
        room = SWATCH + 6 + text_width(str(words))
        if x and x + room > width:
            x, top = 0, top + LINE + 4
        drawn += [swatch(x, top), text(words, x + SWATCH + 6, top + SWATCH)]
        x += room + 18
    return silent(*drawn), top - y + LINE + 4 if drawn else 0


def _block_swatch(x, y, tone, note):
    return block(x, y + 1, SWATCH, SWATCH, tone, note)


def _symbol_swatch(x, y, tone, note):
    return symbol(tone, x + SWATCH / 2, y + 1 + SWATCH / 2, note)
