"""Every type of page in a real browser: no barrier, nothing blocked, nothing sideways."""

import pytest

from tests.browser.pages import ALL

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "ru", "kk", "be")
# Colours alone differ in the dark, and are the same in every language.
DARK_IN = "kk"
PHONES = (390, 320)
DESK = {"width": 1440, "height": 900}


@pytest.mark.parametrize("where", ALL.values(), ids=ALL.keys())
def test_page_is_sound_in_every_language(visit_as, where):
    """Each language is opened once and looked at in every way: most of the time is the opening."""
    reader = visit_as("admin")
    path = reader.find(*where)
    barriers, sideways, complaints = {}, {}, {}

    for language in LANGUAGES:
        reader.speak(language)
        response = reader.open(path)
        complaints[language] = unexpected(reader.complaints, response)
        barriers |= {(language, theme): found for theme, found in barriers_in(language, reader)}
        sideways |= {(language, width): pixels for width, pixels in sideways_on_phones(reader)}

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


def unexpected(complaints, response):
    """Return what the browser complained of, but for the status that the page has to have."""
    expected = [] if response.ok else [f"status of {response.status}"]
    return [text for text in complaints if not any(word in text for word in expected)]
