"""The reviewed tables of places, organisations and people: checked as files, without a database."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pycountry
import pytest
from babel import Locale

from common.partial_dates import PartialDate

DATA = Path(__file__).parents[2] / "regions" / "data"
LANGUAGES = ("en", "ru", "kk", "be")
NAMED = ("places", "sectors", "organisations", "persons")
COUNTRIES = {"BY", "KZ"}
LETTERS = {
    "en": set("abcdefghijklmnopqrstuvwxyz"),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    "be": set("абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
}
# Names that Russian keeps in the letters of the decrees which gave them.
KAZAKH_IN_RUSSIAN = ("Жетісу", "Ұлытау", "Қонаев")
SAME_IN_RUSSIAN_AND_BELARUSIAN = {
    # Places
    *("Гомель", "Тараз", "Атырау", "Уральск", "Караганда", "Актау", "Туркестан", "Семей"),
    # People
    "Мурат Нуртлеу",
    # Sectors
    *("Культура", "Торф"),
    # Companies and agencies
    *("МТЗ-Казахстан", "КазБелАЗ", "БЕЛАЗ", "Гомсельмаш", "Спартак", "БЕЛТА"),
}

# Regions with a common border, and the cities beside the regions that surround them.
BELARUSIAN_NEIGHBOURS = """
BR-HO BR-HR BR-MI HM-MI HO-MA HO-MI HR-MI HR-VI MA-MI MA-VI MI-VI
"""
KAZAKH_NEIGHBOURS = """
10-33 10-35 10-55 10-63 11-35 11-39 11-55 11-59 11-71 15-23 15-27 15-39 15-43 15-47 15-62
19-31 19-33 19-35 19-75 23-27 23-47 31-35 31-61 31-62 33-35 35-39 35-55 35-62 39-59 39-62
43-61 43-62 55-59 61-62 61-79
"""
CITIES_BESIDE = {"BY-HM": "BY-MI", "KZ-71": "KZ-11", "KZ-75": "KZ-19", "KZ-79": "KZ-61"}


def rows(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name, field):
    return [row[field] for row in rows(name)]


@pytest.fixture(scope="module")
def places():
    return {row["code"]: row for row in rows("places")}


@pytest.fixture(scope="module")
def regional(places):
    return {code: row for code, row in places.items() if row["parent"] in COUNTRIES}


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_file_is_plain_text_of_whole_rows(path):
    text = path.read_bytes().decode("utf-8")
    width = len(rows(path.stem)[0])

    cells = list(csv.reader(text.splitlines()))

    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert {len(cell) for cell in cells} == {width}
    assert [cell for row in cells for cell in row if cell != cell.strip()] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [("places", "code"), ("country_names", "code"), *((name, "slug") for name in NAMED[1:])],
)
def test_keys_are_unique(name, key):
    assert [key for key, count in Counter(column(name, key)).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMED)
def test_every_name_is_there_in_four_languages(name):
    nameless = [row for row in rows(name) if not all(row[f"name_{code}"] for code in LANGUAGES)]

    assert nameless == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMED)
def test_names_use_the_letters_of_their_language(name, language):
    strange = [
        text
        for text in column(name, f"name_{language}")
        if {c for c in text.lower() if c.isalpha()} - LETTERS[language]
        and not (language == "ru" and text.endswith(KAZAKH_IN_RUSSIAN))
    ]

    assert strange == []


@pytest.mark.parametrize("name", NAMED)
def test_belarusian_names_are_not_russian_ones(name):
    same = {row["name_be"] for row in rows(name) if row["name_be"] == row["name_ru"]}

    assert same <= SAME_IN_RUSSIAN_AND_BELARUSIAN


def test_regions_are_twenty_and_seven(regional):
    assert Counter(row["parent"] for row in regional.values()) == {"KZ": 20, "BY": 7}
    assert Counter(row["kind"] for row in regional.values()) == {
        "region": 23,
        "capital_city": 2,
        "city": 2,
    }


def test_kazakh_names_of_regions_end_as_oblasts_and_cities(regional):
    endings = {row["name_kk"].rsplit(" ", 1)[1] for row in regional.values()}

    assert endings == {"облысы", "қаласы"}


def test_short_names_fit_a_square(places):
    long = [
        row[f"short_{language}"]
        for row in places.values()
        for language in LANGUAGES
        if not 0 < len(row[f"short_{language}"]) <= 12
    ]

    assert long == []


def test_short_names_of_regions_tell_them_apart(regional):
    for language in LANGUAGES:
        assert len({row[f"short_{language}"] for row in regional.values()}) == 27


def test_every_parent_is_there(places):
    parents = {row["parent"] for row in places.values()} - {""}

    assert parents <= places.keys() | COUNTRIES


def test_centres_lie_in_their_regions_but_for_minsk(regional, places):
    outside = {
        code: row["centre"]
        for code, row in regional.items()
        if row["kind"] == "region" and places[row["centre"]]["parent"] != code
    }

    assert outside == {"BY-MI": "BY-HM"}


def test_places_have_their_clock_and_their_position(regional, places):
    located = [places[row["centre"] or code] for code, row in regional.items()]

    assert all(ZoneInfo(row["time_zone"]) for row in regional.values())
    assert all(42 < float(row["latitude"]) < 56 for row in located)
    assert all(23 < float(row["longitude"]) < 83 for row in located)


def test_population_is_dated_and_sourced_or_unknown(places):
    stated = [row for row in places.values() if row["population"]]

    assert {row["parent"] for row in stated} == COUNTRIES
    assert all(date.fromisoformat(row["population_date"]) for row in stated)
    assert all(row["population_source"] for row in stated)


def tile(row):
    return int(row["tile_row"]), int(row["tile_column"])


def touch(one, other):
    return sum(abs(a - b) for a, b in zip(tile(one), tile(other), strict=True)) == 1


def test_tiles_are_one_to_a_region(regional):
    tiles = Counter((row["parent"], *tile(row)) for row in regional.values())

    assert set(tiles.values()) == {1}


@pytest.mark.parametrize(("city", "region"), CITIES_BESIDE.items())
def test_tile_of_a_city_touches_the_region_around_it(regional, city, region):
    assert touch(regional[city], regional[region])


@pytest.mark.parametrize(
    ("country", "neighbours", "touching", "all_pairs"),
    [("BY", BELARUSIAN_NEIGHBOURS, 8, 11), ("KZ", KAZAKH_NEIGHBOURS, 25, 35)],
)
def test_tiles_of_neighbours_touch_as_often_as_said(
    regional, country, neighbours, touching, all_pairs
):
    pairs = [pair.split("-") for pair in neighbours.split()]

    met = [pair for pair in pairs if touch(*(regional[f"{country}-{code}"] for code in pair))]

    assert (len(met), len(pairs)) == (touching, all_pairs)


def test_other_names_belong_to_places_in_their_time(places):
    names = rows("place_names")
    spans = [(row["since"], row["until"]) for row in names if row["since"] and row["until"]]

    countries = {country.alpha_2 for country in pycountry.countries}
    assert {row["code"] for row in names} <= places.keys() | countries
    assert {row["kind"] for row in names} == {"former", "alias", "local", "code"}
    assert all(date.fromisoformat(since) < date.fromisoformat(until) for since, until in spans)


def test_other_names_are_listed_once():
    keys = Counter(
        (row["code"], row["name"], row["language"], row["kind"], row["since"])
        for row in rows("place_names")
    )

    assert [key for key, count in keys.items() if count > 1] == []


def test_names_of_the_kazakh_capital_follow_one_another():
    names = [
        (row["name"], row["since"], row["until"])
        for row in rows("place_names")
        if (row["code"], row["language"], row["kind"]) == ("KZ-71", "en", "former")
    ]

    assert names[-2:] == [
        ("Astana", "1998-05-06", "2019-03-23"),
        ("Nur-Sultan", "2019-03-23", "2022-09-19"),
    ]


def test_splits_are_those_of_2018_and_2022():
    splits = [
        (row["date"], row["code"], row["other_code"])
        for row in rows("place_changes")
        if row["kind"] == "split"
    ]

    assert splits == [
        ("2018-06-19", "KZ-79", "KZ-61"),
        ("2022-06-08", "KZ-10", "KZ-63"),
        ("2022-06-08", "KZ-33", "KZ-19"),
        ("2022-06-08", "KZ-62", "KZ-35"),
    ]


def test_changes_name_places_and_tell_them_in_four_languages(places):
    changes = rows("place_changes")

    assert {row["code"] for row in changes} <= places.keys()
    assert {row["other_code"] for row in changes} - {""} <= places.keys()
    assert all(row[f"note_{language}"] for row in changes for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_country_names_correct_what_babel_says(language):
    babel = Locale(language).territories
    names = {row["code"]: row[f"name_{language}"] for row in rows("country_names")}

    assert names.keys() <= babel.keys()
    assert [code for code, name in names.items() if name == babel[code]] == []


def test_organisations_stand_in_known_places(places):
    known = places.keys() | COUNTRIES | {""}

    assert set(column("organisations", "place")) <= known


def test_each_region_has_one_authority(regional):
    seats = Counter(row["place"] for row in rows("organisations") if row["kind"] == "authority")

    assert {code: seats[code] for code in regional} == dict.fromkeys(regional, 1)


def test_posts_name_known_people_organisations_and_places(places):
    posts = rows("posts")

    assert {row["person"] for row in posts} <= set(column("persons", "slug"))
    assert {row["organisation"] for row in posts} <= {"", *column("organisations", "slug")}
    assert {row["place"] for row in posts} <= {"", *places, *COUNTRIES}


def test_posts_are_titled_and_dated_as_the_sources_date_them():
    posts = rows("posts")

    assert all(row[f"title_{language}"] for row in posts for language in LANGUAGES)
    assert all(
        PartialDate(row[field]).text == row[field]
        for row in posts
        for field in ("since", "until", "as_of")
    )


def test_members_of_groups_are_countries_with_their_years(places):
    members = rows("group_members")
    groups = Counter(row["group"] for row in members if not row["until"])

    assert groups == {"eaeu": 5, "cis": 10}
    assert {row["group"] for row in members} <= places.keys()
    assert {pycountry.countries.get(alpha_2=row["member"]) for row in members} & {None} == set()
    assert all(int(row["since"]) <= int(row["until"] or 9999) for row in members)
