"""A chart as a file that stands alone: its title, source and date are part of the picture."""

from functools import cache

from common.charts.frame import FULL, Caption

# Two pixels for each unit, of which an inch has 96: for sharp screens and for paper.
PIXELS_PER_INCH = 192
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg")
"""


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
    return _typst().compile(
        _PAGE,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"picture": svg},
        font_paths=_fonts(),
    )


def _typst():
    """The module, which starts threads: a process that forks afterwards would hang."""
    import typst

    return typst


@cache
def _fonts():
    """The fonts that typst brings along, so that every machine makes the same picture."""
    return _typst().Fonts(include_system_fonts=False)
