"""The filters of the list of visits, as they stand in its address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm
from common.partial_dates import FIRST_YEAR, LAST_YEAR
from common.search import MAX_QUERY
from regions.forms import PlaceFilterField, offered_places
from visits.models import Visit

ANY = ("", _("any"))
COMING = "coming"
INCOMING, OUTGOING = "incoming", "outgoing"
YES, NO = "yes", "no"


class VisitFilterForm(FilterForm):
    q = forms.CharField(label=_("Words"), max_length=MAX_QUERY)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Visit.Kind.choices])
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[ANY, (COMING, _("coming, ideas included")), *Visit.Status.choices],
    )
    direction = forms.ChoiceField(label=_("Direction"))
    place = PlaceFilterField(label=_("To or from"))
    sent_by = PlaceFilterField(label=_("Sent by"))
    stop = PlaceFilterField(label=_("Stops in"))
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    delegation = forms.ChoiceField(
        label=_("Counts as a delegation"), choices=[ANY, (YES, _("yes")), (NO, _("no"))]
    )
    waiting = forms.BooleanField(label=_("Waiting for dates"))

    def __init__(self, *args, mission, **kwargs):
        super().__init__(*args, **kwargs)
        self.mission = mission
        self._offer_directions()
        places = list(offered_places())
        for name in ("place", "sent_by", "stop"):
            self.fields[name].offer(places)

    def _offer_directions(self):
        """Name the countries: whose "incoming" it is would be a riddle without them."""
        if self.mission is None:
            del self.fields["direction"]
            return
        home = self.mission.home.name
        hosts = ", ".join(host.name for host in self.mission.hosts.all())
        self.fields["direction"].choices = [
            ANY,
            (INCOMING, f"{home} → {hosts}"),
            (OUTGOING, f"{hosts} → {home}"),
        ]

    def filter_q(self, visits, query):
        return visits.search(query)

    def filter_kind(self, visits, kind):
        return visits.filter(kind=kind)

    def filter_status(self, visits, status):
        return visits.coming() if status == COMING else visits.filter(status=status)

    def filter_direction(self, visits, direction):
        towards_host = direction == INCOMING
        return visits.incoming(self.mission) if towards_host else visits.outgoing(self.mission)

    def filter_place(self, visits, place):
        return visits.of_place(place)

    def filter_sent_by(self, visits, place):
        return visits.sent_by(place)

    def filter_stop(self, visits, place):
        return visits.stopping_in(place)

    def filter_year(self, visits, year):
        return visits.of_year(year)

    def filter_delegation(self, visits, answer):
        return visits.delegations() if answer == YES else visits.not_delegations()

    def filter_waiting(self, visits, waiting):
        return visits.waiting_for_dates()

    def _in_words(self, name, value):
        return _("yes") if value is True else super()._in_words(name, value)
