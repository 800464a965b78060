"""Nothing in an address or a stored text breaks a page or comes alive in it."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    CountryFactory,
    DelegateFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProgrammeItemFactory,
    ProjectFactory,
    SourceFactory,
    StatementFactory,
    TradeFigureFactory,
    VenueFactory,
    VisitFactory,
)
from tests.portal.test_access import CONVERTERS, OURS, arguments

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MARKUP = "\"'><svg/onload=alert(1)>"
VALUES = (
    "abc",
    "-1",
    "9" * 41,
    "1e999",
    "2026-02-30",
    "٣",
    "\u202e",
    "a" * 5000,
    "' OR 1=1 --",
    MARKUP,
)
PARAMETERS = (
    "page",
    "order",
    "q",
    "kind",
    "status",
    "place",
    "year",
    "window",
    "show",
    "due",
    "expiring",
    "sector",
    "flow",
    "reporter",
    "partner",
    "source",
    "direction",
)


def hostile_queries():
    for value in VALUES:
        yield dict.fromkeys(PARAMETERS, value)
    yield {"page": ["1", "2", "x"], "q": ["a", "b"], "order": ["date", "-date"]}


@pytest.mark.parametrize("name", OURS)
def test_page_stands_hostile_queries(admin_of_mission, name):
    url = reverse(name, args=arguments(name, CONVERTERS[name]))

    for query in hostile_queries():
        response = admin_of_mission.get(url, query)
        body = response.getvalue().decode(errors="replace")
        assert response.status_code < 500, query
        assert "<svg/onload" not in body, query


@pytest.fixture
def admin_of_mission(admin):
    MissionFactory()
    return admin


PATHS = (
    "/regions/%27/",
    "/regions/" + "a" * 500 + "/",
    "/regions/BY-VI/%F0%9F%98%80/",
    "/visits/" + "9" * 60 + "/",
    "/visits/-/",
    "/sources/x/",
    "/people/x/",
    "/cooperation/agreements/%0d%0aSet-Cookie:x/",
    "/trade/statements/%2e%2e/",
    "/admin/visits/visit/" + "9" * 41 + "/change/",
    "/admin/visits/visit/abc/change/",
    "/admin/visits/visit/_5B/change/",
    "/admin/nowhere/",
    "/admin/jsi18n/?language=%3Cscript%3E",
    "/admin/r/1/abc/",
    "/language/",
)


@pytest.mark.parametrize("path", PATHS)
def test_path_breaks_nothing(admin_of_mission, path):
    assert admin_of_mission.get(path).status_code < 500


ADMIN_QUERIES = (
    {"q": "a" * 3000},
    {"q": MARKUP},
    {"p": "9" * 41},
    {"p": "abc"},
    {"o": "99.-99.abc"},
    {"all": "x"},
    {"deleted": "maybe"},
    {"nonsense__in": "1"},
    {"pk__exact": "9" * 41},
    {"id__exact": "abc"},
    {"id__in": "1," * 50},
    {"_to_field": "password"},
    {"e": "1"},
)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_list_stands_hostile_queries(admin_of_mission, model):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    statuses = {str(query): admin_of_mission.get(url, query).status_code for query in ADMIN_QUERIES}

    assert {query: status for query, status in statuses.items() if status >= 500} == {}


@pytest.fixture
def marked_records(admin):
    """Records whose every text holds markup."""
    home, host = CountryFactory(code="KZ", name_en=MARKUP), CountryFactory(code="BY")
    MissionFactory(name_en=MARKUP, home=home, hosts=[host])
    region = PlaceFactory(
        code="BY-VI", name_en=MARKUP, parent=host, short_en=MARKUP, tile_row=1, tile_column=1
    )
    region.other_names.create(name=MARKUP)
    region.changes.create(kind="rename", date="2018-06-19", note_en=MARKUP)
    source = SourceFactory(publisher=MARKUP, title=MARKUP, date_note=MARKUP)
    person = PersonFactory(name_en=MARKUP, aliases=MARKUP)
    firm = OrganisationFactory(name_en=MARKUP, place=region)
    PostFactory(person=person, place=region, title_en=MARKUP, source=source)
    statement = StatementFactory(
        reporter=region, partner=home, printed=MARKUP, growth_printed=MARKUP, source=source
    )
    TradeFigureFactory(reporter=region, partner=home)
    visit = VisitFactory(
        title_en=MARKUP, purpose_en=MARKUP, outcome=MARKUP, sent_by=[home], stops=[region]
    )
    DelegateFactory(visit=visit, person=person, organisation=firm, post_en=MARKUP)
    venue = VenueFactory(name_en=MARKUP, address=MARKUP, place=region)
    ProgrammeItemFactory(
        visit=visit, title_en=MARKUP, internal_note=MARKUP, responsible_post=MARKUP, venue=venue
    )
    agreement = AgreementFactory(title_en=MARKUP, note=MARKUP, parties=[region, firm])
    project = ProjectFactory(title_en=MARKUP, description=MARKUP, places=[region])
    commitment = CommitmentFactory(title_en=MARKUP, evidence=MARKUP, owed_by_place=region)
    for record in (visit, agreement, project, commitment):
        record.sources.add(source)
    return [region, source, person, statement, visit, agreement, project, commitment]


LISTS = ("/", "/regions/", "/visits/", "/trade/", "/trade/figures/", "/trade/statements/")
MORE_LISTS = (
    "/cooperation/agreements/",
    "/cooperation/projects/",
    "/cooperation/commitments/",
    "/cooperation/gaps/",
    "/search/?q=svg",
    "/regions/BY-VI/print/",
    "/regions/BY-VI/KZ/",
)


def test_stored_markup_is_inert_on_every_page(admin, marked_records):
    records = [record.get_absolute_url() for record in marked_records]
    visit = marked_records[4].get_absolute_url()
    programme = [f"{visit}programme/", f"{visit}print/guest/", f"{visit}programme/internal/"]

    alive = [
        path
        for path in (*LISTS, *MORE_LISTS, *records, *programme)
        if "<svg/onload" in admin.get(path).text
    ]

    assert alive == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_stored_markup_is_inert_in_the_admin(admin, marked_records, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    paths = [reverse(f"{name}_changelist")]
    if (record := model._default_manager.first()) is not None:
        paths.append(reverse(f"{name}_change", args=[record.pk]))

    assert [path for path in paths if "<svg/onload" in admin.get(path).text] == []


KEY_OF_NOTHING = "9" * 30


@pytest.mark.parametrize("field", ["sectors", "sources"])
@pytest.mark.parametrize("factory", [AgreementFactory, VisitFactory])
def test_key_longer_than_a_column_is_refused_in_words(admin_of_mission, factory, field):
    answer = admin_of_mission.post(
        f"{factory().get_absolute_url()}edit/", {field: [KEY_OF_NOTHING], "version": "1"}
    )

    assert answer.context["form"].errors[field] == ["Choose from the list."]


def keys_sent(model, key):
    """Return what the form of a model sends whose fields of records hold that key."""
    fields = (*model._meta.concrete_fields, *model._meta.local_many_to_many)
    return {field.name: [key] for field in fields if field.related_model}


@pytest.mark.parametrize("key", [KEY_OF_NOTHING, "9" * 5000, "abc"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_form_stands_keys_of_nothing(admin_of_mission, model, key):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")

    assert admin_of_mission.post(url, keys_sent(model, key)).status_code in (200, 403)
