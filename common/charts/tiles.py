"""A country as a grid of named squares, shaded by level."""

from functools import partial

from common.charts.elements import element
from common.charts.frame import HALF, NARROW, empty_picture, picture
from common.charts.lettering import LINE, lines_of_text, text, text_width, wrap
from common.charts.marks import SWATCH, block_swatch, key, mark, notes_of

GAP = 4
LARGEST_STEP = 88
INSET = 6
# A tile as wide as this has room for the name of its place.
NAME_FROM = 62
NAME_SIZE = 12
# From this shade on the letters are light on dark, or dark on light in the dark theme.
STRONG_FROM = 3


def tile_map(title, tiles, *, legend=(), description="", width=HALF, empty="", standalone=False):
    """The squares as an SVG at most ``width`` wide, or as wide as they need.

    ``legend`` lists (level, words); squares without a level are explained by their own words. Each
    square holds its code, its name where it is wide enough, and the words of its value where they
    fit; its name for pointer and screen reader has all three.
    """
    if not tiles:
        return empty_picture(title, width, empty, standalone=standalone)
    chart = _Tiles(tiles, legend, width)
    return picture(
        title,
        chart.drawn,
        chart.width,
        chart.height,
        description=description,
        standalone=standalone,
    )


class _Tiles:
    def __init__(self, tiles, legend, width):
        columns = max(tile.column for tile in tiles) + 1
        rows = max(tile.row for tile in tiles) + 1
        self.step = min(LARGEST_STEP, (width + GAP) / columns)
        self.size = self.step - GAP
        self.width = min(width, max(columns * self.step - GAP, NARROW))
        bottom = rows * self.step - GAP
        swatches, height = key(_entries(legend, tiles), self.width, bottom + 12)
        self.height = bottom + 12 + height if height else bottom
        self.drawn = [*[self._mark(tile) for tile in tiles], swatches]

    def _mark(self, tile):
        x, y = tile.column * self.step, tile.row * self.step
        tone = _ink(tile.level)
        shapes = [
            _square(x, y, self.size, tile.level, tile.value.note),
            text(tile.code, x + INSET, y + LINE, tone),
        ]
        if self.size >= NAME_FROM:
            names = wrap(tile.name, self.size - INSET, most=2, size=NAME_SIZE)
            shapes += lines_of_text(names, x + INSET, y + 2 * LINE, tone, font_size=NAME_SIZE)
        if text_width(tile.value.words) <= self.size - INSET:
            y += self.size - INSET - 1
            shapes.append(text(tile.value.words, x + INSET, y, tone, font_weight="600"))
        return mark(tile.value.named(tile.code, tile.name), *shapes)


def _square(x, y, size, level, note=""):
    if level is None:
        x, y, size = x + 0.75, y + 0.75, size - 1.5
        paint = {"fill": "none", "stroke": "currentColor", "stroke_dasharray": "3 3"}
        return element(
            "rect", class_="chart-none", x=x, y=y, width=size, height=size, rx=3, **paint
        )
    return element(
        "rect",
        class_=f"chart-tile-{level}",
        x=x,
        y=y,
        width=size,
        height=size,
        rx=3,
        fill="currentColor",
    )


def _ink(level):
    if level is None:
        return "muted"
    return "tile-ink-strong" if level >= STRONG_FROM else "tile-ink"


def _entries(legend, tiles):
    """The key: each level, then what the squares without one say, then the notes."""
    entries = [(_swatch(level), words) for level, words in legend]
    missing = dict.fromkeys(tile.value.words for tile in tiles if tile.level is None)
    if missing:
        entries.append((_swatch(None), ", ".join(missing)))
    if notes := notes_of(tile.value for tile in tiles):
        entries.append((block_swatch("muted", notes), notes))
    return entries


def _swatch(level):
    return partial(_level_swatch, level=level)


def _level_swatch(x, y, level):
    return _square(x, y + 1, SWATCH, level)
