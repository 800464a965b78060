"""Template tags print what common.formats returns, in the reader's language."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from common.partial_dates import PartialDate
from common.periods import Window


def render(text, language="en", **context):
    with translation.override(language):
        return Template("{% load portal_formats %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "25 September (year not stated)"),
        ("ru", "25 сентября (год не указан)"),
    ],
)
def test_partial_date_without_year(language, expected):
    text = render("{{ day|partial_date }}", language, day=PartialDate("XXXX-09-25"))

    assert text == expected


def test_date_range_of_two_days():
    text = render("{% date_range a b %}", a=PartialDate("2025-04-15"), b=PartialDate("2025-04-16"))

    assert text == "15–16 April 2025"


def test_window_label_as_filter_and_tag():
    text = render(
        "{{ window|window_label }}, {% window_label window year_inferred=True %}",
        window=Window.between((2018, 1), (2018, 7)),
    )

    assert text == "January–July 2018, January–July [2018, year inferred]"


def test_money_with_currency_and_rounding():
    text = render("{% money value 'USD' 100000 %}", value=Decimal(22_400_000))

    assert text == "$22.4 million"


def test_percent_change_and_number_with_decimals():
    text = render("{{ growth|percent_change }} {{ count|number:1 }}", growth=0.186, count=1234)

    assert text == "+18.6% 1,234.0"
