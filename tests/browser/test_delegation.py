"""A delegation in a browser: typed in by keyboard, put in order by buttons, mouse and numbers."""

import pytest

from tests.browser.conftest import OWN_DATA
from tests.factories import DelegateFactory, UserFactory, VisitFactory

pytestmark = [pytest.mark.browser, *OWN_DATA]


@pytest.fixture
def delegation_of(tab_of, live_server):
    """Return a function that opens a delegation of three in a tab."""

    def open_delegation(**options):
        visit = VisitFactory()
        for place, post in enumerate(("Governor", "Rector", "Mayor"), start=1):
            DelegateFactory(visit=visit, post_en=post, precedence=place)
        tab = tab_of(UserFactory(role="protocol"), **options)
        tab.goto(f"{live_server.url}{visit.get_absolute_url()}delegation/")
        return tab

    return open_delegation


def names(tab):
    rows = tab.locator("table.delegation").first.locator("tbody th")
    return [text.strip() for text in rows.all_inner_texts()]


def in_hand(tab):
    return tab.evaluate("document.activeElement.getAttribute('aria-label')")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_members_are_typed_in_by_keyboard(delegation_of, has_scripts):
    tab = delegation_of(java_script_enabled=has_scripts)
    tab.goto(f"{tab.url}add/")

    for name in ("First adviser", "Second adviser"):
        focus = tab.evaluate("document.activeElement.name")
        assert focus == "delegates-0-person"
        tab.keyboard.press("Tab")
        tab.keyboard.type(name)
        with tab.expect_navigation():
            tab.keyboard.press("Enter")

    assert names(tab) == ["Governor", "Rector", "Mayor", "First adviser", "Second adviser"]


def test_member_is_moved_by_keyboard_and_stays_in_hand(delegation_of):
    tab = delegation_of()
    found = []

    tab.get_by_role("button", name="Move down: Governor").focus()
    for key in ("Enter", "Space", "Enter"):
        with tab.expect_navigation():
            tab.keyboard.press(key)
        found.append((names(tab), in_hand(tab)))

    assert found == [
        (["Rector", "Governor", "Mayor"], "Move down: Governor"),
        (["Rector", "Mayor", "Governor"], "Move up: Governor"),
        (["Rector", "Governor", "Mayor"], "Move up: Governor"),
    ]


@pytest.mark.parametrize(
    ("dragged", "onto", "at", "order"),
    [
        (2, 0, 2, ["Mayor", "Governor", "Rector"]),
        (0, 2, -2, ["Rector", "Mayor", "Governor"]),
        (0, 1, 2, ["Governor", "Rector", "Mayor"]),
    ],
)
def test_member_is_dragged_to_another_place(delegation_of, dragged, onto, at, order):
    tab = delegation_of()
    rows = tab.locator("tr[data-member]")
    height = rows.nth(onto).bounding_box()["height"]

    with tab.expect_navigation():
        rows.nth(dragged).locator("[data-drag]").drag_to(
            rows.nth(onto), target_position={"x": 60, "y": at % height}
        )

    assert names(tab) == order


def test_member_is_moved_by_number_without_scripts(delegation_of):
    tab = delegation_of(java_script_enabled=False)

    tab.get_by_label("Place of Mayor").fill("1")
    tab.get_by_label("Place of Mayor").press("Enter")
    tab.wait_for_url("**moved=**")

    assert names(tab) == ["Mayor", "Governor", "Rector"]
