"""A day of a programme, written by keyboard alone, and without JavaScript."""

from datetime import time

import pytest

from tests.browser.conftest import OWN_DATA
from tests.factories import ProgrammeItemFactory, UserFactory, VenueFactory, VisitFactory

pytestmark = [pytest.mark.browser, *OWN_DATA]

TALKS = ["09:00", "09:30", "Talks"]
SIGNING = ["09:30", "10:15", "Signing"]
LUNCH = ["12:00", "13:00", "Lunch"]


@pytest.fixture
def address(live_server):
    """Where a day with two items is changed."""
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")
    rows = {"visit": visit, "venue": VenueFactory()}
    ProgrammeItemFactory(**rows, starts=time(9), ends=time(9, 30), title_en="Talks")
    ProgrammeItemFactory(**rows, starts=time(12), ends=time(13), title_en="Lunch")
    return f"{live_server.url}{visit.get_absolute_url()}programme/2026-09-14/edit/"


@pytest.fixture
def day_of(tab_of, address):
    """Return a function that opens the day in a tab."""

    def open_day(**options):
        tab = tab_of(UserFactory(role="protocol"), **options)
        tab.goto(address)
        return tab

    return open_day


def row(tab, number):
    return tab.locator("[data-row]").nth(number)


def lines(tab, count):
    """Return what stands in the first rows: when it starts, when it ends, its title."""
    names = ("starts", "ends", "title_en")
    return [
        [row(tab, number).locator(f"[name$=-{name}]").input_value() for name in names]
        for number in range(count)
    ]


def in_hand(tab):
    return tab.evaluate("document.activeElement.name || ''")


def tab_to(tab, name):
    """Press Tab until the field of this name is in hand."""
    for _press in range(100):
        if in_hand(tab) == name:
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by keyboard")


def press_and_wait(tab, key):
    with tab.expect_navigation():
        tab.keyboard.press(key)


def test_row_is_inserted_and_the_rest_shifted_by_keyboard_alone(day_of):
    tab = day_of()
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text))

    tab_to(tab, "programme_items-0-title_en")
    tab.keyboard.press("Alt+Enter")
    for typed in ("930", "+45", None, "Signing"):
        if typed:
            tab.keyboard.type(typed)
        tab.keyboard.press("Tab")
    press_and_wait(tab, "Enter")
    assert lines(tab, 3) == [TALKS, SIGNING, LUNCH]

    tab_to(tab, "programme_items-1-starts")
    tab.keyboard.press("Alt+KeyS")
    tab.keyboard.type("15")
    press_and_wait(tab, "Enter")
    assert lines(tab, 3) == [TALKS, ["09:45", "10:30", "Signing"], ["12:15", "13:15", "Lunch"]]
    assert complaints == []


def test_row_is_inserted_and_the_rest_shifted_without_scripts(day_of):
    tab = day_of(java_script_enabled=False)

    row(tab, 0).get_by_role("button", name="Insert a row here").click()
    assert lines(tab, 3) == [TALKS, ["09:30", "", ""], LUNCH]
    row(tab, 1).locator("[name$=-ends]").fill("+45")
    row(tab, 1).locator("[name$=-title_en]").fill("Signing")
    tab.get_by_role("button", name="Save the day").last.click()
    assert lines(tab, 3) == [TALKS, SIGNING, LUNCH]

    tab.get_by_label("Minutes to shift by").fill("15")
    row(tab, 1).locator("summary").last.click()
    row(tab, 1).get_by_role("button", name="Shift from here on").click()
    assert lines(tab, 3) == [TALKS, ["09:45", "10:30", "Signing"], ["12:15", "13:15", "Lunch"]]


def test_inserted_row_starts_when_the_one_before_it_ends(day_of):
    tab = day_of()

    row(tab, 0).locator("[name$=-title_en]").press("Alt+Enter")

    assert lines(tab, 3) == [TALKS, ["09:30", "", ""], LUNCH]


def test_arrows_go_to_the_same_field_of_the_rows_beside(day_of):
    tab = day_of()

    row(tab, 0).locator("[name$=-venue]").press("Alt+ArrowDown")
    below = in_hand(tab)
    tab.keyboard.press("Alt+ArrowUp")

    assert (below, in_hand(tab)) == ("programme_items-1-venue", "programme_items-0-venue")


def type_a_title(tab):
    row(tab, 0).locator("[name$=-title_en]").fill("Talks of the governors")


def copy_a_row(tab):
    row(tab, 0).locator("summary").last.click()
    with tab.expect_navigation():
        row(tab, 0).get_by_role("button", name="Copy this row").click()


@pytest.mark.parametrize(
    ("do", "asked"), [(type_a_title, 1), (copy_a_row, 1), (lambda tab: None, 0)]
)
def test_leaving_a_day_warns_of_what_is_not_saved(day_of, do, asked):
    tab = day_of()
    dialogs = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))

    do(tab)
    tab.get_by_role("link", name="All days").click()
    tab.wait_for_url("**/programme/edit/")

    assert dialogs == ["beforeunload"] * asked
