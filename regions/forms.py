"""Fields in which one chooses a place, sectors or sources."""

from itertools import groupby

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from common.forms import RecordsField, TitledForm
from common.picks import PickField, suggestions
from common.queries import answer_with
from regions.models import Place, Sector, Source

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


def choices_of_all():
    """Return choices of every place: those of each country, other countries, groups of them."""
    places = offered_places()
    shown = {place.pk for place in places}
    others = Place.objects.exclude(pk__in=shown).order_by("name_en", "pk")
    alone = [
        (label, _named(place for place in others if place.kind in kinds))
        for label, kinds in (
            (_("Other countries"), {Place.Kind.COUNTRY}),
            (_("Groups of countries"), {Place.Kind.GROUP, Place.Kind.WORLD}),
        )
    ]
    return [*grouped_choices(places, "pk"), *((label, named) for label, named in alone if named)]


def _named(places):
    return sorted(((place.pk, str(place.name)) for place in places), key=lambda named: named[1])


def _with_tie(sectors, record):
    """Return the sectors as a list, each with ``is_tied``: whether the record has it now."""
    tied = record.sectors if record and record.pk else Sector.objects.none()
    return list(sectors.annotate(is_tied=Exists(tied.filter(pk=OuterRef("pk")))))


class SourcedForm(TitledForm):
    """A form of a titled record with its sectors and the sources it is known from."""

    sectors = RecordsField(
        Sector.objects.all(),
        label=_("Sectors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sources = RecordsField(
        Source.objects.none(),
        label=_("Sources"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the mark away to take the source away from the record."),
    )
    further_source = PickField(
        Source.objects.all(),
        suggestions="sources",
        label=_("Add a source"),
        required=False,
        help_text=_("The publisher and some words of the title."),
    )

    def __init__(self, *args, instance=None, **kwargs):
        sectors = _with_tie(Sector.objects.all(), instance)
        if instance and instance.pk:
            answer_with(instance, "sectors", [sector for sector in sectors if sector.is_tied])
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["sectors"].choices = [(sector.pk, str(sector)) for sector in sectors]
        if self.instance.pk:
            sources = self.initial["sources"]
            self.fields["sources"].queryset = self.instance.sources.all()
            self.fields["sources"].choices = [(source.pk, str(source)) for source in sources]

    def source_fields(self):
        """Return the names of the fields of sources; a record without any has none to take away."""
        return ["sources", "further_source"] if self.initial.get("sources") else ["further_source"]

    def suggestions(self):
        """Return what may be typed, by the id of the list its field names."""
        return {"sources": suggestions(Source.objects.order_by("-changed_at"))}

    def clean(self):
        cleaned = super().clean()
        if source := cleaned.get("further_source"):
            cleaned["sources"] = [*cleaned.get("sources", []), source]
        return cleaned


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
