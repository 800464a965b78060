"""CSV that spreadsheets read and can not be tricked by."""

from datetime import date
from decimal import Decimal

import pytest

from common.exports import cell, csv_response


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_begins_like_a_formula_is_made_inert(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (Decimal("-22.40"), "-22.4"),
        (Decimal("1E+9"), "1000000000"),
        (-5, -5),
        (date(2018, 9, 25), "2018-09-25"),
        ("Минск", "Минск"),
    ],
)
def test_cell_writes_values_as_spreadsheets_read_them(value, written):
    assert cell(value) == written


def test_csv_has_a_byte_order_mark_and_all_rows():
    response = csv_response("figures", ["Name", "Value"], [["A", 1], ["B", None]])

    body = b"".join(response.streaming_content).decode()

    assert body == "\ufeffName,Value\r\nA,1\r\nB,\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'


def test_interrupted_export_says_so_in_its_last_row():
    def rows():
        yield ["A"]
        raise RuntimeError

    received = []
    with pytest.raises(RuntimeError):
        for line in csv_response("x", ["Name"], rows()).streaming_content:
            received.append(line.decode())

    assert received[1:] == ["A\r\nThis file is not complete: the export was interrupted.\r\n"]
