"""Fields in which one chooses a place."""

from itertools import groupby

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models import Place

UNREADABLE = _("No place with this code is known. Choose one from the list.")


def offered_places():
    """Return the places that lie in a country, and those countries, in one query."""
    inside = Place.objects.filter(country__isnull=False)
    return Place.objects.filter(
        Q(pk__in=inside.values("pk")) | Q(pk__in=inside.values("country"))
    ).order_by("name_en", "pk")


def grouped_choices(places, value):
    """Return choices by country: the country first, then what lies in it by the reader's name.

    ``value`` is the field that stands in the address or the form: "code" or "pk".
    """
    countries = {place.pk: place for place in places if place.country_id is None}
    inside = [place for place in places if place.country_id in countries]
    inside.sort(key=lambda place: (place.country_id, str(place.name)))
    groups = {
        country: [(getattr(place, value), str(place.name)) for place in members]
        for country, members in groupby(inside, key=lambda place: place.country_id)
    }
    return [
        (str(country.name), [(getattr(country, value), str(country.name)), *groups.get(pk, [])])
        for pk, country in countries.items()
    ]


class PlaceFilterField(forms.ModelChoiceField):
    """Takes the code of any place, in either case; the form that has it sets the choices."""

    default_error_messages = {"invalid_choice": UNREADABLE}

    def __init__(self, **kwargs):
        super().__init__(Place.objects.all(), to_field_name="code", **kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        place = self.queryset.with_code(value).first()
        if place is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return place

    def offer(self, places, *, countries_only=False):
        """Offer these places, grouped by country."""
        if countries_only:
            choices = [(p.code, str(p.name)) for p in places if p.country_id is None]
        else:
            choices = grouped_choices(places, "code")
        self.choices = [("", _("any")), *choices]
