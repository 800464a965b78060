"""The filters of the three lists, as they stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm
from common.search import MAX_QUERY
from cooperation.models import Agreement, Commitment, Project
from regions.forms import PlaceFilterField, offered_places
from regions.models import Sector

ANY = ("", _("any"))
FIRST_YEAR, LAST_YEAR = 1991, 2100
MOST_DAYS = 3650


class SectorField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            Sector.objects.all(),
            to_field_name="slug",
            empty_label=_("any"),
            label=_("Sector"),
            **kwargs,
        )


class PlacesForm(FilterForm):
    """A filter form whose ``place_fields`` offer the places of one query."""

    q = forms.CharField(label=_("Words"), max_length=MAX_QUERY)
    place_fields = ("place",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_places()

    def _offer_places(self):
        places = list(offered_places())
        for name in self.place_fields:
            self.fields[name].offer(places)

    def filter_q(self, records, query):
        return records.search(query)

    def filter_place(self, records, place):
        return records.of_place(place)


class AgreementFilterForm(PlacesForm):
    IN_FORCE, LAPSED = "in_force", "lapsed"

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Agreement.Kind.choices])
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ANY,
            (IN_FORCE, _("in force today")),
            (LAPSED, _("term over, no later status")),
            *Agreement.Status.choices,
        ],
    )
    place = PlaceFilterField(label=_("Party in"))
    other = PlaceFilterField(label=_("and party in"))
    sector = SectorField()
    year = forms.IntegerField(label=_("Signed in"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    expiring = forms.IntegerField(label=_("Ends within, days"), min_value=0, max_value=MOST_DAYS)

    place_fields = ("place", "other")

    def filter_kind(self, agreements, kind):
        return agreements.filter(kind=kind)

    def filter_status(self, agreements, status):
        if status == self.IN_FORCE:
            return agreements.in_force()
        if status == self.LAPSED:
            return agreements.lapsed()
        return agreements.filter(status=status)

    def filter_other(self, agreements, place):
        return agreements.of_place(place)

    def filter_sector(self, agreements, sector):
        return agreements.filter(sectors=sector)

    def filter_year(self, agreements, year):
        return agreements.signed_in_year(year)

    def filter_expiring(self, agreements, days):
        return agreements.expiring(days)


class ProjectFilterForm(PlacesForm):
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *Project.Stage.choices])
    sector = SectorField()
    place = PlaceFilterField(label=_("Place"))

    def filter_stage(self, projects, stage):
        return projects.filter(stage=stage)

    def filter_sector(self, projects, sector):
        return projects.in_sector(sector)


class CommitmentFilterForm(PlacesForm):
    OVERDUE = "overdue"

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[ANY, *Commitment.Status.choices, (OVERDUE, _("overdue"))],
    )
    side = PlaceFilterField(label=_("Owed by the side of"))
    place = PlaceFilterField(label=_("Place on either side"))
    due = forms.IntegerField(label=_("Due within, days"), min_value=0, max_value=MOST_DAYS)

    def _offer_places(self):
        places = list(offered_places())
        self.fields["place"].offer(places)
        self.fields["side"].offer(places, countries_only=True)

    def filter_status(self, commitments, status):
        if status == self.OVERDUE:
            return commitments.overdue()
        return commitments.filter(status=status)

    def filter_side(self, commitments, place):
        return commitments.owed_by(place)

    def filter_due(self, commitments, days):
        return commitments.due_within(days)
