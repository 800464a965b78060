"""Colours for a picture that leaves the page, where no stylesheet reaches it.

On a page each mark names its tone by a class, ``static/css/charts.css`` gives the class a colour
for light, dark and print, and the mark is painted in ``currentColor``. A picture on its own gets
the light set written into it.
"""

from common.charts.elements import Element

LIGHT = {
    "--accent": "#0f6a6e",
    "--flow-export": "#1f62b0",
    "--flow-import": "#77931f",
    "--flow-turnover": "#263142",
    "--chart-ink": "#1d2733",
    "--chart-muted": "#55637a",
    "--chart-zero": "#55637a",
    "--chart-grid": "#d9dfe7",
    "--chart-track": "#e3e8ee",
    "--chart-none": "#7d8b9e",
    "--tile-0": "#d9ebea",
    "--tile-1": "#b2d8d6",
    "--tile-2": "#80bdbc",
    "--tile-3": "#237a7e",
    "--tile-4": "#0b5457",
    "--tile-ink": "#1d2733",
    "--tile-ink-strong": "#ffffff",
}
FONTS = "system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"


def tone_class(variable):
    """The class that paints in this variable: "chart-export" for "--flow-export"."""
    return "chart-" + variable.removeprefix("--").removeprefix("flow-").removeprefix("chart-")


_PAINT = {tone_class(variable): {"color": colour} for variable, colour in LIGHT.items()} | {
    "chart-picture": {"font-family": FONTS}
}
_FOR_PAGES = {"href", "tabindex"}


def painted(node):
    """The same tree with its colours written in and with nothing to follow or to focus."""
    if not isinstance(node, Element):
        return node
    attributes = {key: value for key, value in node.attributes.items() if key not in _FOR_PAGES}
    for name in attributes.get("class", "").split():
        attributes.update(_PAINT.get(name, {}))
    name = "g" if node.name == "a" else node.name
    return Element(name, attributes, [painted(child) for child in node.children])
