"""Every type of page in a real browser: no barrier, nothing blocked, nothing sideways."""

import pytest

from tests.browser.pages import ALL

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "ru", "kk", "be")


@pytest.mark.parametrize("where", ALL.values(), ids=ALL.keys())
def test_page_has_no_barrier_in_any_language_and_theme(visit_as, where):
    reader = visit_as("admin")
    path = reader.find(*where)
    found = {}

    for language in LANGUAGES:
        reader.speak(language)
        reader.open(path)
        for theme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=theme)
            if violations := reader.axe():
                found[language, theme] = violations

    assert found == {}


@pytest.mark.parametrize("where", ALL.values(), ids=ALL.keys())
def test_page_does_not_scroll_sideways_on_a_phone(visit_as, where):
    reader = visit_as("admin")
    path = reader.find(*where)
    wide = {}

    for language in LANGUAGES:
        reader.speak(language)
        reader.open(path)
        for width in (390, 320):
            reader.page.set_viewport_size({"width": width, "height": 844})
            if (pixels := reader.sideways()) > 0:
                wide[language, width] = pixels

    assert wide == {}


@pytest.mark.parametrize("where", ALL.values(), ids=ALL.keys())
def test_browser_has_nothing_to_complain_of(visit_as, where):
    reader = visit_as("admin")
    path = reader.find(*where)

    response = reader.open(path)

    expected = [] if response.ok else [f"status of {response.status}"]
    heard = [text for text in reader.complaints if not any(word in text for word in expected)]
    assert heard == []
