"""The lists and pages of cooperation: who sees what, how they filter, what they cost."""

import csv
import io
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from cooperation.models import Party, ProjectIndicator
from regions.models import Place
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    CountryFactory,
    OrganisationFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

LISTS = ("agreements", "projects", "commitments")
FACTORIES = {
    "agreements": AgreementFactory,
    "projects": ProjectFactory,
    "commitments": CommitmentFactory,
}
ROLES = ("viewer", "economist", "protocol", "diplomat", "admin")


def address(name, *args):
    return reverse(f"cooperation:{name}", args=args)


def rows(response):
    return list(response.context["page_obj"])


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def brest():
    return PlaceFactory(code="BY-BR", name_en="Brest", parent=CountryFactory(code="BY"))


@pytest.fixture
def abai():
    return PlaceFactory(code="KZ-10", name_en="Abai", parent=CountryFactory(code="KZ"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LISTS)
def test_every_role_reads(client_as, role, name):
    record = FACTORIES[name]()
    client = client_as(role)

    statuses = [
        client.get(page).status_code
        for page in (address(name), address(f"{name}_csv"), record.get_absolute_url())
    ]

    assert statuses == [200, 200, 200]


@pytest.mark.parametrize("name", LISTS)
def test_visitor_is_sent_to_sign_in(client, name):
    record = FACTORIES[name]()

    places = [
        client.get(page).url.split("?")[0]
        for page in (address(name), address(f"{name}_csv"), record.get_absolute_url())
    ]

    assert places == [reverse("account_login")] * 3


@pytest.mark.parametrize("name", LISTS)
def test_restricted_record_is_invisible_and_uncounted(viewer, name):
    shown = FACTORIES[name]()
    hidden = FACTORIES[name](visibility="restricted")

    response = viewer.get(address(name))

    assert rows(response) == [shown]
    assert response.context["page_obj"].paginator.count == 1
    assert len(table(viewer.get(address(f"{name}_csv")))) == 1
    assert viewer.get(hidden.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_restricted_record_is_shown_to_a_diplomat_and_marked(diplomat, name):
    FACTORIES[name](visibility="restricted")

    response = diplomat.get(address(name))

    assert len(rows(response)) == 1
    assert "restricted" in response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_deleted_record_is_not_found(viewer, name):
    record = FACTORIES[name]()
    record.delete()

    assert rows(viewer.get(address(name))) == []
    assert viewer.get(record.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_why_and_what_next(viewer, name):
    text = viewer.get(address(name)).content.decode()

    assert "recorded yet" in text


@pytest.mark.parametrize("name", LISTS)
def test_list_without_matches_offers_to_remove_the_filters(viewer, name):
    FACTORIES[name]()

    text = viewer.get(address(name), {"q": "zzzz"}).content.decode()

    assert "Remove the filters" in text


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "page=abc&order=abc",
        "page=99999999999999999999999999999999999999999",
        "order=--signed&order=title",
        "place=ZZ&other=ZZ&side=ZZ",
        "place=99999999999999999999999999999999999999999",
        "kind=x&status=x&stage=x&sector=x",
        "year=abc&expiring=abc&due=abc",
        "year=99999999999999999999&expiring=-1&due=99999999999",
        "q=%FF%FE%F0&place=%C3%A9",
        "sector=" + "a" * 5000,
    ],
)
def test_bad_filter_is_named_and_ignored(viewer, name, query):
    record = FACTORIES[name]()

    response = viewer.get(f"{address(name)}?{query}")

    assert response.status_code == 200
    assert rows(response) in ([record], [])


def test_bad_filter_says_what_is_wrong(viewer):
    AgreementFactory()

    response = viewer.get(address("agreements"), {"year": "abc", "place": "ZZ"})

    assert len(rows(response)) == 1
    assert response.context["form"].errors == {
        "year": ["Write a whole number."],
        "place": ["No place with this code is known. Choose one from the list."],
    }


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({"kind": "zzz"}, "Choose one from the list."),
        ({"sector": "zzz"}, "Choose one from the list."),
        ({"expiring": "-1"}, "Write a number from 0 to 3650."),
        ({"expiring": "9999"}, "Write a number from 0 to 3650."),
    ],
)
def test_bad_filter_is_told_once_in_plain_words_in_an_open_fold(viewer, query, text):
    html = viewer.get(address("agreements"), query).content.decode()

    assert html.count(text) == 1
    assert html.count('<details class="filters d-print-none" open>') == 1


@pytest.mark.parametrize("name", LISTS)
def test_filters_are_folded(viewer, name):
    html = viewer.get(address(name), {"q": "road"}).content.decode()

    assert html.count('<details class="filters d-print-none">') == 1
    assert html.count("(remove this filter)") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "old new plan"),
        ({"kind": "roadmap"}, "old"),
        ({"status": "preparation"}, "plan"),
        ({"status": "in_force"}, "new"),
        ({"status": "lapsed"}, "old"),
        ({"place": "BY-BR"}, "old"),
        ({"place": "by-br"}, "old"),
        ({"place": "BY"}, "old"),
        ({"place": "BY", "other": "KZ"}, "old"),
        ({"place": "KZ", "other": "KZ-10"}, "old new"),
        ({"sector": "peat"}, "new"),
        ({"year": "2025"}, "new"),
        ({"expiring": "90"}, "new"),
        ({"q": "ROAD"}, "old"),
        ({"kind": "roadmap", "year": "2025"}, ""),
    ],
)
@time_machine.travel("2026-09-30")
def test_agreements_filter(viewer, brest, abai, query, expected):
    old = AgreementFactory(
        title_en="Road of old", kind="roadmap", until="2023", parties=[brest, abai]
    )
    new = AgreementFactory(signed="2025-11-05", until="2026-12-28", parties=[abai])
    new.sectors.add(SectorFactory(slug="peat"))
    plan = AgreementFactory(status="preparation")
    named = {"old": old, "new": new, "plan": plan}

    found = rows(viewer.get(address("agreements"), query))

    assert set(found) == {named[word] for word in expected.split()}


def test_agreements_come_newest_first_and_turn_round(viewer):
    old = AgreementFactory(signed="2016-11")
    undated = AgreementFactory()
    new = AgreementFactory(signed="2025")

    assert rows(viewer.get(address("agreements"))) == [new, old, undated]
    assert rows(viewer.get(address("agreements"), {"order": "signed"})) == [undated, old, new]


def test_heading_of_a_column_says_how_it_is_ordered(viewer):
    links = viewer.get(address("agreements")).context["order_links"]

    assert (links["signed"]["aria"], links["signed"]["next"]) == ("descending", "signed")
    assert (links["title"]["aria"], links["title"]["next"]) == ("none", "title")


def test_place_choices_are_grouped_by_country(viewer, brest, abai):
    CountryFactory(code="FR", name_en="France")

    choices = viewer.get(address("agreements")).context["form"].fields["place"].choices

    assert [choice for choice in choices if choice[0]] == [
        (str(brest.country.name), [("BY", str(brest.country.name)), ("BY-BR", "Brest")]),
        (str(abai.country.name), [("KZ", str(abai.country.name)), ("KZ-10", "Abai")]),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"stage": "operating"}, "running"),
        ({"sector": "peat"}, "peat"),
        ({"place": "BY"}, "running"),
        ({"q": "digging"}, "peat"),
    ],
)
def test_projects_filter(viewer, brest, query, expected):
    running = ProjectFactory(stage="operating", places=[brest])
    peat = ProjectFactory(sector=SectorFactory(slug="peat"), description="Digging and drying")

    found = rows(viewer.get(address("projects"), query))

    assert found == [{"running": running, "peat": peat}[expected]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "done"}, "done"),
        ({"status": "overdue"}, "late"),
        ({"side": "BY"}, "late"),
        ({"side": "KZ"}, "done"),
        ({"place": "KZ"}, "done late"),
        ({"due": "10"}, "late"),
    ],
)
@time_machine.travel("2026-09-30")
def test_commitments_filter(viewer, brest, abai, query, expected):
    late = CommitmentFactory(owed_by_place=brest, owed_to_place=abai, due="2026-09-29")
    done = CommitmentFactory(owed_by_place=abai, status="done", due="2026-09-29")

    found = rows(viewer.get(address("commitments"), query))

    assert set(found) == {{"late": late, "done": done}[word] for word in expected.split()}


@time_machine.travel("2026-09-30")
def test_overdue_and_near_commitments_say_so(viewer):
    CommitmentFactory(title_en="Late", due="2026-09-17")
    CommitmentFactory(title_en="Near", due="2026-10-01")

    text = " ".join(viewer.get(address("commitments")).content.decode().split())

    assert "overdue by 13 days" in text
    assert "1 day left" in text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("agreements", 8), ("projects", 10), ("commitments", 6)]
)
def test_list_query_count(viewer, brest, django_assert_num_queries, name, queries, count):
    for _number in range(count):
        record = FACTORIES[name]()
        if name == "agreements":
            Party.objects.create(agreement=record, place=brest)
        if name == "projects":
            record.places.add(brest)
            record.organisations.add(OrganisationFactory(place=brest))
            record.further_sectors.add(SectorFactory())
    viewer.get(reverse("portal:search"))  # the first page of a session writes it

    with django_assert_num_queries(queries):
        viewer.get(address(name))


def test_agreements_as_csv(viewer, brest, abai):
    agreement = AgreementFactory(
        title_en="=HYPERLINK(1)",
        kind="roadmap",
        signed="2025-11",
        amount=Decimal("73400000.00"),
        parties=[brest, abai],
    )
    agreement.sources.add(SourceFactory(publisher="Kazinform", title="News"))

    response = viewer.get(address("agreements_csv"))
    [row] = table(response)

    assert response["Content-Disposition"] == 'attachment; filename="agreements.csv"'
    assert row == {
        "Agreement": "'=HYPERLINK(1)",
        "Kind": "roadmap",
        "Parties": "Brest; Abai",
        "Names as printed": "",
        "Signed": "November 2025",
        "Signed, earliest": "2025-11-01",
        "Signed, latest": "2025-11-30",
        "In force from": "",
        "Until": "",
        "Until, latest": "",
        "Renewal": "not known",
        "Status": "signed",
        "Status known on": "",
        "Documents": "1",
        "Sectors": "",
        "Amount": "73400000",
        "Currency": "USD",
        "Sources": "Kazinform: News",
        "Address": f"http://testserver{agreement.get_absolute_url()}",
    }


def test_dates_as_csv_are_in_words(viewer):
    AgreementFactory(signed="2015-03-02", until="../2016-01")
    CommitmentFactory(due="../2016")

    [agreement] = table(viewer.get(address("agreements_csv")))
    [commitment] = table(viewer.get(address("commitments_csv")))

    assert (agreement["Signed"], agreement["Until"]) == (
        "2 March 2015",
        "by the end of January 2016",
    )
    assert commitment["Due"] == "by the end of 2016"


def test_csv_holds_what_is_filtered(viewer):
    AgreementFactory(kind="roadmap", title_en="Roadmap")
    AgreementFactory(kind="protocol")

    response = viewer.get(address("agreements_csv"), {"kind": "roadmap"})

    assert [row["Agreement"] for row in table(response)] == ["Roadmap"]


def test_projects_as_csv(viewer, brest):
    project = ProjectFactory(title_en="Plant", stage="planned", amount=50_000_000, places=[brest])

    [row] = table(viewer.get(address("projects_csv")))

    assert (row["Project"], row["Stage"], row["Places"]) == ("Plant", "planned", "Brest")
    assert (row["Amount"], row["How firmly stated"]) == ("50000000", "exact")
    assert row["Address"] == f"http://testserver{project.get_absolute_url()}"


@time_machine.travel("2026-09-30")
def test_commitments_as_csv(viewer, brest):
    CommitmentFactory(title_en="List", owed_by_place=brest, due="2026-09-17")

    [row] = table(viewer.get(address("commitments_csv")))

    assert (row["Owed by"], row["Owed to"], row["Due, latest"]) == ("Brest", "", "2026-09-17")
    assert row["Days overdue"] == "13"


def test_page_names_a_party_as_the_document_does(viewer):
    turkistan = PlaceFactory(name_en="Turkistan Region")
    agreement = AgreementFactory()
    Party.objects.create(
        agreement=agreement, place=turkistan, name_printed="South Kazakhstan", position=1
    )
    Party.objects.create(
        agreement=agreement, unresolved=True, name_printed="Copper Works", position=2
    )

    text = " ".join(viewer.get(agreement.get_absolute_url()).content.decode().split())

    assert "<b>South Kazakhstan</b>, as named in the document; today" in text
    assert turkistan.get_absolute_url() in text
    assert "Copper Works</span> <span" in text and "(not yet identified)" in text


@time_machine.travel("2026-09-30")
def test_page_says_in_words_that_the_term_is_over(viewer):
    agreement = AgreementFactory(until="2023", status="in_effect", as_of="2022-02-23")

    text = " ".join(viewer.get(agreement.get_absolute_url()).content.decode().split())

    assert "Its term is over (2023). “in effect” is the last status" in text
    assert "in effect, as known on 23 February 2022" in text


def test_page_shows_the_value_as_firmly_as_stated(viewer):
    agreement = AgreementFactory(
        amount=14_000_000, rounding_unit=1_000_000, amount_qualifier="over"
    )

    text = " ".join(viewer.get(agreement.get_absolute_url()).content.decode().split())

    assert "more than $14 million" in text


def test_page_shows_what_stands_above_and_below(viewer):
    parent = AgreementFactory(title_en="Frame")
    agreement = AgreementFactory(parent=parent)
    child = AgreementFactory(parent=agreement)
    commitment = CommitmentFactory(agreement=agreement)

    context = viewer.get(agreement.get_absolute_url()).context

    assert context["parent"] == parent
    assert list(context["children"]) == [child]
    assert list(context["commitments"]) == [commitment]


def test_page_hides_restricted_records_around_it(viewer):
    secret = {"visibility": "restricted"}
    parent = AgreementFactory(title_en="Hidden frame", **secret)
    agreement = AgreementFactory(parent=parent)
    AgreementFactory(parent=agreement, title_en="Hidden child", **secret)
    CommitmentFactory(agreement=agreement, title_en="Hidden promise", **secret)

    text = viewer.get(agreement.get_absolute_url()).content.decode()

    assert "Hidden" not in text


def test_commitment_hides_its_restricted_agreement(viewer):
    secret = AgreementFactory(title_en="Hidden frame", visibility="restricted")
    commitment = CommitmentFactory(agreement=secret)

    response = viewer.get(commitment.get_absolute_url())

    assert response.context["agreement"] is None
    assert "Hidden" not in response.content.decode()


def test_project_page_counts_as_printed(viewer):
    project = ProjectFactory(amount=50_000_000, rounding_unit=1_000_000)
    ProjectIndicator.objects.create(
        project=project, kind="jobs", value=1500, printed="1,500", as_of="2022-10"
    )

    text = " ".join(viewer.get(project.get_absolute_url()).content.decode().split())

    assert "$50 million" in text
    assert "1,500" in text and "as of October 2022" in text


@pytest.mark.parametrize("name", LISTS)
def test_link_to_the_admin_only_for_those_who_may_open_it(client_as, name):
    record = FACTORIES[name]()
    meta = record._meta
    link = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])

    shown = [
        link in client_as(role).get(record.get_absolute_url()).content.decode()
        for role in ("viewer", "economist", "diplomat")
    ]

    assert shown == [False, True, True]


def test_hostile_text_is_inert(viewer):
    hostile = "\"'><svg/onload=alert(1)>"
    place = PlaceFactory(kind=Place.Kind.REGION, name_en=hostile)
    agreement = AgreementFactory(title_en=hostile, note=hostile, parties=[place])

    pages = [
        viewer.get(page).content.decode()
        for page in (address("agreements"), agreement.get_absolute_url())
    ]

    assert ["<svg/onload" in page for page in pages] == [False, False]
