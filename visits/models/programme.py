"""The programme of a visit: wall time at the venue, with the moment in UTC derived from it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import validate_time_zone
from common.formats import date_range_label
from common.models import Named, Record, RecordQuerySet, Titled, Tracked, has_a_title
from common.partial_dates import FIRST_YEAR, LAST_YEAR, NO_SUCH_YEAR
from regions.models import Organisation, Person, Place
from visits.models.visits import Visit

UTC = ZoneInfo("UTC")

NO_SUCH_TIME = _("The clocks go forward then: this time does not exist there.")
ENDS_TOO_LATE = _(
    "The item ends before it starts. Only what lasts at most 12 hours is read as ending on the "
    "next day."
)


class Venue(Named, Record):
    """Where something takes place; its zone is the zone of the clock on its wall."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="venues", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("organisation"),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, validators=[validate_time_zone]
    )

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def save(self, *args, **kwargs):
        """Save; what is planned here keeps its time on the wall when the zone changes."""
        super().save(*args, **kwargs)
        for item in ProgrammeItem.objects.filter(Q(venue=self) | Q(arrival_venue=self)):
            item.save()

    def search_parts(self):
        return [*self.names(), self.address]

    @property
    def zone(self):
        """The venue's own zone, else that of its place."""
        return ZoneInfo(self.time_zone or self.place.time_zone or "UTC")


def exists_on_the_clock(wall, zone):
    """Tell whether the wall time occurs in the zone at all (not in a spring gap)."""
    there = wall.replace(tzinfo=zone)
    return there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def wall_end(day, starts, ends, zone, arrival_zone):
    """Return the end on the clock where it ends: the next day when it is not after the start."""
    end = datetime.combine(day, ends)
    if end.replace(tzinfo=arrival_zone) < datetime.combine(day, starts).replace(tzinfo=zone):
        end += timedelta(days=1)
    return end


class ProgrammeItemQuerySet(models.QuerySet):
    def for_guests(self):
        return self.filter(audience=ProgrammeItem.Audience.GUEST)

    def in_order(self):
        return self.order_by("day", "starts", "position", "pk")

    def totals(self):
        """Return {"items", "days"}: how many lines it has, on how many days."""
        return self.order_by().aggregate(
            items=models.Count("pk"), days=models.Count("day", distinct=True)
        )

    def with_venues(self):
        return self.select_related(
            "venue__place", "arrival_venue__place", "responsible", "responsible_organisation"
        )


class ProgrammeItem(Titled, Tracked):
    """One line of the programme; ``ends`` before ``starts`` means the day after."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        TALKS = "talks", _("talks")
        SIGNING = "signing", _("signing")
        SITE_VISIT = "site_visit", _("site visit")
        RECEPTION = "reception", _("reception")
        MEAL = "meal", _("meal")
        TRANSFER = "transfer", _("transfer")
        PRESS = "press", _("press")
        FREE_TIME = "free_time", _("free time")

    class Audience(models.TextChoices):
        GUEST = "guest", _("guests")
        INTERNAL = "internal", _("internal")

    LONG_KINDS = (Kind.TRANSFER, Kind.FREE_TIME)
    LONGEST = timedelta(hours=12)

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="programme_items", verbose_name=_("visit")
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MEETING)
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name=_("venue"),
    )
    arrival_venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("venue of arrival"),
        help_text=_("For a transfer: where it ends. The end is on that venue's clock."),
    )
    audience = models.CharField(
        _("for whom"), max_length=8, choices=Audience.choices, default=Audience.GUEST
    )
    responsible = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name=_("responsible person"),
    )
    responsible_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name=_("responsible organisation"),
    )
    responsible_post = models.CharField(_("responsible post"), max_length=200, blank=True)
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Never printed in the guest programme.")
    )
    starts_utc = models.DateTimeField(editable=False)
    ends_utc = models.DateTimeField(null=True, editable=False)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "day", "starts", "position", "pk"]
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        constraints = [
            has_a_title("programme_item_titled"),
            models.CheckConstraint(
                condition=Q(ends_utc__isnull=True) | Q(ends_utc__gte=models.F("starts_utc")),
                name="programme_item_ends_after_start",
                violation_error_message=_("The item ends before it starts."),
            ),
        ]

    def save(self, *args, **kwargs):
        self._derive_moments()
        super().save(*args, **kwargs)

    @property
    def zone(self):
        """The venue's zone; without a venue that of the visit's first stop."""
        if self.venue:
            return self.venue.zone
        visit = self._known_visit()
        return visit.zone if visit else UTC

    @property
    def arrival_zone(self):
        return self.arrival_venue.zone if self.arrival_venue else self.zone

    @property
    def ends_next_day(self):
        return self.ends is not None and self._wall_end().date() > self.day

    def clean(self):
        errors = self.missing_title() | (self._day_errors() or self._clock_errors())
        if errors:
            raise ValidationError(errors)
        self._derive_moments()

    def _known_visit(self):
        """Return its visit, or None before it has one."""
        try:
            return self.visit
        except Visit.DoesNotExist:
            return None

    def _day_errors(self):
        if self.day is None:
            return {}
        if not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            return {"day": NO_SUCH_YEAR}
        visit = self._known_visit()
        if visit is None or visit.covers(self.day):
            return {}
        days = date_range_label(visit.start, visit.end)
        text = _("This day is outside the visit, which takes place: %(days)s.")
        return {"day": text % {"days": days}}

    def _clock_errors(self):
        if self.day is None or self.starts is None:
            return {}
        if not exists_on_the_clock(self._wall_start(), self.zone):
            return {"starts": NO_SUCH_TIME}
        if self.ends is None:
            return {}
        if not exists_on_the_clock(self._wall_end(), self.arrival_zone):
            return {"ends": NO_SUCH_TIME}
        return {"ends": ENDS_TOO_LATE} if self._ends_too_late() else {}

    def _ends_too_late(self):
        """Tell whether an end before the start can not be meant as the night after."""
        self._derive_moments()
        lasts = self.ends_utc - self.starts_utc
        return self.ends_next_day and self.kind not in self.LONG_KINDS and lasts > self.LONGEST

    def _wall_start(self):
        return datetime.combine(self.day, self.starts)

    def _wall_end(self):
        return wall_end(self.day, self.starts, self.ends, self.zone, self.arrival_zone)

    def _derive_moments(self):
        if self.day is None or self.starts is None:
            return
        self.starts_utc = self._wall_start().replace(tzinfo=self.zone).astimezone(UTC)
        self.ends_utc = None
        if self.ends is not None:
            self.ends_utc = self._wall_end().replace(tzinfo=self.arrival_zone).astimezone(UTC)
