"""Files made to harm: each is refused in words, by a process that stays small."""

import json
import secrets
import subprocess
import sys
import zipfile

import pytest

from common.tables import LIMITS, Limits, TableError, open_table
from tests.common.tables.conftest import WORKSHEET

pytestmark = pytest.mark.thorough

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
MEGABYTE = 1_000_000
LINES = range(1, 300_001)
# Cells that do not name their places, which the parser alone can count.
MILLION_CELLS = f"<row>{'<c><v>1</v></c>' * 50}</row>" * 20_000

# Opens the file as the portal does and tells the code of the refusal, and the most memory taken by
# the processes it starts and by itself, in megabytes.
MEASURE = """
import json, re, resource, sys
from common.tables import TableError, open_table
try:
    code = sum(1 for _row in open_table(sys.argv[1], sys.argv[1]).rows())
except TableError as error:
    code = error.code
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
asker = re.search("VmHWM: *\\t* *([0-9]+)", open("/proc/self/status").read())[1]
print(json.dumps([code, reader // 1000, int(asker) // 1000]))
"""


def refusal(path, name="table.xlsx", limits=LIMITS):
    with pytest.raises(TableError) as caught:
        list(open_table(path, name, limits).rows())
    assert len(str(caught.value)) > 40
    return caught.value.code


def measured(path):
    """Return (code or number of rows, megabytes of the reading process, of the one that asks)."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, timeout=60
    )
    return json.loads(result.stdout)


def sheet_data(cells):
    return WORKSHEET.format(f"<sheetData>{cells}</sheetData></worksheet>")


def cell(reference, value="<v>1</v>"):
    return f'<c r="{reference}">{value}</c>'


def test_bomb_is_refused_in_little_memory(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(SHEET, "w", force_zip64=True) as entry:
            for _megabyte in range(1000):
                entry.write(bytes(MEGABYTE))

    code, reader, asker = measured(path)

    assert path.stat().st_size < 10 * MEGABYTE
    assert code == "too_expanded"
    assert max(reader, asker) < 150


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/other.bin"])
def test_declared_entities_are_refused(altered, part, declaration):
    assert refusal(altered({part: f'<?xml version="1.0"?>{declaration}<x>&file;</x>'})) == "unsafe"


def test_declared_entities_in_another_encoding_are_refused(altered):
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'

    assert refusal(altered({SHEET: text.encode("utf-16")})) == "unsafe"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (cell("XFD1048576"), "too_many_columns"),
        (cell("A1048576"), "too_many_rows"),
        (cell("SG1"), "too_many_columns"),
        (cell("A200001"), "too_many_rows"),
        ((cell("A1") + cell("XFD1048576")).replace('"', "'"), "exhausted"),
        (cell("A1048576").replace('"', "'"), "too_many_rows"),
        (cell("SG1").replace('"', "'"), "too_many_columns"),
    ],
)
def test_sparse_cell_is_refused_in_little_memory(altered, cells, code):
    path = altered({SHEET: sheet_data(f"<row>{cells}</row>")})

    refused, reader, asker = measured(path)

    assert refused == code
    assert max(reader, asker) < 150


def test_last_cell_allowed_is_read(altered):
    path = altered({SHEET: sheet_data(f"<row>{cell('A200000')}</row>")})

    assert list(open_table(path, "table.xlsx").rows()) == [(200_000, [1])]


def test_styles_far_away_are_no_cells(altered):
    cells = cell("A1") + '<c r="XFD1" s="1"/>' + cell("XFD1048576", "")
    path = altered({SHEET: sheet_data(f"<row>{cells}</row>")})

    assert list(open_table(path, "table.xlsx").rows()) == [(1, [1])]


def test_workbook_of_300000_rows_is_refused_in_little_memory(altered):
    rows = (f'<row r="{line}">{cell(f"A{line}")}{cell(f"B{line}")}</row>' for line in LINES)
    path = altered({SHEET: sheet_data("".join(rows))})

    code, reader, asker = measured(path)

    assert code == "too_many_rows"
    assert max(reader, asker) < 150


def test_workbook_of_10000_columns_is_refused(workbook):
    assert refusal(workbook([range(10_000)])) == "too_many_columns"


def test_workbook_of_too_many_cells_is_refused(workbook):
    path = workbook([range(10)] * 10)

    assert refusal(path, limits=Limits(workbook_cells=99)) == "too_many_cells"


def test_workbook_of_too_many_entries_is_refused(altered):
    assert refusal(altered({f"xl/{number}": "" for number in range(2001)})) == "too_expanded"


def test_workbook_with_a_part_twice_is_refused(workbook):
    path = workbook([["a"]])
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr(SHEET, sheet_data(cell("A1")))

    assert refusal(path) == "damaged"


def test_endless_text_is_refused_in_little_memory(tmp_path):
    path = tmp_path / "endless.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(SHEET, "<worksheet><sheetData><row><c><v>" + "ab" * 4 * MEGABYTE)
        with archive.open("xl/styles.xml", "w") as entry:
            entry.write(b'<styleSheet name="')
            token = secrets.token_hex(5000).encode() * 100
            for _megabyte in range(250):
                entry.write(token)

    code, reader, asker = measured(path)

    assert code == "exhausted"
    assert max(reader, asker) < 150


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_part_longer_than_it_says_is_refused(altered, part):
    path = padded(altered({}), part, 20 * MEGABYTE, says=MEGABYTE)

    assert refusal(path) == "damaged"


def test_part_packed_too_densely_is_refused(altered):
    path = padded(altered({}), "xl/styles.xml", 20 * MEGABYTE, says=20 * MEGABYTE)

    assert refusal(path) == "too_expanded"


def padded(path, part, size, says):
    """Fill a part up with spaces to the size, and have the archive say another size."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[part] = content[part].ljust(size)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
        archive.getinfo(part).file_size = says
    return path


def test_long_text_in_a_cell_is_refused(altered):
    text = f'<c r="A1" t="inlineStr"><is><t>{"x" * 100_001}</t></is></c>'

    assert refusal(altered({SHEET: sheet_data(f"<row>{text}</row>")})) == "long_cell"


def test_reading_beyond_its_memory_is_refused(altered):
    path = altered({SHEET: sheet_data(MILLION_CELLS)})

    assert refusal(path, limits=Limits(read_memory=30 * MEGABYTE)) == "exhausted"


def test_reading_beyond_its_time_is_refused(altered):
    path = altered({SHEET: sheet_data(MILLION_CELLS * 3)})

    assert refusal(path, limits=Limits(seconds=1)) == "exhausted"


def test_file_larger_than_the_limit_is_refused(workbook, text_file):
    small = Limits(workbook_bytes=1000, text_bytes=1000)

    assert refusal(workbook([["a"]]), limits=small) == "too_large"
    assert refusal(text_file("a,b\n" * 300), "table.csv", small) == "too_large"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "table.xlsx", "kind"),
        (b"%PDF-1.7\n1 0 obj\n", "table.csv", "kind"),
        (b"\x89PNG\r\n\x1a\n", "table.csv", "kind"),
        (b"a,b\n", "table.exe", "kind"),
        (b"a,b\n", "table", "kind"),
        (b"\n<html><table><tr><td>1</td></tr></table>", "table.xls", "markup"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "table.xls", "markup"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "table.xlsx", "encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "table.xls", "old_workbook"),
        (b"PK\x03\x04" + b"x" * 100, "table.xlsx", "damaged"),
        (b"a,b\n1,2\n", "table.xlsx", "damaged"),
        (b"", "table.xlsx", "empty"),
    ],
)
def test_what_is_no_table_is_refused(text_file, content, name, code):
    assert refusal(text_file(content, name=name), name) == code


def test_text_under_the_old_name_is_read(text_file):
    table = open_table(text_file("a\tb\n1\t2\n", name="table.xls"), "table.xls")

    assert list(table.rows()) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_other_archives_are_refused(tmp_path):
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert refusal(path) == "damaged"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_truncated_workbook_is_refused(workbook, share):
    path = workbook([[number] for number in range(1000)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    assert refusal(path) == "damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_broken_part_is_refused(altered, part):
    assert refusal(altered({part: "<worksheet><sheetData><row"})) in {"damaged", "empty"}
