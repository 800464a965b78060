"""The tile map of the mission's countries: one count or amount for each region."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common import charts, formats
from cooperation.models import Agreement
from portal.seats import seats_of_parties, seats_of_sides, seats_of_stops
from regions.models import Place
from trade.answers import Key, figures_for
from trade.chart_values import newest_of, publishers_of
from trade.models import Flow
from trade.pictures import KnownWindows
from trade.windows import cumulated, offered, told_between, with_turnover
from visits.models import Visit

AGREEMENTS, VISITS, TRADE = "agreements", "visits", "trade"
SUBJECTS = {
    AGREEMENTS: _("agreements"),
    VISITS: _("delegations held"),
    TRADE: _("turnover with the partner country"),
}
LEVELS = 5


@dataclass(frozen=True)
class CountryMap:
    """One country and its map."""

    country: Place
    part: charts.ChartPart


def maps_of_regions(countries, user, subject, window=None):
    """Return a CountryMap for each country, all shaded on one scale."""
    regions = list(
        Place.objects.of_countries(countries).regional().placed_on_map().select_related("country")
    )
    answers = _turnovers(regions, countries, window) if subject == TRADE else {}
    values = _values(subject, regions, answers, user)
    levels = _levels(values)
    return [
        _country_map(country, regions, values, levels, subject, window, answers)
        for country in countries
    ]


def _unit(subject, window):
    """Return what the numbers in the squares count."""
    if subject != TRADE:
        return str(_("number, what lies within a region included"))
    if window is None:
        return str(_("no months are known"))
    return f"{formats.unit_label(scale=10**6)}, {formats.window_label(window)}"


def _country_map(country, regions, values, levels, subject, window, answers):
    own = [region for region in regions if region.country_id == country.pk]
    tiles = [_tile(region, values[region.pk], levels.get(region.pk)) for region in own]
    unit = _unit(subject, window)
    title = f"{country.name}: {capfirst(SUBJECTS[subject])}"
    whole_unit = formats.unit_label() if subject == TRADE else ""
    told = [answers[region.pk] for region in own if region.pk in answers]
    part = charts.ChartPart(
        slug=f"map-{country.code.lower()}",
        title=title,
        subtitle=unit,
        chart=partial(charts.tile_map, title, tiles),
        table=charts.tile_table(title, _("Region"), unit, tiles, whole_unit),
        source=publishers_of(told),
        as_of=newest_of(told),
        width=charts.HALF,
        address=("portal:regions_chart",),
    )
    return CountryMap(country, part)


def _tile(region, value, level):
    return charts.Tile(
        code=region.code.partition("-")[2],
        name=str(region.short_name),
        row=region.tile_row - 1,
        column=region.tile_column - 1,
        value=charts.Value(
            amount=value.amount,
            text=value.text,
            note=value.note,
            name=value.name and f"{region.name}: {value.name}",
            href=region.get_absolute_url(),
        ),
        level=level,
    )


def _values(subject, regions, answers, user):
    """Return region id -> charts.Value, for every region; ``answers`` are those of trade."""
    if subject == TRADE:
        return {region.pk: _amount(answers.get(region.pk)) for region in regions}
    counts = _agreements(user) if subject == AGREEMENTS else _visits(user)
    return {region.pk: _count(subject, counts.get(region.pk, 0)) for region in regions}


def _count(subject, number):
    if subject == AGREEMENTS:
        words = ngettext("%(number)s agreement", "%(number)s agreements", number)
    else:
        words = ngettext("%(number)s delegation", "%(number)s delegations", number)
    return charts.Value(amount=number, text=str(number), name=words % {"number": number})


def _turnovers(regions, countries, window):
    """Return region id -> Answer of its turnover, nothing where no months are known."""
    if window is None:
        return {}
    partner = {country.pk: _across(country, countries) for country in countries}
    keys = {
        region.pk: Key.of(region, partner[region.country_id], Flow.TURNOVER) for region in regions
    }
    answers = figures_for(keys.values(), window)
    return {pk: answers[key] for pk, key in keys.items()}


def _across(country, countries):
    return next(other for other in countries if other != country)


def _amount(answer):
    if not answer:
        return charts.Value(None)
    return charts.Value(
        amount=answer.value,
        text=formats.amount(answer.value, answer.rounding_unit, scale=10**6),
        note=str(_("year inferred")) if answer.year_inferred else "",
    )


def _levels(values):
    """Return region id -> shade 0 to 4, by fifths of the largest amount; none for nothing."""
    most = max((v.amount for v in values.values() if v.amount), default=None)
    if most is None:
        return {}
    return {
        pk: min(LEVELS - 1, int(value.amount * LEVELS / most))
        for pk, value in values.items()
        if value.amount
    }


def _agreements(user):
    """Return region id -> number of agreements with a party in it, each counted once."""
    return _counted(seats_of_parties(Agreement.objects.visible_to(user)).items())


def _visits(user):
    """Return region id -> number of delegations held that it sent or received."""
    held = Visit.objects.visible_to(user).delegations().held()
    sides = seats_of_sides(held).items()
    sent_or_received = [(visit, seats) for visit, named in sides for seats in named.values()]
    return _counted([*seats_of_stops(held).items(), *sent_or_received])


def _counted(seats):
    regions = defaultdict(set)
    for record, found in seats:
        for seat in found:
            if seat is not None:
                regions[seat.region].add(record.pk)
    return {region: len(records) for region, records in regions.items()}


# The months of which some region's turnover is known


def windows_of_map(countries, asked=None):
    """Return the KnownWindows of the regions: one query, three for months no figure states."""
    regions = list(Place.objects.of_countries(countries).regional().placed_on_map())
    told = told_between(regions, countries)
    tellings = defaultdict(list)
    for windows in with_turnover(told).values():
        for window, year_inferred in windows.items():
            tellings[window].append(year_inferred)
    computed = {w for windows in cumulated(told).values() for w in windows} - {*tellings}
    if asked not in tellings and asked not in computed:
        computed |= {*_computed(regions, countries, asked)}
    return KnownWindows(
        stated=tuple(offered(tellings, always={asked})),
        computed=tuple(offered(computed, always={asked})),
        inferred=frozenset(window for window, told in tellings.items() if all(told)),
    )


def _computed(regions, countries, asked):
    """Return the asked window alone, or () where no region's turnover of it can be computed."""
    known = asked and any(_turnovers(regions, countries, asked).values())
    return (asked,) if known else ()
