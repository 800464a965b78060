"""Visits and venues in the admin: found, filtered, and held to the same rules as in the portal."""

from datetime import date, time

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DelegateFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    VenueFactory,
    VisitFactory,
)
from visits.models import (
    ChecklistStep,
    PersonalDataEvent,
    ProgrammeItem,
    Release,
    Venue,
    Visit,
    VisitAgreement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

RESTRICTED = Visit.Visibility.RESTRICTED


def url(model, page, *args):
    return reverse(f"admin:visits_{model._meta.model_name}_{page}", args=args)


def results(response):
    return list(response.context["cl"].result_list)


def change_data(response):
    """Return what the change form would send if it were saved as it is."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = "on" if value is True else value
    return data


def test_what_is_below_a_visit_has_no_admin_of_its_own():
    registered = {
        model for model in django_admin.site._registry if model._meta.app_label == "visits"
    }

    assert registered == {ChecklistStep, PersonalDataEvent, Release, Venue, Visit}


@pytest.mark.parametrize("model", [ChecklistStep, Visit, Venue])
@pytest.mark.parametrize("name", ["changelist", "add"])
def test_admin_page_opens(admin, model, name):
    assert admin.get(url(model, name)).status_code == 200


def test_visit_is_found_by_cyrillic_in_any_case_and_by_its_places(admin):
    visit = VisitFactory(title_ru="Ярмарка", stops=[PlaceFactory(name_ru="Витебская область")])
    visit.refresh_search_text()
    VisitFactory()

    for words in ("ЯРМАРКА", "витебская", "vitebsk"):
        assert results(admin.get(url(Visit, "changelist"), {"q": words})) == [visit]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"delegation": "yes"}, ["delegation"]),
        ({"delegation": "no"}, ["example", "trip"]),
        ({"delegation": "maybe"}, ["delegation", "example", "trip"]),
        ({"kind__exact": "embassy_trip"}, ["trip"]),
        ({"is_example__exact": "1"}, ["example"]),
        ({"deleted": "yes"}, []),
    ],
)
def test_visits_narrow_by_what_they_count_for(admin, query, titles):
    VisitFactory(title_en="delegation")
    VisitFactory(title_en="trip", kind="embassy_trip")
    VisitFactory(title_en="example", is_example=True)

    found = results(admin.get(url(Visit, "changelist"), query))

    assert sorted(visit.title_en for visit in found) == titles


def test_changelist_shows_no_restricted_visit_to_an_economist(economist):
    hidden = VisitFactory(visibility=RESTRICTED)
    shown = VisitFactory()

    assert results(economist.get(url(Visit, "changelist"))) == [shown]
    assert economist.get(url(Visit, "change", hidden.pk)).status_code == 302


def test_visit_names_no_restricted_agreement_or_commitment_to_an_economist(economist):
    visit = VisitFactory()
    agreement = AgreementFactory(title_en="Hidden agreement", visibility=RESTRICTED)
    VisitAgreement.objects.create(visit=visit, agreement=agreement)
    visit.commitments.add(CommitmentFactory(title_en="Hidden commitment", visibility=RESTRICTED))

    response = economist.get(url(Visit, "change", visit.pk))

    assert response.status_code == 200
    assert "Hidden" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_changelist_query_count(admin, count, django_assert_max_num_queries):
    places = PlaceFactory.create_batch(2)
    for _number in range(count):
        VisitFactory(sent_by=places, stops=places)
        VenueFactory(place=places[0])

    for model in (Visit, Venue):
        with django_assert_max_num_queries(15):
            admin.get(url(model, "changelist"))


@pytest.mark.parametrize("count", [1, 5])
def test_change_page_query_count(admin, count, django_assert_num_queries):
    places = PlaceFactory.create_batch(2)
    visit = VisitFactory(sent_by=places, stops=places)
    for number in range(count):
        DelegateFactory(visit=visit, precedence=number + 1, person=PersonFactory())
        VisitAgreement.objects.create(visit=visit, agreement=AgreementFactory())
        ProgrammeItemFactory(visit=visit, venue=VenueFactory(place=places[0]))
    admin.get(url(Visit, "change", visit.pk))

    with django_assert_num_queries(13):
        admin.get(url(Visit, "change", visit.pk))


def test_change_page_shows_the_records_a_row_holds(admin):
    delegate = DelegateFactory(person=PersonFactory(name_en="Aigul Serikova"))

    response = admin.get(url(Visit, "change", delegate.visit_id))

    chosen = f'<option value="{delegate.person_id}" selected>Aigul Serikova</option>'
    assert response.text.count(chosen) == 1


def full_visit():
    visit = VisitFactory(
        start="2026-09-14",
        end="2026-09-16",
        sent_by=[PlaceFactory()],
        stops=[PlaceFactory()],
    )
    DelegateFactory(visit=visit, person=PersonFactory(), role="head")
    ProgrammeItemFactory(visit=visit, venue=VenueFactory(), title_en="Talks", starts=time(9))
    VisitAgreement.objects.create(visit=visit, agreement=AgreementFactory())
    return visit


def test_visit_saved_as_it_is_keeps_everything(diplomat):
    visit = full_visit()
    page = diplomat.get(url(Visit, "change", visit.pk))

    response = diplomat.post(url(Visit, "change", visit.pk), change_data(page))

    assert response.status_code == 302
    assert Visit.objects.get().version == visit.version + 1
    assert ProgrammeItem.objects.get().title_en == "Talks"


def test_admin_finds_a_visit_by_a_stop_it_has_just_been_given(diplomat):
    visit = full_visit()
    place = PlaceFactory(name_en="Polotsk")
    page = diplomat.get(url(Visit, "change", visit.pk))
    data = change_data(page) | {"stops-0-place": place.pk}

    diplomat.post(url(Visit, "change", visit.pk), data)

    assert Visit.objects.search("polotsk").count() == 1


def test_stale_save_in_the_admin_is_answered_409(diplomat):
    visit = full_visit()
    data = change_data(diplomat.get(url(Visit, "change", visit.pk)))
    Visit.objects.get().save()

    response = diplomat.post(
        url(Visit, "change", visit.pk), data | {"programme_items-0-title_en": "Mine"}
    )

    assert response.status_code == 409
    assert "Mine" in response.content.decode()
    assert ProgrammeItem.objects.get().title_en == "Talks"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"end": "2026-09-13"}, "The visit ends before it starts. Check both dates."),
        ({"title_en": ""}, "Give a title in at least one of the four languages."),
        (
            {"programme_items-0-day": "2026-09-20"},
            "This day is outside the visit, which takes place: 14–16 September 2026.",
        ),
        (
            {
                "delegates-TOTAL_FORMS": 2,
                "delegates-1-side": "sending",
                "delegates-1-precedence": 2,
                "delegates-1-role": "head",
                "delegates-1-post_en": "Another",
            },
            "A delegation has one head; this would be the second.",
        ),
    ],
)
def test_rules_of_a_visit_hold_in_the_admin(diplomat, fields, text):
    visit = full_visit()
    data = change_data(diplomat.get(url(Visit, "change", visit.pk)))

    response = diplomat.post(url(Visit, "change", visit.pk), data | fields)

    assert response.status_code == 200
    assert text in response.content.decode()


def test_rules_hold_for_a_visit_that_is_only_being_added(diplomat):
    data = change_data(diplomat.get(url(Visit, "add")))
    item = {"day": "2026-09-20", "starts": "09:00", "kind": "meeting", "audience": "guest"}
    data |= {
        "title_en": "New",
        "start": "2026-09-14",
        "end": "2026-09-16",
        "programme_items-TOTAL_FORMS": 1,
        "programme_items-0-title_en": "Talks",
        "programme_items-0-position": 0,
        **{f"programme_items-0-{name}": value for name, value in item.items()},
    }

    refused = diplomat.post(url(Visit, "add"), data)
    accepted = diplomat.post(url(Visit, "add"), data | {"programme_items-0-day": "2026-09-15"})

    assert "This day is outside the visit" in refused.content.decode()
    assert accepted.status_code == 302
    assert ProgrammeItem.objects.get().day == date(2026, 9, 15)


def test_pages_of_portal_and_admin_lead_to_each_other(diplomat):
    visit = VisitFactory()

    portal = diplomat.get(visit.get_absolute_url()).content.decode()
    admin_page = diplomat.get(url(Visit, "change", visit.pk)).context["absolute_url"]

    assert url(Visit, "change", visit.pk) in portal
    assert diplomat.get(admin_page).url.endswith(visit.get_absolute_url())


def test_restricted_visit_is_unknown_to_an_economist_in_every_way(economist):
    hidden = VisitFactory(title_en="Hidden", visibility=RESTRICTED)
    former = hidden.history.get()
    filters = [{"q": "hidden"}, {"deleted": "yes"}, {"all": "1"}, {"visibility__exact": RESTRICTED}]

    found = [results(economist.get(url(Visit, "changelist"), query)) for query in filters]
    pages = [
        economist.get(page).status_code
        for page in (
            url(Visit, "history", hidden.pk),
            url(Visit, "simple_history", hidden.pk, former.pk),
        )
    ]

    assert (found, pages) == ([[]] * 4, [404, 404])
