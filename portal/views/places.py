"""The pages of one place, of two, and the map of all."""

from django.http import Http404
from django.shortcuts import redirect, render

from common.charts.responses import chart_file
from common.texts import cited
from portal.forms import MapForm, WindowForm
from portal.map_of_regions import maps_of_regions, windows_of_map
from portal.partners import mission_countries, partner_of
from portal.place_notes import note_on_pair, note_on_place, said_of_pair, said_of_place
from regions.models import Place
from trade.forms import asked_window
from trade.pictures import KnownWindows, known_sides


def get_place(code):
    """Return the place with the code, whatever its case, and its record; 404 for none."""
    places = Place.objects.with_code(code).each_with_record()
    if not places:
        raise Http404
    return places[0]


def regions(request, chart=None, file_type=None):
    countries = mission_countries()
    form = MapForm(request.GET, windows_of_map(countries, asked_window(request.GET)))
    maps = maps_of_regions(countries, request.user, form.subject(), form.chosen())
    if chart:
        return chart_file([one.part for one in maps], chart, file_type)
    return render(request, "portal/regions.html", {"maps": maps, "form": form})


def place(request, code, template_name="portal/place.html", most=None):
    shown = get_place(code)
    partner = partner_of(shown)
    said = said_of_place(shown, partner)
    pairs = [(shown, partner)] if partner else []
    known = next(iter(known_sides(pairs, said, asked_window(request.GET))), KnownWindows())
    form = WindowForm(request.GET, known)
    context = {
        "place": shown,
        "partner": partner,
        "form": form,
        "note": note_on_place(shown, request.user, known, said, form.chosen(), most),
        "changes": shown.changes.all(),
        "other_names": [name for name in shown.other_names.all() if not name.is_code],
        "inside": Place.objects.filter(parent=shown),
        "members": shown.members,
        "population_source": cited(shown.population_source),
    }
    return render(request, template_name, context)


def pair(request, code, other, template_name="portal/pair.html", most=None):
    here, there = get_place(code), get_place(other)
    if here == there:
        return redirect(here)
    said = said_of_pair(here, there)
    pairs = [(here, there), (there, here)]
    sides = known_sides(pairs, said, asked_window(request.GET))
    form = WindowForm(request.GET, sides[0].together(sides[1]))
    context = {
        "place": here,
        "other": there,
        "form": form,
        "note": note_on_pair(here, there, request.user, sides, said, form.chosen(), most),
    }
    return render(request, template_name, context)
