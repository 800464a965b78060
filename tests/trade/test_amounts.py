"""Amounts as sources print them, and what their last digit is worth."""

from decimal import Decimal

import pytest

from trade.amounts import (
    MILLION,
    THOUSAND,
    as_typed,
    find_amounts,
    find_range,
    last_digit_worth,
    read_amount,
    read_ratio,
)


@pytest.mark.parametrize(
    ("text", "factor", "value", "rounding"),
    [
        ("22.4", MILLION, 22_400_000, 100_000),
        ("22,4", MILLION, 22_400_000, 100_000),
        ("$22.4 million", None, 22_400_000, 100_000),
        ("22,4 млн долл. США", None, 22_400_000, 100_000),
        ("$1,5 Milliarden", None, 1_500_000_000, 100_000_000),
        ("9 мың АҚШ доллары", None, 9_000, 1_000),
        ("700", MILLION, 700_000_000, 1_000_000),
        ("22.417", MILLION, 22_417_000, 1_000),
        ("0,117", MILLION, 117_000, 1_000),
        ("$117,500", None, 117_500, 1),
        ("117.500", 1, 117_500, 1),
        ("117 500", 1, 117_500, 1),
        ("1,234,567.89", None, Decimal("1234567.89"), 1),
        ("1.234.567,89", None, Decimal("1234567.89"), 1),
        ("604 100,5", THOUSAND, 604_100_500, 100),
        ("-5", MILLION, -5_000_000, 1_000_000),
        ("5 million", 1, 5_000_000, 1_000_000),
    ],
)
def test_amount_with_what_its_last_digit_is_worth(text, factor, value, rounding):
    amount = read_amount(text, factor)

    assert (amount.value, amount.rounding_unit) == (value, rounding)


def test_amount_that_may_mean_two_things_is_not_guessed():
    with pytest.raises(ValueError, match=r"may mean 117\.500 or 117500"):
        read_amount("117,500", MILLION)


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "12.34.56", "22.4 million tons", "1e5", "NaN", "more than 5"]
)
def test_amount_that_can_not_be_read(text):
    with pytest.raises(ValueError, match="Write the number alone"):
        read_amount(text)


def test_amount_with_its_unit_written_twice_is_refused():
    with pytest.raises(ValueError, match="unit written twice"):
        read_amount("22400000", MILLION)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("nearly $180 million", [180_000_000]),
        ("turnover of $22.4 million in January-July 2018, up 18.6%", [22_400_000]),
        ("порядка 700 млн долларов", [700_000_000]),
        ("from $900 million to $1 billion", [900_000_000, 1_000_000_000]),
        ("$117,500", [117_500]),
        ("117 500 тенге", [117_500]),
        ("€5 million", [5_000_000]),
        ("от 20 до 25 млн рублей", [20_000_000, 25_000_000]),
        ("grew from 20 to 25 million", [25_000_000]),
        ("in 2018 - $5 million", [5_000_000]),
        ("2018-2019 $5 million", [5_000_000]),
        ("up 7.5% in 2018", []),
        ("in 5 months", []),
    ],
)
def test_amounts_found_in_words(text, values):
    assert [amount.value for amount in find_amounts(text)] == values


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("20-25 million", [20_000_000, 25_000_000]),
        ("from 900 million to 1 billion dollars", [900_000_000, 1_000_000_000]),
        ("20 миллионнан 25 миллионға дейін", [20_000_000, 25_000_000]),
        ("rose from $20 million to $25 million", []),
        ("$1 million and $2 million", []),
        ("from 25 to 20 million", []),
        ("5-7 per cent", []),
    ],
)
def test_range_found_in_words(text, ends):
    assert [amount.value for amount in find_range(text) or ()] == ends


@pytest.mark.parametrize(
    ("value", "worth"),
    [(700_000_000, 100_000_000), (1_250_000_000, 10_000_000), (5, 1), (0, 1)],
)
def test_last_digit_that_is_not_zero(value, worth):
    assert last_digit_worth(Decimal(value)) == worth


@pytest.mark.parametrize(
    ("value", "rounding", "typed"),
    [
        (22_400_000, 100_000, ("22.4", MILLION)),
        (700_000_000, 1_000_000, ("700", MILLION)),
        (700_000_000, 100_000_000, ("0.7", 1000 * MILLION)),
        (700_000_000, None, ("700", MILLION)),
        (117_500, 1, ("117500", 1)),
        (500_000, 100_000, ("0.5", MILLION)),
        (-170_000_000, 1_000_000, ("-170", MILLION)),
    ],
)
def test_amount_as_it_is_typed_again(value, rounding, typed):
    text, factor = as_typed(Decimal(value), rounding)

    read = read_amount(text, factor)
    assert (text, factor) == typed
    assert (read.value, rounding in (None, read.rounding_unit)) == (value, True)


def test_amount_whose_rounding_fits_no_unit_keeps_its_digits():
    assert as_typed(Decimal(1_200_000_000), 1_000_000_000) == ("1200000000", 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [("+18,6 %", "18.6"), ("107.5%", "107.5"), ("−9.3", "-9.3"), ("2.1 times", "2.1"), ("7", "7")],
)
def test_ratio_as_printed(text, number):
    assert read_ratio(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "x", "18.6 percent", "--5", "1.2.3"])
def test_ratio_that_can_not_be_read(text):
    with pytest.raises(ValueError, match="Write the growth as a number"):
        read_ratio(text)
