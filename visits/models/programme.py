"""The programme of a visit: wall time at the venue, with the moment in UTC derived from it."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.formats import date_range_label
from common.models import Titled, Tracked, has_a_title
from common.partial_dates import FIRST_YEAR, LAST_YEAR, NO_SUCH_YEAR
from regions.models import Organisation, Person
from visits.clock import UTC, comes_twice, exists, moment, wall_end
from visits.models.delegations import Delegate, VisitGroup
from visits.models.keyed import Keyed
from visits.models.venues import Venue
from visits.models.visits import Visit

NO_SUCH_TIME = _("The clocks go forward then: this time does not exist there.")
COMES_TWICE = _("The clocks go back then: this time comes twice. Choose the first or the second.")
ENDS_TOO_LATE = _(
    "The item ends before it starts. Only what lasts at most 12 hours is read as ending on the "
    "next day."
)


class ProgrammeItemQuerySet(models.QuerySet):
    def for_guests(self):
        return self.filter(audience=ProgrammeItem.Audience.GUEST)

    def in_order(self):
        return self.order_by("day", "starts", "position", "pk")

    def totals_of_visits(self):
        """Return rows of the outer visit: how many ``items`` there are, on how many ``days``."""
        own = self.filter(visit=models.OuterRef("pk")).order_by().values("visit")
        return own.annotate(items=models.Count("pk"), days=models.Count("day", distinct=True))

    def settle_clocks(self):
        """Bring the moments in line in every programme that one of the items is of."""
        for visit in Visit.all_objects.filter(pk__in=self.order_by().values("visit")):
            settle_clocks(visit)

    def with_venues(self):
        return self.select_related(
            "venue__place", "arrival_venue__place", "responsible", "responsible_organisation"
        )

    def with_newest_change(self):
        """Name the newest row of the history of each item ``newest_change``."""
        told = self.model.history.filter(id=models.OuterRef("pk")).order_by("-history_id")
        return self.annotate(newest_change=models.Subquery(told.values("history_id")[:1]))

    def with_concerned(self):
        """Return the items with the groups and delegates they are for."""
        return self.prefetch_related("groups", "delegates")


class ProgrammeItem(Titled, Keyed, Tracked):
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

    class Fold(models.IntegerChoices):
        FIRST = 0, _("the first of the two")
        SECOND = 1, _("the second of the two")

    LONG_KINDS = (Kind.TRANSFER, Kind.FREE_TIME)
    LONGEST = timedelta(hours=12)

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="programme_items", verbose_name=_("visit")
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"), null=True, blank=True)
    starts_fold = models.PositiveSmallIntegerField(
        _("which of two equal times it starts at"), choices=Fold.choices, null=True, blank=True
    )
    ends_fold = models.PositiveSmallIntegerField(
        _("which of two equal times it ends at"), choices=Fold.choices, null=True, blank=True
    )
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
    room = models.CharField(pgettext_lazy("in a building", "room"), max_length=100, blank=True)
    groups = models.ManyToManyField(
        VisitGroup,
        blank=True,
        related_name="programme_items",
        verbose_name=_("groups"),
        help_text=_("With no group and no person chosen, the item is for everybody."),
    )
    delegates = models.ManyToManyField(
        Delegate, blank=True, related_name="programme_items", verbose_name=_("persons")
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
    responsible_phone = models.CharField(_("phone"), max_length=40, blank=True)
    car = models.CharField(_("car"), max_length=200, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=200, blank=True)
    plan_b = models.TextField(_("plan B"), blank=True)
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Never printed in the guest programme.")
    )
    starts_utc = models.DateTimeField(editable=False)
    ends_utc = models.DateTimeField(null=True, editable=False)

    objects = ProgrammeItemQuerySet.as_manager()
    _history_m2m_fields = [groups, delegates]

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

    def save(self, *args, settle=True, **kwargs):
        """Save; what has no venue and comes after it goes by its clock.

        Whoever saves many items has cleaned them, says ``settle=False`` and calls
        ``settle_clocks`` once after them.
        """
        if settle:
            self._derive_moments()
        super().save(*args, **kwargs)
        if settle:
            settle_clocks(self.visit)

    def delete(self, *args, **kwargs):
        """Delete; what went by its clock goes by the one before it."""
        deleted = super().delete(*args, **kwargs)
        settle_clocks(self.visit)
        return deleted

    def clocks(self):
        """Return the zones it starts and ends by.

        Without a venue it goes by the clock that the visit goes by until then.
        """
        if self.venue:
            zone = self.venue.zone
        else:
            visit = self._known_visit()
            zone = clock_before(self, visit) if visit else UTC
        return zone, self.arrival_venue.zone if self.arrival_venue else zone

    def clean(self):
        errors, moments = self.missing_title(), None
        if wrong := self.day_errors():
            errors |= wrong
        elif self.day is not None and self.starts is not None:
            moments = self.moments(*self.clocks())
            errors |= self._clock_errors(*moments)
        if errors:
            raise ValidationError(errors)
        if moments is not None:
            self._set_moments(*moments)

    def _known_visit(self):
        """Return its visit, or None before it has one."""
        try:
            return self.visit
        except Visit.DoesNotExist:
            return None

    def day_errors(self):
        """Return what is wrong with its day by field name, {} for nothing."""
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

    def _clock_errors(self, start, end):
        if problem := _wall_problem("starts", start, self.starts_fold):
            return problem
        if end is None:
            return {}
        problem = _wall_problem("ends", end, self.ends_fold)
        return problem or ({"ends": ENDS_TOO_LATE} if self._lasts_too_long(start, end) else {})

    def _lasts_too_long(self, start, end):
        """Tell whether an end before the start can not be meant as the night after."""
        lasts = end.astimezone(UTC) - start.astimezone(UTC)
        is_long = end.date() > self.day and lasts > self.LONGEST
        return is_long and self.kind not in self.LONG_KINDS

    def moments(self, zone, arrival_zone):
        """Return start and end as moments on these clocks; the end None where none is planned."""
        start = moment(datetime.combine(self.day, self.starts), zone, self.starts_fold)
        if self.ends is None:
            return start, None
        return start, wall_end(start, self.ends, arrival_zone, self.ends_fold)

    def _derive_moments(self):
        if self.day is not None and self.starts is not None:
            self._set_moments(*self.moments(*self.clocks()))

    def _set_moments(self, start, end):
        self.starts_utc = start.astimezone(UTC)
        self.ends_utc = end and end.astimezone(UTC)


def _wall_problem(name, when, fold):
    """Return the error of a time on the wall that is not there, or there twice; else {}."""
    wall = when.replace(tzinfo=None, fold=0)
    if not exists(wall, when.tzinfo):
        return {name: NO_SUCH_TIME}
    if fold is None and not when.fold and comes_twice(wall, when.tzinfo):
        return {f"{name}_fold": COMES_TWICE}
    return {}


def on_the_clock(items, zone):
    """Return rows of item, start and end in the order they happen; ``zone`` is that of the visit.

    ``items`` come by day and start. What has no venue goes by the clock of what comes before it.
    """
    timed = []
    for item in items:
        zone = item.venue.zone if item.venue else zone
        arrival_zone = item.arrival_venue.zone if item.arrival_venue else zone
        timed.append((item, *item.moments(zone, arrival_zone)))
        zone = arrival_zone
    return sorted(timed, key=lambda row: (row[0].day, row[1].timestamp()))


def clock_before(item, visit):
    """Return the zone of the clock that the visit goes by when the item starts."""
    if item.day is None or item.starts is None or not visit.pk:
        return visit.zone
    until_then = Q(day__lt=item.day) | Q(day=item.day, starts__lte=item.starts)
    somewhere = Q(venue__isnull=False) | Q(arrival_venue__isnull=False)
    last = _with_clocks(visit).exclude(pk=item.pk).filter(until_then, somewhere).last()
    return (last.arrival_venue or last.venue).zone if last else visit.zone


def settle_clocks(visit):
    """Bring the moments in UTC of a whole programme in line with its clocks; return how many."""
    changed = []
    for item, start, end in on_the_clock(_with_clocks(visit), visit.zone):
        former = item.starts_utc, item.ends_utc
        item._set_moments(start, end)
        if (item.starts_utc, item.ends_utc) != former:
            changed.append(item)
    for item in changed:
        # By an update: a moment that follows from others is no change of its own in the history.
        ProgrammeItem.objects.filter(pk=item.pk).update(
            starts_utc=item.starts_utc, ends_utc=item.ends_utc
        )
    return len(changed)


def _with_clocks(visit):
    items = ProgrammeItem.objects.filter(visit=visit).in_order()
    return items.select_related("venue__place", "arrival_venue__place")
