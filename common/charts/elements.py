"""A tree of SVG elements and its one writer, which escapes everything it writes."""

import re
from functools import lru_cache
from xml.sax.saxutils import escape

# Characters that no XML 1.0 document may hold, and lone surrogates, which no encoding can write.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTE = {'"': "&quot;"}


class Element:
    """One element: a name, its attributes, and children that are elements or plain text.

    Django's ``format_html`` and templates take it as it is, since it writes its own ``__html__``.
    """

    __slots__ = ("name", "attributes", "children")

    def __init__(self, name, attributes, children=()):
        self.name = name
        self.attributes = attributes
        self.children = children

    def __html__(self):
        pieces: list[str] = []
        _write(self, pieces.append)
        return "".join(pieces)


def element(name, *children, **attributes):
    """An element; ``stroke_width=2`` becomes ``stroke-width="2"``, and None leaves one out."""
    given = {_attribute(key): value for key, value in attributes.items() if value is not None}
    return Element(name, given, children)


def group(*children, **attributes):
    return element("g", *children, **attributes)


def number(value):
    """A coordinate as text: a tenth of a pixel at most, no trailing zero, never "-0"."""
    return f"{round(value, 1) + 0:.8g}"


def clean(text):
    """The text as XML may hold it, with its markup escaped, for content and attributes alike."""
    return escape(_NOT_XML.sub("", str(text)), _QUOTE)


@lru_cache(maxsize=256)
def _attribute(key):
    return key.rstrip("_").replace("_", "-")


def _written(value):
    return number(value) if isinstance(value, (int, float)) else clean(value)


def _write(node, put):
    if not isinstance(node, Element):
        put(clean(node))
        return
    attributes = "".join(f' {key}="{_written(value)}"' for key, value in node.attributes.items())
    if not node.children:
        put(f"<{node.name}{attributes}/>")
        return
    put(f"<{node.name}{attributes}>")
    for child in node.children:
        _write(child, put)
    put(f"</{node.name}>")
