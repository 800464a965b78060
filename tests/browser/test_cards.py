"""Tables that are cards on a phone: what a cell says stands beside its label, all of it."""

import pytest

from tests.browser.pages import ALL

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PAGES = (
    "visits",
    "delegation",
    "arrangements",
    "checklist",
    "letters",
    "agreements",
    "commitments",
    "reciprocity",
)
# A label and one thing beside it fill a row of the grid; a second one would stand under the label.
SPLIT_CELLS = """() => {
    const isShown = (part) => part.nodeType === Node.TEXT_NODE
        ? part.textContent.trim() !== ""
        : getComputedStyle(part).display !== "none";
    return [...document.querySelectorAll(".table-cards td[data-label]")]
        .filter((cell) => getComputedStyle(cell).display === "grid")
        .filter((cell) => [...cell.childNodes].filter(isShown).length > 1)
        .map((cell) => cell.dataset.label);
}"""


@pytest.mark.parametrize("name", PAGES)
def test_cell_of_a_card_stands_beside_its_label(visit_as, name):
    reader = visit_as("admin")
    reader.page.set_viewport_size(PHONE)

    reader.open(reader.find(*ALL[name]))

    assert reader.page.locator(".table-cards td[data-label]").count() > 0
    assert reader.page.evaluate(SPLIT_CELLS) == []
