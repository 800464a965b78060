"""Sentences on visits."""

import pytest
from django.utils import translation

from visits.models import Visit
from visits.wording import expected_number, why_not_counted


@pytest.mark.parametrize(
    ("low", "high", "number"),
    [
        (2, 3, "two or three more visits"),
        (5, 8, "five to eight more visits"),
        (4, 4, "four more visits"),
        (None, 2, "two more visits"),
        (1, 1, "one more visit"),
        (12, 15, "12 to 15 more visits"),
    ],
)
def test_expected_number_in_words(low, high, number):
    with translation.override("en"):
        sentence = expected_number(Visit(expected_low=low, expected_high=high))

    verb = "is" if high == 1 else "are"
    assert sentence == f"This record stands for {number} that {verb} not named yet."


def test_expected_number_of_one_visit_is_nothing():
    assert expected_number(Visit()) == ""


@pytest.mark.parametrize("kind", Visit.Kind)
def test_each_kind_either_counts_or_says_why_not(kind):
    visit = Visit(kind=kind)

    assert bool(why_not_counted(visit)) is not visit.counts_as_delegation


def test_example_says_that_it_is_counted_nowhere():
    with translation.override("en"):
        reason = why_not_counted(Visit(is_example=True))

    assert reason == "This is an example: it shows how a programme looks and is counted nowhere."
