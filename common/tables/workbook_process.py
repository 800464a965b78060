"""Reading a workbook in a process of its own, with little memory and little time.

    python -I workbook_process.py inspect|rows FILE ARGUMENTS

Run by ``common.tables.workbooks``; it imports nothing of the portal. ARGUMENTS and the answers are
JSON, one object or array a line.

``inspect`` looks at the parts of the file one after the other, without unpacking any of them into
memory, and answers ``{"sheets": [...], "merged": {...}, "errors": {...}}``.
``rows`` has the sheet parsed and answers arrays of ``[line, cells]``, then ``{"end": true}``.
Either answers ``{"error": code, "params": {...}}`` instead.
"""

import json
import posixpath
import re
import resource
import signal
import sys
import xml.parsers.expat as expat
import zipfile
from datetime import date, datetime, time

CELLS_A_LINE = 5000
CHUNK = 1 << 18
DIGITS = b"0123456789"
# Whole numbers beyond this are not kept exactly by spreadsheets.
EXACT = 10**15
SMALL_ENTRY = 10_000_000

NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]

# The library that parses workbooks takes these two names as given.
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


class Refused(Exception):
    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params


def main():
    act, path, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    limits = arguments["limits"]
    try:
        {"inspect": inspect, "rows": rows}[act](path, arguments, limits)
    except Refused as refusal:
        answer({"error": refusal.code, "params": refusal.params})
    except BrokenPipeError:
        sys.stderr.close()
    except MemoryError:
        answer({"error": "exhausted", "params": {}})
    except BaseException:  # also the panics of the parser, which are no Exception
        answer({"error": "damaged", "params": {}})


def answer(value):
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=as_json) + "\n")
    sys.stdout.flush()


def as_json(value):
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return str(value)


def limit_resources(memory, seconds):
    """Kill this process when it takes more memory (bytes) or seconds than given."""
    # Seconds by the clock are counted until the first answer; a slow reader is no fault.
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        with open("/proc/self/statm") as sizes:
            taken = int(sizes.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    except OSError:  # a system without /proc: time alone is limited
        return


# Inspecting


def inspect(path, arguments, limits):
    limit_resources(limits["inspect_memory"], limits["seconds"])
    try:
        with zipfile.ZipFile(path) as archive:
            check_entries(archive.infolist(), limits)
            answer(inspected(archive, limits))
    except (zipfile.BadZipFile, expat.ExpatError, EOFError, KeyError, ValueError) as error:
        raise Refused("damaged") from error
    except (NotImplementedError, RuntimeError) as error:  # unknown packing, encrypted entry
        raise Refused("damaged") from error


def check_entries(entries, limits):
    names = {entry.filename for entry in entries}
    if len(entries) > limits["entries"]:
        raise Refused("too_expanded")
    if len(names) != len(entries) or WORKBOOK not in names:
        raise Refused("damaged")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    if sum(entry.file_size for entry in entries) > limits["expanded_bytes"]:
        raise Refused("too_expanded")
    if any(is_bomb(entry, limits["expansion"]) for entry in entries):
        raise Refused("too_expanded")


def is_bomb(entry, expansion):
    return entry.file_size > max(SMALL_ENTRY, entry.compress_size * expansion)


def inspected(archive, limits):
    parts = {}
    for entry in archive.infolist():
        part = parts[entry.filename] = Part(limits)
        with archive.open(entry) as file:
            part.read(file)
    named = {name: parts[path] for name, path in sheet_parts(archive) if path in parts}
    sheets = {name: part for name, part in named.items() if part.is_worksheet}
    if not sheets:
        raise Refused("damaged")
    if not any(part.cells for part in sheets.values()):
        raise Refused("empty")
    return {
        "sheets": list(sheets),
        "merged": {name: part.merged for name, part in sheets.items() if part.merged},
        "errors": {name: part.errors for name, part in sheets.items() if part.errors},
    }


def sheet_parts(archive):
    """Yield (name of the sheet, name of the part it is kept in), in the workbook's order."""
    targets = {}

    def relation(name, attributes):
        if local_name(name) == "Relationship":
            targets[attributes["Id"]] = posixpath.join("/xl", attributes["Target"])

    found = []

    def sheet(name, attributes):
        if local_name(name) == "sheet":
            identity = next(attributes[key] for key in attributes if local_name(key) == "id")
            found.append((attributes["name"], posixpath.normpath(targets[identity]).lstrip("/")))

    for part, handler in ((RELATIONS, relation), (WORKBOOK, sheet)):
        parser = expat.ParserCreate()
        parser.StartElementHandler = handler
        with archive.open(part) as file:
            parser.ParseFile(file)
    return found


def local_name(name):
    return name.rpartition(":")[2]


def refuse_doctype(*_declaration):
    raise Refused("unsafe")


class Part:
    """One part of a workbook: its prologue and, of a worksheet, the cells that have a value.

    ``merged`` holds (first line, first column, last line, last column), ``errors`` (line, column,
    text); lines count from 1 and columns from 0.
    """

    def __init__(self, limits):
        self.limits = limits
        self.root = None
        self.cells = 0
        self.merged = []
        self.errors = []

    @property
    def is_worksheet(self):
        return self.root == "worksheet"

    def read(self, file):
        self.read_prologue(file)
        if self.is_worksheet:
            file.seek(0)
            self.read_worksheet(file)
        # To the end, where a part that is longer than it says does not fit its checksum.
        while file.read(CHUNK):
            continue

    def read_prologue(self, file):
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self.found_root
        try:
            while self.root is None and (chunk := file.read(CHUNK)):
                parser.Parse(chunk)
        except expat.ExpatError as error:
            if error.code == NO_MEMORY:
                raise MemoryError from error
            # Otherwise a picture or the like, which is no XML.

    def found_root(self, name, _attributes):
        if self.root is None:
            self.root = local_name(name)

    def read_worksheet(self, file):
        """Look for what is wanted in the bytes as spreadsheet programs write them.

        A parser of XML takes five times as long. What is written in some other way is found when
        the sheet is parsed, under the limits of memory and with its size compared once more.
        """
        rest = b""
        while chunk := file.read(CHUNK):
            chunk = rest + chunk
            end = chunk.rfind(b"c>") + 2
            end = end if end > 1 else chunk.rfind(b">") + 1
            rest = chunk[end:]
            self.look_at(chunk[:end])
        self.look_at(rest)

    def look_at(self, chunk):
        if references := VALUE.findall(chunk):
            self.cells += len(references)
            self.check(references)
            if b't="e"' in chunk:
                self.errors += map(error_cell, ERROR.finditer(chunk))
        elif ANY_VALUE.search(chunk):
            self.cells += 1
        self.merged += map(merged_range, MERGED.findall(chunk))

    def check(self, references):
        columns = {reference.rstrip(DIGITS) for reference in references}
        most = self.limits["columns"]
        if max(map(column_number, columns)) > most:
            raise Refused(
                "too_many_columns",
                line=next(line for line, column in map(place, references) if column >= most),
                limit=most,
            )
        if place(references[-1])[0] > self.limits["workbook_rows"]:
            raise Refused("too_many_rows", limit=self.limits["workbook_rows"])
        if self.cells > self.limits["workbook_cells"]:
            raise Refused("too_many_cells", limit=self.limits["workbook_cells"])


# A cell that is more than its style: <c r="B7" s="1"><v>...
VALUE = re.compile(rb"""<(?:\w+:)?c (?:[^<>/]*? )??r="([A-Z]+[0-9]+)"[^<>/]*>(?!</)""")
ANY_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b")
ERROR = re.compile(
    rb"""<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^<>/]* t="e"[^<>/]*>"""
    rb"""(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"""
)
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)\"""")


def error_cell(match):
    return (*place(match[1]), match[2].decode())


def merged_range(corners):
    return (*place(corners[0]), *place(corners[1]))


def place(reference):
    """Return (line from 1, column from 0) of a reference such as B7."""
    letters = reference.rstrip(DIGITS)
    return int(reference[len(letters) :]), column_number(letters) - 1


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


# Reading


def rows(path, arguments, limits):
    from python_calamine import CalamineWorkbook

    limit_resources(limits["read_memory"], limits["seconds"])
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(arguments["sheet"])
    signal.setitimer(signal.ITIMER_REAL, 0)
    if sheet.start is None:
        return answer({"end": True})
    check_size(sheet.end, limits)
    padding = [None] * sheet.start[1]
    longest = limits["cell_characters"]
    rows_a_line = max(1, CELLS_A_LINE // (len(padding) + sheet.width))
    batch = []
    for line, row in enumerate(sheet.iter_rows(), 1):
        batch.append((line, padding + [plain(cell, line, longest) for cell in row]))
        if len(batch) == rows_a_line:
            answer(batch)
            batch = []
    if batch:
        answer(batch)
    return answer({"end": True})


def check_size(end, limits):
    last_line, columns = end[0] + 1, end[1] + 1
    if last_line > limits["workbook_rows"]:
        raise Refused("too_many_rows", limit=limits["workbook_rows"])
    if columns > limits["columns"]:
        raise Refused("too_many_columns", line=last_line, limit=limits["columns"])


def plain(cell, line, longest):
    """Return the value of a cell: whole numbers as int, midnights as dates, None for nothing."""
    if cell == "":
        return None
    kind = type(cell)
    if kind is str:
        if len(cell) > longest:
            raise Refused("long_cell", line=line, limit=longest)
    elif kind is float:
        return int(cell) if -EXACT < cell < EXACT and cell == int(cell) else cell
    elif kind is datetime and cell.time() == time():
        return cell.date()
    return cell


if __name__ == "__main__":
    main()
