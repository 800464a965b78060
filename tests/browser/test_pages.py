"""Every type of page in a real browser: no barrier, nothing blocked, nothing sideways."""

import pytest

from tests.browser.pages import ALL

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "ru", "kk", "be")
# Colours alone differ in the dark, and are the same in every language.
DARK_IN = "kk"
PHONES = (390, 320)
NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"
DESK = {"width": 1440, "height": 900}


@pytest.mark.parametrize("name", ALL)
def test_page_is_sound_in_every_language(visit_as, name):
    """Each language is opened once and looked at in every way: most of the time is the opening."""
    reader = visit_as("admin")
    path = reader.find(*ALL[name])
    expected = [NOT_FOUND] if name == "not found" else []
    statuses, barriers, sideways, complaints = set(), {}, {}, {}

    for language in LANGUAGES:
        reader.speak(language)
        statuses.add(reader.open(path).status)
        complaints[language] = [text for text in reader.complaints if text not in expected]
        barriers |= {(language, theme): found for theme, found in barriers_in(language, reader)}
        sideways |= {(language, width): pixels for width, pixels in sideways_on_phones(reader)}

    assert statuses == {404 if expected else 200}
    assert (barriers, sideways) == ({}, {})
    assert complaints == dict.fromkeys(LANGUAGES, [])


def barriers_in(language, reader):
    """Yield theme and what axe finds, where it finds any."""
    dark = [("dark", ["color-contrast"])] if language == DARK_IN else []
    for theme, rules in (("light", None), *dark):
        reader.page.emulate_media(color_scheme=theme)
        if found := reader.axe(rules):
            yield theme, found


def sideways_on_phones(reader):
    """Yield width and by how many pixels the page is wider, where it is."""
    for width in PHONES:
        reader.page.set_viewport_size({"width": width, "height": 844})
        if (pixels := reader.sideways()) > 0:
            yield width, pixels
    reader.page.set_viewport_size(DESK)
