from datetime import date

import pytest

from cooperation.models import Commitment
from regions.models import Place
from tests.factories import CommitmentFactory, CountryFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("status", "due", "expected"),
    [
        ("open", "2026-09-29", True),
        ("open", "2026-09-30", False),
        ("open", "2026-08", True),
        ("open", "2026", False),
        ("open", "../2025", True),
        ("open", "", False),
        ("done", "2026-01-01", False),
        ("dropped", "2026-01-01", False),
    ],
)
def test_overdue_to_the_day(status, due, expected):
    commitment = CommitmentFactory(status=status, due=due)

    assert Commitment.objects.overdue(TODAY).exists() == expected
    assert commitment.is_overdue(TODAY) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [("2026-10-10", True), ("2026-10-11", False), ("2026-01-01", True), ("", False)],
)
def test_due_within_ten_days_or_overdue(due, expected):
    CommitmentFactory(due=due)

    assert Commitment.objects.due_within(10, TODAY).exists() == expected


@pytest.mark.parametrize(
    ("status", "due", "urgency"),
    [
        ("open", "2026-09-29", "overdue"),
        ("open", "2026-09-30", "soon"),
        ("open", "2026-10-10", "soon"),
        ("open", "2026-10-11", ""),
        ("open", "", ""),
        ("done", "2026-09-29", ""),
    ],
)
def test_with_urgency_of_ten_days(status, due, urgency):
    CommitmentFactory(status=status, due=due)

    assert Commitment.objects.with_urgency(10, TODAY).get().urgency == urgency


@pytest.mark.parametrize(
    ("due", "left", "overdue"),
    [("2026-10-02", 2, 0), ("2026-09-30", 0, 0), ("2026-09-17", -13, 13), ("", None, 0)],
)
def test_days_left_and_overdue(due, left, overdue):
    commitment = CommitmentFactory(due=due)

    assert (commitment.days_left(TODAY), commitment.days_overdue(TODAY)) == (left, overdue)


def test_both_sides_roll_up_to_the_country():
    by, kz = CountryFactory(), CountryFactory()
    plant = OrganisationFactory(place=PlaceFactory(parent=by, kind=Place.Kind.REGION))
    commitment = CommitmentFactory(
        owed_by_place=None, owed_by_organisation=plant, owed_to_place=PlaceFactory(parent=kz)
    )

    assert list(Commitment.objects.owed_by(by)) == [commitment]
    assert list(Commitment.objects.owed_by(kz)) == []
    assert list(Commitment.objects.between(kz, by)) == [commitment]


def test_soonest_first_puts_the_undated_last():
    undated = CommitmentFactory()
    later = CommitmentFactory(due="2027")
    sooner = CommitmentFactory(due="2026-10")

    assert list(Commitment.objects.soonest_first()) == [sooner, later, undated]
