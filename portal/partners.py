"""Who stands across from whom: the countries of the mission and the places in them."""

from regions.models import Mission, Place


def mission_countries():
    """Return the countries the mission links, hosts first; empty before it is set up."""
    mission = Mission.objects.current()
    return mission.countries() if mission else []


def country_of(place):
    """Return the country the place is or lies in; None for groups and the world."""
    return place if place.kind == Place.Kind.COUNTRY else place.country


def partner_of(place):
    """Return the country whose trade with the place the portal is about, or None.

    For a place in the home country that is the first host, for any other the home country.
    """
    mission = Mission.objects.current()
    if mission is None:
        return None
    if country_of(place) == mission.home:
        return next(iter(mission.hosts.all()), None)
    return mission.home
