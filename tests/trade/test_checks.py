"""The checks: what each finds, worked out by hand, and what it leaves alone."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from common.periods import Window
from regions.models import Place
from tests.factories import (
    ChapterFactory,
    CountryFactory,
    DatasetFactory,
    PlaceFactory,
    ProductFactory,
    SourceFactory,
    TradeFigureFactory,
)
from tests.trade.builders import Pair
from trade.checks import find_all
from trade.models import (
    Batch,
    Finding,
    Flow,
    GroupCode,
    Product,
    State,
    StatementGood,
    SumByChapter,
)
from trade.summaries import rebuild_all

pytestmark = pytest.mark.django_db

URL = "/trade/checks/"
Kind, Outcome = Finding.Kind, Finding.Outcome
JANUARY = Window.parse("2024-01")


def found(kind):
    """Find everything; return the outcome and the three amounts in millions of one kind."""
    rebuild_all()
    find_all()
    rows = Finding.objects.filter(kind=kind).order_by("pk")
    return [
        (Outcome(row.outcome), *map(_millions, (row.stated, row.computed, row.difference)))
        for row in rows
    ]


def _millions(value):
    return None if value is None else float(value) / 1_000_000


@pytest.fixture
def pair():
    return Pair()


def chapter_figure(pair, chapter, millions, dataset, **fields):
    """Record the amount of a chapter; None is one that is kept secret."""
    secret = {"state": State.NOT_DISCLOSED} if millions is None else {}
    value = None if millions is None else Decimal(millions) * 1_000_000
    known = {"reporter": pair.reporter, "partner": pair.partner, "window": JANUARY, **fields}
    return TradeFigureFactory(
        product=chapter, value=value, dataset=dataset, vintage=date(2024, 3, 1), **secret, **known
    )


def test_turnover_beyond_rounding(pair):
    pair.figures(["turnover 2018 100.0", "export 2018 60.0", "import 2018 30.0"])

    assert found(Kind.FLOWS) == [(Outcome.BEYOND, 100, 90, 10)]


@pytest.mark.parametrize(
    ("turnover", "outcome"),
    # 22.3 + 0.1175 = 22.4175; half of 0.1, 0.1 and 0.0001 leaves 0.10005 open.
    [("22.4", Outcome.WITHIN), ("22.5", Outcome.WITHIN), ("22.6", Outcome.BEYOND)],
)
def test_turnover_within_rounding(pair, turnover, outcome):
    pair.figures([f"turnover 2018 {turnover}", "export 2018 22.3", "import 2018 0.1175"])

    assert [row[0] for row in found(Kind.FLOWS)] == [outcome]


def test_turnover_that_holds_is_no_finding(pair):
    pair.figures(["turnover 2018 100", "export 2018 60", "import 2018 40"])

    assert found(Kind.FLOWS) == []


def test_flows_of_several_data_sets_are_not_set_against_each_other(pair):
    pair.figures(["turnover 2018 100"])
    pair.figures(["export 2018 60", "import 2018 30"])

    assert found(Kind.FLOWS) == []


def test_balance(pair):
    pair.figures(["balance 2018 40", "export 2018 60", "import 2018 10"])

    assert found(Kind.BALANCE) == [(Outcome.BEYOND, 40, 50, -10)]


@pytest.mark.parametrize(
    ("second", "outcome", "computed"),
    [(50, Outcome.BEYOND, 90), (None, Outcome.UNKNOWN_PARTS, 40), (70, Outcome.BEYOND, 110)],
)
def test_chapters_against_the_total(pair, second, outcome, computed):
    dataset = DatasetFactory()
    pair.figures(["export 2024-01 100"], dataset)
    for code, value in (("02", 40), ("04", second)):
        chapter_figure(pair, ChapterFactory(code=code), value, dataset)

    assert found(Kind.CHAPTERS) == [(outcome, 100, computed, 100 - computed)]


def test_chapters_of_the_world_against_its_total():
    pair = Pair(partner=PlaceFactory(kind=Place.Kind.WORLD))
    dataset = DatasetFactory()
    pair.figures(["export 2024-01 100"], dataset)
    chapter_figure(pair, ChapterFactory(code="02"), 130, dataset)

    assert found(Kind.CHAPTERS) == [(Outcome.BEYOND, 100, 130, -30)]


def test_partners_against_the_world(pair):
    dataset = DatasetFactory()
    world = Pair(pair.reporter, PlaceFactory(kind=Place.Kind.WORLD))
    world.figures(["export 2024-01 100"], dataset)
    pair.figures(["export 2024-01 70"], dataset)
    Pair(pair.reporter, CountryFactory()).figures(["export 2024-01 50"], dataset)

    assert found(Kind.PARTNERS) == [(Outcome.BEYOND, 100, 120, -20)]


def test_partners_of_a_chapter_against_the_world(pair):
    dataset, chapter = DatasetFactory(), ChapterFactory(code="02")
    world = PlaceFactory(kind=Place.Kind.WORLD)
    chapter_figure(pair, chapter, 10, dataset, partner=world)
    chapter_figure(pair, chapter, 12, dataset)

    assert found(Kind.PARTNERS) == [(Outcome.BEYOND, 10, 12, -2)]


@pytest.mark.parametrize(
    ("regions", "outcome", "computed"),
    [
        (["30", "60"], Outcome.BEYOND, 90),
        (["30"], Outcome.UNKNOWN_PARTS, 30),
        (["80", "60"], Outcome.BEYOND, 140),
    ],
)
def test_regions_against_the_country(regions, outcome, computed):
    country, dataset = CountryFactory(), DatasetFactory()
    whole = Pair(country)
    whole.figures(["export 2018 100"], dataset)
    places = [PlaceFactory(parent=country) for _number in range(2)]
    for place, value in zip(places, regions, strict=False):
        Pair(place, whole.partner).figures([f"export 2018 {value}"], dataset)

    assert found(Kind.REGIONS) == [(outcome, 100, computed, 100 - computed)]


def test_unallocated_part_belongs_to_the_country():
    country, dataset = CountryFactory(), DatasetFactory()
    whole = Pair(country)
    whole.figures(["export 2018 100"], dataset)
    rest = PlaceFactory(parent=country, kind=Place.Kind.UNALLOCATED)
    for place, value in ((PlaceFactory(parent=country), 60), (rest, 40)):
        Pair(place, whole.partner).figures([f"export 2018 {value}"], dataset)

    assert found(Kind.REGIONS) == []


@pytest.mark.parametrize(
    ("growth", "outcome", "computed"),
    [
        ({"growth_kind": "rate", "growth_value": 30}, Outcome.WITHIN, 910),
        ({"growth_kind": "rate", "growth_value": 60}, Outcome.BEYOND, 1120),
        ({"growth_kind": "index", "growth_value": 130}, Outcome.WITHIN, 910),
        ({"growth_kind": "times", "growth_value": 2}, Outcome.BEYOND, 1400),
    ],
)
def test_growth_against_the_earlier_amount(pair, growth, outcome, computed):
    # 908 stated, 700 before: +30% is 910 give or take 5 by half a per cent.
    pair.figures(["turnover 2017 700"])
    pair.statement("turnover 2018 908", growth_printed="grew", **growth)

    assert found(Kind.GROWTH) == [(outcome, 908, computed, 908 - computed)]


def test_amounts_since_january_that_fall(pair):
    pair.figures(
        ["export 2024-01/2024-06 50", "export 2024-01/2024-07 45", "export 2024-01/2024-08 60"],
        DatasetFactory(),
    )

    assert found(Kind.FALLING) == [(Outcome.BEYOND, 45, 50, -5)]


def test_single_months_may_fall(pair):
    pair.figures(["export 2024-01 50", "export 2024-02 45"], DatasetFactory())

    assert found(Kind.FALLING) == []


def test_the_same_months_in_two_data_sets(pair):
    pair.figures(["export 2024-01 50"], DatasetFactory(family="monthly"))
    pair.figures(["export 2024-01 45"], DatasetFactory(family="other"))
    pair.figures(["export 2024-01 48"], DatasetFactory(family="quoted"))

    assert found(Kind.TWICE) == [(Outcome.BEYOND, 50, 45, 5)]


@pytest.mark.parametrize(
    ("months", "expected"), [(12, [(Outcome.BEYOND, 100, 120, -20)]), (11, [])]
)
def test_year_against_its_months(pair, months, expected):
    rows = [f"export 2024-{month:02} 10" for month in range(1, months + 1)]
    pair.figures(["export 2024 100", *rows], DatasetFactory())

    assert found(Kind.YEAR) == expected


def test_sums_out_of_step(pair):
    chapter_figure(pair, ChapterFactory(code="02"), 10, DatasetFactory())
    rebuild_all()
    SumByChapter.objects.update(value=9_000_000)

    find_all()

    assert Finding.objects.get(kind=Kind.SUMS).difference == 1_000_000


def test_disputed_statement_is_to_be_read_again(pair):
    pair.statement("turnover 2018 700", disputed=True)
    pair.statement("turnover 2017 500")

    assert found(Kind.DISPUTED) == [(Outcome.TO_READ, 700, None, None)]


def test_statement_with_assumed_codes(pair):
    group = ProductFactory(nomenclature=Product.Nomenclature.GROUP, code="cables")
    GroupCode.objects.create(group=group, code="8544", assumed=True)
    said = pair.statement("export 2018 7")
    pair.statement("import 2018 5")
    StatementGood.objects.create(statement=said, flow=Flow.EXPORT, product=group)

    find_all()

    assert Finding.objects.get(kind=Kind.ASSUMED).statement == said


# The page


@pytest.fixture
def economist(client_as):
    return client_as("economist")


def faults(number):
    """Record so many turnovers that do not come to export and import."""
    source = SourceFactory()
    for year in range(2000, 2000 + number):
        pair = Pair(PlaceFactory(), CountryFactory())
        pair.figures(
            [f"turnover {year} 100", f"export {year} 60", f"import {year} 30"],
            DatasetFactory(source=source, family=f"of {year}"),
        )


@pytest.mark.parametrize("number", [1, 97])
def test_page_asks_as_many_questions_whatever_there_is(
    economist, number, django_assert_num_queries
):
    faults(number)
    economist.get(URL)

    with django_assert_num_queries(9):
        response = economist.get(URL)

    assert response.context["counted"].found[0].beyond == number


def run_of(client):
    return client.get(URL).context["kept"].run.made_at


def test_page_keeps_what_was_found_while_nothing_changes(economist):
    faults(1)

    assert run_of(economist) == run_of(economist)


@pytest.mark.parametrize(
    "change",
    [
        lambda: faults(2),
        lambda: Batch.objects.update(undone_at=timezone.now()),
        lambda: Pair().statement("turnover 2018 700"),
        lambda: Place.objects.first().save(),
    ],
)
def test_page_finds_anew_after_a_change(economist, change):
    faults(1)
    before = run_of(economist)

    change()

    assert run_of(economist) > before


def test_page_finds_anew_when_asked(economist):
    faults(1)
    before = run_of(economist)

    response = economist.post(URL)

    assert response.url == URL
    assert run_of(economist) > before


def test_file_is_of_what_is_found_now(economist):
    assert economist.get(f"{URL}export.csv").getvalue().count(b"\n") == 1

    faults(1)

    assert economist.get(f"{URL}export.csv").getvalue().count(b"\n") == 2


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_page_does_not_wait_for_an_import(economist):
    """It holds the one lock of SQLite; elsewhere nobody waits, and what it brings is not there."""
    faults(1)
    economist.get(URL)
    faults(2)
    begun, over = threading.Event(), threading.Event()

    def load():
        with transaction.atomic():
            Batch.objects.create(origin=Batch.Origin.IMPORT)
            begun.set()
            over.wait(20)
        connections.close_all()

    importing = threading.Thread(target=load)
    importing.start()
    begun.wait(20)
    context = economist.get(URL).context
    over.set()
    importing.join(20)

    is_current = connection.vendor != "sqlite"
    assert context["kept"].is_current == is_current
    assert context["page_obj"].paginator.count == (3 if is_current else 1)


def test_page_is_narrowed_by_check_place_year_and_rounding(economist):
    faults(3)
    place = Place.objects.filter(kind="region").first()
    asked = [{"kind": "flows"}, {"kind": "year"}, {"place": place.code}, {"year": 2001}]
    asked += [{"beyond": "on"}, {"year": "abc"}]

    counts = [economist.get(URL, query).context["page_obj"].paginator.count for query in asked]

    assert counts == [3, 0, 1, 1, 3, 3]


def test_page_links_to_the_records(economist):
    faults(1)

    body = economist.get(URL).content.decode()

    figure = Finding.objects.get(kind=Kind.FLOWS).figure
    assert reverse("trade:figure", args=[figure.pk]) in body
    assert "$10,000,000" in body


def test_page_of_nothing_says_so(economist):
    assert "Every check comes to what is stated" in economist.get(URL).content.decode()


def test_file_holds_what_is_filtered(economist):
    faults(2)

    lines = economist.get(f"{URL}export.csv", {"year": 2001}).getvalue().decode().splitlines()

    assert len(lines) == 2
    assert ",100000000,90000000,10000000," in lines[1]


@pytest.mark.parametrize("role", ["viewer", "protocol"])
def test_page_is_closed_to_those_who_may_not_change_trade(client_as, role):
    assert client_as(role).get(URL).status_code == 403
