"""What one sells and the other buys in general, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from common.periods import Window
from regions.models import Place
from tests.factories import ChapterFactory, DatasetFactory, PlaceFactory, TradeFigureFactory
from tests.trade.countries import TwoCountries
from trade.models import Flow, State
from trade.summaries import rebuild_all

pytestmark = pytest.mark.django_db

URL = "/trade/complementarity/"


class WorldTrade(TwoCountries):
    """Belarus sells 60, 40 and Kazakhstan buys 30, 10, 60 of chapters 02, 04 (and 27) in 2023."""

    def __init__(self):
        super().__init__()
        self.world = PlaceFactory(code="world", kind=Place.Kind.WORLD)
        self.dataset = DatasetFactory()
        self.chapters = {code: ChapterFactory(code=code) for code in ("02", "04", "27")}

    def put(self, reporter, partner, flow, **values):
        """Record millions by chapter; None is kept secret."""
        for code, value in values.items():
            secret = {"state": State.NOT_DISCLOSED} if value is None else {}
            TradeFigureFactory(
                reporter=reporter,
                partner=partner,
                flow=flow,
                product=self.chapters[code[1:]],
                dataset=self.dataset,
                vintage=date(2024, 3, 1),
                window=Window.year(2023),
                value=None if value is None else Decimal(value) * 1_000_000,
                **secret,
            )

    def filled(self):
        self.put(self.belarus, self.world, Flow.EXPORT, c02=60, c04=40)
        self.put(self.kazakhstan, self.world, Flow.IMPORT, c02=30, c04=10, c27=60)
        self.by.figures(["export 2023 100"], self.dataset, partner=self.world)
        self.kz.figures(["import 2023 100"], self.dataset, partner=self.world)
        self.put(self.belarus, self.kazakhstan, Flow.EXPORT, c02=12)
        return self


@pytest.fixture
def trade():
    return WorldTrade()


def shown(client, **query):
    return client.get(URL, query).context["shown"]


def test_index_of_complementarity(viewer, trade):
    trade.filled()

    # |0.3 - 0.6| + |0.1 - 0.4| + |0.6 - 0| = 1.2; 100 x (1 - 0.6) = 40.
    assert shown(viewer).index == 40


def test_room_is_the_lesser_amount_and_what_remains_is_not_used(viewer, trade):
    trade.filled()

    rows = [(r.product.code, r.room, r.traded.value, r.untapped) for r in shown(viewer).rows]

    assert rows == [
        ("02", 30_000_000, 12_000_000, 18_000_000),
        ("04", 10_000_000, None, None),
        ("27", None, None, None),
    ]


def test_trade_is_counted_by_the_buyer_where_the_seller_is_silent(viewer, trade):
    trade.filled()
    trade.put(trade.kazakhstan, trade.belarus, Flow.IMPORT, c04=4)

    assert shown(viewer).rows[1].untapped == 6_000_000


def test_partners_are_added_up_where_no_world_is_stated(viewer, trade):
    trade.put(trade.kazakhstan, trade.world, Flow.IMPORT, c02=30)
    trade.kz.figures(["import 2023 30"], trade.dataset, partner=trade.world)
    trade.put(trade.belarus, trade.kazakhstan, Flow.EXPORT, c02=12)
    rebuild_all()

    row = shown(viewer).rows[0]

    assert (row.sold.value, row.room, row.untapped) == (12_000_000, 12_000_000, 0)


def test_secret_chapters_are_warned_of_and_not_counted(viewer, trade):
    trade.filled()
    trade.put(trade.belarus, trade.world, Flow.EXPORT, c27=None)

    response = viewer.get(URL)

    assert response.context["shown"].sold_hidden == 1
    assert response.context["shown"].sold_base == 100_000_000
    assert "Amounts kept secret and left out: 1 of Belarus" in response.content.decode()


def test_the_other_way_round_needs_its_own_figures(viewer, trade):
    trade.filled()

    response = viewer.get(URL, {"place": "KZ", "partner": "BY"})

    assert response.context["shown"] is None
    assert "what Kazakhstan exports to all countries" in response.content.decode()


def test_months_are_those_known_of_both(viewer, trade):
    trade.filled()

    response = viewer.get(URL, {"window": "2019"})

    assert response.context["window"] == Window.year(2023)
    assert "No amount is known for 2019" in response.content.decode()


def test_page_without_such_figures_says_what_is_missing(viewer):
    TwoCountries().with_2017()

    body = viewer.get(URL).content.decode()

    assert "No such figures are loaded" in body
    assert "/trade/imports/" in body


def test_file_holds_the_chapters(viewer, trade):
    trade.filled()

    lines = viewer.get(f"{URL}export.csv").getvalue().decode().splitlines()

    assert lines[1] == "02,Chapter 02,60000000,0.6,30000000,0.3,30000000,12000000,18000000"


@pytest.mark.parametrize("number", [1, 90])
def test_page_asks_as_many_questions_whatever_there_is(
    viewer, trade, number, django_assert_num_queries
):
    trade.chapters |= {f"{n:02}": ChapterFactory(code=f"{n:02}") for n in range(number)}
    values = {f"c{code}": 5 for code in trade.chapters}
    trade.put(trade.belarus, trade.world, Flow.EXPORT, **values)
    trade.put(trade.kazakhstan, trade.world, Flow.IMPORT, **values)
    trade.by.figures(["export 2023 100"], trade.dataset, partner=trade.world)
    trade.kz.figures(["import 2023 100"], trade.dataset, partner=trade.world)

    with django_assert_num_queries(13):
        response = viewer.get(URL)

    assert response.context["shown"].index == 100


def test_page_is_printed_from_the_same_figures(viewer, trade):
    trade.filled()

    response = viewer.get(f"{URL}print/")

    assert response.templates[0].name == "trade/complementarity_print.html"
    assert response.context["shown"].index == 40
