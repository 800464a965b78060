"""Sums of stated parts as answers, and vintages, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from common.periods import Window
from regions.models import Place
from tests.factories import (
    BatchFactory,
    ChapterFactory,
    CountryFactory,
    DatasetFactory,
    PlaceFactory,
    ProductFactory,
    TradeFigureFactory,
)
from tests.trade.builders import Pair
from trade.answers import Key, Method, figures_for
from trade.models import Dataset, Flow, Product, State
from trade.residuals import residual
from trade.summaries import rebuild_all
from trade.windows import newest_windows, windows_of
from trade.wording import sum_address, sum_words

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY = Window.parse("2024-01"), Window.parse("2024-02")
TWO_MONTHS = Window.parse("2024-01/2024-02")


class Detailed:
    """A reporter's trade with two partners in chapters 02 and 04; no total is stated."""

    def __init__(self, **dataset):
        ProductFactory()
        self.reporter = PlaceFactory(code="BY-VI")
        self.partners = [CountryFactory(code="KZ"), CountryFactory(code="RU")]
        self.world = PlaceFactory(code="world", kind=Place.Kind.WORLD)
        self.chapters = [ChapterFactory(code=code) for code in ("02", "04")]
        self.dataset = DatasetFactory(**dataset)

    def put(self, partner, chapter, value, flow=Flow.EXPORT, window=JANUARY, **fields):
        """Record a figure; None is one that is not disclosed."""
        secret = {"state": State.NOT_DISCLOSED} if value is None else {}
        known = {"vintage": date(2024, 3, 15), "dataset": self.dataset, **secret, **fields}
        return TradeFigureFactory(
            reporter=self.reporter,
            partner=self.partners[partner],
            product=self.chapters[chapter],
            value=value,
            flow=flow,
            window=window,
            **known,
        )

    def month(self, *values, **fields):
        """Record chapters 02 and 04 with the first partner, then with the second."""
        for place, value in enumerate(values):
            self.put(*divmod(place, 2), value, **fields)
        return self

    def key(self, partner=0, flow=Flow.EXPORT, product=None):
        return Key.of(self.reporter, self.partners[partner], flow, product)

    def of_world(self, product=None):
        return Key.of(self.reporter, self.world, Flow.EXPORT, product)


def answer(key, window=JANUARY):
    return figures_for([key], window)[key]


def summed(found):
    (row,) = found.sums
    return row.summed.parts.value, row.summed.figures, row.summed.not_disclosed


def test_sum_of_chapters_answers_for_a_pair():
    data = Detailed().month(30, 12, 100, 7)
    rebuild_all()

    found = answer(data.key())

    assert (found.value, found.method, summed(found)) == (42, Method.SUMMED, ("chapters", 2, 0))
    assert (found.low, found.high) == (41, 43)
    assert found.sources == (data.dataset.source,)


def test_sum_of_all_partners_and_of_a_chapter_answer_for_the_world():
    data = Detailed().month(30, 12, 100, None)
    rebuild_all()

    of_all, of_dairy = answer(data.of_world()), answer(data.of_world(data.chapters[1]))

    assert (of_all.value, summed(of_all)) == (142, ("both", 3, 1))
    assert (of_dairy.value, summed(of_dairy)) == (12, ("partners", 1, 1))


def test_total_asked_for_by_its_own_id_is_summed_too():
    data = Detailed().month(30, 12)
    rebuild_all()

    assert answer(data.key(product=Product.objects.everything().get())).value == 42


def test_stated_total_leads_over_the_sum():
    data = Detailed().month(30, 12)
    TradeFigureFactory(reporter=data.reporter, partner=data.partners[0], window=JANUARY, value=50)
    rebuild_all()

    assert (answer(data.key()).value, answer(data.key()).method) == (50, Method.STATED)


def test_total_that_is_kept_secret_is_not_summed():
    data = Detailed().month(30, 12)
    secret = {"value": None, "state": State.NOT_DISCLOSED}
    TradeFigureFactory(reporter=data.reporter, partner=data.partners[0], window=JANUARY, **secret)
    rebuild_all()

    found = answer(data.key())

    assert (found.value, found.state, found.method) == (None, State.NOT_DISCLOSED, Method.STATED)


def test_pair_whose_chapters_are_all_secret_is_not_disclosed():
    data = Detailed().month(None, None)
    rebuild_all()

    found = answer(data.key())

    assert (found.value, found.state, found.not_disclosed) == (None, State.NOT_DISCLOSED, 2)


def test_turnover_and_balance_come_from_sums():
    data = Detailed().month(30, 12).month(5, 4, flow=Flow.IMPORT)
    rebuild_all()

    turnover, balance = answer(data.key(flow=Flow.TURNOVER)), answer(data.key(flow=Flow.BALANCE))

    assert (turnover.value, turnover.method) == (51, Method.COMPUTED_FROM_FLOWS)
    assert (balance.value, len(balance.sums)) == (33, 2)


def test_months_of_sums_tile_a_longer_window():
    data = Detailed().month(30, 12).month(1, 2, window=FEBRUARY)
    rebuild_all()

    found = answer(data.key(), TWO_MONTHS)

    assert (found.value, found.method, found.is_of_several_vintages) == (45, Method.TILED, False)


def test_sum_with_secret_parts_is_not_subtracted():
    data = Detailed().month(30, None).month(40, 20, window=TWO_MONTHS)
    rebuild_all()

    assert answer(data.key(), FEBRUARY).method == Method.NONE


def test_sums_without_secret_parts_are_subtracted():
    data = Detailed().month(30, 12).month(40, 20, window=TWO_MONTHS)
    rebuild_all()

    found = answer(data.key(), FEBRUARY)

    assert (found.value, found.method) == (18, Method.DIFFERENCE)


def test_queries_are_two_with_sums_for_one_key_and_for_many(django_assert_num_queries):
    data = Detailed().month(30, 12, 100, 7)
    rebuild_all()
    keys = [data.key(n, flow, c) for n in (0, 1) for flow in Flow for c in (None, *data.chapters)]

    for asked in (keys[:1], keys):
        with django_assert_num_queries(2):
            figures_for(asked, JANUARY)


# Vintages


def monthly(data, *days, family_month=JANUARY, **fields):
    """Record 10 and 5 for months one after another, each published on its day."""
    for number, day in enumerate(days):
        window = family_month.shifted(number)
        data.month(10, 5, window=window, vintage=date.fromisoformat(day), **fields)


def test_months_published_one_by_one_are_added_up_with_their_vintages():
    data = Detailed()
    monthly(data, "2024-03-15", "2024-04-15")
    rebuild_all()

    found = answer(data.key(), TWO_MONTHS)

    assert (found.value, found.method) == (30, Method.TILED)
    assert found.vintages == (date(2024, 3, 15), date(2024, 4, 15))


def test_windows_of_different_vintages_have_no_difference():
    data = Detailed().month(30, 12).month(40, 20, window=TWO_MONTHS, vintage=date(2024, 4, 15))
    rebuild_all()

    assert answer(data.key(), FEBRUARY).method == Method.NONE


def test_confirmed_figure_is_of_the_vintage_that_confirms_it():
    pair, dataset = Pair(), DatasetFactory()
    later = BatchFactory(vintage=date(2024, 4, 15))
    pair.figures(["export 2024-01 10"], dataset, "2024-03-15", confirmed_by=later)
    pair.figures(["export 2024-01/2024-02 25"], dataset, "2024-04-15")

    found = answer(pair.key("export"), FEBRUARY)

    assert (found.value, found.method) == (15_000_000, Method.DIFFERENCE)
    assert found.vintages == (date(2024, 4, 15), date(2024, 4, 15))


def test_quotes_of_different_days_are_not_added_up():
    pair, quoted = Pair(), DatasetFactory(family=Dataset.QUOTED)
    pair.figures(["export 2024-01 10"], quoted, "2024-03-15")
    pair.figures(["export 2024-02 12"], quoted, "2024-04-15")

    assert answer(pair.key("export"), TWO_MONTHS).method == Method.NONE


def test_sum_of_revised_parts_tells_the_oldest_and_newest_vintage():
    data = Detailed()
    data.put(0, 0, 30)
    data.put(0, 1, 12, vintage=date(2024, 9, 1))
    rebuild_all()

    found = answer(data.key())

    assert found.vintages == (date(2024, 3, 15), date(2024, 9, 1))


# In words


def test_sum_is_told_with_its_parts_and_the_secret_ones():
    data = Detailed().month(30, None, 100, 7)
    rebuild_all()

    (of_pair,), (of_all,) = answer(data.key()).sums, answer(data.of_world()).sums

    assert sum_words(of_pair) == "sum of 1 stated chapter of goods; 1 not disclosed"
    assert sum_words(of_all) == (
        "sum of 3 stated figures of chapters of goods and partners; 1 not disclosed"
    )


def test_sum_leads_to_the_figures_it_was_made_of(viewer):
    data = Detailed().month(30, 12, 100, 7)
    rebuild_all()
    (row,) = answer(data.key()).sums

    page = viewer.get(sum_address(row)).content.decode()

    assert (page.count("$30"), page.count("$12"), page.count("$100")) == (1, 1, 0)


def test_trail_of_a_page_tells_the_sum(viewer):
    data = Detailed().month(30, None)
    rebuild_all()

    page = viewer.get(f"/regions/{data.reporter.code}/{data.partners[0].code}/").content.decode()

    assert "sum of 1 stated chapter of goods; 1 not disclosed</a>" in page
    assert "What is not disclosed is not in it." in page


# Residuals


def goods_of(pair, total, *chapters, **fields):
    """Return answers of a total and its chapters, all of one dataset; None is secret."""
    dataset = DatasetFactory()
    pair.figures([f"export 2024-01 {total}"], dataset, **fields)
    keys = [pair.key("export")]
    for value in chapters:
        chapter = ChapterFactory()
        secret = {} if value else {"value": None, "state": State.NOT_DISCLOSED}
        pair.figures([f"export 2024-01 {value or 1}"], dataset, product=chapter, **secret)
        keys.append(Key.of(pair.reporter, pair.partner, Flow.EXPORT, chapter))
    answers = figures_for(keys, JANUARY)
    return answers[keys[0]], [answers[key] for key in keys[1:]]


def test_residual_is_what_the_parts_leave():
    rest = residual(*goods_of(Pair(), "22.4", "10.2", "7.1", None))

    assert (rest.value, rest.low, rest.high) == (5_100_000, 4_950_000, 5_250_000)
    assert (bool(rest), rest.fails, rest.not_disclosed) == (True, False, 1)


def test_residual_within_rounding_is_nothing():
    rest = residual(*goods_of(Pair(), "22.4", "22.3", "0.1175"))

    assert (rest.value, rest.excess, rest.fails) == (0, 17_500, False)
    assert (rest.low, rest.high, bool(rest)) == (0, Decimal("82550"), False)


def test_residual_below_zero_is_a_check_that_fails():
    rest = residual(*goods_of(Pair(), "22.4", "22.3", "0.3"))

    assert (rest.value, rest.excess, rest.fails) == (0, 200_000, True)


def test_no_residual_where_vintages_differ():
    assert residual(*goods_of(Pair(), "22.4", "10.2", vintage="2020-01-01")) is None


def test_no_residual_of_a_sum():
    data = Detailed().month(30, 12)
    rebuild_all()
    parts = [answer(data.key(product=chapter)) for chapter in data.chapters]

    assert residual(answer(data.key()), parts) is None


# Which windows there are


def test_windows_of_sums_are_known():
    data = Detailed().month(30, 12).month(1, 2, window=FEBRUARY)
    rebuild_all()
    places = [data.reporter], [data.partners[0], data.world]

    assert windows_of(*places) == [FEBRUARY, JANUARY]
    assert newest_windows([(data.reporter.pk, data.world.pk)]) == {
        (data.reporter.pk, data.world.pk): FEBRUARY
    }
