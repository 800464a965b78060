"""What a document holds, in one language or in two side by side.

The same data become a PDF, a DOCX and a page. Whatever is given once for each language is a list
with one entry per language, in the order of ``Document.languages``.
"""

import re
from dataclasses import dataclass, field
from itertools import chain

from django.utils.html import format_html_join

from common.texts import LocalText, reader_language

PLAIN, STRONG, SMALL, HOURS = "plain", "strong", "small", "hours"
# Neither a spreadsheet nor a novel: what exceeds it would keep the server busy for seconds.
MOST_CHARACTERS = 500_000
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Control characters and halves of characters, which neither format can hold.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Of a tag of a language what every writer takes: "de" of "de-AT".
_LANGUAGE = re.compile("[a-z]{2,3}(?![a-z])")
_UNKNOWN_LANGUAGE = "und"


class TooLong(Exception):
    """The document holds more than can be printed at once."""


@dataclass(frozen=True)
class Piece:
    """Text and the language it is written in."""

    text: str
    lang: str


@dataclass(frozen=True)
class Line:
    """One paragraph, made of pieces."""

    pieces: tuple
    style: str = PLAIN

    @classmethod
    def of(cls, *texts, style=PLAIN):
        """Return the texts, one after the other; those that say nothing of it are the reader's."""
        return cls(tuple(_piece(text) for text in texts if text), style)

    @classmethod
    def joined(cls, texts, separator=" · ", style=PLAIN):
        """Return those of the texts that are not empty with a separator between them."""
        parts: list[str] = []
        for text in filter(None, texts):
            parts += [separator, text] if parts else [text]
        return cls.of(*parts, style=style)

    def __str__(self):
        return "".join(piece.text for piece in self.pieces)

    @property
    def marked(self):
        """The line for a page, where what is not in the reader's language is marked."""
        pieces = ((LocalText(piece.text, piece.lang),) for piece in self.pieces)
        return format_html_join("", "{}", pieces)


def strong(*texts):
    return Line.of(*texts, style=STRONG)


def small(*texts):
    return Line.of(*texts, style=SMALL)


def paragraphs(text, style=PLAIN):
    """Return a Line for each line of a text that was written with more than one."""
    return [Line.of(line, style=style) for line in text.splitlines() if line.strip()]


def _piece(text):
    """Return the text without what can not be printed."""
    lang = _language(text.lang) if isinstance(text, LocalText) else reader_language()
    return Piece(_UNPRINTABLE.sub("", _BREAKS.sub(" ", str(text))), lang)


def _language(tag):
    found = _LANGUAGE.match(tag.lower())
    return found[0] if found else _UNKNOWN_LANGUAGE


@dataclass(frozen=True)
class Face:
    """The head of a document in one language.

    mission    whose document it is
    kind       "Programme"
    title      of what
    lines      below the title: dates and places
    notes      how to read it, in small type
    running    words at the top of every sheet
    marks      ["DRAFT", ...] on every sheet
    foot       release and when it was printed, at the foot of every sheet
    sheet      "page {number} of {count}", with the two words in braces
    """

    mission: Line
    kind: Line
    title: Line
    lines: list
    notes: list
    running: str
    marks: list
    foot: str
    sheet: str


@dataclass(frozen=True)
class Approval:
    """The block at the top right of what somebody has approved; lines for each language."""

    words: list
    posts: list
    names: list
    dates: list


@dataclass(frozen=True)
class Link:
    """Where the document is found, as a picture to be scanned and as an address to be typed."""

    words: list
    address: str

    def line(self):
        return small(self.address)


@dataclass(frozen=True)
class Section:
    """A heading; one for each language."""

    headings: list
    block: str = field(default="section", init=False)

    def cells(self):
        return [self.headings]


@dataclass(frozen=True)
class Text:
    """Paragraphs; a list of lines for each language."""

    columns: list
    block: str = field(default="text", init=False)

    def cells(self):
        return self.columns


@dataclass(frozen=True)
class Row:
    """Cells of lines; ``is_long`` where one may be higher than a sheet, and has to break."""

    cells: list
    is_long: bool = field(init=False)

    LONG = 1500

    def __post_init__(self):
        lengths = [sum(len(str(line)) for line in cell) for cell in self.cells]
        object.__setattr__(self, "is_long", max(lengths, default=0) > self.LONG)


@dataclass(frozen=True)
class Table:
    """Rows below a head that is repeated on every sheet.

    ``widths`` are millimetres for narrow columns and shares, as "2fr", for the others. ``head``
    are cells of lines; one that has fewer than there are columns stretches its last.
    ``leads`` says what the first column holds: hours or numbers.
    """

    widths: list
    head: list
    rows: list
    caption: str = ""
    leads: str = "hours"
    block: str = field(default="table", init=False)

    def cells(self):
        return chain(self.head, *(row.cells for row in self.rows))

    def heads(self):
        """Return pairs of lines and span for the cells of the head."""
        last = len(self.head) - 1
        rest = len(self.widths) - last
        return [(cell, rest if at == last else 1) for at, cell in enumerate(self.head)]


@dataclass(frozen=True)
class Document:
    """What is printed: ``faces`` for each language, ``body`` of sections, texts and tables.

    ``size`` of its letters is in points.
    """

    languages: tuple
    faces: list
    body: list
    approval: Approval | None = None
    link: Link | None = None
    size: float = 10.5

    @property
    def title(self):
        """What the file is called by its reader."""
        return f"{self.faces[0].kind}: {self.faces[0].title}"

    def sides(self):
        """Return pairs of language and face."""
        return list(zip(self.languages, self.faces, strict=True))

    def marks(self):
        """Return what is said of it on every sheet, once where two languages say the same."""
        return list(dict.fromkeys(mark for face in self.faces for mark in face.marks))

    def checked(self):
        """Return itself; TooLong for more than can be printed at once."""
        lengths = (len(piece.text) for line in self._lines() for piece in line.pieces)
        if sum(lengths) > MOST_CHARACTERS:
            raise TooLong
        return self

    def _lines(self):
        for block in self.body:
            for cell in block.cells():
                yield from cell
