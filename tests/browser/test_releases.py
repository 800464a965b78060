"""A programme on its way to guests, in a browser: released, approved, shared, compared."""

from datetime import time

import pytest

from tests.browser.conftest import AXE, OWN_DATA
from tests.factories import (
    DelegateFactory,
    MissionFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    ReleaseLinkFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
)
from visits.models import Release

pytestmark = [pytest.mark.browser, *OWN_DATA]


@pytest.fixture
def talks():
    MissionFactory(releases_need_approval=True)
    visit = VisitFactory(title_en="Visit of the governor", start="2026-09-14", end="2026-09-16")
    venue = VenueFactory(name_en="Hotel", place=PlaceFactory(time_zone="Europe/Minsk"))
    return ProgrammeItemFactory(visit=visit, venue=venue, starts=time(9), title_en="Talks")


def test_programme_is_released_approved_and_read_by_a_guest(tab_of, live_server, talks):
    maker, approver = UserFactory(role="protocol"), UserFactory(role="diplomat")
    tab = tab_of(maker)
    tab.goto(f"{live_server.url}{talks.visit.get_absolute_url()}releases/")
    tab.get_by_role("link", name="Release the programme").click()
    tab.get_by_role("button", name="Release it").click()
    tab.wait_for_url("**/releases/1/")

    other = tab_of(approver)
    other.goto(live_server.url)
    other.get_by_role("link", name="release waiting for your approval").click()
    other.get_by_role("link", name="Release 1").click()
    other.get_by_role("link", name="Approve", exact=True).click()
    other.get_by_text("Or type it").click()
    other.get_by_label("Name (English)").fill("A. B.")
    other.get_by_label("Post (English)").fill("Ambassador")
    other.get_by_role("button", name="Approve", exact=True).click()
    other.wait_for_url("**/releases/1/")

    tab.reload()
    tab.get_by_role("button", name="Make a link").click()
    guest = tab_of(None)
    guest.goto(tab.get_by_label("Address").input_value())
    assert guest.locator(".approval").inner_text().split("\n")[0].lower() == "approved"
    assert guest.locator(".programme .entry-title").all_inner_texts() == ["Talks"]


@pytest.fixture
def released(talks):
    """A visit with two releases that differ in everything, and a draft after them."""
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit, name="After the call"))
    talks.starts, talks.room, talks.internal_note = time(10), "5", "Flags"
    talks.save()
    ProgrammeItemFactory(visit=talks.visit, title_en="Dinner", starts=time(19))
    DelegateFactory(visit=talks.visit)
    ReleaseFactory(visit=talks.visit, state=Release.State.WAITING)
    talks.delete()
    return link


PAGES = [
    "{visit}releases/",
    "{visit}releases/1/",
    "{visit}releases/2/",
    "{visit}releases/2/approve/",
    "{visit}releases/2/refuse/",
    "{visit}releases/add/",
    "{visit}releases/1/differences/2/",
    "{visit}releases/1/differences/draft/",
    "{visit}programme/",
    "{visit}programme/?show=draft",
    "/visits/releases/",
    "/visits/feeds/",
    "{link}?lang=kk",
]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390), ("light", 320)])
def test_pages_of_releases_are_accessible_and_fit(tab_of, live_server, released, scheme, width):
    tab = tab_of(
        UserFactory(role="diplomat"),
        color_scheme=scheme,
        viewport={"width": width, "height": 844},
    )
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text))
    visit, link = released.release.visit.get_absolute_url(), released.get_absolute_url()
    found = {}
    for page in PAGES:
        tab.goto(live_server.url + page.format(visit=visit, link=link))
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        violations = tab.evaluate("axe.run(document)")["violations"]
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[page] = [one["id"] for one in violations if one["impact"] != "minor"], wide

    assert found == {page: ([], 0) for page in PAGES}
    assert complaints == []


def test_address_is_copied_by_its_button(tab_of, live_server, released):
    tab = tab_of(UserFactory(role="diplomat"), permissions=["clipboard-read", "clipboard-write"])
    tab.goto(live_server.url + released.release.get_absolute_url())

    tab.get_by_role("button", name="Copy").click()

    whole = live_server.url + released.get_absolute_url()
    assert tab.evaluate("navigator.clipboard.readText()") == whole
