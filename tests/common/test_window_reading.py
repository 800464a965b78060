"""Windows as people and sources write them, in four languages."""

import pytest

from common import formats
from common.periods import Window
from common.window_reading import LONGEST, UNREADABLE, WITHOUT_YEAR, read_window

JANUARY_JULY = Window.parse("2018-01/2018-07")
NINE_MONTHS = Window.parse("2018-01/2018-09")


@pytest.mark.parametrize(
    "text",
    [
        "January-July 2018",
        "January–July 2018",
        "Jan-Jul 2018",
        "jan. – jul. 2018",
        "from January to July 2018",
        "2018-01/2018-07",
        "01-07.2018",
        "01.2018-07.2018",
        "январь-июль 2018 года",
        "в январе–июле 2018 г.",
        "с января по июль 2018 года",
        "қаңтар-шілде 2018",
        "2018 ж. қаңтар–шілде",
        "студзень–ліпень 2018 г.",
        "у студзені-ліпені 2018 года",
    ],
)
def test_window_of_january_to_july(text):
    assert read_window(text) == (JANUARY_JULY, False)


@pytest.mark.parametrize(
    "text",
    [
        "9 months 2018",
        "the first 9 months of 2018",
        "за 9 месяцев 2018 года",
        "9 мес. 2018",
        "9 месяцаў 2018 г.",
        "2018 жылдың 9 айында",
    ],
)
def test_window_of_counted_months_starts_in_january(text):
    assert read_window(text) == (NINE_MONTHS, False)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2018", "2018-01/2018-12"),
        ("2018 год", "2018-01/2018-12"),
        ("May 2018", "2018-05/2018-05"),
        ("Q2 2019", "2019-04/2019-06"),
        ("I квартал 2021 года", "2021-01/2021-03"),
        ("1-е полугодие 2018", "2018-01/2018-06"),
        ("first half of 2018", "2018-01/2018-06"),
        ("2016-2018", "2016-01/2018-12"),
        ("2016 and Q1 2017", "2016-01/2017-03"),
        ("Q1 and Q2 2018", "2018-01/2018-06"),
        ("November 2016 – February 2017", "2016-11/2017-02"),
    ],
)
def test_window_of_other_stretches(text, canonical):
    assert str(read_window(text)[0]) == canonical


def test_window_whose_year_is_inferred():
    assert read_window("January–July 2018?") == (JANUARY_JULY, True)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "be"])
def test_every_label_reads_back(language):
    starts = range(Window.year(2016).start, Window.year(2018).start)
    windows = [Window(start, end) for start in starts for end in range(start, start + 30)]

    read = [read_window(formats.window_label(window, language))[0] for window in windows]

    assert read == windows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "2018??",
        "soon",
        "31 May 2018",
        "by 2018",
        "2018-13",
        "13 months 2018",
        "9 months before July 2018",
        "July-January 2018",
        "2016 and Q2 2017",
        "1800",
        "9" * (LONGEST + 1),
        "January\x00July 2018",
    ],
)
def test_window_that_can_not_be_read(text):
    with pytest.raises(ValueError, match=str(UNREADABLE)):
        read_window(text)


def test_window_without_a_year_is_not_guessed():
    with pytest.raises(ValueError, match="Write the year too") as refused:
        read_window("January–July")

    assert refused.value.args[0] == WITHOUT_YEAR
