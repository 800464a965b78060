"""Amounts as tables write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.tables import CellError
from common.tables.numbers import (
    MARKS,
    AmountError,
    Missing,
    guess_decimal_sign,
    parse_amount,
)

AMOUNTS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False
)


def refusal(value, decimal_sign=None):
    with pytest.raises(AmountError) as caught:
        parse_amount(value, decimal_sign)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("592", "592"),
        ("0", "0"),
        ("0,0", "0"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234.567", "1234.567"),
        ("1'234'567.8", "1234567.8"),
        ("1’234’567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("0,234", "0.234"),
        ("1234,567", "1234.567"),
        (".5", "0.5"),
        ("−123", "-123"),
        ("-1 234,5", "-1234.5"),
        ("(1,234.5)", "-1234.5"),
        ("+5", "5"),
        ("1.5E+06", "1500000"),
        ("592,4*", "592.4"),
        ("592,4 **)", "592.4"),
        ("592,4¹⁾", "592.4"),
        ("592²", "592"),
        (" 592\u00a0", "592"),
    ],
)
def test_amount_is_read_without_a_known_sign(text, amount):
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sign", "amount"),
    [
        ("1,234", ",", "1.234"),
        ("1,234", ".", "1234"),
        ("1.234", ".", "1.234"),
        ("1.234", ",", "1234"),
        ("1 234", ".", "1234"),
    ],
)
def test_amount_is_read_with_the_sign_of_the_table(text, sign, amount):
    assert parse_amount(text, sign) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sign", "code"),
    [
        ("1,234", None, "ambiguous"),
        ("-1.234", None, "ambiguous"),
        ("1,23,456", None, "groups"),
        ("1 23", None, "groups"),
        ("1,5", ".", "groups"),
        ("1 234'567", None, "groups"),
        ("1,2,3", ",", "decimal_sign"),
        ("12.03.2024", None, "groups"),
        ("5 %", None, "not_a_number"),
        ("$5", None, "not_a_number"),
        ("-(5)", None, "not_a_number"),
        ("5 1)", None, "not_a_number"),
        ("²", None, "not_a_number"),
        ("٣", None, "not_a_number"),
        ("Infinity", None, "not_a_number"),
        (float("inf"), None, "not_a_number"),
        (float("nan"), None, "not_a_number"),
        ("1_000", None, "not_a_number"),
        ("1" * 61 + ",5", None, "not_a_number"),
        ("5\n6", None, "not_a_number"),
        (True, None, "not_a_number"),
        (CellError("#N/A"), None, "cell_error"),
    ],
)
def test_what_is_no_amount_is_refused(text, sign, code):
    assert refusal(text, sign) == code


def test_refusal_says_what_was_read():
    with pytest.raises(AmountError) as caught:
        parse_amount("1,234")

    assert str(caught.value) == (
        "“1,234” may be a whole number or one with decimals. Say which decimal sign the table has."
    )


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        (None, Missing.NOT_AVAILABLE),
        ("", Missing.NOT_AVAILABLE),
        (" – ", Missing.NOT_AVAILABLE),
        ("…", Missing.NOT_AVAILABLE),
        ("..", Missing.NOT_AVAILABLE),
        ("Н/Д", Missing.NOT_AVAILABLE),
        ("н.д.", Missing.NOT_AVAILABLE),
        ("x", Missing.NOT_DISCLOSED),
        ("Х", Missing.NOT_DISCLOSED),
        ("c", Missing.NOT_DISCLOSED),
        ("Конфиденциально", Missing.NOT_DISCLOSED),
    ],
)
def test_mark_says_why_there_is_no_amount(mark, state):
    assert parse_amount(mark) is state


def test_marks_of_a_table_are_its_own():
    assert parse_amount("-", marks={**MARKS, "-": Decimal(0)}) == Decimal(0)


@pytest.mark.parametrize(
    ("cell", "amount"), [(3, "3"), (592.4, "592.4"), (0.1 + 0.2, "0.3"), (1e15, "1e15")]
)
def test_number_of_a_workbook_is_exact(cell, amount):
    assert parse_amount(cell) == Decimal(amount)


@pytest.mark.parametrize(
    ("samples", "sign"),
    [
        (["1,234", "592,4", "-"], ","),
        (["1,234", "1,234,567", "x"], "."),
        (["1.234", "1.234.567"], ","),
        (["1 234,567"], ","),
        (["1,234", "5.678"], None),
        (["1,5", "1.5"], None),
        (["12", 5, None, "Minsk"], None),
        ([], None),
    ],
)
def test_decimal_sign_is_guessed_only_from_proofs(samples, sign):
    assert guess_decimal_sign(samples) == sign


@pytest.mark.parametrize(("group", "sign"), [("\u00a0", ","), (",", "."), (".", ","), ("'", ".")])
@given(amount=AMOUNTS)
def test_amount_survives_writing_and_reading(group, sign, amount):
    text = f"{amount:,.4f}".translate(str.maketrans({",": group, ".": sign}))

    assert parse_amount(text, sign) == amount


@given(amount=AMOUNTS, sign=st.sampled_from([".", ",", None]))
def test_amount_without_groups_is_read_the_same(amount, sign):
    text = f"{amount:.4f}".replace(".", sign or ".")

    assert parse_amount(text, sign) == amount


@given(text=st.text(max_size=30), sign=st.sampled_from([".", ",", None]))
def test_any_text_is_an_amount_a_mark_or_refused(text, sign):
    try:
        result = parse_amount(text, sign)
    except AmountError as error:
        assert error.text == text
    else:
        assert isinstance(result, Missing) or result.is_finite()
