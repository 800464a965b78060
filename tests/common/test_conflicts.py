"""What the page about a save that came too late tells, and how it lets one save nevertheless."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from common.conflicts import Words, changes_since, read_values, typed_fields
from regions.models import Place, Source
from tests.cooperation.test_agreement_form import edit_url, form_of, rows_of
from tests.factories import (
    AgreementFactory,
    PlaceFactory,
    SectorFactory,
    SourceFactory,
    VisitFactory,
)
from trade.models import Statement
from visits.models import Visit

pytestmark = pytest.mark.django_db

ENDS = ("TOTAL", "INITIAL")


def test_changes_tell_what_was_saved_meanwhile():
    source = SourceFactory(publisher="A", title="T", kind=Source.Kind.PRESS)
    source.publisher, source.kind = "B", Source.Kind.MINISTRY
    source.save()

    assert changes_since(source, 1, Words(Source)) == [
        {"label": "kind", "before": "press", "after": "ministry"},
        {"label": "publisher", "before": "A", "after": "B"},
    ]


def test_changes_name_the_records(django_assert_num_queries):
    here, there = PlaceFactory(name_en="Here"), PlaceFactory(name_en="There")
    agreement = AgreementFactory(signed_in=here)
    sector = SectorFactory(name_en="Peat")
    agreement.signed_in = there
    agreement.save()
    agreement.sectors.add(sector)

    with django_assert_num_queries(10):
        changes = changes_since(agreement, 1, Words(type(agreement)))

    assert [(change["before"], change["after"]) for change in changes] == [
        ("", "Peat"),
        ("Here", "There"),
    ]


def test_typed_fields_are_told_in_words(django_assert_num_queries):
    minsk, brest = PlaceFactory(name_en="Minsk"), PlaceFactory(name_en="Brest")
    posted = QueryDict(
        "csrfmiddlewaretoken=x&version=1&new_id=b&title_en=Visit&kind=forum&stops-TOTAL_FORMS=1"
        f"&stops-0-id=5&stops-0-place={minsk.pk}&stops-1-place={brest.pk}&stops-1-DELETE=on"
        "&online=on&outcome=&unknown_word=y"
    )

    with django_assert_num_queries(1):
        typed = typed_fields(posted, Words(Visit))

    assert [(row["label"], row["value"]) for row in typed] == [
        ("title in English", "Visit"),
        ("kind", "forum"),
        ("place (1)", "Minsk"),
        ("place (2)", "Brest"),
        ("Remove this row (2)", "yes"),
        ("by video link", "yes"),
        ("unknown word", "y"),
    ]


def test_field_of_a_record_it_leads_to_is_told_in_words():
    typed = typed_fields(QueryDict("source_kind=press&flow=3&known_source=BelTA"), Words(Statement))

    assert [(row["label"], row["value"]) for row in typed] == [
        ("source: kind", "press"),
        ("flow", "turnover"),
        ("known source", "BelTA"),
    ]


def test_what_was_not_changed_is_left_out():
    sectors = SectorFactory.create_batch(2)
    visit = VisitFactory(title_en="Trip", start="2018-Q3")
    visit.sectors.set(sectors)
    visit.save()
    chosen = "&".join(f"sectors={sector.pk}" for sector in reversed(sectors))
    posted = QueryDict(f"title_en=Trip&start=2018-Q3&kind=forum&{chosen}")

    typed = typed_fields(posted, Words(Visit), read_values(visit, visit.version))

    assert [row["value"] for row in typed] == ["forum"]


def test_numbers_are_compared_as_they_are_sent():
    visit = VisitFactory(expected_low=1)

    read = read_values(visit, visit.version)

    assert (read["expected_low"], read["online"]) == (["1"], [""])


def test_dates_are_told_as_pages_print_them():
    visit = VisitFactory(start="2018-09")
    visit.start = "2018-10"
    visit.save()

    assert changes_since(visit, 1, Words(Visit)) == [
        {"label": "start", "before": "September 2018", "after": "October 2018"}
    ]


def test_key_beyond_any_database_is_told_as_it_was_sent():
    key = "9" * 40

    typed = typed_fields(QueryDict(f"stops-0-place={key}"), Words(Visit))

    assert [row["value"] for row in typed] == [key]


def test_restricted_record_keeps_its_number(viewer):
    hidden = AgreementFactory(title_en="Secret", visibility="restricted")
    user = viewer.get("/").wsgi_request.user
    posted = QueryDict(f"agreement_links-0-agreement={hidden.pk}")

    assert [row["value"] for row in typed_fields(posted, Words(Visit, user))] == [str(hidden.pk)]


def pressed(response):
    """Return what the button of the page sends."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.text)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def admin_form(place, name):
    rows = {f"{rows}-{end}_FORMS": 0 for rows in ("other_names", "changes") for end in ENDS}
    return rows | {
        "version": place.version,
        "code": place.code,
        "kind": place.kind,
        "name_en": name,
    }


def test_button_saves_over_the_current_version_and_history_keeps_both(admin):
    place = PlaceFactory(name_en="Opened")
    address = reverse("admin:regions_place_change", args=[place.pk])
    first, second = admin_form(place, "First tab"), admin_form(place, "Second tab")
    admin.post(address, first)

    refused = admin.post(address, second)
    saved = admin.post(address, pressed(refused))

    names = Place.objects.get(pk=place.pk).history.values_list("name_en", flat=True)
    assert (refused.status_code, saved.status_code) == (409, 302)
    assert list(names) == ["Second tab", "First tab", "Opened"]
    assert [row["value"] for row in refused.context["typed"]] == ["Second tab"]


def test_button_in_the_portal_saves_the_rows_as_well(diplomat):
    agreement = AgreementFactory(title_en="Opened", parties=PlaceFactory.create_batch(2))
    rows = [row | {"name_printed": "Mine"} for row in rows_of(agreement)]
    sent = form_of(*rows, version=agreement.version, title_en="Mine")
    agreement.save()
    refused = diplomat.post(edit_url(agreement), sent)

    diplomat.post(edit_url(agreement), pressed(refused))

    agreement.refresh_from_db()
    assert (agreement.title_en, agreement.version) == ("Mine", 3)
    assert [party.name_printed for party in agreement.parties.all()] == ["Mine", "Mine"]


def test_third_save_meanwhile_is_answered_409_again(admin):
    place = PlaceFactory(name_en="Opened")
    address = reverse("admin:regions_place_change", args=[place.pk])
    stale = admin_form(place, "Mine")
    place.save()
    refused = admin.post(address, stale)
    place.refresh_from_db()
    place.save()

    assert admin.post(address, pressed(refused)).status_code == 409


def test_deletion_offers_no_saving(admin):
    sector = SectorFactory()
    stale = {"post": "yes", f"version-{sector.pk}": sector.version}
    sector.save()

    response = admin.post(reverse("admin:regions_sector_delete", args=[sector.pk]), stale)

    assert response.context["again"] == []
    assert "Save my version over it" not in response.text
