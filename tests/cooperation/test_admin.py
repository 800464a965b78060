"""What is particular to agreements, projects and commitments in the admin."""

import pytest
from django.urls import reverse

from cooperation.models import Agreement, Commitment, Party, ProjectStage
from tests.conftest import ROLES
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    OrganisationFactory,
    PlaceFactory,
    ProjectFactory,
    SourceFactory,
    StatementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def url(record, page, *args):
    return reverse(f"admin:cooperation_{record._meta.model_name}_{page}", args=args)


def form_of(agreement, *parties, **changes):
    rows = {
        f"parties-{number}-{field}": value
        for number, party in enumerate(parties)
        for field, value in {"position": number + 1, **party}.items()
    }
    return {
        "version": agreement.version,
        "title_en": agreement.title_en,
        "kind": "agreement",
        "status": "signed",
        **{f"{name}_basis": "printed" for name in ("as_of", "signed", "in_force_from", "until")},
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
    return [{"id": party.pk, "place": party.place_id} for party in agreement.parties.all()]


@pytest.fixture
def agreement():
    return AgreementFactory(parties=PlaceFactory.create_batch(2))


def test_agreement_is_found_by_a_party_added_to_it(admin, agreement):
    works = OrganisationFactory(name_en="Copper Works")

    response = admin.post(
        url(agreement, "change", agreement.pk),
        form_of(agreement, *rows_of(agreement), {"organisation": works.pk}),
    )

    assert response.status_code == 302
    assert list(Agreement.objects.search("copper")) == [agreement]


def test_party_of_two_kinds_is_refused_at_its_row(admin, agreement):
    both = {"place": PlaceFactory().pk, "organisation": OrganisationFactory().pk}

    response = admin.post(
        url(agreement, "change", agreement.pk), form_of(agreement, *rows_of(agreement), both)
    )

    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.forms[2].non_field_errors() == [
        "Name exactly one: a place, an organisation, or the printed name alone."
    ]


def test_fewer_than_two_parties_are_refused(admin, agreement):
    first, second = rows_of(agreement)

    response = admin.post(
        url(agreement, "change", agreement.pk),
        form_of(agreement, first, second | {"DELETE": "on"}),
    )

    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == ["An agreement has two parties at least."]


def test_agreement_without_a_title_is_refused_in_words(admin, agreement):
    response = admin.post(
        url(agreement, "change", agreement.pk),
        form_of(agreement, *rows_of(agreement), title_en=""),
    )

    assert response.context["adminform"].form.errors == {
        "title_en": ["Give a title in at least one of the four languages."]
    }


def test_stale_save_of_a_party_alone_is_answered_409(admin, agreement):
    rows = [row | {"name_printed": "Late"} for row in rows_of(agreement)]
    stale = form_of(agreement, *rows)
    agreement.save()

    response = admin.post(url(agreement, "change", agreement.pk), stale)

    assert response.status_code == 409
    assert not Party.objects.filter(name_printed="Late").exists()


@pytest.mark.parametrize("factory", [AgreementFactory, ProjectFactory, CommitmentFactory])
def test_restricted_record_is_unknown_to_an_economist(economist, factory):
    hidden = factory(visibility="restricted", title_en="Hidden")
    former = hidden.history.get()

    shown = economist.get(url(hidden, "changelist"))
    found = economist.get(url(hidden, "changelist"), {"q": "hidden"})
    pages = [
        economist.get(page).status_code
        for page in (
            url(hidden, "history", hidden.pk),
            url(hidden, "simple_history", hidden.pk, former.pk),
        )
    ]

    assert (shown.context["cl"].result_count, found.context["cl"].result_count) == (0, 0)
    assert economist.get(url(hidden, "change", hidden.pk)).status_code == 302
    assert pages == [404, 404]


def test_restricted_agreement_above_is_not_named_to_an_economist(economist, diplomat_page):
    parent = AgreementFactory(title_en="Hidden frame", visibility="restricted")
    child = AgreementFactory(parent=parent)
    commitment = CommitmentFactory(agreement=parent)

    pages = [
        page
        for record in (child, commitment)
        for page in (url(record, "change", record.pk), url(record, "history", record.pk))
    ]

    assert ["Hidden" in economist.get(page).content.decode() for page in pages] == [False] * 4
    assert "Hidden" in diplomat_page(pages[0])


@pytest.fixture
def diplomat_page(client_as):
    return lambda page: client_as("diplomat").get(page).content.decode()


def test_change_of_the_agreement_above_is_not_named_to_an_economist(economist):
    child = AgreementFactory()
    child.parent = AgreementFactory(title_en="Hidden frame", visibility="restricted")
    child.save()

    page = economist.get(url(child, "history", child.pk)).content.decode()

    assert "Under the agreement" in page
    assert "Hidden" not in page


def test_former_state_is_a_form_for_those_who_may_change(client_as):
    agreement = AgreementFactory()
    page = url(agreement, "simple_history", agreement.pk, agreement.history.get().pk)

    statuses = [client_as(role).get(page).status_code for role in ("economist", "diplomat")]

    assert statuses == [403, 200]


def test_autocomplete_offers_no_restricted_agreement_to_an_economist(client_as):
    AgreementFactory(title_en="Shown")
    AgreementFactory(title_en="Hidden", visibility="restricted")
    asked = {"app_label": "cooperation", "model_name": "commitment", "field_name": "agreement"}

    found = {
        role: [
            row["text"]
            for row in client_as(role).get(reverse("admin:autocomplete"), asked).json()["results"]
        ]
        for role in ("economist", "diplomat")
    }

    assert found == {"economist": ["Shown"], "diplomat": ["Hidden", "Shown"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"term": "in_force"}, "running"),
        ({"term": "lapsed"}, "lapsed"),
        ({"term": "ending"}, ""),
        ({"country": "BY"}, "running"),
        ({"status__exact": "in_effect"}, "running"),
    ],
)
def test_agreements_filter(admin, query, expected):
    region = PlaceFactory(parent=PlaceFactory(code="BY", kind="country"))
    running = AgreementFactory(status="in_effect", parties=[region])
    lapsed = AgreementFactory(until="2020")
    named = {"running": running, "lapsed": lapsed}

    response = admin.get(url(running, "changelist"), query)

    assert list(response.context["cl"].result_list) == [named[w] for w in expected.split()]


@pytest.mark.parametrize(("due", "expected"), [("overdue", 1), ("soon", 1), ("never", 2)])
def test_commitments_filter_by_what_is_due(admin, due, expected):
    commitment = CommitmentFactory(due="2020-01-01")
    CommitmentFactory(due="2199")

    response = admin.get(url(commitment, "changelist"), {"due": due})

    assert response.context["cl"].result_count == expected


def test_commitment_needs_one_debtor(admin):
    commitment = CommitmentFactory()

    response = admin.post(
        url(commitment, "change", commitment.pk),
        {
            "version": commitment.version,
            "title_en": "List",
            "owed_by_place": commitment.owed_by_place_id,
            "owed_by_organisation": OrganisationFactory().pk,
            "due_basis": "printed",
            "status": "open",
            "visibility": "mission",
        },
    )

    assert response.context["adminform"].form.non_field_errors() == [
        "Name who owes it: a place or an organisation."
    ]
    assert Commitment.objects.get().owed_by_organisation is None


def reason_against_deletion(client, source):
    page = client.get(reverse("admin:regions_source_delete", args=[source.pk]))
    return [str(line) for line in page.context["protected"]]


def test_deletion_names_no_stage_of_a_restricted_project_to_an_economist(client_as):
    source = SourceFactory()
    project = ProjectFactory(title_en="Hidden", visibility="restricted")
    ProjectStage.objects.create(project=project, source=source, stage=project.stage)

    told = {role: reason_against_deletion(client_as(role), source) for role in ROLES[1:]}

    assert told["economist"] == ["Records rest on it."]
    assert len(told["diplomat"]) == 1
    assert told["diplomat"] == told["protocol"] == told["admin"] != told["economist"]


def test_deletion_names_what_everybody_may_see(economist):
    source = SourceFactory()
    statement = StatementFactory(source=source, printed="$5 million")

    told = reason_against_deletion(economist, source)

    assert [line for line in told if statement.printed in line] == ["statement: $5 million"]
