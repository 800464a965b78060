"""The pages of one place, of two, and the map of all."""

from django.shortcuts import get_object_or_404, redirect, render

from portal.forms import MapForm, WindowForm
from portal.map_of_regions import maps_of_regions, windows_of_map
from portal.partners import mission_countries, partner_of
from portal.place_notes import note_on_pair, note_on_place
from regions.models import Place
from trade.forms import asked_window
from trade.pictures import KnownWindows, known_windows


def get_place(code):
    """Return the place with the code, whatever its case; 404 for none."""
    places = Place.objects.select_related("country", "region", "parent", "centre")
    return get_object_or_404(places.with_code(code))


def regions(request):
    countries = mission_countries()
    form = MapForm(request.GET, windows_of_map(countries, asked_window(request.GET)))
    maps = maps_of_regions(countries, request.user, form.subject(), form.chosen())
    return render(request, "portal/regions.html", {"maps": maps, "form": form})


def place(request, code, template_name="portal/place.html", most=None):
    shown = get_place(code)
    partner = partner_of(shown)
    known = known_windows(shown, partner, asked_window(request.GET)) if partner else KnownWindows()
    form = WindowForm(request.GET, known)
    context = {
        "place": shown,
        "partner": partner,
        "form": form,
        "note": note_on_place(shown, request.user, known, form.chosen(), most),
        "changes": shown.changes.select_related("other"),
        "other_names": shown.other_names.exclude(kind="code"),
        "inside": Place.objects.filter(parent=shown),
    }
    return render(request, template_name, context)


def pair(request, code, other, template_name="portal/pair.html", most=None):
    here, there = get_place(code), get_place(other)
    if here == there:
        return redirect(here)
    asked = asked_window(request.GET)
    sides = known_windows(here, there, asked), known_windows(there, here, asked)
    form = WindowForm(request.GET, sides[0].together(sides[1]))
    context = {
        "place": here,
        "other": there,
        "form": form,
        "note": note_on_pair(here, there, request.user, sides, form.chosen(), most),
    }
    return render(request, template_name, context)
