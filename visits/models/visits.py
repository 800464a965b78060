"""Visits: who goes where and when, and what it stands for."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import (
    Record,
    Restricted,
    RestrictedQuerySet,
    StatedAmount,
    Titled,
    has_a_title,
)
from common.queries import each_with
from common.search import in_every_language, years
from common.texts import LocalText
from cooperation.models import Agreement, Commitment
from regions.models import Attachment, Place, Sector, Source, names_of
from visits.models.delegations import Delegate
from visits.models.parts import Stop, VisitSide

HAS_A_FIRST_DAY = Q(start_earliest__isnull=False, start_earliest=F("start_latest"))


def _began_in(year):
    return Q(start_earliest__year=year) | Q(start_earliest__isnull=True, end_earliest__year=year)


def _within_countries(countries):
    return Place.objects.filter(Q(pk__in=countries) | Q(country__in=countries))


class VisitQuerySet(RestrictedQuerySet):
    def real(self):
        """Leave out the examples, which show how a programme looks and count for nothing."""
        return self.filter(is_example=False)

    def delegations(self):
        """Return visits that count as delegations: never embassy trips, never meetings."""
        return self.real().filter(kind__in=Visit.DELEGATION_KINDS)

    def held(self):
        return self.filter(status=Visit.Status.HELD)

    def coming(self):
        """Return what is still to take place, ideas included."""
        return self.real().filter(status__in=Visit.COMING)

    def not_delegations(self):
        """Return the others: embassy trips, meetings, forums, sessions, and all examples."""
        return self.exclude(is_example=False, kind__in=Visit.DELEGATION_KINDS)

    def waiting_for_dates(self):
        """Return what is still to take place and has no day to begin on yet."""
        return self.coming().exclude(HAS_A_FIRST_DAY)

    def with_a_first_day(self):
        """Return the visits of which the day they begin on is known."""
        return self.filter(HAS_A_FIRST_DAY)

    def in_year(self, year):
        """Return the visits that surely began in the year, so that each is of one year at most.

        Where the start is not known the end decides. "By 2018" may mean a year before and is in
        none.
        """
        return self.filter(_began_in(year))

    def of_year(self, year):
        """Return the visits in the year and those that are to begin by some day of it."""
        due = Q(start_earliest__isnull=True, start_latest__year=year)
        return self.filter(_began_in(year) | due)

    def between_dates(self, first, last):
        """Return the visits that surely touch the days from first to last.

        A visit of which only the year is known is in no particular week.
        """
        goes_on = Q(end_earliest__gte=first)
        ends_as_it_starts = Q(end_earliest__isnull=True, start_earliest__gte=first)
        return self.filter(start_latest__lte=last).filter(goes_on | ends_as_it_starts)

    def not_over_before(self, day):
        """Return the visits that may still go on, or be to come, on the day."""
        over = Q(end_latest__lt=day) | Q(end_latest__isnull=True, start_latest__lt=day)
        return self.exclude(over)

    def stopping_in(self, place):
        """Return the visits with a stop in the place or below it."""
        stops = Stop.objects.filter(place__in=Place.objects.within(place))
        return self.filter(pk__in=stops.values("visit"))

    def sent_by(self, place):
        return self._sent_from(Place.objects.within(place))

    def received_by(self, place):
        """Return the visits with a stop in the place, or with a host from it."""
        return self._received_in(Place.objects.within(place))

    def incoming(self, mission):
        """Return the visits from the home country of the mission to its host countries."""
        return self.sent_by(mission.home)._received_in(_within_countries(mission.hosts.all()))

    def outgoing(self, mission):
        """Return the visits from the host countries of the mission to its home country."""
        return self.received_by(mission.home)._sent_from(_within_countries(mission.hosts.all()))

    def _sent_from(self, places):
        sides = VisitSide.objects.sending().filter(place__in=places)
        return self.filter(pk__in=sides.values("visit"))

    def _received_in(self, places):
        sides = VisitSide.objects.receiving().filter(place__in=places)
        stops = Stop.objects.filter(place__in=places)
        return self.filter(Q(pk__in=sides.values("visit")) | Q(pk__in=stops.values("visit")))

    def of_place(self, place):
        return self.filter(
            Q(pk__in=self.sent_by(place).values("pk"))
            | Q(pk__in=self.received_by(place).values("pk"))
        )

    def between(self, place, other):
        """Return the visits from one to the other, either way."""
        return self.filter(
            Q(pk__in=self.sent_by(place).received_by(other).values("pk"))
            | Q(pk__in=self.sent_by(other).received_by(place).values("pk"))
        )

    def programmed(self):
        """Return the visits with a programme."""
        items = self.model._meta.get_field("programme_items").related_model.objects
        return self.filter(pk__in=items.values("visit"))

    def with_programme_totals(self):
        """Add ``item_count`` and ``day_count`` of the programme for guests."""
        items = self.model._meta.get_field("programme_items").related_model.objects
        totals = items.for_guests().totals_of_visits()
        return self.annotate(
            item_count=Coalesce(Subquery(totals.values("items")), 0),
            day_count=Coalesce(Subquery(totals.values("days")), 0),
        )

    def newest_first(self):
        return self.order_by(
            F("start_latest").desc(nulls_last=True), F("end_latest").desc(nulls_last=True), "-pk"
        )

    def with_stops(self):
        return self.prefetch_related(Prefetch("stops", Stop.objects.select_related("place")))

    def each_with_stops(self):
        """Return the visits in a list with their stops, in one query."""
        return each_with(self, stops=["place"])

    def with_places(self):
        """Return the visits with their stops and sides, in two queries for any number."""
        sides = VisitSide.objects.select_related("place", "organisation")
        return self.with_stops().prefetch_related(Prefetch("sides", sides))

    def with_details(self):
        """Return the visits with all that belongs to the page of one."""
        delegates = Delegate.objects.with_names()
        return self.with_places().prefetch_related(
            "sectors", "sources", Prefetch("delegates", delegates)
        )


class Visit(Titled, StatedAmount, Restricted, Record):
    class Kind(models.TextChoices):
        DELEGATION = "delegation", _("delegation visit")
        BUSINESS_MISSION = "business_mission", _("business mission")
        WORKING_MEETING = "working_meeting", _("working meeting")
        EMBASSY_TRIP = "embassy_trip", _("embassy trip")
        FORUM = "forum", _("forum")
        COMMISSION = "commission", _("commission session")

    class Status(models.TextChoices):
        IDEA = "idea", _("idea")
        PLANNED = "planned", _("planned")
        CONFIRMED = "confirmed", _("confirmed")
        UNDER_WAY = "under_way", _("under way")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Level(models.TextChoices):
        NOT_SAID = "", _("not stated")
        HEAD_OF_STATE = "head_of_state", _("head of state")
        GOVERNMENT = "government", _("government")
        PARLIAMENT = "parliament", _("parliament")
        MINISTRY = "ministry", _("ministry")
        REGION = "region", _("region")
        DISTRICT = "district", _("city or district")
        MISSION = "mission", _("embassy or consulate")
        BUSINESS = "business", _("business")

    DELEGATION_KINDS = (Kind.DELEGATION, Kind.BUSINESS_MISSION)
    COMING = (Status.IDEA, Status.PLANNED, Status.CONFIRMED, Status.UNDER_WAY, Status.POSTPONED)
    STANDINGS = {
        Status.HELD: "done",
        Status.CONFIRMED: "open",
        Status.UNDER_WAY: "open",
        Status.POSTPONED: "stopped",
        Status.CANCELLED: "stopped",
    }

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.DELEGATION)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.IDEA
    )
    level = models.CharField(_("level"), max_length=14, choices=Level.choices, blank=True)
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    expected_low = models.PositiveSmallIntegerField(
        _("expected number, at least"),
        null=True,
        blank=True,
        help_text=_("When the record stands for several visits not named yet: two or three more."),
    )
    expected_high = models.PositiveSmallIntegerField(
        _("expected number, at most"), null=True, blank=True
    )
    online = models.BooleanField(_("by video link"), default=False)
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Shows how a programme looks; never counted.")
    )
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    purpose_ru = models.TextField(_("purpose in Russian"), blank=True)
    purpose_kk = models.TextField(_("purpose in Kazakh"), blank=True)
    purpose_be = models.TextField(_("purpose in Belarusian"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    cancelled_because = models.CharField(_("reason of cancelling"), max_length=500, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits_in_charge",
        verbose_name=_("officer in charge"),
    )
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="visits", verbose_name=_("sectors")
    )
    commitments = models.ManyToManyField(
        Commitment, blank=True, related_name="visits", verbose_name=_("commitments")
    )
    sources = models.ManyToManyField(
        Source, blank=True, related_name="visits", verbose_name=_("sources")
    )
    attachments = models.ManyToManyField(
        Attachment,
        blank=True,
        editable=False,
        related_name="visits",
        verbose_name=_("documents"),
    )

    search_names = (
        "stops__place",
        "sides__place",
        "sides__organisation",
        "delegates__person",
        "delegates__organisation",
    )

    objects = VisitQuerySet.as_alive_manager()
    all_objects = VisitQuerySet.as_manager()
    _history_m2m_fields = [sectors, commitments, sources, attachments]
    # Fields of its page that are none of the model: name -> label, and the model they choose from.
    typed_ties = {
        "ties-signed": (_("Agreements signed at the visit"), Agreement),
        "ties-prepared": (_("Agreements prepared at the visit"), Agreement),
        "ties-under": (_("Agreements under which it takes place"), Agreement),
        "ties-commitments": (_("Commitments made at the visit"), Commitment),
    }

    class Meta(Restricted.Meta):
        abstract = False
        ordering = [F("start_latest").desc(nulls_last=True), "-pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            has_a_title("visit_titled"),
            models.CheckConstraint(
                condition=Q(end_latest__isnull=True)
                | Q(start_earliest__isnull=True)
                | Q(end_latest__gte=F("start_earliest")),
                name="visit_ends_after_start",
                violation_error_message=_("The visit ends before it starts. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(expected_low__isnull=True)
                | Q(expected_high__isnull=True)
                | Q(expected_high__gte=F("expected_low")),
                name="visit_expected_range",
                violation_error_message=_("“At most” is less than “at least”."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("visits:visit", args=[self.public_id])

    @property
    def purpose(self):
        return LocalText.of(self, "purpose")

    def search_parts(self):
        purposes = [self.purpose_en, self.purpose_ru, self.purpose_kk, self.purpose_be]
        words = in_every_language(self._meta.verbose_name, self.get_kind_display)
        dates = years(self.start.text, self.end.text)
        return [*self.titles(), *purposes, *self._people_and_places(), *words, *dates]

    def _people_and_places(self):
        if not self.pk:
            return []
        stops = self.stops.select_related("place").prefetch_related("place__other_names")
        sides = self.sides.select_related("place", "organisation")
        sides = sides.prefetch_related("place__other_names")
        delegates = self.delegates.select_related("person", "organisation")
        linked = [stop.place for stop in stops]
        linked += [one for side in sides for one in (side.place, side.organisation)]
        linked += [
            one for delegate in delegates for one in (delegate.person, delegate.organisation)
        ]
        return [*names_of(linked), *(post for one in delegates for post in one.posts())]

    def clean(self):
        errors = self.missing_title()
        if self.start_earliest and self.end_latest and self.end_latest < self.start_earliest:
            errors["end"] = _("The visit ends before it starts. Check both dates.")
        if (self.expected_low or 0) > (self.expected_high or self.expected_low or 0):
            errors["expected_high"] = _("“At most” is less than “at least”.")
        if errors:
            raise ValidationError(errors)

    @property
    def counts_as_delegation(self):
        return self.kind in Visit.DELEGATION_KINDS and not self.is_example

    @property
    def senders(self):
        return [side for side in self.sides.all() if side.side == VisitSide.Side.SENDING]

    @property
    def hosts(self):
        return [side for side in self.sides.all() if side.side == VisitSide.Side.RECEIVING]

    @property
    def delegation(self):
        """Who goes, in protocol order."""
        return [one for one in self.delegates.all() if one.side == VisitSide.Side.SENDING]

    @property
    def receiving_party(self):
        """Who receives, in protocol order."""
        return [one for one in self.delegates.all() if one.side == VisitSide.Side.RECEIVING]

    @property
    def standing(self):
        """How its status is marked: done, open, stopped, or "" for what is only planned."""
        return Visit.STANDINGS.get(self.status, "")

    @property
    def last_day(self):
        """The last day it may take; None where the dates leave that open."""
        return self.end_latest or (None if self.start.is_by else self.start_latest)

    def covers(self, day):
        """Tell whether the day can be one of the visit's."""
        after_start = self.start_earliest is None or day >= self.start_earliest
        return after_start and (self.last_day is None or day <= self.last_day)

    @property
    def is_under_way(self):
        """Whether today can be one of its days."""
        return self.covers(timezone.localdate())

    @cached_property
    def zone(self):
        """The clock of the first stop that has one, else of the first host: before any venue."""
        return ZoneInfo(next(filter(None, self._zones()), "UTC"))

    def _zones(self):
        """Return the zones of the stops, then of who receives, in their order. One query."""
        if not self.pk:
            return []
        stops, hosts = (
            rows.order_by().values_list(Value(number), "position", "pk", "place__time_zone")
            for number, rows in enumerate((self.stops, self.sides.receiving()))
        )
        return [zone for *_place, zone in sorted(stops.union(hosts))]
