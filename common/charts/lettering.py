"""Text on a picture: how wide it will be, where it breaks, and how it is written.

The server has no fonts to measure with, so widths are estimated from the class of each letter, on
the wide side of the usual system fonts.
"""

from functools import lru_cache

from common.charts.elements import element

SIZE = 13
LINE = 16
# The baseline lies this far below the middle of the small letters and digits of one line.
HALF_HEIGHT = 4.5

_WIDTHS = (
    ("iıіїjlI'.,:;|!()[]ft /\u00a0\u2009\u202f·-", 0.36),
    ("mwMWжшщюфыЖШЩЮФЫМмДд@%—…", 0.86),
)
_BY_LETTER = {letter: width for letters, width in _WIDTHS for letter in letters}


@lru_cache(maxsize=4096)
def text_width(text, size=SIZE):
    """The estimated width of one line of text, in the picture's units."""
    return size * sum(_BY_LETTER.get(letter) or _common_width(letter) for letter in text)


def bold_width(words):
    return text_width(words) * 1.1


def _common_width(letter):
    return 0.7 if letter.isupper() else 0.61


def wrap(text, width, most=3, size=SIZE):
    """The text in at most ``most`` lines of this width, broken at spaces and cut by "…"."""
    lines = [""]
    for word in str(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shorten(line, width, size) for line in lines]


def shorten(text, width, size=SIZE):
    """The text, or as much of it as fits this width with "…" at its end."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def text(words, x, y, tone="ink", anchor=None, **attributes):
    """Words whose baseline starts at (x, y); ``anchor`` is "middle" or "end"."""
    classes = f"chart-{tone}"
    return element(
        "text",
        words,
        class_=classes,
        x=x,
        y=y,
        fill="currentColor",
        text_anchor=anchor,
        **attributes,
    )


def lines_of_text(lines, x, y, tone="ink", anchor=None, **attributes):
    """One text element per line, the first with its baseline at ``y``."""
    return [
        text(line, x, y + index * LINE, tone, anchor, **attributes)
        for index, line in enumerate(lines)
    ]
