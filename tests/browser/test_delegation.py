"""A delegation is typed in by keyboard, with JavaScript and without."""

import pytest

pytestmark = pytest.mark.browser

VISITS = ("/visits/?status=planned", "/visits/", "delegation/")


def names(officer):
    rows = officer.page.locator("table.delegation").first.locator("tbody th")
    return [text.strip() for text in rows.all_inner_texts()]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_members_are_typed_in_by_keyboard(visit_as, has_scripts):
    officer = visit_as("protocol", java_script_enabled=has_scripts)
    officer.open(officer.find(*VISITS) + "add/")
    mark = "S" if has_scripts else "N"

    for name in (f"{mark} first adviser", f"{mark} second adviser"):
        assert officer.page.locator("[name=delegates-0-person]").evaluate(
            "field => field === document.activeElement"
        )
        officer.page.keyboard.press("Tab")
        officer.page.keyboard.type(name)
        officer.page.keyboard.press("Enter")
        officer.page.wait_for_selector(f"tbody th:has-text('{name}')")

    assert names(officer)[-2:] == [f"{mark} first adviser", f"{mark} second adviser"]
