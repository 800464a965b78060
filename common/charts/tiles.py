"""A country as a grid of named squares, shaded by level."""

from functools import partial
from itertools import cycle

from common.charts.data import Value
from common.charts.elements import element
from common.charts.frame import HALF, NARROW, empty_picture, picture
from common.charts.lettering import (
    LINE,
    bold_width,
    lines_of_text,
    shorten,
    text,
    text_width,
    wrap,
)
from common.charts.marks import SWATCH, block_swatch, key, mark, notes_of

GAP = 4
LARGEST_STEP = 88
INSET = 6
# A tile as wide as this has room for the name of its place.
NAME_FROM = 62
SMALL = 12
# A narrower one has its name cut into two lines of these letters, and is as tall as they need.
TINY = 11
TIGHT_LINE = 12
TIGHT_HEIGHT = 4 * TIGHT_LINE
# For parting words in the four languages: what makes a syllable, and what begins none.
VOWELS = frozenset("aeiouyаеёиоуыэюяәіөұү")
NEVER_FIRST = frozenset("ьъйў")
# From this shade on the letters are light on dark, or dark on light in the dark theme.
STRONG_FROM = 3
# Edges of squares that have nothing to show, one for each reason; "no data" takes the first.
EDGES = ("3 2", None, "1 2.5")


def tile_map(title, tiles, *, legend=(), description="", width=HALF, empty="", standalone=False):
    """The squares as an SVG at most ``width`` wide, or only as wide as they need.

    ``legend`` lists (level, words); squares without a level are explained by their own words. Each
    square holds its code and name, a narrow one only the name, cut to fit, and the words of its
    value where they fit; its name for pointer and screen reader has all three.
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
        self.edges = _edges(tiles)
        self.is_roomy = self.size >= NAME_FROM
        self.tall = self.size if self.is_roomy else max(self.size, TIGHT_HEIGHT)
        bottom = rows * (self.tall + GAP) - GAP
        swatches, height = key(self._entries(legend, tiles), self.width, bottom + 12)
        self.height = bottom + 12 + height if height else bottom
        self.drawn = [*[self._mark(tile) for tile in tiles], swatches]

    def _entries(self, legend, tiles):
        """The key: each level, each reason for a square without one, then the notes."""
        yield from (
            (partial(_shade, width=SWATCH, height=SWATCH, level=level), words)
            for level, words in legend
        )
        for words in dict.fromkeys(tile.value.words for tile in tiles if _is_missing(tile)):
            yield partial(_edge, width=SWATCH, height=SWATCH, dashes=self.edges[words]), words
        if notes := notes_of(tile.value for tile in tiles):
            yield block_swatch("muted", notes), notes

    def _mark(self, tile):
        x, y = tile.column * self.step, tile.row * (self.tall + GAP)
        lettering = self._roomy if self.is_roomy else self._tight
        square = list(self._square(tile, x, y))
        return mark(tile.value.named(tile.code, tile.name), *square, *lettering(tile, x, y))

    def _square(self, tile, x, y):
        if tile.level is None:
            yield _edge(x, y, self.size, self.tall, self.edges.get(tile.value.words))
            return
        yield _shade(x, y, self.size, self.tall, tile.level)
        if tile.value.note:
            yield _edge(x, y, self.size, self.tall, EDGES[0], _ink(tile.level))

    def _roomy(self, tile, x, y):
        """Code, name and amount, from the left."""
        tone, inside = _ink(tile.level), self.size - INSET
        names = _two_lines(tile.name, inside, SMALL)
        yield text(tile.code, x + INSET, y + LINE, tone, font_size=SMALL)
        yield from lines_of_text(names, x + INSET, y + 2 * LINE, tone, font_size=SMALL)
        if bold_width(tile.value.words) <= inside:
            y += self.size - INSET - 1
            yield text(tile.value.words, x + INSET, y, tone, font_weight="600")

    def _tight(self, tile, x, y):
        """Name and amount, centred; what does not fit is in the name of the square."""
        tone, x = _ink(tile.level), x + self.size / 2
        for number, line in enumerate(_two_lines(tile.name, self.size, TINY), start=1):
            yield text(line, x, y + number * TIGHT_LINE, tone, "middle", font_size=TINY)
        if text_width(tile.value.words, SMALL) <= self.size:
            y += self.tall - INSET
            words = tile.value.words
            yield text(words, x, y, tone, "middle", font_weight="600", font_size=SMALL)


def _two_lines(name, width, size):
    """The name in at most two lines; a single long word is parted by a hyphen."""
    if " " in name or text_width(name, size) <= width:
        return wrap(name, width, most=2, size=size)
    return [shorten(part, width, size) for part in _parted(name, size)]


def _parted(word, size):
    """The word in two parts as alike in width as its syllables allow."""
    places = [place for place in range(2, len(word) - 1) if _begins_a_syllable(word, place)]
    parts = [(f"{word[:place]}-", word[place:]) for place in places or [len(word) // 2]]
    return min(parts, key=lambda pair: max(text_width(part, size) for part in pair))


def _begins_a_syllable(word, place):
    """Whether a vowel, or a vowel and a consonant, stand before, and what follows can begin."""
    last, first, after = (word[place + step].casefold() for step in (-1, 0, 1))
    if first in VOWELS or first in NEVER_FIRST:
        return False
    if last in VOWELS:
        return after in VOWELS
    return word[place - 2].casefold() in VOWELS


def _is_missing(tile):
    return tile.level is None and tile.value.amount is None


def _edges(tiles):
    """The dashes of each reason given by a square that has nothing to show."""
    reasons = dict.fromkeys([Value(None).words, *[t.value.words for t in tiles if _is_missing(t)]])
    return dict(zip(reasons, cycle(EDGES), strict=False))


def _ink(level):
    if level is None:
        return "muted"
    return "tile-ink-strong" if level >= STRONG_FROM else "tile-ink"


def _shade(x, y, width, height, level):
    tone = f"chart-tile-{level}"
    return element(
        "rect", class_=tone, x=x, y=y, width=width, height=height, rx=3, fill="currentColor"
    )


def _edge(x, y, width, height, dashes, tone="none"):
    """A line just inside the edge of a square."""
    return element(
        "rect",
        class_=f"chart-{tone}",
        x=x + 0.75,
        y=y + 0.75,
        width=width - 1.5,
        height=height - 1.5,
        rx=3,
        fill="none",
        stroke="currentColor",
        stroke_dasharray=dashes,
    )
