"""Long work that a user starts and a worker does."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts import job_kinds
from accounts.job_files import JobFiles
from common.models import new_public_id

# The run says every few seconds that it lives; silence for this long is its death.
SILENCE_SECONDS = 30
# A waiting job may have lost its place in the queue; after this long it may be put there anew.
PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True)
class JobProgress:
    """How far a run is: ``done`` of ``total`` (None: unknown) in the phase of that code.

    ``silent_for`` is the age of the heartbeat in seconds, None where there is none.
    """

    phase: str = ""
    done: int = 0
    total: int | None = None
    silent_for: float | None = None

    @property
    def is_alive(self):
        return self.silent_for is not None and self.silent_for < SILENCE_SECONDS

    @property
    def percent(self):
        """Whole per cent done, 100 only when all is; None where the total is unknown."""
        return min(100, 100 * self.done // self.total) if self.total else None


class JobQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(made_by=user.pk)

    def visible_to(self, user):
        """Return the user's own jobs; all of them to who may look at everybody's."""
        return self if user.has_perm("accounts.view_job") else self.of(user)

    def unfinished(self):
        return self.filter(state__in=Job.UNFINISHED)

    def finished(self):
        return self.exclude(state__in=Job.UNFINISHED)

    def newest_first(self):
        return self.order_by("-made_at", "-pk")


class Job(models.Model):
    """One piece of long work of one user; its live progress is in files, see ``JobFiles``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNFINISHED = (State.WAITING, State.RUNNING)

    public_id = models.CharField(
        _("address id"), max_length=16, unique=True, default=new_public_id, editable=False
    )
    kind = models.CharField(_("kind"), max_length=60)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.CASCADE,
        related_name="jobs",
        verbose_name=_("started by"),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    attempt = models.PositiveIntegerField(
        _("attempt"), default=1, help_text=_("Counts how often the work was started.")
    )
    made_at = models.DateTimeField(_("ordered"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    message = models.TextField(_("message"), blank=True)
    subject = models.CharField(
        _("page"),
        max_length=500,
        blank=True,
        help_text=_("Address of the page that the work belongs to and that shows its result."),
    )
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("long work")
        verbose_name_plural = _("long works")
        default_permissions = ("view",)
        indexes = [
            # The list "my long work", newest first.
            models.Index("made_by", F("made_at").desc(), F("id").desc(), name="job_of_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
                name="job_ended_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(state="running", started_at__isnull=False) | ~Q(state="running"),
                name="job_running_has_started",
            ),
            models.CheckConstraint(
                condition=Q(subject="")
                | (Q(subject__startswith="/") & ~Q(subject__startswith="//")),
                name="job_subject_is_a_path",
            ),
        ]

    def __str__(self):
        return f"{self.title} · {self.public_id}"

    def get_absolute_url(self):
        return reverse("jobs:job", args=[self.public_id])

    # --- Ordering, cancelling, starting again -------------------------------------------------

    @classmethod
    def start(cls, kind, user, subject="", **parameters):
        """Order work of a registered kind; return its Job, which waits for a worker.

        Row and place in the queue are written together: what is rolled back is not queued either.
        ``subject`` is a path of this site; ``parameters`` have to be JSON. Raises LookupError
        for a kind that nobody registered.
        """
        job_kinds.kind_of(kind)
        with transaction.atomic():
            job = cls.objects.create(
                kind=kind,
                made_by=user,
                subject=subject,
                parameters=parameters,
                language=(translation.get_language() or settings.LANGUAGE_CODE)[:2],
            )
            job._enqueue()
        return job

    def cancel(self):
        """End waiting or interrupted work at once; ask running work to end soon.

        Of finished work nothing changes.
        """
        now = timezone.now()
        ended = {"state": Job.State.CANCELLED, "ended_at": now}
        if self._this_attempt().filter(state=Job.State.WAITING).update(**ended):
            self.refresh_from_db()
            return
        self.refresh_from_db()
        if self.state == Job.State.RUNNING:
            self.files.ask_to_cancel()
        if self.is_interrupted:
            self._this_attempt().filter(state=Job.State.RUNNING).update(**ended)
            self.refresh_from_db()

    def restart(self):
        """Order the work anew after it failed, was cancelled or was interrupted.

        Return whether it was ordered: of two presses of the button only one does. A run that was
        taken for dead and wakes up finds that it is to end.
        """
        if not self.may_restart:
            return False
        earlier = self.files
        with transaction.atomic():
            changed = (
                self._this_attempt()
                .filter(state=self.state)
                .update(
                    state=Job.State.WAITING,
                    attempt=F("attempt") + 1,
                    made_at=timezone.now(),
                    started_at=None,
                    ended_at=None,
                    message="",
                )
            )
            self.refresh_from_db()
            if changed:
                self._enqueue()
        if changed:
            earlier.ask_to_cancel()
        return bool(changed)

    def _enqueue(self):
        from accounts.jobs import run_job

        run_job.enqueue(self.pk, self.attempt)

    def _this_attempt(self):
        return Job.objects.filter(pk=self.pk, attempt=self.attempt)

    # --- What the worker says of it -----------------------------------------------------------

    def begin(self):
        """Take the job up; return whether it was still waiting."""
        now = timezone.now()
        begun = self._this_attempt().filter(state=Job.State.WAITING)
        return bool(begun.update(state=Job.State.RUNNING, started_at=now))

    def end(self, state, message=""):
        """Write how this run ended; return whether it was still the job's run."""
        running = self._this_attempt().filter(state=Job.State.RUNNING)
        return bool(running.update(state=state, message=message, ended_at=timezone.now()))

    # --- What people see ----------------------------------------------------------------------

    @property
    def files(self):
        return JobFiles(self.public_id, self.attempt)

    @property
    def progress(self):
        """Return how far the run is, as a JobProgress read from its file."""
        files = self.files
        return JobProgress(**files.read(), silent_for=files.age())

    @property
    def is_unfinished(self):
        return self.state in self.UNFINISHED

    @property
    def is_done(self):
        return self.state == Job.State.DONE

    @property
    def is_interrupted(self):
        """Whether the run has died: it never said how it ended and is silent."""
        return self.state == Job.State.RUNNING and not self.progress.is_alive

    @property
    def is_under_way(self):
        """Whether it may still change by itself."""
        return self.is_unfinished and not self.is_interrupted

    @property
    def is_cancelling(self):
        """Whether the run goes on though somebody wants it to end: a moment at most."""
        return self.state == Job.State.RUNNING and self.files.is_cancel_wanted()

    @property
    def waits_long(self):
        return self.state == Job.State.WAITING and timezone.now() - self.made_at > PATIENCE

    @property
    def may_cancel(self):
        return self.is_under_way and not self.is_cancelling

    @property
    def may_restart(self):
        ended_badly = self.state in (Job.State.FAILED, Job.State.CANCELLED)
        return ended_badly or self.is_interrupted or self.waits_long

    @property
    def condition(self):
        """The state as people see it: one of ``State``, or "interrupted"."""
        return "interrupted" if self.is_interrupted else self.state

    @property
    def title(self):
        """What the work is called, in the reader's language."""
        return job_kinds.title_of(self.kind)

    @property
    def phase_label(self):
        """The phase in words of the reader's language, "" without one."""
        return job_kinds.phase_label(self.kind, self.progress.phase)
