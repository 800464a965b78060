"""Grid lines with their labels, the zero line, and the words under a band."""

from math import ceil

from django.utils.formats import number_format

from common.charts.elements import element
from common.charts.lettering import HALF_HEIGHT, LINE, lines_of_text, text, text_width, wrap

# Free space between the labels of neighbouring bands.
BETWEEN = 5


def plain_number(amount):
    """The default tick label: the number in the reader's language, without unit."""
    return number_format(amount, use_l10n=True, force_grouping=True)


def rule(x1, y1, x2, y2, tone, **attributes):
    return element(
        "line",
        class_=f"chart-{tone}",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke="currentColor",
        **attributes,
    )


def tick_room(amounts, tick_label):
    """How far the labels of these ticks reach to the left of the plot."""
    return max(text_width(str(tick_label(amount))) for amount in amounts) + 8


def grid(amounts, scale, left, right, tick_label):
    """A thin line and a label, right-aligned before it, for each tick."""
    drawn = []
    for amount in amounts:
        y = scale(amount)
        drawn.append(rule(left, y, right, y, "grid"))
        drawn.append(text(tick_label(amount), left - 8, y + HALF_HEIGHT, "muted", "end"))
    return drawn


def zero_line(scale, left, right):
    y = scale(0)
    return rule(left, y, right, y, "zero", stroke_width=1.2)


def band_labels(labels, band, y):
    """The labels centred under their bands, wrapped, and the height of the tallest.

    Where a word is wider than a band, every second label or fewer are written.
    """
    widest = max(text_width(word) for label in labels for word in str(label).split() or [""])
    every = ceil((widest + BETWEEN) / band.step)
    drawn, height = [], 0
    for index in range(0, len(labels), every):
        lines = wrap(labels[index], every * band.step - BETWEEN)
        half = max(map(text_width, lines)) / 2
        x = max(min(band.centre(index), band.end - half), band.start + half)
        drawn += lines_of_text(lines, x, y + LINE - 3, "ink", "middle")
        height = max(height, len(lines) * LINE)
    return drawn, height
