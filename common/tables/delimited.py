"""Tables kept as text: CSV with any of the usual delimiters and encodings."""

import codecs
import csv
import re
from collections import Counter
from itertools import islice

from common.tables.encodings import bom_encoding, eight_bit_encoding, utf16_without_bom
from common.tables.errors import TableError

DELIMITERS = ("\t", ";", "|", ",")

_CHUNK = 1 << 20
_SAMPLE_BYTES = 1 << 18
_SAMPLE_ROWS = 200
# Control characters but tab, line ends, vertical tab and form feed.
_JUNK = bytes({*range(0x20)} - {*b"\t\n\v\f\r"})
_JUNK_TEXT = re.compile("[" + re.escape(_JUNK.decode()) + "]")
_LINE_END = re.compile(r"\r\n?|\n")
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile("(?<=[0-9]),(?=[0-9])")


class DelimitedTable:
    """A table kept as text, whose cells are text as it stands in the file.

    ``rows()`` starts at the beginning each time and holds one row in memory.
    """

    kind = "csv"

    def __init__(self, path, limits):
        self.path = path
        self.limits = limits
        self.encoding, sample = _Inspection(path, limits).result()
        self.delimiter, self._first_line = _delimiter(sample, self.limits)

    @property
    def sheets(self):
        return []

    def merged(self, sheet=None):
        return []

    def rows(self, sheet=None):
        """Yield (line, cells) of each row that is not an empty line.

        ``line`` is the line of the text file on which the row starts, counted from 1; line ends
        inside quoted cells count.
        """
        with open(self.path, encoding=self.encoding, newline="") as file:
            yield from _numbered(file, self.delimiter, self._first_line, self.limits)


def _numbered(lines, delimiter, first_line, limits):
    for _line in range(1, first_line):
        next(lines)
    columns = limits.columns
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = first_line
    try:
        for cells in reader:
            if cells:
                if len(cells) > columns:
                    raise TableError("too_many_columns", line=line, limit=columns)
                yield line, cells
            line = first_line + reader.line_num
    except csv.Error as error:
        raise _csv_error(str(error), line, limits) from error
    except UnicodeError as error:
        raise TableError("encoding") from error


def _csv_error(message, line, limits):
    if "unexpected end" in message:
        return TableError("unclosed_quote", line=line)
    if "field larger" in message:
        return TableError("long_cell", line=line, limit=csv.field_size_limit())
    return TableError("stray_quote", line=line)


class _Inspection:
    """One pass over the bytes of a file: what it is refused for, and its encoding.

    The whole file is looked at, for a name in another encoding may stand in its last line.
    """

    def __init__(self, path, limits):
        self.path = path
        self.limits = limits
        self.lines = 1
        self.without_line_end = 0
        self.is_blank = True

    def result(self):
        """Return (encoding, the first part of the text)."""
        with open(self.path, "rb") as file:
            start = file.read(_SAMPLE_BYTES)
            file.seek(0)
            encoding = bom_encoding(start) or utf16_without_bom(start)
            if encoding and encoding != "utf-8-sig":
                self._read_utf16(file, encoding)
            else:
                encoding = self._read_bytes(file, encoding)
        if self.is_blank:
            raise TableError("empty")
        return encoding, _decoded(start, encoding)

    def _read_utf16(self, file, encoding):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if _JUNK_TEXT.search(text):
                    raise TableError("binary")
                self._look_at(text.encode("utf-8", "surrogatepass"))
            decoder.decode(b"", final=True)
        except UnicodeError as error:
            raise TableError("encoding") from error

    def _read_bytes(self, file, declared):
        decoder = codecs.getincrementaldecoder("utf-8")()
        foreign = b""
        while chunk := file.read(_CHUNK):
            if len(chunk.translate(None, _JUNK)) != len(chunk):
                raise TableError("binary")
            self._look_at(chunk)
            if len(foreign) < _SAMPLE_BYTES and not chunk.isascii():
                foreign += chunk
            decoder = _fed(decoder, chunk)
        if _fed(decoder, b"", final=True):
            return declared or "utf-8"
        if declared:
            raise TableError("encoding")
        return _eight_bit(foreign)

    def _look_at(self, chunk):
        if self.is_blank:
            self.is_blank = not chunk.strip(b'\xef\xbb\xbf \t\r\n\v\f,;|"')
        last_end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        if last_end < 0:
            self.without_line_end += len(chunk)
        else:
            self.without_line_end = len(chunk) - last_end
        if self.without_line_end > self.limits.line_bytes:
            raise TableError("long_line", line=self.lines)
        self.lines += chunk.count(b"\n") or chunk.count(b"\r")


def _fed(decoder, chunk, *, final=False):
    """Return the decoder after the chunk, or None once something was not in its encoding."""
    try:
        if decoder:
            decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return None
    return decoder


def _eight_bit(sample):
    encoding = eight_bit_encoding(sample)
    if not encoding:
        raise TableError("encoding")
    return encoding


def _decoded(start, encoding):
    return codecs.getincrementaldecoder(encoding)("replace").decode(start).lstrip("\ufeff")


def _delimiter(sample, limits):
    """Return (delimiter, first line of the table) of the first part of a text.

    A first line ``sep=;`` is an instruction to spreadsheet programs.
    """
    lines = _LINE_END.split(sample)
    if len(lines) > 1 and len(sample) > _SAMPLE_BYTES // 4:
        lines.pop()
    declared = _SEPARATOR_LINE.fullmatch(lines[0].strip('" \r\n'))
    if declared and declared[1] in DELIMITERS:
        return declared[1], 2
    return _guessed_delimiter(lines), 1


def _guessed_delimiter(lines):
    """Return the delimiter under which the most rows have the same number of cells.

    Where a comma and another do about equally well, the comma is the decimal sign.
    """
    scores = {mark: _evenness(lines, mark) for mark in DELIMITERS}
    best = max(scores, key=scores.__getitem__)
    if scores[best] == 0:
        return ","
    if best != ",":
        return best
    rivals = [mark for mark in DELIMITERS[:-1] if scores[mark] >= 0.6 * scores[","] > 0]
    if rivals and _is_mostly_decimal(lines):
        return max(rivals, key=scores.__getitem__)
    return ","


def _evenness(lines, delimiter):
    """Return the share of rows with the commonest number of cells; 0 if that is a single cell."""
    widths = Counter(
        len(cells) for cells in _sample_rows(lines, delimiter) if any(map(str.strip, cells))
    )
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    return max(wide.values()) / widths.total() if wide else 0


def _sample_rows(lines, delimiter):
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    try:
        yield from islice(rows, _SAMPLE_ROWS)
    except csv.Error:
        return


def _is_mostly_decimal(lines):
    text = "\n".join(lines[:_SAMPLE_ROWS])
    return len(_BETWEEN_DIGITS.findall(text)) * 2 > text.count(",")
