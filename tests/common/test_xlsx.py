"""Workbooks that keep numbers and days, and hold no live formula."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from common import exports
from common.exports import TooManyRows, write_xlsx


def written(rows, headings=("A",)):
    file = io.BytesIO()
    write_xlsx(file, headings, rows, [("", "Title")])
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Decimal("-22.40"), -22.4),
        (5, 5),
        (date(2018, 9, 25), date(2018, 9, 25)),
        (date(1899, 1, 2), "1899-01-02"),
        (datetime(2018, 9, 25, 12, 30, tzinfo=UTC), datetime(2018, 9, 25, 15, 30)),
        ("=1+1", "=1+1"),
        ("0301", "0301"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_values_keep_their_kind(value, read):
    with timezone.override("Europe/Minsk"):
        assert written([[value]]) == [["A"], [read]]


def test_rows_beyond_the_sheet_are_refused(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)

    with pytest.raises(TooManyRows):
        write_xlsx(io.BytesIO(), ["A"], [[1], [2], [3]])
