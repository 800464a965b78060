"""Whose trade with whom the pages of goods show, and which months they have of it."""

from dataclasses import dataclass

from django.db.models import Q

from common.periods import Window, derivable, newest_first, tile
from regions.models import Place
from trade.models import Product, SumByChapter, SumByPartner, TradeFigure
from trade.pictures import KnownWindows
from trade.windows import cumulations, offered


@dataclass(frozen=True)
class Traders:
    """The countries of the mission, the host first, and their regions: whose count is shown."""

    countries: tuple
    regions: tuple

    @classmethod
    def of(cls, mission):
        """Return the Traders; two queries. Before there is a mission there are none."""
        if mission is None:
            return cls((), ())
        countries = (*mission.hosts.all(), mission.home)
        regions = Place.objects.of_countries(countries).regional().order_by("code")
        return cls(countries, tuple(regions))

    @property
    def reporters(self):
        return (*self.countries, *self.regions)

    def regions_of(self, country):
        return [region for region in self.regions if region.country_id == country.pk]

    def across(self, reporter):
        """Return the country on the other side of the mission: the home country, or the host."""
        own = {reporter.pk, reporter.country_id}
        return next(country for country in reversed(self.countries) if country.pk not in own)

    def partners_of(self, reporter):
        """Return whom its figures name, the countries of the mission and the world; one query.

        The country across comes first, the world next.
        """
        named = SumByPartner.objects.filter(reporter=reporter.pk).order_by().values("partner")
        asked = Q(kind=Place.Kind.WORLD) | Q(pk__in=[country.pk for country in self.countries])
        own = {reporter.pk, reporter.country_id}
        places = Place.objects.filter(asked | Q(pk__in=named)).exclude(pk__in=own - {None})
        across = self.across(reporter)
        return sorted(places, key=lambda place: _order(place, across))


def _order(place, across):
    return place != across, place.kind != Place.Kind.WORLD, str(place.name)


def goods_windows(pair, asked=None):
    """Return the KnownWindows of the chapters that the reporter tells of; one query."""
    figures = TradeFigure.objects.current().goods().of_pair(*pair)
    chapters = figures.filter(
        product__nomenclature=Product.Nomenclature.HS, product__level=Product.CHAPTER
    )
    ends = chapters.order_by().values_list("start", "end").distinct()
    if pair.partner.kind == Place.Kind.WORLD:
        sums = SumByChapter.objects.goods().filter(reporter=pair.reporter.pk).order_by()
        ends = ends.union(sums.values_list("start", "end").distinct())
    return windows_to_choose([Window(*row) for row in ends], asked)


def windows_to_choose(windows, asked=None):
    """Return the KnownWindows of these: as they are, and those that follow from them.

    The asked one is among them if it is known, or follows.
    """
    every = newest_first(set(windows))
    stated = offered(every, always={asked})
    computed = {*derivable(stated), *cumulations(every)}
    if asked and tile(asked, every):
        computed.add(asked)
    return KnownWindows(tuple(stated), tuple(offered(computed - {*stated}, always={asked})))
