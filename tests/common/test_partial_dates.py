from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.partial_dates import Basis, PartialDate

any_day = st.dates(date(1500, 1, 1), date(2200, 12, 31))

CANONICAL = [
    "2018-09-25",
    "2018-09",
    "2018-Q3",
    "2018-H1",
    "2018",
    "../2018-12-31",
    "../2018",
    "XXXX-09-25",
    "XXXX-07",
    "../XXXX-04-18",
    "?2013-09-25",
    "../?2013",
    "",
]


def spans(text):
    """The first and last day the text may mean, as texts."""
    when = PartialDate(text)
    return str(when.earliest), str(when.latest)


# The type


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2018-09-25", "day"),
        ("2018-09", "month"),
        ("2018-Q3", "quarter"),
        ("2018-H1", "half"),
        ("2018", "year"),
        ("../2018-12-31", "day"),
        ("../2018", "year"),
        ("XXXX-09-25", "day"),
        ("XXXX-07", "month"),
        ("?2013-09", "month"),
        ("", "none"),
    ],
)
def test_precision_is_the_finest_part(text, precision):
    assert PartialDate(text).precision == precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2018-09-25", "2018-09-25", "2018-09-25"),
        ("2018-09", "2018-09-01", "2018-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2018-Q1", "2018-01-01", "2018-03-31"),
        ("2018-Q4", "2018-10-01", "2018-12-31"),
        ("2018-H1", "2018-01-01", "2018-06-30"),
        ("2018-H2", "2018-07-01", "2018-12-31"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("?2013-09-25", "2013-09-25", "2013-09-25"),
        ("../2018-12-31", "None", "2018-12-31"),
        ("../2018-07", "None", "2018-07-31"),
        ("../?2013", "None", "2013-12-31"),
        ("XXXX-09-25", "None", "None"),
        ("XXXX-07", "None", "None"),
        ("../XXXX-04-18", "None", "None"),
        ("", "None", "None"),
    ],
)
def test_earliest_and_latest_enclose_it(text, earliest, latest):
    assert spans(text) == (earliest, latest)


def test_parts_are_numbers_or_none():
    day, half = PartialDate("XXXX-09-25"), PartialDate("2018-H2")

    assert (day.year, day.month, day.day, day.quarter, day.half) == (None, 9, 25, None, None)
    assert (half.year, half.month, half.day, half.quarter, half.half) == (2018, None, None, None, 2)


@pytest.mark.parametrize(
    ("flag", "texts"),
    [
        ("is_by", ["../2018-12-31", "../2018", "../XXXX-04-18", "../?2013"]),
        ("year_inferred", ["?2013-09-25", "../?2013"]),
        ("has_year", [text for text in CANONICAL if text and "XXXX" not in text]),
    ],
)
def test_flag_is_set_for(flag, texts):
    assert [text for text in CANONICAL if getattr(PartialDate(text), flag)] == texts


def test_unknown_is_false():
    assert [text for text in CANONICAL if not PartialDate(text)] == [""]


def test_equal_by_text_and_basis():
    printed = PartialDate("2018")

    assert printed == PartialDate("2018", "printed")
    assert hash(printed) == hash(PartialDate("2018", Basis.PRINTED))
    assert printed != PartialDate("2018", "counted_back")
    assert printed != PartialDate("?2018")


def test_basis_is_one_of_three():
    assert PartialDate("2018", "inferred").basis is Basis.INFERRED
    with pytest.raises(ValueError):
        PartialDate("2018", "guessed")


@pytest.mark.parametrize("text", CANONICAL)
def test_text_is_kept_and_read_back(text):
    assert str(PartialDate(text)) == text
    assert PartialDate.parse(text) == PartialDate(text)


@pytest.mark.parametrize(
    "text",
    [
        "2018-9-25",
        "25.09.2018",
        "2018-00",
        "2018-13",
        "2018-00-10",
        "2018-02-00",
        "2018-02-30",
        "2023-02-29",
        "XXXX-02-30",
        "XXXX",
        "?XXXX-07",
        "2018-Q0",
        "2018-Q5",
        "2018-H3",
        "1499",
        "2201",
        "0000-01-01",
        "2018/2019",
        "../",
        "??2018",
        " 2018",
        "2018\x00",
        "２０１８",
    ],
)
def test_other_text_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate(text)


def test_29_february_without_year_may_be_meant():
    assert PartialDate("XXXX-02-29").day == 29


@given(any_day)
def test_of_a_day_spans_that_day(day):
    when = PartialDate.of(day)

    assert (when.earliest, when.latest, when.precision) == (day, day, "day")


@given(any_day)
def test_longer_stretches_contain_shorter_ones(day):
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    year = f"{day.year:04}"
    texts = [year, f"{year}-H{half}", f"{year}-Q{quarter}", f"{year}-{day.month:02}", f"{day}"]
    dates = [PartialDate(text) for text in texts]

    assert [d.earliest for d in dates] == sorted(d.earliest for d in dates)
    assert [d.latest for d in dates] == sorted((d.latest for d in dates), reverse=True)


# What people write


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("9.3.2026", "2026-03-09"),
        ("09.03.26", "2026-03-09"),
        ("09.03.69", "1969-03-09"),
        ("2026-03-09", "2026-03-09"),
        ("2026-3-9", "2026-03-09"),
        ("9/3/2026", "2026-03-09"),
        ("9-3-2026", "2026-03-09"),
        ("9.3.2026 г.", "2026-03-09"),
        ("03.2026", "2026-03"),
        ("3/2026", "2026-03"),
        ("3/2026?", "?2026-03"),
        ("2026", "2026"),
        ("2026 г.", "2026"),
        ("2026 ж.", "2026"),
        ("25.09.", "XXXX-09-25"),
        ("25.09", "XXXX-09-25"),
        ("25.9.2013?", "?2013-09-25"),
        ("?2013-9-25", "?2013-09-25"),
        ("  2013?\n", "?2013"),
    ],
)
def test_parse_digits(written, text):
    assert PartialDate.parse(written).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("25 September 2018", "2018-09-25"),
        ("September 25, 2018", "2018-09-25"),
        ("25th Sept. 2018", "2018-09-25"),
        ("25 сентября 2018", "2018-09-25"),
        ("25-го сентября 2018-го года", "2018-09-25"),
        ("15 нояб. 2018 г.", "2018-11-15"),
        ("9 наурыз 2026", "2026-03-09"),
        ("2026 ж. 9 наурыз", "2026-03-09"),
        ("2026 жылғы 9 наурыз", "2026-03-09"),
        ("2025 кыркуйек", "2025-09"),
        ("9 сакавіка 2026", "2026-03-09"),
        ("22 ЛЮТАГА 2022 г.", "2022-02-22"),
        ("9\xa0марта 2026\xa0г.", "2026-03-09"),
        ("сентябрь 2018", "2018-09"),
        ("September 2018", "2018-09"),
        ("красавік 2021", "2021-04"),
        ("25 September", "XXXX-09-25"),
        ("июль", "XXXX-07"),
        ("25 сентября 2013?", "?2013-09-25"),
    ],
)
def test_parse_months_in_four_languages(written, text):
    assert PartialDate.parse(written).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Q3 2018", "2018-Q3"),
        ("2018-q3", "2018-Q3"),
        ("3rd quarter of 2018", "2018-Q3"),
        ("3 кв. 2018", "2018-Q3"),
        ("III квартал 2018 г.", "2018-Q3"),
        ("ІІІ квартал 2018 г.", "2018-Q3"),
        ("І квартал 2018 г.", "2018-Q1"),
        ("2018 ж. IV тоқсан", "2018-Q4"),
        ("Q3", "XXXX-Q3"),
        ("H1 2018", "2018-H1"),
        ("first half of 2018", "2018-H1"),
        ("2-е полугодие 2018", "2018-H2"),
        ("первое полугодие 2018 г.", "2018-H1"),
        ("другое паўгоддзе 2018 г.", "2018-H2"),
        ("2018 ж. бірінші жартыжылдық", "2018-H1"),
    ],
)
def test_parse_quarters_and_halves(written, text):
    assert PartialDate.parse(written).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("by 31.12.2026", "../2026-12-31"),
        ("by the end of 2018", "../2018"),
        ("By 2018?", "../?2018"),
        ("до 31.12.2026", "../2026-12-31"),
        ("до конца июля 2018 г.", "../2018-07"),
        ("к концу 2018 года", "../2018"),
        ("да 31 снежня 2018", "../2018-12-31"),
        ("да канца 2018 г.", "../2018"),
        ("2018 ж. 31 желтоқсанға дейін", "../2018-12-31"),
        ("2018 жылдың 31 желтоқсанына дейін", "../2018-12-31"),
        ("2018 ж. қарашаның соңына дейін", "../2018-11"),
        ("к сентябрю 2018", "../2018-09"),
        ("до 18 апреля", "../XXXX-04-18"),
    ],
)
def test_parse_limits(written, text):
    assert PartialDate.parse(written).text == text


def test_parse_keeps_the_basis():
    assert PartialDate.parse("2018 г.", "counted_back") == PartialDate("2018", Basis.COUNTED_BACK)


@pytest.mark.parametrize("written", ["", "  ", "\n"])
def test_parse_of_nothing_is_unknown(written):
    assert PartialDate.parse(written) == PartialDate()


@pytest.mark.parametrize(
    "written",
    [
        "abc",
        "9",
        "999",
        "20261",
        "9 3",
        "9-11",
        "9–11",
        "25-27 September 2018",
        "2018/2019",
        "2018-2019",
        "2018/..",
        "2018/",
        "-2018",
        "../31.12.2018",
        "22,4",
        "10:30",
        "1.2.3",
        "1.2.345",
        "2-13",
        "Q5 2018",
        "H3 2018",
        "III полугодие 2018",
        "quarter 2018",
        "I",
        "by",
        "до",
        "дейін",
        "2013??",
        "25.09.?",
        "25 сентября?",
        "Минск 2018",
        "mayor 2018",
        "апрельский 2018",
        "мама 2018",
        "5 May 2018 10:30",
        "2018\x00",
        "<b>2018</b>",
        "2018 г." + " г." * 20,
        "9" * 100_000,
        "1 " * 50_000,
    ],
)
def test_parse_of_the_unreadable_says_what_to_write(written):
    with pytest.raises(ValueError, match=r"^Write the date as 9\.3\.2026"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    "written", ["31.2.2026", "29.2.2023", "30.02.", "32 мая 2018", "0.5.2018", "5.13.2018"]
)
def test_parse_of_an_impossible_day(written):
    with pytest.raises(ValueError, match="^There is no such day"):
        PartialDate.parse(written)


@pytest.mark.parametrize("written", ["1.1.1499", "2201", "до 9999"])
def test_parse_of_a_far_year(written):
    with pytest.raises(ValueError, match="^Write a year from 1500 to 2200"):
        PartialDate.parse(written)


@given(any_day)
def test_parse_reads_a_day_in_each_order(day):
    written = [
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.year}.{day.month}.{day.day}",
    ]

    assert {PartialDate.parse(text).text for text in written} == {day.isoformat()}


@given(st.text(max_size=80))
def test_parse_reads_or_refuses_anything(written):
    try:
        when = PartialDate.parse(written)
    except ValueError as error:
        assert str(error) != ""
    else:
        assert PartialDate(when.text) == when
