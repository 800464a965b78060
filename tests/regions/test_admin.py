"""The admin of regions and cooperation: every page opens, keeps what it should, hides the rest."""

import pytest
from django.contrib import admin as django_admin
from django.contrib.admin.utils import flatten_fieldsets
from django.urls import reverse

from accounts.models import User
from regions.models import Place, PlaceName, Sector
from tests.factories import (
    AgreementFactory,
    AttachmentFactory,
    CommitmentFactory,
    CountryFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

FACTORIES = {
    "agreement": AgreementFactory,
    "attachment": AttachmentFactory,
    "commitment": CommitmentFactory,
    "mission": MissionFactory,
    "organisation": OrganisationFactory,
    "person": PersonFactory,
    "place": PlaceFactory,
    "post": PostFactory,
    "project": ProjectFactory,
    "sector": SectorFactory,
    "source": SourceFactory,
}


def url(record_or_model, page, *args):
    meta = record_or_model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def models():
    return [factory._meta.model for factory in FACTORIES.values()]


def names(values):
    return pytest.mark.parametrize("name", values)


def test_every_record_has_an_admin():
    registered = {
        model._meta.model_name
        for model in django_admin.site._registry
        if model._meta.app_label in ("regions", "cooperation")
    }

    assert registered == FACTORIES.keys()


@pytest.mark.parametrize("role", ["admin", "diplomat"])
@names(FACTORIES)
def test_pages_open(client_as, role, name):
    client = client_as(role)
    record = FACTORIES[name]()
    may_edit = role == "admin" or name != "mission"

    statuses = [
        client.get(address).status_code
        for address in (
            url(record, "changelist"),
            url(record, "change", record.pk),
            url(record, "history", record.pk),
            url(record, "add"),
            url(record, "delete", record.pk),
        )
    ]

    assert statuses == ([200] * 5 if may_edit else [200, 200, 200, 403, 403])


@names(FACTORIES)
def test_every_editable_field_is_in_the_form(name, rf):
    model = FACTORIES[name]._meta.model
    model_admin = django_admin.site._registry[model]
    request = rf.get("/")
    request.user = User(is_superuser=True)
    editable = {
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.auto_created
    }

    shown = flatten_fieldsets(model_admin.get_fieldsets(request))

    assert editable - set(shown) - UNTOUCHED == set()


# What the program writes by itself.
UNTOUCHED = {"search_text"}


@names(FACTORIES)
def test_list_query_count_does_not_grow(admin, name, django_assert_max_num_queries):
    FACTORIES[name].create_batch(60)
    model = FACTORIES[name]._meta.model

    with django_assert_max_num_queries(15):
        response = admin.get(url(model, "changelist"))

    assert len(response.context["cl"].result_list) == 50


@names(FACTORIES)
@pytest.mark.parametrize(
    "query",
    [
        "p=abc",
        "p=9999999999999999999999999999999999999999",
        "o=99999999999999999999",
        "q=%FF%FE",
        "q=" + "a" * 3000,
        "country=%C3%A9",
        "country=KZ&country=BY",
        "deleted=maybe",
        "term=x&due=y",
        "_facets=1",
        "all=1",
    ],
)
def test_hostile_query_of_a_list_is_no_fault(admin, name, query):
    FACTORIES[name]()
    model = FACTORIES[name]._meta.model

    response = admin.get(f"{url(model, 'changelist')}?{query}", follow=True)

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("pk", ["abc", "0", "99999999999999999999999999999999999999999999", "_00"])
@pytest.mark.parametrize("view", ["history", "delete", "change"])
def test_hostile_id_is_no_fault(admin, view, pk):
    response = admin.get(url(Place, view, pk), follow=True)

    assert response.status_code in (200, 404)


@pytest.mark.parametrize("entry", ["abc", "99999999999999999999999999999999999999"])
def test_hostile_history_entry_is_not_found(admin, entry):
    place = PlaceFactory()

    response = admin.get(f"{url(place, 'history', place.pk)}{entry}/")

    assert response.status_code == 404


@pytest.mark.parametrize("query", ["ВИТЕБСК", "витебск", "vitebsk"])
def test_search_folds_case_and_script(admin, query):
    PlaceFactory(name_en="Minsk")
    place = PlaceFactory(name_en="Vitebsk", name_ru="Витебская область Витебск")

    response = admin.get(url(Place, "changelist"), {"q": query})

    assert list(response.context["cl"].result_list) == [place]


def test_autocomplete_leaves_out_deleted_records(admin):
    kept = PlaceFactory(name_en="Brest")
    PlaceFactory(name_en="Brest of old").delete()

    response = admin.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "regions",
            "model_name": "organisation",
            "field_name": "place",
            "term": "brest",
        },
    )

    assert [row["id"] for row in response.json()["results"]] == [str(kept.pk)]


def test_other_name_of_a_place_is_found_at_once(admin):
    country = CountryFactory()
    place = PlaceFactory(name_en="Turkistan", parent=country)

    admin.post(url(place, "change", place.pk), form_of(place, ["South Kazakhstan"]))

    assert list(Place.objects.search("south kazakhstan")) == [place]
    assert PlaceName.objects.get().name == "South Kazakhstan"


def form_of(place, other_names=()):
    rows = {
        f"other_names-{number}-{field}": value
        for number, name in enumerate(other_names)
        for field, value in {"name": name, "kind": "former"}.items()
    }
    return {
        "version": place.version,
        "code": place.code,
        "kind": place.kind,
        "parent": place.parent_id or "",
        "name_en": place.name_en,
        "other_names-TOTAL_FORMS": len(other_names),
        "other_names-INITIAL_FORMS": 0,
        "changes-TOTAL_FORMS": 0,
        "changes-INITIAL_FORMS": 0,
        **rows,
    }


def test_saving_leaves_one_entry_of_history(admin):
    place = PlaceFactory()

    response = admin.post(url(place, "change", place.pk), form_of(place, ["Old name"]))

    assert response.status_code == 302
    assert place.history.count() == 2


def test_form_sent_twice_makes_one_record(admin):
    form = admin.get(url(Sector, "add")).context["adminform"].form
    typed = {"new_id": form["new_id"].value(), "slug": "peat", "name_en": "Peat"}

    statuses = [admin.post(url(Sector, "add"), typed).status_code for _time in range(2)]

    assert statuses == [302, 302]
    assert [sector.public_id for sector in Sector.objects.all()] == [typed["new_id"]]


@pytest.mark.parametrize(("view", "name"), [("add", "new_id"), ("change", "version")])
def test_what_a_form_is_known_by_is_not_shown(admin, view, name):
    args = [SectorFactory().pk] if view == "change" else []

    text = admin.get(url(Sector, view, *args)).content.decode()

    assert f'class="form-row hidden field-{name}"' in text
    assert f'<label for="id_{name}"></label>' in text


def test_version_is_not_shown_to_one_who_only_looks(economist):
    sector = SectorFactory()

    assert "version" not in economist.get(url(sector, "change", sector.pk)).content.decode()


def test_stale_save_is_answered_409_with_what_was_typed(admin):
    place = PlaceFactory()
    stale = form_of(place) | {"name_en": "Typed by the second"}
    place.name_en = "Saved by the first"
    place.save()

    response = admin.post(url(place, "change", place.pk), stale)

    place.refresh_from_db()
    assert (response.status_code, place.name_en) == (409, "Saved by the first")
    assert "Typed by the second" in response.content.decode()


def test_stale_save_of_an_inline_alone_is_answered_409(admin):
    place = PlaceFactory()
    stale = form_of(place, ["Second"])
    admin.post(url(place, "change", place.pk), form_of(place, ["First"]))

    response = admin.post(url(place, "change", place.pk), stale)

    assert response.status_code == 409
    assert [name.name for name in PlaceName.objects.all()] == ["First"]


def test_stale_deletion_is_answered_409(admin):
    sector = SectorFactory()
    stale = {"post": "yes", f"version-{sector.pk}": sector.version}
    sector.save()

    response = admin.post(url(sector, "delete", sector.pk), stale)

    assert response.status_code == 409
    assert Sector.objects.filter(pk=sector.pk).exists()


def test_stale_action_is_answered_409(admin):
    first, second = SectorFactory.create_batch(2)
    stale = {
        "action": "delete_selected",
        "post": "yes",
        "_selected_action": [first.pk, second.pk],
        f"version-{first.pk}": first.version,
        f"version-{second.pk}": second.version,
    }
    second.save()

    response = admin.post(url(Sector, "changelist"), stale)

    assert response.status_code == 409
    assert Sector.objects.filter(pk=second.pk).exists()


def test_deleted_record_can_be_restored(admin):
    sector = SectorFactory()
    sector.delete()

    admin.post(
        f"{url(Sector, 'changelist')}?deleted=yes",
        {"action": "restore_records", "_selected_action": [sector.pk]},
    )

    assert list(Sector.objects.all()) == [sector]


def test_deleted_record_whose_place_is_taken_stays_deleted(admin):
    former = SectorFactory(slug="peat")
    former.delete()
    present = SectorFactory(slug="peat")

    response = admin.post(
        f"{url(Sector, 'changelist')}?deleted=yes",
        {"action": "restore_records", "_selected_action": [former.pk]},
        follow=True,
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert list(Sector.objects.all()) == [present]


def test_change_can_be_taken_back_from_the_history(admin):
    sector = SectorFactory(name_en="Peat")
    sector.name_en = "Pete"
    sector.save()
    former = sector.history.order_by("pk").first()
    address = f"{url(sector, 'history', sector.pk)}{former.pk}/"
    form = admin.get(address).context["adminform"].form

    response = admin.post(
        address, {"version": form.initial["version"], "slug": sector.slug, "name_en": "Peat"}
    )

    sector.refresh_from_db()
    assert (response.status_code, sector.name_en) == (302, "Peat")


def test_history_tells_what_was_typed(admin):
    sector = SectorFactory(name_en="Peat")
    sector.name_en = "Peat and wood"
    sector.save()

    newest, first = admin.get(url(sector, "history", sector.pk)).context["page_obj"]

    assert newest.history_delta_changes == [
        {"field": "Name in English", "old": "Peat", "new": "Peat and wood"}
    ]


def test_history_tells_values_as_pages_print_them(admin):
    source = SourceFactory(kind="press", published="")
    source.kind, source.published = "official", "2025-11-05"
    source.save()

    newest, _first = admin.get(url(source, "history", source.pk)).context["page_obj"]

    changes = {change["field"]: change for change in newest.history_delta_changes}
    assert [(changes[name]["old"], changes[name]["new"]) for name in ("Kind", "Published")] == [
        ("press", "official"),
        ("–", "5 November 2025"),
    ]


def test_history_tells_of_a_tie_that_there_was_none(admin):
    centre, place = PlaceFactory(name_en="Brest"), PlaceFactory()
    place.centre = centre
    place.save()

    newest, _first = admin.get(url(place, "history", place.pk)).context["page_obj"]

    assert newest.history_delta_changes == [{"field": "Centre", "old": "–", "new": "Brest"}]


def test_history_shortens_without_words(admin):
    sector = SectorFactory(name_en="a" * 120)
    sector.name_en = "a" * 120 + "b"
    sector.save()

    newest, _first = admin.get(url(sector, "history", sector.pk)).context["page_obj"]

    (change,) = newest.history_delta_changes
    assert change["new"] == "a" * 5 + "…" + "a" * 82 + "b"


def test_mission_is_read_only_for_a_diplomat(diplomat):
    mission = MissionFactory()

    response = diplomat.post(url(mission, "change", mission.pk), {"name_en": "Other"})

    assert response.status_code == 403
