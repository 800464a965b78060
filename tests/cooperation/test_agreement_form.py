"""Writing agreements in the portal: parties, versions, deletion, and who may."""

from itertools import zip_longest

import pytest
from django.urls import reverse

from cooperation.models import Agreement, Party
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    CountryFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

ADD = "cooperation:add_agreement"


def edit_url(agreement):
    return reverse("cooperation:edit_agreement", args=[agreement.public_id])


def delete_url(agreement):
    return reverse("cooperation:delete_agreement", args=[agreement.public_id])


def form_of(*parties, **changes):
    """Return what the browser sends: a title and one row for each dict of ``parties``."""
    rows = {
        f"parties-{number}-{field}": value
        for number, party in enumerate(parties)
        for field, value in party.items()
    }
    return {
        "title_en": "Cooperation",
        "kind": "agreement",
        "status": "signed",
        "signed_basis": "printed",
        "in_force_from_basis": "printed",
        "until_basis": "printed",
        "renewal": "unknown",
        "document_count": 1,
        "currency": "USD",
        "amount_qualifier": "exact",
        "rounding_unit": 1,
        "visibility": "mission",
        "parties-TOTAL_FORMS": len(parties),
        "parties-INITIAL_FORMS": sum("id" in party for party in parties),
        **rows,
        **changes,
    }


def rows_of(agreement):
    return [{"id": party.pk, "place": str(party.place)} for party in agreement.parties.all()]


@pytest.fixture
def two():
    return [{"place": str(place)} for place in PlaceFactory.create_batch(2)]


def problems(response):
    forms = [response.context["form"], *response.context["parties"]]
    return [error for form in forms for errors in form.errors.values() for error in errors]


def test_agreement_is_added_with_its_parties(diplomat):
    place, works = PlaceFactory(name_en="Brest"), OrganisationFactory()
    person = PersonFactory(name_en="Marat Sultangaziyev")

    response = diplomat.post(
        reverse(ADD),
        form_of(
            {"place": "brest", "name_printed": "Brest Oblast", "signatory_post": "governor"},
            {"organisation": str(works), "signatory": "marat SULTANGAZIYEV"},
            {},
            {"name_printed": "Copper Works"},
            signed="5.11.2025",
        ),
    )

    agreement = Agreement.objects.get()
    assert response.url == agreement.get_absolute_url()
    assert agreement.signed.text == "2025-11-05"
    assert [
        (p.place, p.organisation, p.unresolved, p.signatory, p.name_printed)
        for p in agreement.parties.all()
    ] == [
        (place, None, False, None, "Brest Oblast"),
        (None, works, False, person, ""),
        (None, None, True, None, "Copper Works"),
    ]


def test_places_are_known_by_a_name_in_any_language(diplomat):
    brest = PlaceFactory(code="BY-BR", name_en="Brest", name_ru="Брестская область")
    abai = PlaceFactory(code="KZ-10", name_en="Abai", name_kk="Абай облысы")

    diplomat.post(
        reverse(ADD),
        form_of({"place": "брестская"}, {"place": "абай облысы"}, signed_in="BY-BR"),
    )

    agreement = Agreement.objects.get()
    assert agreement.signed_in == brest
    assert [party.place for party in agreement.parties.all()] == [brest, abai]


def test_place_that_is_not_known_is_refused_at_its_row_and_kept_as_typed(diplomat, two):
    response = diplomat.post(reverse(ADD), form_of(two[0], {"place": "Atlantis"}))

    row = response.context["parties"][1]
    assert row.errors == {
        "place": ["“Atlantis” is not known here. Check the spelling, or add it first."]
    }
    assert row["place"].value() == "Atlantis"


def test_form_suggests_places_organisations_and_people(diplomat):
    brest = PlaceFactory(name_en="Brest", parent=CountryFactory(name_en="Belarus"))
    OrganisationFactory(name_en="Copper Works", place=brest)
    PersonFactory(name_en="Marat Sultangaziyev")

    suggested = diplomat.get(reverse(ADD)).context["form"].suggestions()

    assert suggested == {
        "places": ["Belarus", "Brest"],
        "people": ["Marat Sultangaziyev"],
        "organisations": ["Copper Works"],
        "sources": [],
    }


def test_sources_to_take_away_are_offered_where_there_are_any(diplomat):
    bare, sourced = AgreementFactory(), AgreementFactory()
    sourced.sources.add(SourceFactory())

    forms = [diplomat.get(edit_url(one)).context["form"] for one in (bare, sourced)]

    assert [form.source_fields() for form in forms] == [
        ["further_source"],
        ["sources", "further_source"],
    ]


def test_added_agreement_is_found_by_its_parties(diplomat):
    place = PlaceFactory(name_en="Brest")

    diplomat.post(reverse(ADD), form_of({"place": str(place)}, {"name_printed": "Copper Works"}))

    assert Agreement.objects.search("copper brest").count() == 1


def test_party_of_place_and_organisation_is_refused_at_its_row(diplomat, two):
    both = {"place": str(PlaceFactory()), "organisation": str(OrganisationFactory())}

    response = diplomat.post(reverse(ADD), form_of(*two, both))

    assert response.context["parties"][2].errors == {
        "place": ["Choose either a place or an organisation for this party, not both."]
    }
    assert Agreement.objects.count() == 0


def test_party_of_neither_is_refused_at_its_row(diplomat, two):
    response = diplomat.post(reverse(ADD), form_of(*two, {"signatory_post": "governor"}))

    assert response.context["parties"][2].errors == {
        "place": ["Choose a place or an organisation, or write the name as the document has it."]
    }


@pytest.mark.parametrize("rows", [0, 1])
def test_fewer_than_two_parties_are_refused(diplomat, two, rows):
    response = diplomat.post(reverse(ADD), form_of(*two[:rows], {}, {}))

    assert response.context["parties"].non_form_errors() == [
        "An agreement has two parties at least. Fill in one more row."
    ]


def test_removing_a_party_may_not_leave_one(diplomat, two):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    first, second = rows_of(agreement)
    sent = form_of(first, second | {"DELETE": "on"}, version=agreement.version)

    response = diplomat.post(edit_url(agreement), sent)

    assert response.status_code == 200
    assert agreement.parties.count() == 2


def test_party_is_replaced(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    first, second = rows_of(agreement)
    other = PlaceFactory()
    sent = form_of(
        first, second | {"DELETE": "on"}, {"place": str(other)}, version=agreement.version
    )

    diplomat.post(edit_url(agreement), sent)

    places = [str(party.place) for party in agreement.parties.all()]
    assert places == [first["place"], str(other)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [("123", "ABC"), ("213", "BAC"), ("121", "CAB"), ("323", "BCA"), ("423", "BCA"), ("12", "ABC")],
)
def test_parties_stand_in_the_order_of_their_numbers(diplomat, numbers, expected):
    places = [PlaceFactory(name_en=name) for name in "ABC"]
    agreement = AgreementFactory(parties=places)
    rows = [
        row | {"position": number}
        for row, number in zip_longest(rows_of(agreement), numbers, fillvalue="")
    ]

    diplomat.post(edit_url(agreement), form_of(*rows, version=agreement.version))

    assert [(str(p), p.position) for p in agreement.parties.all()] == [
        (name, number) for number, name in enumerate(expected, start=1)
    ]


def test_new_party_goes_where_its_number_says(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    first, second = rows_of(agreement)
    new = {"name_printed": "Copper Works", "position": 1}
    sent = form_of(first | {"position": 1}, second | {"position": 2}, new, {"position": 4})

    diplomat.post(edit_url(agreement), sent | {"version": agreement.version})

    assert [party.name_printed for party in agreement.parties.all()] == ["Copper Works", "", ""]


def test_agreement_without_a_title_is_refused(diplomat, two):
    response = diplomat.post(reverse(ADD), form_of(*two, title_en=""))

    assert problems(response) == ["Give a title in at least one of the four languages."]


def test_unreadable_date_keeps_what_was_typed(diplomat, two):
    response = diplomat.post(reverse(ADD), form_of(*two, signed="when it was warm"))

    text = response.content.decode()
    assert list(response.context["form"].errors) == ["signed"]
    assert "when it was warm" in text
    assert 'href="#id_signed"' in text


def test_unknown_signatory_is_refused(diplomat, two):
    response = diplomat.post(reverse(ADD), form_of(two[0], two[1] | {"signatory": "Nobody"}))

    assert list(response.context["parties"][1].errors) == ["signatory"]


@pytest.mark.parametrize("name", ["---", "…"])
def test_signatory_without_a_letter_is_nobody(diplomat, two, name):
    PersonFactory()

    response = diplomat.post(reverse(ADD), form_of(two[0], two[1] | {"signatory": name}))

    assert list(response.context["parties"][1].errors) == ["signatory"]


def test_one_of_two_namesakes_is_not_guessed(diplomat, two):
    PersonFactory.create_batch(2, name_en="Ivan Ivanov")

    response = diplomat.post(reverse(ADD), form_of(two[0], two[1] | {"signatory": "Ivan Ivanov"}))

    assert list(response.context["parties"][1].errors) == ["signatory"]


def test_namesake_already_chosen_stays(diplomat):
    person, _other = PersonFactory.create_batch(2, name_en="Ivan Ivanov")
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    agreement.parties.update(signatory=person)
    rows = [row | {"signatory": "Ivan Ivanov"} for row in rows_of(agreement)]

    diplomat.post(edit_url(agreement), form_of(*rows, version=agreement.version))

    assert {party.signatory for party in agreement.parties.all()} == {person}


def test_agreement_can_not_stand_under_itself(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    child = AgreementFactory(parent=AgreementFactory(parent=agreement))
    sent = form_of(*rows_of(agreement), version=agreement.version, parent=child.pk)

    response = diplomat.post(edit_url(agreement), sent)

    assert problems(response) == ["That agreement already stands under this one."]


def test_form_sent_twice_makes_one_agreement(diplomat, two):
    new_id = diplomat.get(reverse(ADD)).context["form"]["new_id"].value()

    first, second = (diplomat.post(reverse(ADD), form_of(*two, new_id=new_id)) for _time in "12")

    assert first.url == second.url == reverse("portal:agreement", args=[new_id])
    assert (Agreement.objects.count(), Party.objects.count()) == (1, 2)


def test_edit_page_offers_the_agreement_as_it_is(diplomat):
    person = PersonFactory(name_en="Marat")
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    agreement.parties.update(signatory=person)

    response = diplomat.get(edit_url(agreement))

    rows = list(response.context["parties"])
    assert [row["signatory"].value() for row in rows] == ["Marat", "Marat", ""]
    assert response.context["form"].initial["version"] == agreement.version


def test_stale_edit_is_answered_409_and_keeps_what_was_typed(diplomat):
    agreement = AgreementFactory(title_en="First", parties=PlaceFactory.create_batch(2))
    sent = form_of(*rows_of(agreement), version=agreement.version, title_en="Second")
    agreement.save()

    response = diplomat.post(edit_url(agreement), sent)

    agreement.refresh_from_db()
    assert (response.status_code, agreement.title_en) == (409, "First")
    assert "Second" in response.content.decode()


def test_stale_edit_of_a_party_alone_is_answered_409(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    rows = [row | {"name_printed": "Late"} for row in rows_of(agreement)]
    sent = form_of(*rows, version=agreement.version)
    agreement.save()

    response = diplomat.post(edit_url(agreement), sent)

    assert response.status_code == 409
    assert not Party.objects.filter(name_printed="Late").exists()


def test_edit_of_a_party_that_was_removed_is_answered_409(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(3))
    sent = form_of(*rows_of(agreement), version=agreement.version)
    agreement.parties.last().delete()
    agreement.save()

    assert diplomat.post(edit_url(agreement), sent).status_code == 409


def test_edit_without_a_version_is_refused(diplomat):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))

    response = diplomat.post(edit_url(agreement), form_of(*rows_of(agreement)))

    assert list(response.context["form"].errors) == ["version"]


def test_deletion_asks_first_and_is_soft(diplomat):
    agreement = AgreementFactory()

    asked = diplomat.get(delete_url(agreement))
    response = diplomat.post(delete_url(agreement), {"version": agreement.version})

    assert asked.status_code == 200
    assert response.url == reverse("cooperation:agreements")
    assert Agreement.objects.count() == 0
    assert Agreement.all_objects.deleted().get() == agreement


@pytest.mark.parametrize("version", ["1", "", "abc", "9" * 40])
def test_stale_deletion_is_answered_409(diplomat, version):
    agreement = AgreementFactory()
    agreement.save()

    response = diplomat.post(delete_url(agreement), {"version": version})

    assert response.status_code == 409
    assert Agreement.objects.count() == 1


def test_agreement_on_which_others_rest_is_kept(diplomat):
    agreement = AgreementFactory()
    CommitmentFactory(agreement=agreement)

    response = diplomat.post(delete_url(agreement), {"version": agreement.version})

    assert response.status_code == 409
    assert "rest on it" in response.content.decode()
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("economist", 403), ("protocol", 403), ("diplomat", 200), ("admin", 200)],
)
def test_who_may_write(client_as, role, status):
    agreement = AgreementFactory()
    client = client_as(role)

    statuses = [
        client.get(page).status_code
        for page in (reverse(ADD), edit_url(agreement), delete_url(agreement))
    ]

    assert statuses == [status] * 3


@pytest.mark.parametrize("role", ["viewer", "economist", "protocol"])
def test_who_may_not_write_changes_nothing(client_as, role, two):
    agreement = AgreementFactory(title_en="Kept", parties=PlaceFactory.create_batch(2))
    client = client_as(role)

    client.post(reverse(ADD), form_of(*two))
    client.post(edit_url(agreement), form_of(*rows_of(agreement), version=agreement.version))
    client.post(delete_url(agreement), {"version": agreement.version})

    assert [a.title_en for a in Agreement.objects.all()] == ["Kept"]


@pytest.mark.parametrize("count", [1, 3])
def test_form_query_count(diplomat, django_assert_num_queries, count):
    places = PlaceFactory.create_batch(count)
    agreement = AgreementFactory(parties=places)
    AgreementFactory.create_batch(count, parties=places)
    diplomat.get(reverse("portal:search"))  # the first page of a session writes it

    MissionFactory()
    with django_assert_num_queries(12):
        diplomat.get(edit_url(agreement))
