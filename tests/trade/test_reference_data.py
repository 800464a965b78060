"""The reviewed tables of sections, chapters and groups of goods: checked as files."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "trade" / "data"
LANGUAGES = ("en", "ru", "kk", "be")
SHORT_NAMED = ("hs_sections", "hs_chapters")
# Two, four or six digits; chapter 77 is kept free by the nomenclature.
HS_CODE = re.compile(r"(?!77|00)\d\d(\d\d(\d\d)?)?")


def rows(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_file_is_plain_text_of_whole_rows(path):
    text = path.read_bytes().decode("utf-8")

    cells = list(csv.reader(text.splitlines()))

    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert {len(row) for row in cells} == {len(cells[0])}
    assert [cell for row in cells for cell in row if not cell or cell != cell.strip()] == []


def test_chapters_are_all_97_and_only_77_is_reserved():
    chapters = rows("hs_chapters")

    assert [row["code"] for row in chapters] == [f"{number:02}" for number in range(1, 98)]
    assert [row["code"] for row in chapters if row["reserved"] == "yes"] == ["77"]


def test_sections_are_21_and_cover_the_chapters_in_order():
    sections = rows("hs_sections")

    covered = [
        (f"{number:02}", row["section"])
        for row in sections
        for number in range(int(row["first_chapter"]), int(row["last_chapter"]) + 1)
    ]

    assert len(sections) == 21
    assert covered == [(row["code"], row["section"]) for row in rows("hs_chapters")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHORT_NAMED)
def test_short_names_are_short_and_tell_goods_apart(name, language):
    names = [row[f"short_{language}"] for row in rows(name)]

    assert [text for text in names if len(text) > 45] == []
    assert [text for text, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("name", SHORT_NAMED)
def test_belarusian_short_names_are_not_russian_ones(name):
    assert [row for row in rows(name) if row["short_be"] == row["short_ru"]] == []


def test_groups_have_valid_codes_and_differ_in_belarusian():
    groups = rows("product_groups")

    codes = [code for row in groups for code in row["assumed_codes"].split(";")]

    assert [code for code in codes if not HS_CODE.fullmatch(code)] == []
    assert [row for row in groups if row["name_be"] == row["name_ru"]] == []


@pytest.mark.parametrize("field", ["slug", "as_named", *(f"name_{code}" for code in LANGUAGES)])
def test_groups_are_named_once(field):
    named = Counter(part for row in rows("product_groups") for part in row[field].split(";"))

    assert [part for part, count in named.items() if count > 1] == []


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("meat and dairy products", "02;04"),
        ("optical-fibre cables", "854470"),
        ("carpets and flooring", "57"),
        ("cotton fibre", "5201"),
    ],
)
def test_goods_of_the_vitebsk_item_have_their_codes(phrase, codes):
    by_phrase = {
        part: row["assumed_codes"]
        for row in rows("product_groups")
        for part in row["as_named"].split(";")
    }

    assert by_phrase[phrase] == codes
