"""Parts of WordprocessingML that python-docx has no words for, made as elements."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FONT = "Times New Roman"
# The dictionary for each language of the portal; other languages go by their own names.
TAGS = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "be": "be-BY"}
TWENTIETHS_OF_A_MM = 1440 / 25.4
# Millimetres that stay free at the right of a cell, and above and below its words.
CELL_END, CELL_AIR = 3, 0.7
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
THIN = {"val": "single", "sz": 4, "color": "999999"}
THICK = {"val": "single", "sz": 12, "color": "000000"}


def w(tag, *children, **attributes):
    """Return the element ``w:tag`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(millimetres):
    """Return a length as the format counts it: in twentieths of a point."""
    return round(millimetres * TWENTIETHS_OF_A_MM)


def keep_font(style, lang):
    """Let the style (its element) have one font, black, whatever the theme says."""
    look, paragraphs = style.get_or_add_rPr(), style.get_or_add_pPr()
    size = look.find(qn("w:sz")).get(qn("w:val"))
    scripts = ("ascii", "hAnsi", "cs", "eastAsia")
    for former in list(look):
        look.remove(former)
    for border in paragraphs.findall(qn("w:pBdr")):
        paragraphs.remove(border)
    bold = [] if style.get(qn("w:styleId")) == "Normal" else [w("b")]
    fonts = w("rFonts", **dict.fromkeys(scripts, FONT))
    look.extend(
        [fonts, *bold, w("color", val="000000"), w("sz", val=size), w("lang", val=TAGS[lang])]
    )


def run(text, lang, *, bold=False, size=None, grey=False):
    """Return a run of text in a language; ``size`` in points. A tab in it is one on paper."""
    look = [
        *([w("b")] if bold else []),
        *([w("color", val="444444")] if grey else []),
        *([w("sz", val=round(size * 2))] if size else []),
        w("lang", val=TAGS.get(lang, lang)),
    ]
    return w("r", w("rPr", *look), *_words(text))


def _words(text):
    for number, part in enumerate(text.split("\t")):
        if number:
            yield w("tab")
        if part:
            words = w("t")
            words.text = part
            words.set(XML_SPACE, "preserve")
            yield words


def page_field(name, lang, size):
    """Return what the reader's program fills in: PAGE or NUMPAGES."""
    return w("fldSimple", run("1", lang, size=size), instr=name)


def paragraph(*runs, style="", keep=False, tab=0, indent=0):
    """Return a paragraph; ``keep`` with the next one, a right ``tab`` and an ``indent`` in mm."""
    look = [
        *([w("pStyle", val=style)] if style else []),
        *([w("keepNext")] if keep else []),
        *([w("tabs", w("tab", val="right", pos=twips(tab)))] if tab else []),
        *([w("ind", left=twips(indent))] if indent else []),
    ]
    return w("p", w("pPr", *look), *runs)


def spacer():
    """Return a line of no height to speak of: two tables without one would become one."""
    look = w("pPr", w("spacing", before=0, after=0, line=120, lineRule="exact"))
    return w("p", look)


def table(widths, rows, *, ruled=True):
    """Return a table of fixed columns, ``widths`` in millimetres, with a rule below each row."""
    rules = [w("bottom", **THIN), w("insideH", **THIN)] if ruled else []
    look = w(
        "tblPr",
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("tblBorders", *rules),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *_margins(top=CELL_AIR, left=0, bottom=CELL_AIR, right=CELL_END)),
    )
    return w("tbl", look, w("tblGrid", *(w("gridCol", w=twips(it)) for it in widths)), *rows)


def _margins(**millimetres):
    return [w(side, w=twips(free), type="dxa") for side, free in millimetres.items()]


def row(*cells, is_head=False, may_break=False):
    """Return a row that stays on one sheet; a head is repeated on each."""
    look = [
        *([] if may_break else [w("cantSplit")]),
        *([w("tblHeader")] if is_head else []),
    ]
    return w("tr", w("trPr", *look), *cells)


def cell(width, paragraphs, *, span=1, rule=False):
    """Return a cell, ``width`` in millimetres; ``rule`` draws a thick one below it."""
    look = [
        w("tcW", w=twips(width), type="dxa"),
        *([w("gridSpan", val=span)] if span > 1 else []),
        *([w("tcBorders", w("bottom", **THICK))] if rule else []),
    ]
    return w("tc", w("tcPr", *look), *(paragraphs or [w("p")]))
