"""Names and codes of places, in the reference data and as people answer."""

import re

import pytest
from django.core.management import call_command

from regions.models import Place, PlaceName
from tests.factories import ChapterFactory, CountryFactory, PlaceFactory, UserFactory
from trade.importers.answering import keep_answer_as_alias
from trade.importers.problems import Reason
from trade.importers.resolving import LEFT_OUT, Flows, Periods, Places, Products

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("names of places")]


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    """The codes that the reference data give to texts; taken off again after the module."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            call_command("load_reference", verbosity=0)
            places, comtrade = Places("place"), Places("place", scheme="comtrade")
            codes = dict(Place.objects.values_list("pk", "code"))
            transaction.set_rollback(True)

    def code(text, scheme=""):
        resolver = comtrade if scheme else places
        found = resolver[text]
        return codes.get(found) or (resolver.unknown[text].reason, resolver.unknown[text].details)

    return code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[("BY", "BY"), ("BLR", "BY"), ("Belarus", "BY"), ("Беларусь", "BY"), ("112", "BY")],
        *[("Республика Казахстан", "KZ"), ("Қазақстан", "KZ"), ("kazakhstan", "KZ")],
        *[("Minsk", "BY-HM"), ("г. Минск", "BY-HM"), ("Минск", "BY-HM"), ("Мінск", "BY-HM")],
        *[("Минская область", "BY-MI"), ("Мінская вобласць", "BY-MI"), ("Minsk Region", "BY-MI")],
        *[("Almaty Region", "KZ-19"), ("Алматинская область", "KZ-19"), ("Алматы облысы", "KZ-19")],
        *[("г. Алматы", "KZ-75"), ("Алматы қаласы", "KZ-75"), ("Almaty", "KZ-75")],
        *[("South Kazakhstan", "KZ-61"), ("Южно-Казахстанская область", "KZ-61")],
        *[("Nur-Sultan", "KZ-71"), ("Астана", "KZ-71"), ("KZ-AST", "KZ-71")],
        *[("область Абай", "KZ-10"), ("Абай облысы", "KZ-10"), ("ОБЛАСТЬ  АБАЙ", "KZ-10")],
        *[
            ("Карагандинская", "KZ-35"),
            ("Западно-Казахстанская", "KZ-27"),
            ("Минская обл.", "BY-MI"),
            ("Шымкент қ.", "KZ-79"),
            ("Қарағанды обл.", "KZ-35"),
        ],
        *[("США", "US"), ("Russian Federation", "RU"), ("Rep. of Moldova", "MD"), ("W00", "world")],
        *[("71", "KZ-71"), ("710000000", "KZ-71"), ("100000000", "KZ-10"), ("19", "KZ-19")],
    ],
)
def test_place_is_known_by_its_names_and_codes(known, text, code):
    assert known(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", "world"), ("842", "US"), ("251", "FR"), ("31", "AZ"), ("112", "BY"), ("757", "CH")],
)
def test_place_is_known_by_its_number_of_comtrade(known, text, code):
    assert known(text, "comtrade") == code


def test_digits_that_may_be_a_country_or_a_region_are_asked_about(known):
    assert known("31") == (Reason.SEVERAL_PLACES, {"codes": ["AZ", "KZ-31"]})


@pytest.mark.parametrize("text", ["Minskk", "Область", "Всего", "Итого", "999", "9" * 5000, "²"])
def test_what_is_not_known_is_never_guessed(known, text):
    assert known(text)[0] == Reason.UNKNOWN_PLACE


def test_name_of_two_places_is_asked_about():
    for code in ("X-1", "X-2"):
        PlaceFactory(code=code, name_en="Springfield")

    places = Places("place")

    assert places["Springfield"] is None
    assert places.unknown["Springfield"].details == {"codes": ["X-1", "X-2"]}


def test_answer_gives_the_text_its_place():
    place = CountryFactory(code="KZ")

    places = Places("place", {"Kazakhstan, total": "KZ", "Total": ""})

    assert (places["KAZAKHSTAN - total"], places["Total"]) == (place.pk, LEFT_OUT)


def test_deleted_place_is_not_known_by_its_aliases():
    place = CountryFactory(code="KZ")
    PlaceName.objects.create(place=place, name="Steppe")
    place.delete()

    assert Places("place")["Steppe"] is None


def test_answer_is_kept_as_an_alias_with_its_history():
    place, user = CountryFactory(code="ZZ"), UserFactory()

    for _time in range(2):
        alias = keep_answer_as_alias(" Areas,\nnes ", place, by=user)

    assert (alias.name, alias.kind) == ("Areas, nes", PlaceName.Kind.ALIAS)
    assert Places("place")["areas, NES"] == place.pk
    entries = place.history.order_by("pk").values_list("history_change_reason", "history_user")
    assert list(entries) == [(None, None), ("alias: Areas, nes", user.pk)]
    assert list(Place.objects.search("nes")) == [place]


def test_number_kept_as_an_alias_is_known_to_comtrade():
    place = PlaceFactory(code="unallocated", kind="unallocated")
    keep_answer_as_alias("899", place)

    assert Places("place", scheme="comtrade")["899"] == place.pk


@pytest.mark.parametrize("text", ["2709", "2709.00", "2709 00", "2709 00 90", "2709 00 900 1"])
def test_code_of_goods_may_be_parted_as_tariffs_have_it(text):
    ChapterFactory(code="27")
    products = Products()

    products[text]

    assert list(products.new.values()) == [("", re.sub("[ .]", "", text))]


@pytest.mark.parametrize("text", ["27.1", "2709,00", "27 09", "2709 00 900", "2709-2710"])
def test_other_text_with_digits_is_no_code(text):
    ChapterFactory(code="27")

    assert Products()[text] is None


@pytest.mark.parametrize("word", ["экспорт", "Экспарт", "EXPORT", "X", "Exports", "Вывоз"])
def test_flow_is_known_in_four_languages(word):
    assert Flows()[word] == 1


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        (("2023", "1"), (24276, 24276)),
        (("2023", "январь"), (24276, 24276)),
        (("2023", ""), (24276, 24287)),
        ("202301", (24276, 24276)),
        ("январь-март 2023 г.", (24276, 24278)),
        (2023, (24276, 24287)),
        (2023.0, (24276, 24287)),
    ],
)
def test_months_are_read(cell, months):
    assert Periods()[cell][:2] == months


def test_month_of_a_cumulative_table_starts_in_january():
    assert Periods(cumulative=True)["март 2023"][:2] == (24276, 24278)


@pytest.mark.parametrize(
    "cell", ["13.2023", "1899", "2201", "99999", "soon", ("x" * 900, "٣"), True]
)
def test_months_that_can_not_be_meant_are_refused(cell):
    periods = Periods()

    assert periods[cell] is None
    assert periods.unknown[cell].reason == Reason.UNREADABLE_MONTHS


def test_apostrophe_that_marks_a_code_as_text_is_no_part_of_it():
    dairy = ChapterFactory(code="04")

    assert Products()["'04"] == dairy.pk
