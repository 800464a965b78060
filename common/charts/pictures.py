"""A chart as a file that stands alone: its title, source and date are part of the picture."""

from common.charts.frame import FULL, Caption
from common.typesetting import png_of


def svg_file(chart, title, source, as_of, *, subtitle="", width=FULL):
    """The picture as the text of an SVG file, in the light colours, which needs no stylesheet.

    ``chart`` draws it: ``chart(width=..., standalone=...)``, as all charts of this package do once
    their data are given.
    """
    foot = [str(line) for line in (source, as_of) if line]
    return str(chart(width=width, standalone=Caption(str(title), str(subtitle), foot)))


def png_file(chart, title, source, as_of, *, subtitle="", width=FULL):
    """The same picture as the bytes of a PNG, two pixels for each unit."""
    svg = svg_file(chart, title, source, as_of, subtitle=subtitle, width=width)
    return png_of(svg)
