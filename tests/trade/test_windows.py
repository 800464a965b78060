"""Which months are offered and shown where there are many."""

import pytest

from common import periods
from common.periods import Window, cumulative, derivable, months_of
from tests.trade.builders import Pair
from tests.trade.countries import TwoCountries
from trade.pictures import amounts_of, known_windows, picture_of
from trade.windows import MOST_OFFERED, cumulations, newest_windows, offered

MONTHS = months_of(Window.between((2022, 1), (2024, 8)))
JAN_AUG = Window.parse("2024-01/2024-08")


def windows(*texts):
    return {Window.parse(text) for text in texts}


def test_months_put_together_are_years_and_january_to_each_of_the_newest():
    found = cumulations(MONTHS)

    newest = {cumulative(2024, month) for month in range(2, 9)}
    assert found == {Window.year(2022), Window.year(2023), *newest}


def test_gap_ends_what_can_be_put_together():
    months = [month for month in MONTHS if month != Window.parse("2024-03")]

    assert cumulations(months) == {
        Window.year(2022),
        Window.year(2023),
        Window.parse("2024-01/2024-02"),
    }


def test_nothing_is_put_together_from_nothing():
    assert cumulations([]) == set()


def test_few_windows_are_all_offered():
    assert offered(MONTHS) == sorted(MONTHS, reverse=True)


def test_of_many_windows_those_of_the_newest_year_and_full_years_are_offered():
    cumulated = [cumulative(year, month) for year in range(2019, 2024) for month in range(1, 13)]
    always = Window.parse("2020-01/2020-02")

    found = offered([*cumulated, *(cumulative(2024, m) for m in range(1, 4))], always={always})

    assert len(cumulated) > MOST_OFFERED
    assert {w for w in found if w.end_year == 2024} == {cumulative(2024, m) for m in range(1, 4)}
    assert {w for w in found if w.end_year == 2020} == {
        Window.year(2020),
        cumulative(2020, 3),
        always,
    }


def test_derivable_windows_are_no_more_than_windows_and_years():
    many = [cumulative(year, month) for year in range(2000, 2025) for month in range(1, 13)]

    assert len(derivable(many)) == 25 * 11


def test_derivable_windows_are_found_in_steps_that_grow_with_their_number(monkeypatch):
    counted = []
    minus = Window.minus
    monkeypatch.setattr(Window, "minus", lambda *pair: counted.append(1) or minus(*pair))

    steps = []
    for years in (5, 10, 20):
        counted.clear()
        derivable([cumulative(2000 + year, m) for year in range(years) for m in range(1, 13)])
        steps.append(len(counted))

    assert steps == [5 * 12 - 1, 10 * 12 - 1, 20 * 12 - 1]


def test_tiles_are_looked_for_within_each_year(monkeypatch):
    sizes = []
    tile = periods.tile
    monkeypatch.setattr(
        periods, "tile", lambda w, known: sizes.append(len(known)) or tile(w, known)
    )

    derivable(months_of(Window.between((2000, 1), (2024, 12))))

    assert sizes == [12] * 25


# What a page shows by default

pytestmark = pytest.mark.django_db


def monthly(pair, last="2024-08", **fields):
    """Record two million exported and one imported in each month of 2023 and 2024."""
    stretch = Window.between((2023, 1), (Window.parse(last).end_year, Window.parse(last).end_month))
    rows = [
        f"{flow} {month.start_year}-{month.start_month:02} {amount}"
        for month in months_of(stretch)
        for flow, amount in (("export", 2), ("import", 1))
    ]
    pair.figures(rows, **fields)


def test_picture_of_monthly_data_is_of_january_to_the_newest_month():
    pair = Pair()
    monthly(pair)

    picture = picture_of(pair.reporter, pair.partner)

    row = picture.rows[0]
    assert (picture.window, row.answer.value, row.growth.rate) == (JAN_AUG, 24_000_000, 0)


def test_amounts_of_monthly_data_are_of_january_to_the_newest_month():
    pair = Pair()
    monthly(pair)
    newest = newest_windows([(pair.reporter.pk, pair.partner.pk)])

    (window,) = newest.values()
    picture = amounts_of(pair.reporter, pair.partner, window)

    assert (window, picture.window) == (Window.parse("2024-08"), JAN_AUG)
    assert picture.rows[0].answer.value == 24_000_000


def test_month_with_a_gap_before_it_is_shown_alone():
    pair = Pair()
    pair.figures(["turnover 2024-01 3", "turnover 2024-03 4"])

    assert picture_of(pair.reporter, pair.partner).window == Window.parse("2024-03")


def test_known_windows_of_monthly_data_are_months_years_and_those_since_january():
    pair = Pair()
    monthly(pair)

    known = known_windows(pair.reporter, pair.partner)

    assert len(known.stated) == 20
    assert set(known.computed) == {
        Window.year(2023),
        *(cumulative(2024, month) for month in range(2, 9)),
    }


def test_overview_and_map_show_january_to_the_newest_month(viewer):
    countries = TwoCountries()
    monthly(countries.by)
    monthly(countries.region("Brest", tile_row=1, tile_column=1))

    overview = viewer.get("/trade/")
    regions = viewer.get("/regions/?show=trade")

    assert overview.context["overview"].picture.window == JAN_AUG
    assert overview.context["form"]["window"].value() == str(JAN_AUG)
    assert overview.context["overview"].regional.window == JAN_AUG
    assert regions.context["form"].chosen() == JAN_AUG
