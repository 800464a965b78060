"""CSV: encodings, delimiters, quotes, and the numbers of lines."""

import csv

import pytest

from common.tables import TableError, open_table

RUSSIAN = "Страна;Экспорт\r\nКазахстан;592,4\r\nБеларусь;97,1\r\n"
BELARUSIAN = "Вобласць;Экспарт\nМагілёўская;1,5\nВіцебская вобласць і іншыя раёны;2,5\n"
KAZAKH = "Облыс;Экспорт\nҚостанай облысы;1,5\nТүркістан облысы;2,5\nӨскемен қаласы;3\n"


def cells_of(path):
    return [cells for _line, cells in open_table(path, path.name).rows()]


def refusal(path):
    with pytest.raises(TableError) as caught:
        list(open_table(path, path.name).rows())
    return caught.value


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8-sig"),
        (RUSSIAN, "utf-16", "utf-16"),
        ("\ufeff" + RUSSIAN, "utf-16-be", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "cp1251", "cp1251"),
        (BELARUSIAN, "cp1251", "cp1251"),
        (KAZAKH, "kz1048", "kz1048"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        ("Partner;Value\nCôte d’Ivoire;1\nTürkiye;2\n", "cp1252", "cp1252"),
    ],
)
def test_encoding_is_found(text_file, text, encoding, named):
    path = text_file(text, encoding)
    plain = text.removeprefix("\ufeff")

    assert open_table(path, path.name).encoding == named
    assert cells_of(path) == [line.split(";") for line in plain.splitlines()]


def test_encoding_of_a_late_letter_is_found(text_file):
    path = text_file("place,value\n" * 200_000 + "Минск,5\n", "cp1251")

    assert open_table(path, path.name).encoding == "cp1251"


def test_encoding_of_no_known_words_is_refused(text_file):
    assert refusal(text_file(b"a,b\n\xc0a\xdfb\x98,\x8fz\x90\n")).code == "encoding"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("year;export;import\n2017;592,4;97,1\n2018;783,7;112,3\n", ";"),
        ("2017;592,4\n2018;783,7\n", ";"),
        ("year\texport\n2017\t592,4\n", "\t"),
        ("year|export\n2017|592,4\n", "|"),
        ("year,export,import\n2017,592.4,97.1\n", ","),
        ("1,2,3\n4,5,6\n", ","),
        ('name,goods\nBLR,"meat; fish; milk"\nKAZ,"grain; ore; oil"\n', ","),
        ("Trade, million dollars, by year\nyear;export\n2017;592,4\n2018;783,7\n", ";"),
        ("place\nMinsk\n", ","),
    ],
)
def test_delimiter_is_found_by_content(text_file, text, delimiter):
    path = text_file(text)

    assert open_table(path, path.name).delimiter == delimiter


def test_delimiter_declared_in_the_first_line_is_taken(text_file):
    table = open_table(text_file("sep=|\na;b|c;d\n"), "table.csv")

    assert (table.delimiter, list(table.rows())) == ("|", [(2, ["a;b", "c;d"])])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_in_the_file(text_file, end):
    text = end.join(['a,"one', 'two"', "", "b,c", "", 'd,"say ""so"""', ""])

    assert list(open_table(text_file(text), "table.csv").rows()) == [
        (1, ["a", f"one{end}two"]),
        (4, ["b", "c"]),
        (6, ["d", 'say "so"']),
    ]


def test_cells_are_given_as_they_stand(text_file):
    assert cells_of(text_file("code,value\n0402, 1\u00a0234 \n")) == [
        ["code", "value"],
        ["0402", " 1\u00a0234 "],
    ]


def test_unclosed_quote_is_refused_with_its_line(text_file):
    error = refusal(text_file('a,b\nc,"d\ne,f\n'))

    assert (error.code, error.params) == ("unclosed_quote", {"line": 2})
    assert str(error) == (
        "The quotation mark opened in line 2 is not closed. Close it, or delete it, and choose the "
        "file again."
    )


def test_text_after_a_closing_quote_is_refused_with_its_line(text_file):
    error = refusal(text_file('a,b\n"OOO "Romashka"",d\n'))

    assert (error.code, error.params) == ("stray_quote", {"line": 2})


def test_long_cell_is_refused_with_its_line(text_file):
    error = refusal(text_file(f"a,b\nc,{'x' * 140_000}\n"))

    assert (error.code, error.params["line"]) == ("long_cell", 2)
    assert error.params["limit"] == csv.field_size_limit()


def test_endless_line_is_refused_before_it_is_read(text_file):
    assert refusal(text_file("a,b\n" + "c," * 2_000_000)).code == "long_line"


def test_row_of_too_many_columns_is_refused_with_its_line(text_file):
    error = refusal(text_file("a,b\n" + "," * 500 + "\n"))

    assert (error.code, error.params) == ("too_many_columns", {"line": 2, "limit": 500})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n;;;\r\n", "empty"),
        (b"a,b\nc\0,d\n", "binary"),
        (b"a,b\n\x01\x02\x03,d\n", "binary"),
        ("a;b\n\0;c\n".encode("utf-16"), "binary"),
        ("a;b\n".encode("utf-16") + b"\x00", "encoding"),
        (b"\xef\xbb\xbfa,b\n\xff,d\n", "encoding"),
    ],
)
def test_what_is_no_text_is_refused(text_file, content, code):
    assert refusal(text_file(content)).code == code
