"""Agreements and commitments are tied to a visit in its form, as far as one may know of them."""

import pytest

from common.deletion import parts_of
from tests.factories import AgreementFactory, CommitmentFactory, UserFactory, VisitFactory
from tests.visits.test_forms import management, posted, url
from visits.models import Visit, VisitAgreement

pytestmark = pytest.mark.django_db

ROWS = management("sides", 0) | management("stops", 0) | management("delegates", 0)


def save(client, visit, **chosen):
    ties = {f"ties-{name}": [one.pk for one in records] for name, records in chosen.items()}
    data = posted(title_en=visit.title_en, version=visit.version) | ROWS | ties
    return client.post(url("edit", visit), data | {"ties-sent": "yes"})


def ties_of(visit):
    links = VisitAgreement.objects.filter(visit=visit).order_by("pk")
    return [(link.relation, link.agreement) for link in links], list(visit.commitments.all())


def test_chosen_agreements_and_commitments_are_tied(protocol):
    visit, signed, frame = VisitFactory(), AgreementFactory(), AgreementFactory()
    promise = CommitmentFactory()

    response = save(protocol, visit, signed=[signed], under=[frame], commitments=[promise])

    assert response.status_code == 302
    assert ties_of(visit) == ([("signed", signed), ("under", frame)], [promise])


def test_what_is_not_chosen_any_more_is_untied(protocol):
    visit, agreement = VisitFactory(), AgreementFactory()
    visit.agreement_links.create(agreement=agreement, relation="signed")
    visit.commitments.add(CommitmentFactory())

    save(protocol, visit)

    assert ties_of(visit) == ([], [])


def test_hidden_ties_are_neither_offered_nor_untied(client_as):
    client = client_as("protocol")
    group = client.get("/").wsgi_request.user.groups.get()
    group.permissions.remove(*group.permissions.filter(codename__startswith="view_restricted_"))
    visit = VisitFactory()
    secret = AgreementFactory(visibility="restricted", title_en="Secret pact")
    promise = CommitmentFactory(visibility="restricted", title_en="Secret promise")
    visit.agreement_links.create(agreement=secret, relation="signed")
    visit.commitments.add(promise)

    page = client.get(url("edit", visit)).text
    save(client, visit, commitments=[CommitmentFactory()])

    assert "Secret" not in page
    assert (ties_of(visit)[0], promise in ties_of(visit)[1]) == ([("signed", secret)], True)


def test_agreement_nobody_offered_is_refused(protocol):
    visit, gone = VisitFactory(), AgreementFactory()
    gone.delete()

    response = save(protocol, visit, signed=[gone])

    assert response.status_code == 200
    assert [row["label"] for row in response.context["forms"].problems()] == [
        "Agreements signed at the visit"
    ]


def test_page_without_these_fields_unties_nothing(protocol):
    visit, agreement = VisitFactory(), AgreementFactory()
    visit.agreement_links.create(agreement=agreement, relation="signed")
    data = posted(title_en="Trip", version=visit.version) | ROWS

    protocol.post(url("edit", visit), data)

    assert (Visit.objects.get().title_en, ties_of(visit)[0]) == ("Trip", [("signed", agreement)])


def test_late_save_names_the_agreements_that_were_chosen(protocol):
    visit, agreement = VisitFactory(), AgreementFactory(title_en="Frame")
    read = Visit.objects.get()
    visit.save()

    response = save(protocol, read, under=[agreement])

    assert response.status_code == 409
    assert {
        "label": "Agreements under which it takes place",
        "value": "Frame",
    } in response.context["typed"]


@pytest.mark.parametrize(("role", "counted"), [("viewer", 1), ("diplomat", 2)])
def test_ties_to_hidden_agreements_are_not_counted_before_deleting(role, counted):
    visit = VisitFactory()
    for visibility in ("mission", "restricted"):
        agreement = AgreementFactory(visibility=visibility)
        visit.agreement_links.create(agreement=agreement, relation="signed")

    assert parts_of(visit, UserFactory(role=role)) == [
        {"label": "agreements of the visit", "count": counted}
    ]
