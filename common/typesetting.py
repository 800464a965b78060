"""The typesetter: sources in, bytes of PDF or PNG out, the same on every machine.

Nothing is read from the network. What people wrote goes in as ``inputs``, never as a part of the
source, and so is never read as markup.
"""

from functools import cache

# Of an inch there are 96 units of SVG; two pixels for each are sharp on screens and on paper.
PIXELS_PER_INCH = 192
_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg")
"""


class Refused(Exception):
    """The typesetter can not make of the source what the options ask for."""


def typeset(source, inputs, **options):
    """Return what the source (bytes) becomes; ``options`` are those of ``typst.compile``.

    Raises Refused.
    """
    typst = _typst()
    try:
        return typst.compile(source, sys_inputs=inputs, font_paths=_fonts(), **options)
    except typst.TypstError as error:
        raise Refused from error


def png_of(svg):
    """Return the picture, given as the text of an SVG, as the bytes of a PNG."""
    return typeset(_PICTURE, {"picture": svg}, format="png", ppi=PIXELS_PER_INCH)


def _typst():
    """The module, which starts threads: a process that forks afterwards would hang."""
    import typst

    return typst


@cache
def _fonts():
    """The fonts that it brings along."""
    return _typst().Fonts(include_system_fonts=False)
