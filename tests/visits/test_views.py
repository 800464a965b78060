"""The pages of visits: who may see what, and what they count."""

import csv
import io

import pytest
from django.urls import reverse

from regions.models import Organisation
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    CountryFactory,
    DelegateFactory,
    MissionFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    SectorFactory,
    SourceFactory,
    VenueFactory,
    VisitFactory,
)
from visits.models import Visit, VisitAgreement

pytestmark = pytest.mark.django_db

RESTRICTED = Visit.Visibility.RESTRICTED


def url(name, visit=None):
    return reverse(f"visits:{name}", args=[visit.public_id] if visit else [])


def shown(response):
    return [visit.title_en for visit in response.context["page_obj"]]


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


READING = ["visit", "programme", "print"]
CHANGING = ["edit", "edit_programme", "programme_internal", "delete"]
ROLES = [
    ("viewer", 403),
    ("economist", 403),
    ("protocol", 200),
    ("diplomat", 200),
    ("admin", 200),
]


@pytest.mark.parametrize(("role", "may_change"), ROLES)
def test_everybody_reads_and_those_with_the_right_change(client_as, role, may_change):
    visit, client = VisitFactory(), client_as(role)

    reading = {client.get(url(name, visit)).status_code for name in READING}
    lists = {client.get(url(name)).status_code for name in ("list", "list_csv")}
    changing = {client.get(url(name, visit)).status_code for name in CHANGING}

    assert (reading, lists, changing) == ({200}, {200}, {may_change})
    assert client.get(url("add")).status_code == may_change


def test_nobody_reads_without_signing_in(client):
    visit = VisitFactory()

    codes = {client.get(url(name, visit)).status_code for name in READING + CHANGING}

    assert codes == {302}


@pytest.mark.parametrize("name", READING + CHANGING)
def test_unknown_and_deleted_visits_are_not_found(diplomat, name):
    deleted = VisitFactory()
    deleted.delete()

    assert diplomat.get(url(name, deleted)).status_code == 404
    assert diplomat.get(reverse(f"visits:{name}", args=["nothing"])).status_code == 404


def test_restricted_visit_is_nowhere_for_a_viewer(viewer):
    visit = VisitFactory(visibility=RESTRICTED, start="2018", title_en="Secret")
    ProgrammeItemFactory(visit=visit, venue=VenueFactory())

    page = viewer.get(url("list"), {"year": 2018, "q": "secret"})

    assert (shown(page), page.context["delegation_count"]) == ([], 0)
    assert csv_rows(viewer.get(url("list_csv"))) == []
    assert {viewer.get(url(name, visit)).status_code for name in READING} == {404}


def test_restricted_visit_is_there_for_protocol(protocol):
    visit = VisitFactory(visibility=RESTRICTED, start="2018", title_en="Secret")

    page = protocol.get(url("list"), {"year": 2018})

    assert (shown(page), page.context["delegation_count"]) == (["Secret"], 1)
    assert {protocol.get(url(name, visit)).status_code for name in READING} == {200}


def test_list_stands_newest_first_with_unknown_dates_last(viewer):
    for title, start in [("old", "2017"), ("unknown", ""), ("new", "2018-09-25")]:
        VisitFactory(title_en=title, start=start)

    assert shown(viewer.get(url("list"))) == ["new", "old", "unknown"]
    assert shown(viewer.get(url("list"), {"order": "date"})) == ["unknown", "old", "new"]
    assert shown(viewer.get(url("list"), {"order": "title"})) == ["new", "old", "unknown"]


def test_list_counts_held_delegations_of_the_year(viewer):
    VisitFactory(start="2018")
    VisitFactory(start="2018", kind=Visit.Kind.BUSINESS_MISSION)
    VisitFactory(start="2018", kind=Visit.Kind.EMBASSY_TRIP)
    VisitFactory(start="2018", status=Visit.Status.PLANNED)
    VisitFactory(start="2018", is_example=True)
    VisitFactory(start="2017")

    page = viewer.get(url("list"), {"year": 2018})

    assert page.context["delegation_count"] == 2
    assert "2 delegations held in 2018 among the visits shown." in page.content.decode()
    assert viewer.get(url("list")).context["delegation_count"] == 3


@pytest.fixture
def world():
    """Three visits between Kostanay in the home country and Vitebsk in the host country."""
    mission = MissionFactory(
        home=CountryFactory(code="KZ", name_en="Kazakhstan"),
        hosts=[CountryFactory(code="BY", name_en="Belarus")],
    )
    kostanay = PlaceFactory(code="KZ-39", name_en="Kostanay", parent=mission.home)
    vitebsk = PlaceFactory(code="BY-VI", name_en="Vitebsk", parent=mission.hosts.get())
    VisitFactory(title_en="in", sent_by=[kostanay], stops=[vitebsk], start="2018-09-25")
    VisitFactory(
        title_en="out", sent_by=[vitebsk], stops=[kostanay], status="idea", start="../2018"
    )
    VisitFactory(title_en="trip", sent_by=[mission.home], stops=[vitebsk], kind="embassy_trip")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"kind": "embassy_trip"}, ["trip"]),
        ({"status": "coming"}, ["out"]),
        ({"status": "held"}, ["in", "trip"]),
        ({"direction": "incoming"}, ["in", "trip"]),
        ({"direction": "outgoing"}, ["out"]),
        ({"sent_by": "kz"}, ["in", "trip"]),
        ({"sent_by": "KZ-39"}, ["in"]),
        ({"stop": "by-vi"}, ["in", "trip"]),
        ({"place": "BY-VI"}, ["in", "out", "trip"]),
        ({"year": "2018"}, ["in", "out"]),
        ({"delegation": "yes"}, ["in", "out"]),
        ({"delegation": "no"}, ["trip"]),
        ({"waiting": "on"}, ["out"]),
        ({"q": "OUT"}, ["out"]),
        ({"q": "kostanay"}, ["in", "out"]),
        ({"status": "held", "place": "KZ-39"}, ["in"]),
    ],
)
def test_list_and_export_narrow_by_the_address(viewer, world, query, titles):
    for visit in Visit.objects.all():
        visit.refresh_search_text()

    assert sorted(shown(viewer.get(url("list"), query))) == titles
    assert sorted(row["Visit"] for row in csv_rows(viewer.get(url("list_csv"), query))) == titles


@pytest.mark.parametrize(
    "query",
    [
        {"year": "abc"},
        {"year": "9" * 40},
        {"year": "-1"},
        {"kind": "nothing"},
        {"status": "<script>"},
        {"direction": "up"},
        {"place": "ZZ-99"},
        {"stop": "' OR 1=1"},
        {"delegation": "maybe"},
        {"page": "abc"},
        {"page": "9" * 40},
        {"order": "password"},
        {"q": "%_\\" * 100},
    ],
)
def test_list_answers_any_address(viewer, world, query):
    assert viewer.get(url("list"), query).status_code == 200
    assert viewer.get(url("list_csv"), query).status_code == 200


def test_bad_filter_is_named_and_left_out(viewer, world):
    page = viewer.get(url("list"), {"year": "abc", "status": "held"})

    assert sorted(shown(page)) == ["in", "trip"]
    assert "year" in page.context["form"].errors


def test_chips_take_one_filter_away_each(viewer, world):
    page = viewer.get(url("list"), {"waiting": "on", "status": "coming"})

    chips = [(str(c["label"]), c["text"], c["others"].urlencode()) for c in page.context["chips"]]
    assert chips == [
        ("Status", "coming, ideas included", "waiting=on"),
        ("Waiting for dates", "yes", "status=coming"),
    ]


def test_empty_list_says_what_to_do(client_as):
    assert "Add a visit" in client_as("diplomat").get(url("list")).content.decode()
    assert "No visit is recorded yet." in client_as("viewer").get(url("list")).content.decode()


def test_list_with_nothing_found_offers_to_remove_the_filters(viewer, world):
    html = viewer.get(url("list"), {"q": "nowhere"}).content.decode()

    assert "No visit fits these filters." in html


def test_export_has_a_row_as_a_spreadsheet_reads_it(viewer):
    visit = VisitFactory(
        title_en="=Delegation",
        start="2022-05-31",
        start_basis="counted_back",
        end="2022-06-01",
        amount=14_000_000,
        amount_qualifier="over",
        sent_by=[PlaceFactory(name_en="Minsk Oblast")],
        stops=[PlaceFactory(name_en="Karaganda"), PlaceFactory(name_en="Astana")],
    )
    visit.sources.add(SourceFactory(publisher="BelTA"))

    [row] = csv_rows(viewer.get(url("list_csv")))

    assert row == row | {
        "Visit": "'=Delegation",
        "Kind": "delegation visit",
        "Counts as a delegation": "yes",
        "Example": "no",
        "Status": "held",
        "When": "31 May 2022 (counted back) – 1 June 2022",
        "Start, earliest": "2022-05-31",
        "How the start is known": "counted back",
        "End, latest": "2022-06-01",
        "Sent by": "Minsk Oblast",
        "Stops": "Karaganda; Astana",
        "Contracts": "14000000",
        "How firmly stated": "more than",
        "Currency": "USD",
        "Sources": "BelTA",
    }


def full_visit():
    visit = VisitFactory(
        start="2018-09-25",
        sent_by=[PlaceFactory()],
        hosts=[PlaceFactory()],
        stops=[PlaceFactory()],
    )
    visit.sectors.add(SectorFactory())
    visit.sources.add(SourceFactory())
    visit.commitments.add(CommitmentFactory())
    VisitAgreement.objects.create(visit=visit, agreement=AgreementFactory())
    DelegateFactory(visit=visit, person=PersonFactory())
    return visit


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(viewer, count, django_assert_num_queries):
    MissionFactory()
    for _number in range(count):
        full_visit()

    viewer.get(url("list"))

    with django_assert_num_queries(9):
        viewer.get(url("list"))


@pytest.mark.parametrize("count", [1, 3])
def test_visit_query_count(diplomat, count, django_assert_num_queries):
    MissionFactory()
    visit = full_visit()
    for number in range(1, count):
        visit.sources.add(SourceFactory())
        visit.commitments.add(CommitmentFactory())
        VisitAgreement.objects.create(visit=visit, agreement=AgreementFactory())
        DelegateFactory(visit=visit, person=PersonFactory(), precedence=number + 1)
        visit.stops.create(place=PlaceFactory(), position=number + 1)

    diplomat.get(url("list"))

    with django_assert_num_queries(15):
        diplomat.get(url("visit", visit))


@pytest.mark.parametrize("count", [1, 3])
def test_programme_query_count(viewer, count, django_assert_num_queries):
    MissionFactory()
    visit = VisitFactory()
    for _number in range(count):
        ProgrammeItemFactory(visit=visit, venue=VenueFactory())

    viewer.get(url("list"))

    with django_assert_num_queries(14):
        viewer.get(url("programme", visit))


def text_of(response):
    return " ".join(response.content.decode().split())


def test_visit_tells_what_when_and_who(viewer):
    visit = VisitFactory(
        title_en="Delegation in Vitebsk",
        start="?2013-09-25",
        amount=14_000_000,
        amount_qualifier="over",
        rounding_unit=1_000_000,
        level=Visit.Level.REGION,
    )
    DelegateFactory(visit=visit, precedence=2, post_en="Deputy")
    DelegateFactory(visit=visit, precedence=1, post_en="Chairman", role="head")

    html = text_of(viewer.get(url("visit", visit)))

    assert "25 September [2013, inferred]" in html
    assert "more than $14 million" in html
    assert html.index("Chairman") < html.index("Deputy")


def test_place_and_organisation_are_named_once(viewer):
    place = PlaceFactory(name_en="Vitebsk")
    zone = Organisation.objects.create(name_en="Free Zone Vitebsk", place=place)
    visit = VisitFactory(sent_by=[place])
    visit.sides.update(organisation=zone)
    DelegateFactory(visit=visit, organisation=zone, post_en="head of Free Zone Vitebsk")

    html = viewer.get(url("visit", visit)).content.decode()

    # As the sender, and in the post of the delegate.
    assert html.count("Free Zone Vitebsk") == 2
    assert html.count(f'<a href="{place.get_absolute_url()}">Free Zone Vitebsk</a>') == 1


def test_idea_stands_for_two_or_three_visits(viewer):
    visit = VisitFactory(status="idea", start="../2013", expected_low=2, expected_high=3)

    html = text_of(viewer.get(url("visit", visit)))

    assert "This record stands for two or three more visits that are not named yet." in html
    assert "by the end of 2013" in html


def test_embassy_trip_says_that_it_does_not_count(viewer):
    visit = VisitFactory(kind=Visit.Kind.EMBASSY_TRIP)

    html = text_of(viewer.get(url("visit", visit)))

    assert "A trip of the embassy does not count as a delegation." in html


def test_visit_shows_only_the_agreements_and_commitments_one_may_know_of(client_as):
    visit = VisitFactory()
    agreement = AgreementFactory(title_en="Hidden agreement", visibility=RESTRICTED)
    VisitAgreement.objects.create(visit=visit, agreement=agreement)
    visit.commitments.add(CommitmentFactory(title_en="Hidden commitment", visibility=RESTRICTED))

    seen = {
        role: client_as(role).get(url("visit", visit)).content.count(b"Hidden")
        for role in ("viewer", "diplomat")
    }

    assert seen == {"viewer": 0, "diplomat": 2}


def test_visit_without_anything_says_so_everywhere(viewer):
    html = text_of(viewer.get(url("visit", VisitFactory())))

    for words in (
        "date not known",
        "Nobody is named.",
        "No programme is recorded.",
        "No agreement of this visit is recorded.",
        "No source is recorded.",
    ):
        assert words in html


def test_text_of_a_record_is_inert_on_every_page(diplomat):
    attack = "\"'><svg/onload=alert(1)>"
    visit = VisitFactory(title_en=attack, title_ru="", purpose_en=attack, outcome=attack)
    organisation = Organisation.objects.create(name_en=attack, kind="other")
    DelegateFactory(visit=visit, post_en=attack, organisation=organisation)
    ProgrammeItemFactory(
        visit=visit, title_en=attack, internal_note=attack, venue=VenueFactory(name_en=attack)
    )

    pages = [diplomat.get(url(name, visit)) for name in READING + CHANGING]
    pages.append(diplomat.get(url("list")))

    assert [page.content.count(b"<svg/onload") for page in pages] == [0] * len(pages)


def test_delete_hides_the_visit_and_keeps_it(diplomat):
    visit = VisitFactory()

    response = diplomat.post(url("delete", visit), {"version": visit.version})

    assert response.url == url("list")
    assert not Visit.objects.exists()
    assert Visit.all_objects.get().deleted_at is not None


def test_delete_of_a_version_not_seen_is_refused(diplomat):
    visit = VisitFactory()
    seen = visit.version
    visit.save()

    response = diplomat.post(url("delete", visit), {"version": seen})

    assert response.status_code == 409
    assert Visit.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "economist"])
@pytest.mark.parametrize("name", ["edit", "edit_programme", "delete"])
def test_nothing_is_changed_by_those_who_only_read(client_as, role, name):
    visit = VisitFactory(title_en="Before")

    response = client_as(role).post(url(name, visit), {"version": 1, "title_en": "After"})

    assert response.status_code == 403
    assert Visit.objects.get().title_en == "Before"
