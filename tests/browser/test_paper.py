"""Documents as Chromium prints them from the page."""

import io
from datetime import date, time

import pytest
from pypdf import PdfReader

from tests.browser.conftest import OWN_DATA
from tests.factories import ProgrammeItemFactory, UserFactory, VenueFactory, VisitFactory

pytestmark = [pytest.mark.browser, *OWN_DATA]

# Each brings the second day to another height of a sheet.
SCALES = [1 + step / 50 for step in range(12)]


@pytest.fixture
def document(live_server):
    """The address of a programme of two days as a page."""
    visit = VisitFactory(start="2026-09-14", end="2026-09-15")
    rows = {"visit": visit, "venue": VenueFactory(), "ends": None}
    for hour in range(24):
        ProgrammeItemFactory(**rows, day=date(2026, 9, 14), starts=time(hour), title_en="Talks")
    for hour in range(3):
        ProgrammeItemFactory(**rows, day=date(2026, 9, 15), starts=time(hour), title_en="Signing")
    return f"{live_server.url}{visit.get_absolute_url()}print/guest/?lang=en"


def sheets(tab, scale):
    pdf = tab.pdf(format="A4", prefer_css_page_size=True, scale=scale)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


def test_head_of_a_day_is_never_alone_at_the_foot_of_a_sheet(tab_of, document):
    tab = tab_of(UserFactory(role="protocol"))
    tab.goto(document)

    heads = [text for scale in SCALES for text in sheets(tab, scale) if "Tuesday" in text]

    assert len(heads) >= len(SCALES)
    assert [text for text in heads if "Signing" not in text] == []
