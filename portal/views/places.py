"""The pages of one place, of two, and the map of all."""

from django.shortcuts import get_object_or_404, redirect, render

from common.periods import newest_first
from portal.forms import MapForm, WindowForm
from portal.map_of_regions import maps_of_regions
from portal.partners import mission_countries, partner_of
from portal.place_notes import note_on_pair, note_on_place
from regions.models import Place
from trade.answers import windows_of
from trade.pictures import known_windows


def get_place(code):
    """Return the place with the code, whatever its case; 404 for none."""
    places = Place.objects.select_related("country", "region", "parent", "centre")
    return get_object_or_404(places.with_code(code))


def regions(request):
    countries = mission_countries()
    form = MapForm(request.GET, _windows_of_regions(countries))
    maps = maps_of_regions(countries, request.user, form.subject(), form.chosen())
    return render(request, "portal/regions.html", {"maps": maps, "form": form})


def place(request, code, template_name="portal/place.html", most=None):
    shown = get_place(code)
    partner = partner_of(shown)
    windows, computed = known_windows(shown, partner) if partner else ([], [])
    form = WindowForm(request.GET, windows, computed)
    context = {
        "place": shown,
        "partner": partner,
        "form": form,
        "note": note_on_place(shown, request.user, windows, form.chosen(), most),
        "changes": shown.changes.select_related("other"),
        "other_names": shown.other_names.exclude(kind="code"),
        "inside": Place.objects.filter(parent=shown),
    }
    return render(request, template_name, context)


def pair(request, code, other, template_name="portal/pair.html", most=None):
    here, there = get_place(code), get_place(other)
    if here == there:
        return redirect(here)
    form = WindowForm(request.GET, *_windows_of_pair(here, there))
    context = {
        "place": here,
        "other": there,
        "form": form,
        "note": note_on_pair(here, there, request.user, form.chosen(), most),
    }
    return render(request, template_name, context)


def _windows_of_pair(here, there):
    """Return the known and the computed windows of either side, newest first."""
    sides = known_windows(here, there), known_windows(there, here)
    known = {window for stated, _computed in sides for window in stated}
    computed = {window for _stated, derived in sides for window in derived} - known
    return newest_first(known), newest_first(computed)


def _windows_of_regions(countries):
    """Return the months for which any region's trade with a partner country is known."""
    regions = Place.objects.of_countries(countries).regional()
    return windows_of(regions.values("pk"), [country.pk for country in countries])
