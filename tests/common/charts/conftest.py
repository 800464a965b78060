"""Reading a picture back as a tree."""

from xml.etree import ElementTree

import pytest

SVG = "{http://www.w3.org/2000/svg}"


class Drawing:
    """A parsed SVG; parsing it at all shows that it is well formed."""

    def __init__(self, svg):
        self.root = ElementTree.fromstring(svg)

    def all(self, name, css=None):
        found = self.root.iter(f"{SVG}{name}")
        return [node for node in found if css is None or node.get("class") == css]

    def places(self, css, *attributes):
        """The named attributes, as numbers, of each rectangle of a class."""
        return [tuple(float(node.get(a)) for a in attributes) for node in self.all("rect", css)]

    def texts(self):
        return ["".join(node.itertext()) for node in self.all("text")]

    def names(self):
        """What each mark says to a pointer and to a screen reader."""
        return [node.text for node in self.all("title")]

    def links(self):
        return [(node.get("href"), node.find(f"{SVG}title").text) for node in self.all("a")]


@pytest.fixture
def drawing():
    return Drawing
