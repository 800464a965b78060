"""Trade by region, and whether the regions add up to their country."""

from decimal import Decimal

import pytest

from common.models import Qualifier
from common.periods import Window
from regions.models import Place
from tests.factories import DatasetFactory
from tests.trade.countries import TwoCountries
from trade.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    return TwoCountries()


def regional(client, **query):
    return client.get("/trade/", query).context["overview"].regional


def test_regions_stand_by_amount_and_the_silent_ones_by_name(viewer, countries):
    countries.region("Vitebsk").statement("turnover 2018 22.4")
    countries.region("Brest").statement("turnover 2018 58.3")
    countries.region("Mogilev")
    countries.region("Gomel")

    shown = regional(viewer)

    assert [(row.place.name, row.answer.value) for row in shown.rows] == [
        ("Brest", 58_300_000),
        ("Vitebsk", 22_400_000),
    ]
    assert [row.place.name for row in shown.missing] == ["Gomel", "Mogilev"]
    assert (shown.number, shown.together) == (4, None)


def test_regions_show_the_months_shown_if_any_is_known(viewer, countries):
    region = countries.region("Brest")
    region.figures(["turnover 2018 58", "turnover 2019 60"])
    countries.by.figures(["turnover 2018 896"])

    assert regional(viewer, window="2018-01/2018-12").window == Window.year(2018)
    assert regional(viewer).window == Window.year(2018)
    assert regional(viewer, regions="2019-01/2019-12").window == Window.year(2019)


def test_regions_fall_back_to_their_newest_months(viewer, countries):
    countries.by.figures(["turnover 2020 896"])
    countries.region("Brest").figures(["turnover 2018-H1 58", "turnover 2018 120"])

    assert regional(viewer).window == Window.year(2018)


def test_months_without_a_turnover_of_a_region_are_passed_over(viewer, countries):
    countries.by.figures(["turnover 2020 896"])
    countries.region("Brest").figures(["turnover 2018 120", "export 2019 100"])

    page = viewer.get("/trade/").content.decode()

    assert regional(viewer).window == Window.year(2018)
    assert "For 2020 no amount of a region is known. The regions are shown for 2018." in page


def test_regions_of_other_months_than_the_totals_say_so(viewer, countries):
    countries.by.figures(["turnover 2018 896"])
    countries.region("Brest").figures(["turnover 2017 50", "turnover 2018 58"])

    response = viewer.get("/trade/", {"regions": "2017"})

    assert "The regions are shown for 2017, the amounts above for 2018." in response.text
    assert response.context["overview"].region_windows == [
        ("2018", "/trade/?seen=BY-KZ&window=2018-01%2F2018-12&regions=2018-01%2F2018-12")
    ]


def test_months_of_which_no_region_is_known_are_refused_in_the_section(viewer, countries):
    countries.region("Brest").figures(["turnover 2018 58"])

    response = viewer.get("/trade/", {"regions": "2015"})

    words = "No amount of a region is known for 2015. Choose the months from those named there."
    assert response.context["form"].errors == {"regions": [words]}
    assert response.context["overview"].regional.window == Window.year(2018)


def test_regions_are_shown_for_months_that_tile(viewer, countries):
    countries.by.figures(["turnover 2018-H1 500"])
    countries.region("Brest").figures(["turnover 2018-Q1 20", "turnover 2018-Q2 30"])

    shown = regional(viewer, window="2018-H1")

    assert (shown.window, shown.rows[0].answer.value) == (Window.parse("2018-H1"), 50_000_000)


def test_regions_mark_an_inferred_year(viewer, countries):
    inferred = Statement.WindowBasis.YEAR_INFERRED
    countries.region("Brest").statement("turnover 2013 22.4", window_basis=inferred)

    assert regional(viewer).window_label == "[2013, year inferred]"


def test_regions_have_shares_and_ranks_now_and_a_year_before(viewer, countries):
    office = DatasetFactory()
    for name, now, before in (("Brest", 60, 20), ("Minsk", 30, 50), ("Gomel", 10, 30)):
        rows = [f"turnover 2018 {now}", f"turnover 2017 {before}"]
        countries.region(name).figures(rows, office)

    rows = regional(viewer).rows

    assert [(str(r.place.name), r.share, r.rank, r.rank_before) for r in rows] == [
        ("Brest", Decimal("0.6"), 1, 3),
        ("Minsk", Decimal("0.3"), 2, 1),
        ("Gomel", Decimal("0.1"), 3, 2),
    ]
    assert regional(viewer).disclosed == 100_000_000


def test_regions_stand_above_or_below_the_growth_of_the_country(viewer, countries):
    office = DatasetFactory()
    countries.by.figures(["turnover 2018 120", "turnover 2017 100"], office)
    for name, now in (("Brest", 65), ("Minsk", 55), ("Gomel", 60)):
        countries.region(name).figures([f"turnover 2018 {now}", "turnover 2017 50"], office)
    countries.region("Grodno").figures(["turnover 2018 5"], office)

    faster = {str(row.place.name): row.is_faster for row in regional(viewer).rows}

    assert faster == {"Brest": True, "Gomel": None, "Minsk": False, "Grodno": None}


def test_what_no_region_tells_is_a_row(viewer, countries):
    office = DatasetFactory()
    countries.by.figures(["turnover 2018 100"], office)
    countries.region("Brest").figures(["turnover 2018 60"], office)
    countries.region("Minsk")

    shown = regional(viewer)

    assert (shown.residual.value, shown.together) == (40_000_000, None)
    assert "The country’s own amount less its regions." in viewer.get("/trade/").text


def test_regions_of_one_dataset_add_up_to_the_country(viewer, countries):
    office = DatasetFactory()
    countries.by.figures(["turnover 2018 100"], office)
    for name, amount in (("Brest", "60.2"), ("Minsk", "39.9")):
        countries.region(name).figures([f"turnover 2018 {amount}"], office)

    shown = regional(viewer)

    assert (shown.together, shown.gap, shown.agrees) == (100_100_000, -100_000, True)


def test_what_no_region_claims_is_named(viewer, countries):
    office = DatasetFactory()
    countries.by.figures(["turnover 2018 896"], office)
    countries.region("Brest").figures(["turnover 2018 600"], office)

    page = viewer.get("/trade/").content.decode()

    assert "$296 million of the country’s own amount is not allocated to a region" in page


def test_regions_are_not_added_up_while_one_is_silent(viewer, countries):
    countries.region("Brest").figures(["turnover 2018 60"])
    countries.region("Minsk")

    assert regional(viewer).together is None


def test_computed_amounts_of_regions_are_not_added_up(viewer, countries):
    countries.region("Brest").figures(["export 2018 60", "import 2018 5"])

    shown = regional(viewer)

    assert (shown.rows[0].answer.value, shown.together) == (65_000_000, None)


def test_regions_of_different_publications_are_not_added_up(viewer, countries):
    countries.region("Brest").figures(["turnover 2018 60"])
    countries.region("Minsk").figures(["turnover 2018 40"])

    assert regional(viewer).together is None


def test_region_of_which_only_a_bound_is_said(viewer, countries):
    countries.region("Brest").figures(["turnover 2018 60"])
    minsk = countries.region("Minsk")
    minsk.statement("turnover 2018 180", qualifier=Qualifier.NEARLY, amount_low=None)

    shown = regional(viewer)

    assert [row.said_instead for row in shown.missing] == ["nearly 180"]


def test_districts_and_other_countries_are_no_regions(viewer, countries):
    brest = countries.region("Brest")
    brest.figures(["turnover 2018 60"])
    countries.region("Slutsk District", kind=Place.Kind.DISTRICT, parent=brest.reporter)

    shown = regional(viewer)

    assert shown.number == 1
    assert regional(viewer, seen="KZ-BY") is None
