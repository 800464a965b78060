"""The two countries of a mission with the figures of 2017 and 2018 that disagree."""

from tests.factories import (
    CountryFactory,
    MissionFactory,
    PlaceFactory,
    ProductFactory,
    SourceFactory,
)
from tests.trade.builders import Pair
from tests.trade.test_growth import state_law_2018


class TwoCountries:
    """Belarus, the host, and Kazakhstan, the home country; ``by`` and ``kz`` are their counts."""

    def __init__(self):
        ProductFactory()
        self.belarus = CountryFactory(code="BY", name_en="Belarus")
        self.kazakhstan = CountryFactory(code="KZ", name_en="Kazakhstan")
        self.mission = MissionFactory(home=self.kazakhstan, hosts=[self.belarus])
        self.by = Pair(self.belarus, self.kazakhstan)
        self.kz = self.by.mirrored()

    def with_2018(self):
        """Add what Belarus states of 2018: 896, 783.7 and 112.3 million, with growth."""
        state_law_2018(self.by)
        return self

    def with_2017(self):
        """Add what Kazakhstan states of 2017: 604.1, 95.5 and 508.6 million."""
        news = SourceFactory()
        for row in ("turnover 2017 604.1", "export 2017 95.5", "import 2017 508.6"):
            self.kz.statement(row, news)
        return self

    def region(self, name, **fields):
        """Add a region of Belarus; return its count of the trade with Kazakhstan."""
        fields = {"parent": self.belarus, "country": self.belarus, "name_en": name, **fields}
        return Pair(PlaceFactory(**fields), self.kazakhstan)
