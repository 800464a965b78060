import pytest

from common.texts import cited


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
