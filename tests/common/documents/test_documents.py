"""Documents as PDF and DOCX: what people wrote is printed literally, and nothing is lost."""

import io
import threading
import time
import zipfile

import pytest
from django.utils import translation
from docx import Document as read_docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from common.documents import Approval, Document, Face, Line, Link, Row, Section, Table, Text
from common.documents.codes import qr_svg
from common.documents.content import MOST_CHARACTERS, TooLong, paragraphs, small, strong
from common.documents.docx import docx_of
from common.documents.pdf import pdf_of
from common.texts import LocalText

HOSTILE = [
    "\"'><svg/onload=alert(1)>",
    "#eval(panic()) $x^2$ @ref <label> *b* _i_ = h \\ //c",
    "```raw``` &amp; ]]> <w:p/>",
    "{number} {count}",
    "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ўў",
]
UNREADABLE = [
    "👩‍👧 🇰🇿",
    "日本語",
    "مرحبا שלום",
    "a\x00b\x0bc\ud800",
    "\u202eabc",
    "\u200b" * 50,
    "",
]
PDF_UA = b"pdfuaid"


def face(lang="en", title="Visit of Brest", **words):
    given = {
        "mission": Line.of("Embassy"),
        "kind": Line.of("Programme"),
        "title": Line.of(LocalText(title, lang)),
        "lines": [Line.of("14 September 2026")],
        "notes": [small("Local time")],
        "running": "Programme: Visit",
        "marks": [],
        "foot": "Release 1",
        "sheet": "page {number} of {count}",
    }
    return Face(**given | words)


def table(*texts):
    return Table(
        [26, "1fr"], [[strong("Monday")]], [Row([[Line.of("09:00")], [strong(t)]]) for t in texts]
    )


def document(*body, faces=None, languages=("en",), **parts):
    return Document(languages, faces or [face(lang) for lang in languages], list(body), **parts)


def sheets(pdf):
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf):
    return " ".join(" ".join(sheets(pdf)).split())


def root_of(pdf):
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def words_of(docx):
    """Return the text of all parts of the file, and their XML."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return "\n".join(
            file.read(name).decode() for name in file.namelist() if name.endswith("xml")
        )


def cells_of(docx):
    file = read_docx(io.BytesIO(docx))
    return [cell.text for found in file.tables for row in found.rows for cell in row.cells]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_printed_as_it_was_written(text):
    given = document(table(text), faces=[face(title=text)])

    pdf, docx = pdf_of(given), docx_of(given)

    assert text_of(pdf).count(text) == 2
    assert cells_of(docx)[-1] == text
    assert PDF_UA in pdf


@pytest.mark.parametrize("text", UNREADABLE)
def test_no_text_hinders_printing(text):
    given = document(table(text, "the end"))

    assert "the end" in text_of(pdf_of(given))
    assert cells_of(docx_of(given))[-1] == "the end"


def test_pdf_is_tagged_and_says_its_title_and_language():
    pdf = pdf_of(document(table("Talks"), languages=("kk",)))

    root = root_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "Programme: Visit of Brest"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("kk", True)
    assert PDF_UA in pdf


def test_letters_of_all_languages_are_within_the_pdf():
    pdf = pdf_of(document(table("ӘәҒғҚқҢңӨөҰұҮүҺһІіЎў")))

    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for sheet in PdfReader(io.BytesIO(pdf)).pages
        for font in sheet["/Resources"]["/Font"].values()
    ]
    assert {font["/FontName"].split("+")[1].split("-")[0] for font in fonts} == {"LibertinusSerif"}
    assert all("/FontFile3" in font for font in fonts)


def test_head_of_a_table_and_the_marks_stand_on_every_sheet():
    given = document(table(*(f"Talks {n}" for n in range(120))), faces=[face(marks=["DRAFT"])])

    found = sheets(pdf_of(given))

    assert len(found) > 2
    for number, sheet in enumerate(found, 1):
        assert [sheet.count("DRAFT"), sheet.count("Monday")] == [1, 1]
        assert f"page {number} of {len(found)}" in sheet


def test_heading_and_words_stand_on_the_sheet_where_their_table_begins():
    apart = []
    for lines in range(30, 60):
        before = Text([[Line.of(f"line {number}") for number in range(lines)]])
        after = (Section([Line.of("As held")]), Text([[small("By release 1")]]), table("first"))
        found = sheets(pdf_of(document(before, *after)))
        begins = [sheet for sheet in found if "first" in sheet]
        apart += [lines] * (["As held" in sheet for sheet in begins] != [True])

    assert (len(found), apart) == (2, [])


def test_no_row_is_broken_over_two_sheets():
    texts = [f"begins{n} " + "and goes on " * 25 + f"ends{n}" for n in range(40)]

    found = sheets(pdf_of(document(table(*texts))))

    for number in range(40):
        [start] = [at for at, sheet in enumerate(found) if f"begins{number} " in sheet]
        assert f"ends{number}" in found[start]


def test_what_is_higher_than_a_sheet_goes_on_on_the_next():
    found = sheets(pdf_of(document(table("long " * 2000 + "end"))))

    assert (len(found), "end" in found[-1]) == (3, True)
    assert sum(sheet.count("long") for sheet in found) == 2000


def test_word_longer_than_a_column_goes_on_in_the_next_line():
    [sheet] = sheets(pdf_of(document(table("x" * 500))))

    lines = [line.count("x") for line in sheet.splitlines() if "xx" in line]
    assert sum(lines) == 500
    assert max(lines) == 60


def test_two_languages_stand_side_by_side():
    row = Row([[Line.of("09:00")], [strong("Talks")], [strong("Келіссөздер")]])
    body = Table([26, "1fr", "1fr"], [[], [strong("Monday")], [strong("Дүйсенбі")]], [row])
    given = document(body, languages=("en", "kk"))

    assert "09:00 Talks Келіссөздер" in text_of(pdf_of(given))
    assert cells_of(docx_of(given))[-3:] == ["09:00", "Talks", "Келіссөздер"]


def test_docx_marks_each_text_with_its_language():
    with translation.override("ru"):
        docx = docx_of(document(table(LocalText("Kelissózder", "kk"), "Переговоры")))

    runs = read_docx(io.BytesIO(docx)).tables[-1].rows
    found = [row.cells[1]._tc.find(f".//{qn('w:lang')}").get(qn("w:val")) for row in runs[1:]]
    assert found == ["kk-KZ", "ru-RU"]


@pytest.mark.parametrize(
    ("tag", "named"),
    [("ru", "ru-RU"), ("de", "de"), ("de-AT", "de"), ("DE", "de"), ("german", "und"), ("", "und")],
)
def test_text_of_any_language_is_printed(tag, named):
    given = document(table(LocalText("Warenumsatz", tag)))
    row = read_docx(io.BytesIO(docx_of(given))).tables[-1].rows[-1]
    lang = row.cells[1]._tc.find(f".//{qn('w:lang')}").get(qn("w:val"))
    assert (lang, "Warenumsatz" in text_of(pdf_of(given))) == (named, True)


def test_docx_repeats_heads_and_keeps_rows_whole():
    file = read_docx(io.BytesIO(docx_of(document(table("Talks", "long " * 2000)))))

    rows = file.tables[-1].rows
    found = [
        (
            row._tr.find(f".//{qn('w:tblHeader')}") is not None,
            row._tr.find(f".//{qn('w:cantSplit')}") is not None,
        )
        for row in rows
    ]
    assert found == [(True, True), (False, True), (False, False)]


def test_docx_is_a4_and_counts_its_pages():
    file = read_docx(io.BytesIO(docx_of(document(table("Talks")))))

    section = file.sections[0]
    fields = [it.get(qn("w:instr")) for it in section.footer._element.iter(qn("w:fldSimple"))]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), fields) == (18, ["PAGE", "NUMPAGES"])


def test_docx_says_what_it_is_and_names_no_person():
    about = read_docx(io.BytesIO(docx_of(document(table("Talks"))))).core_properties

    found = (about.title, about.author, about.last_modified_by, about.comments, about.language)
    assert found == ("Programme: Visit of Brest", "Embassy", "", "", "en-GB")


def test_all_parts_of_a_document_are_in_both_files():
    given = document(
        Section([Line.of("The delegation")]),
        Text([paragraphs("one\n\ntwo")]),
        table("Talks"),
        approval=Approval(["APPROVED"], [Line.of("Ambassador")], [Line.of("A. Smith")], ["1 May"]),
        link=Link([Line.of("On a screen:")], "https://portal.example/p/abc/"),
    )

    pdf, docx = text_of(pdf_of(given)), words_of(docx_of(given))

    for words in ("The delegation", "one", "two", "APPROVED", "Ambassador", "A. Smith", "1 May"):
        assert (words in pdf, words in docx) == (True, True)
    for words in ("On a screen:", "https://portal.example/p/abc/"):
        assert (words in pdf, words in docx) == (True, True)


@pytest.mark.parametrize("languages", [("en",), ("ru", "kk")])
def test_code_stands_in_the_head_and_never_alone_on_a_sheet(languages):
    link = Link([Line.of("On a screen:")] * len(languages), "https://portal.example/p/abc/")
    given = document(table(*["Talks"] * 60), languages=languages, link=link)

    first, *others = sheets(pdf_of(given))
    [head, *_rest] = read_docx(io.BytesIO(docx_of(given))).tables

    assert link.address in first
    assert [link.address in sheet for sheet in others] == [False] * len(others) != []
    assert [len(cell._tc.xpath(".//pic:pic")) for cell in head.rows[0].cells] == [
        *[0] * len(languages),
        1,
    ]


def test_each_language_has_its_marks_beside_its_running_words():
    faces = [
        face("ru", running="Программа", marks=["ПРОЕКТ", "СЛУЖЕБНОЕ"]),
        face("kk", running="Бағдарлама", marks=["ЖОБА", "ҚЫЗМЕТТІК"]),
    ]

    text = text_of(pdf_of(document(table("Talks"), languages=("ru", "kk"), faces=faces)))

    assert text.startswith("Программа ПРОЕКТ СЛУЖЕБНОЕ Бағдарлама ЖОБА ҚЫЗМЕТТІК")


def test_code_is_a_square_with_its_quiet_zone():
    svg = qr_svg("https://portal.example/")

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33">')
    assert "M4 4h1v1h-1z" in svg
    assert "M3 4h1v1h-1z" not in svg


def test_too_long_a_document_is_refused():
    given = document(table("x" * MOST_CHARACTERS))

    for write in (pdf_of, docx_of):
        with pytest.raises(TooLong):
            write(given)


def test_documents_of_many_threads_do_not_mix():
    found = {}

    def write(number):
        found[number] = text_of(pdf_of(document(table(f"Talks {number}."))))

    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(f"Talks {number}." in found[number] for number in range(8))
    assert {text.count("Talks") for text in found.values()} == {1}


def test_writing_leaves_other_threads_to_work():
    """The typesetter holds no lock of Python while it works: other requests are answered."""
    given = document(table(*(f"Talks {n}" for n in range(300))))
    writer = threading.Thread(target=pdf_of, args=[given])
    writer.start()
    turns = 0
    while writer.is_alive():
        time.sleep(0.001)
        turns += 1

    assert turns > 20
