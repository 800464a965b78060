"""Documents as DOCX, for those who must edit them; no template but the library's own."""

import re
from io import BytesIO

from django.utils import timezone
from docx import Document as new_file
from docx.shared import Mm, Pt

from common.documents.codes import qr_png
from common.documents.content import HOURS, SMALL, STRONG
from common.documents.wordml import (
    CELL_END,
    TAGS,
    cell,
    keep_font,
    page_field,
    paragraph,
    row,
    run,
    spacer,
    table,
)

# Millimetres of A4.
PAGE, SIDE, END, RUNNING = (210, 297), 18, 22, 10
WIDTH = PAGE[0] - 2 * SIDE
APPROVAL, CODE = 72, 26
FOOT_SIZE = 8.5
FIELDS = {"{number}": "PAGE", "{count}": "NUMPAGES"}
# Styles of lines: how large against the body, and the rest of their look.
LOOKS = {
    STRONG: (1, {"bold": True}),
    SMALL: (0.87, {"grey": True}),
    HOURS: (1.14, {"bold": True}),
}


def docx_of(document):
    """Return the bytes of the DOCX of a Document; TooLong for more than can be printed at once."""
    document.checked()
    file = new_file()
    _describe(file.core_properties, document)
    _set_styles(file.styles, document)
    _set_sheet(file.sections[0], document)
    _write(file, document)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _describe(properties, document):
    """Say what the file is; it names no person and no program."""
    properties.title = document.title[:255]
    properties.author = str(document.faces[0].mission)[:255]
    properties.language = TAGS[document.languages[0]]
    properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)


def _set_styles(styles, document):
    lang = document.languages[0]
    for name, share in (("Normal", 1), ("Title", 1.6), ("Heading 1", 1.14)):
        styles[name].font.size = Pt(document.size * share)
        keep_font(styles[name].element, lang)
    styles["Normal"].paragraph_format.space_after = Pt(2)
    styles["Title"].paragraph_format.space_after = Pt(4)


def _set_sheet(section, document):
    section.page_width, section.page_height = map(Mm, PAGE)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(END)
    section.header_distance = section.footer_distance = Mm(RUNNING)
    _fill(section.header, _running(document))
    _fill(section.footer, _foot(document))


def _fill(part, paragraphs):
    for former in list(part._element):
        part._element.remove(former)
    part._element.extend(paragraphs)


def _running(document):
    """What stands at the top of every sheet: of what it is, and DRAFT where it is one."""
    for number, (lang, face) in enumerate(document.sides()):
        marks = document.marks() if number == 0 else []
        words = run(face.running, lang, size=FOOT_SIZE)
        marked = run("\t" + "  ".join(marks), lang, size=FOOT_SIZE, bold=True)
        yield paragraph(words, marked, tab=WIDTH)


def _foot(document):
    for lang, face in document.sides():
        words = run(f"{face.foot}\t", lang, size=FOOT_SIZE)
        yield paragraph(words, *_page_words(face.sheet, lang), tab=WIDTH)


def _page_words(sheet, lang):
    for part in filter(None, re.split(r"(\{\w+\})", sheet)):
        if part in FIELDS:
            yield page_field(FIELDS[part], lang, FOOT_SIZE)
        else:
            yield run(part, lang, size=FOOT_SIZE)


def _write(file, document):
    size = document.size
    if document.approval:
        _add(file, _approval(document.approval, document.languages, size))
    _add(file, _faces(file, document, size))
    for block in document.body:
        _add(file, BLOCKS[block.block](block, size))


def _add(file, elements):
    """Append to the body; the last of its children says how the sheets look."""
    for element in elements:
        file.element.body[-1].addprevious(element)


def _paragraphs(lines, size, **properties):
    return [_paragraph(line, size, **properties) for line in lines]


def _paragraph(line, size, **properties):
    share, look = LOOKS.get(line.style, (1, {}))
    sized = {} if share == 1 else {"size": size * share}
    runs = [run(piece.text, piece.lang, **sized, **look) for piece in line.pieces]
    return paragraph(*runs, **properties)


def _styled(line, style):
    runs = [run(piece.text, piece.lang) for piece in line.pieces]
    return paragraph(*runs, style=style)


def _beside(columns, width=WIDTH, last=()):
    """Return a table without rules: one column for each language, beside a ``last`` narrow one."""
    widths = [width / len(columns)] * len(columns)
    pairs = [*zip(widths, columns, strict=True), *((CODE, it) for it in last)]
    cells = row(*(cell(wide, it) for wide, it in pairs))
    return table([wide for wide, _it in pairs], [cells], ruled=False)


def _faces(file, document, size):
    """Return the head; the code stands in it, for at the end it could be alone on a sheet."""
    faces = [_face(face, size) for face in document.faces]
    link = document.link
    if link is None:
        return [_beside(faces), spacer()]
    head = _beside(faces, WIDTH - CODE, [[_code(file, link)]])
    return [head, *_paragraphs([*link.words, link.line()], size), spacer()]


def _face(face, size):
    return [
        *_paragraphs([face.mission, face.kind], size),
        _styled(face.title, "Title"),
        *_paragraphs([*face.lines, *face.notes], size),
    ]


def _approval(approval, languages, size):
    words = run(" / ".join(approval.words), languages[0], bold=True)
    names = [piece for line in approval.names for piece in _paragraph(line, size)[1:]]
    at = {"indent": WIDTH - APPROVAL}
    return [
        paragraph(words, **at),
        *_paragraphs(approval.posts, size, **at),
        paragraph(run("_" * 16 + " ", languages[0]), *names, **at),
        paragraph(run(" / ".join(approval.dates), languages[0]), **at),
        spacer(),
    ]


def _section(block, size):
    headings = [[_styled(line, "Heading1")] for line in block.headings]
    return headings[0] if len(headings) == 1 else [_beside(headings), spacer()]


def _text(block, size):
    columns = [_paragraphs(lines, size) for lines in block.columns]
    return columns[0] if len(columns) == 1 else [_beside(columns), spacer()]


def _table(block, size):
    widths = _widths(block.widths)
    rows = [
        row(
            *(cell(w, _paragraphs(lines, size)) for w, lines in zip(widths, it.cells, strict=True)),
            may_break=it.is_long,
        )
        for it in block.rows
    ]
    return [table(widths, [_head(block.heads(), widths, size), *rows]), spacer()]


def _widths(widths):
    """Return millimetres; what the fixed columns leave is shared by the others."""
    shares = [float(it.removesuffix("fr")) if isinstance(it, str) else 0 for it in widths]
    rest = WIDTH - sum(it for it in widths if not isinstance(it, str))
    pairs = zip(widths, shares, strict=True)
    return [rest * share / sum(shares) if share else it for it, share in pairs]


def _head(heads, widths, size):
    """The head goes on with the first row below it, and is repeated on every sheet."""
    made = [
        cell(
            sum(widths[at : at + span]),
            _paragraphs(lines, size, keep=True),
            span=span,
            rule=True,
        )
        for at, (lines, span) in enumerate(heads)
    ]
    return row(*made, is_head=True)


BLOCKS = {"section": _section, "text": _text, "table": _table}


def _code(file, link):
    """Return the paragraph of a picture that leads to the address."""
    made = file.add_paragraph()
    made.add_run().add_picture(BytesIO(qr_png(link.address)), width=Mm(CODE - CELL_END))
    file.inline_shapes[-1]._inline.docPr.set("descr", link.address)
    made._element.getparent().remove(made._element)
    return made._element
