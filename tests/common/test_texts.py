import pytest

from common.texts import cited, whole_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belstat via https://e.org/a-b.html", ("Belstat", "https://e.org/a-b.html")),
        ("https://e.org/a", ("e.org/a", "https://e.org/a")),
        ("Census of 2019", ("Census of 2019", "")),
        ("https://e.org/a and others", ("https://e.org/a and others", "")),
        ("", ("", "")),
    ],
)
def test_cited_tells_who_and_where(text, expected):
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("-1", None), ("٣", None), ("", None)],
)
def test_whole_number_is_one_that_any_database_takes(text, number):
    assert whole_number(text) == number
