"""Files as people and programs make them, and as the hostile do."""

import zipfile

import pytest
import xlsxwriter

WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}'


@pytest.fixture
def text_file(tmp_path):
    """Return a function that writes text in an encoding and returns its path."""

    def write(text, encoding="utf-8", name="table.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes rows into the first sheet of a workbook."""

    def write(rows, fill=None, **options):
        path = tmp_path / "table.xlsx"
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet("Data")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if fill:
                fill(book, sheet)
        return path

    return write


@pytest.fixture
def altered(workbook, tmp_path):
    """Return a function that makes a workbook and writes other contents into its parts."""

    def write(parts):
        source = workbook([["place", 1]])
        path = tmp_path / "altered.xlsx"
        with (
            zipfile.ZipFile(source) as old,
            zipfile.ZipFile(path, "w") as new,
        ):
            for name in old.namelist():
                if name not in parts:
                    new.writestr(name, old.read(name))
            for name, content in parts.items():
                new.writestr(name, content)
        return path

    return write
