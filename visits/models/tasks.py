"""The life of a visit as a checklist: steps by kind of visit, and what is to do for one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.models import Record, RecordQuerySet, Titled, Tracked, has_a_title
from common.queries import urgency
from visits.models.keyed import Keyed
from visits.models.visits import Visit


class Step(models.Model):
    """What a step of the checklist is, and from which day of the visit it is counted."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        NOTE_VERBALE = "note_verbale", _("note verbale")
        VISAS = "visas", _("visas")
        PROGRAMME = "programme", _("programme agreed")
        DELEGATION = "delegation", _("delegation confirmed")
        PRESS_RELEASE = "press_release", _("press release")
        REPORT = "report", _("report")
        OTHER = "other", _("other")

    class CountedFrom(models.TextChoices):
        START = "start", _("before its first day")
        END = "end", _("after its last day")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.OTHER)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    counted_from = models.CharField(
        _("counted"), max_length=5, choices=CountedFrom.choices, default=CountedFrom.START
    )

    class Meta:
        abstract = True


class ChecklistStep(Titled, Step, Record):
    """A step that every new visit of a kind begins with."""

    visit_kind = models.CharField(_("kind of visit"), max_length=16, choices=Visit.Kind.choices)

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["visit_kind", "position", "pk"]
        verbose_name = _("step of the checklist")
        verbose_name_plural = _("steps of the checklist")
        constraints = [has_a_title("checklist_step_titled")]

    def search_parts(self):
        return self.titles()


@dataclass(frozen=True)
class Anchor:
    """The day that is counted from; not ``is_sure`` where the visit may as well begin or end later.

    Of the days that a visit may begin on it is the first, so that all is ready whichever it will
    be; of those that it may end on the last.
    """

    day: date
    is_sure: bool


def anchor_of(visit, counted_from):
    """Return the Anchor of the visit's start or end; None as long as its year is not known."""
    is_start = counted_from == Step.CountedFrom.START
    known = visit.start if is_start else visit.end or visit.start
    day = (is_start and known.earliest) or known.latest
    return day and Anchor(day, known.earliest == known.latest)


class VisitTaskQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))

    def real(self):
        """Leave out those of examples, for which nobody has anything to do."""
        return self.filter(visit__is_example=False)

    def open(self):
        """Return what is still to do, for visits that are still on."""
        return self.filter(done_at__isnull=True).exclude(visit__status=Visit.Status.CANCELLED)

    def done(self):
        return self.filter(done_at__isnull=False)

    def due_by(self, day):
        return self.filter(due__lte=day)

    def due_within(self, days, today=None):
        """Return what is due in so many days or overdue."""
        return self.due_by((today or timezone.localdate()) + timedelta(days=days))

    def overdue(self, today=None):
        return self.filter(due__lt=today or timezone.localdate())

    def owned_by(self, user):
        return self.filter(owner=user.pk)

    def waiting(self):
        """Return what waits for somebody else."""
        return self.exclude(waits_for="")

    def longest_waiting_first(self):
        return self.order_by(F("waits_since").asc(nulls_last=True), "pk")

    def in_order(self):
        return self.order_by("position", "pk")

    def soonest_first(self):
        return self.order_by(F("due").asc(nulls_last=True), "visit", "position", "pk")

    def with_names(self):
        return self.select_related("visit", "owner", "done_by")

    def with_urgency(self, days, today=None):
        """Add ``urgency`` of what is not done: "overdue", "soon" if due within so many days, ""."""
        to_do = Q(done_at__isnull=True) & ~Q(visit__status=Visit.Status.CANCELLED)
        return self.annotate(urgency=urgency("due", to_do, days, today))


class VisitTask(Titled, Step, Keyed, Tracked):
    """A step of one visit. ``due`` is counted from the visit unless somebody set it."""

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("visit")
    )
    due = models.DateField(_("due"), null=True, blank=True)
    due_is_set = models.BooleanField(_("due on a day of its own"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visit_tasks",
        verbose_name=_("who does it"),
    )
    waits_for = models.CharField(
        _("waits for"), max_length=200, blank=True, help_text=_("Whose answer it takes.")
    )
    waits_since = models.DateField(_("waits since"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )

    objects = VisitTaskQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "position", "pk"]
        verbose_name = _("task of a visit")
        verbose_name_plural = _("tasks of a visit")
        constraints = [
            has_a_title("visit_task_titled"),
            models.CheckConstraint(
                condition=Q(due_is_set=False) | Q(due__isnull=False), name="visit_task_due_given"
            ),
        ]

    @property
    def due_as_counted(self):
        """The day it is due on by the dates of its visit, None without a day to count from."""
        anchor = anchor_of(self.visit, self.counted_from)
        is_before = self.counted_from == Step.CountedFrom.START
        return anchor and anchor.day + timedelta(days=-self.days if is_before else self.days)

    @property
    def is_sure(self):
        """Whether its due day is set, or counted from a day of the visit that is known."""
        anchor = anchor_of(self.visit, self.counted_from)
        return self.due_is_set or (anchor is not None and anchor.is_sure)

    @property
    def is_done(self):
        return self.done_at is not None

    @property
    def is_overdue(self):
        return not self.is_done and self.due is not None and self.due < timezone.localdate()

    def days_left(self):
        """Return the days until it is due, negative when that is past; None without a day."""
        return None if self.due is None else (self.due - timezone.localdate()).days

    def days_overdue(self):
        """Return how many days it is past due; 0 when it is not."""
        return -self.days_left() if self.is_overdue else 0

    def mark_done(self, user):
        self.done_at, self.done_by = timezone.now(), user
        self.save()

    def mark_open(self):
        self.done_at = self.done_by = None
        self.save()
