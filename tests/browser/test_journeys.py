"""What people do: sign in, switch the language, print, work without JavaScript and by keyboard."""

import re

import pytest

from scripts.sample_site import PASSWORD

pytestmark = pytest.mark.browser

MOST_BYTES = 100 * 1024
MOST_REQUESTS = 12


def pdf_pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_sign_in_by_keyboard_and_out(visit_as, site):
    officer = visit_as(None)
    officer.open("/")

    officer.page.focus("input[name=login]")
    officer.page.keyboard.type("viewer")
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.type(PASSWORD)
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url(f"{site}/")

    assert officer.page.locator("h1").count() == 1


def test_language_switch_keeps_the_page(visit_as, site):
    reader = visit_as("viewer")
    reader.open("/visits/?status=held")

    reader.page.locator("footer button[value=kk]").click()

    assert reader.page.url == f"{site}/visits/?status=held"
    assert reader.page.locator("html").get_attribute("lang") == "kk"
    reader.page.locator("footer button[value=en]").click()


def test_language_switch_works_without_scripts(visit_as, site):
    reader = visit_as("protocol", java_script_enabled=False)
    reader.open("/regions/BY-VI/")

    reader.page.locator("footer button[value=ru]").click()

    assert reader.page.url == f"{site}/regions/BY-VI/"
    assert reader.page.locator("html").get_attribute("lang") == "ru"
    reader.page.locator("footer button[value=en]").click()


def test_skip_link_leads_to_the_content(visit_as):
    reader = visit_as("viewer")
    reader.open("/")

    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")

    assert reader.page.evaluate("document.activeElement.id") == "content"


def test_leaving_a_changed_form_warns(visit_as):
    officer = visit_as("protocol")
    officer.open("/visits/add/")
    asked = []
    officer.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    officer.page.fill("input[name=title_en]", "A visit")
    officer.page.close(run_before_unload=True)
    officer.context.pages[0].wait_for_timeout(500)

    assert asked == ["beforeunload"]


@pytest.mark.parametrize("place", ["BY-VI", "BY-BR", "KZ-35"])
def test_note_on_a_place_prints_on_two_pages_at_most(visit_as, place):
    reader = visit_as("diplomat")
    reader.open(f"/regions/{place}/print/")

    assert pdf_pages(reader.page.pdf(prefer_css_page_size=True)) <= 2


@pytest.mark.parametrize("language", ["en", "ru"])
def test_trade_prints_on_four_pages_at_most(visit_as, language):
    reader = visit_as("diplomat")
    reader.speak(language)
    reader.open("/trade/print/")

    assert pdf_pages(reader.page.pdf(prefer_css_page_size=True)) <= 4


@pytest.mark.parametrize("path", ["/", "/trade/", "/visits/add/"])
def test_page_is_light(visit_as, path):
    reader = visit_as("protocol")
    sizes = []
    reader.page.on(
        "requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"])
    )

    reader.open(path)
    reader.page.wait_for_load_state("networkidle")

    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES
