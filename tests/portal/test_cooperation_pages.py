"""The pages of an agreement and a commitment tell at which visits they came up."""

import pytest

from tests.factories import AgreementFactory, CommitmentFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_agreement_lists_its_visits_newest_first(viewer):
    agreement = AgreementFactory()
    for year, relation in (("2018", "signed"), ("2021", "under")):
        VisitFactory(start=year).agreement_links.create(agreement=agreement, relation=relation)

    response = viewer.get(agreement.get_absolute_url())

    links = response.context["visit_links"]
    assert [(link.visit.start.text, link.relation) for link in links] == [
        ("2021", "under"),
        ("2018", "signed"),
    ]
    assert "Signed at the visit" in response.text


def test_commitment_lists_its_visits(viewer):
    commitment, visit = CommitmentFactory(), VisitFactory()
    visit.commitments.add(commitment)

    assert list(viewer.get(commitment.get_absolute_url()).context["visits"]) == [visit]


def test_restricted_and_deleted_visits_are_not_told(viewer):
    agreement, commitment = AgreementFactory(), CommitmentFactory()
    deleted = VisitFactory(title_en="Secret one")
    for visit in (deleted, VisitFactory(title_en="Secret two", visibility="restricted")):
        visit.agreement_links.create(agreement=agreement)
        visit.commitments.add(commitment)
    deleted.delete()

    pages = [viewer.get(one.get_absolute_url()).text for one in (agreement, commitment)]

    assert ["Secret" in page for page in pages] == [False, False]


@pytest.mark.parametrize("count", (1, 3))
def test_agreement_query_count(viewer, django_assert_num_queries, count):
    agreement = AgreementFactory()
    for _number in range(count):
        VisitFactory().agreement_links.create(agreement=agreement)
    viewer.get("/")

    with django_assert_num_queries(12):
        viewer.get(agreement.get_absolute_url())
