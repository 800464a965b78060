"""Releases of a programme: numbered, named, never changed; and the secret links that show them."""

import hashlib
import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.texts import LocalText
from visits.models.keyed import Keyed
from visits.models.visits import Visit

READ_IS_KEPT_EVERY = timedelta(hours=1)


class ReleaseIsFinal(Exception):
    """A release was to be changed in what makes it one."""


def digest_of(content):
    """Return the checksum of a snapshot, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those the user may know of: what was never given out only where it is prepared."""
        seen = self.filter(visit__in=Visit.objects.visible_to(user))
        prepares = user.has_perm("visits.change_visit") or user.has_perm("visits.approve_release")
        return seen if prepares else seen.issued()

    def issued(self):
        """Return those that hold: approved, or made where no approval was asked for."""
        return self.filter(state=Release.State.ISSUED)

    def waiting(self):
        return self.filter(state=Release.State.WAITING)

    def standing(self):
        """Return those that hold or still may: all but the refused ones."""
        return self.exclude(state=Release.State.REFUSED)

    def to_decide(self, user):
        """Return those that wait for this user: whoever made one never approves it."""
        if not user.has_perm("visits.approve_release"):
            return self.none()
        return self.visible_to(user).waiting().exclude(made_by=user)

    def newest_first(self):
        return self.order_by("-number", "-pk")

    def newest(self):
        """Return the newest of them, None for none."""
        return self.newest_first().first()

    def update(self, **values):
        """Write rows; ReleaseIsFinal for what makes a release one."""
        if any(name in Release.FINAL or f"{name}_id" in Release.FINAL for name in values):
            raise ReleaseIsFinal
        return super().update(**values)


class Release(Keyed):
    """A programme as it stood when it was given out.

    ``content`` is the snapshot (visits.programme.snapshot); what is printed and fed of a release
    comes from it alone. ``approval`` is {} or {"name": {language: text}, "post": {language: text}}.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for approval")
        ISSUED = "issued", _("released")
        REFUSED = "refused", _("not approved")

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="releases", verbose_name=_("visit")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    name = models.CharField(
        pgettext_lazy("of a release", "name"),
        max_length=100,
        blank=True,
        help_text=_("For example: after the call of 4 May."),
    )
    note = models.TextField(_("what has changed"), blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.ISSUED, editable=False
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder, editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    approval = models.JSONField(_("approved by"), default=dict, editable=False)
    refusal = models.CharField(_("why it was not approved"), max_length=500, blank=True)

    FINAL = ("visit_id", "number", "name", "note", "content", "sha256", "made_at", "made_by_id")
    DECISION = ("state", "decided_at", "decided_by_id", "approval", "refusal")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "add", "approve")
        ordering = ["visit", "-number", "-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="release_numbered_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(made_by__isnull=True)
                | ~Q(decided_by=F("made_by")),
                name="release_approved_by_another",
                violation_error_message=_("A release is approved by somebody else."),
            ),
        ]

    def __str__(self):
        label = _("Release %(number)s") % {"number": self.number}
        return f"{label}: {self.name}" if self.name else str(label)

    def get_absolute_url(self):
        return reverse("visits:release", args=[self.visit.public_id, self.number])

    @classmethod
    def from_db(cls, db, field_names, values):
        release = super().from_db(db, field_names, values)
        release._remember()
        return release

    def save(self, *args, **kwargs):
        """Save; ReleaseIsFinal when what was released would differ. A decision is made once."""
        if self._state.adding:
            self.sha256 = digest_of(self.content)
        elif self._values(self._final) != self._stored or not self.is_intact:
            raise ReleaseIsFinal
        super().save(*args, **kwargs)
        self._remember()

    def delete(self, *args, **kwargs):
        """Refuse: what was given out stays on record. It goes only with its whole visit."""
        raise ReleaseIsFinal

    def _remember(self):
        is_decided = "state" not in self.get_deferred_fields() and not self.is_waiting
        self._final = self.FINAL + (self.DECISION if is_decided else ())
        self._stored = self._values(self._final)

    def _values(self, names):
        deferred = self.get_deferred_fields()
        return {name: getattr(self, name) for name in names if name not in deferred}

    @property
    def is_issued(self):
        return self.state == self.State.ISSUED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def issued_at(self):
        """Since when it holds: the approval, else when it was made; None while it does not."""
        return (self.decided_at or self.made_at) if self.is_issued else None

    @property
    def is_intact(self):
        """Whether the content is still what was released."""
        return digest_of(self.content) == self.sha256

    @property
    def approved_by(self):
        """Return {"name", "post"} of who approved it in the reader's language; {} for nobody."""
        return {key: LocalText.among(texts) for key, texts in self.approval.items()}


def new_token():
    """Return 192 random bits: nobody guesses an address made of them."""
    return secrets.token_urlsafe(24)


class SecretQuerySet(models.QuerySet):
    def open(self):
        return self.filter(revoked_at__isnull=True)


class Secret(models.Model):
    """An address that opens without signing in, until it is revoked."""

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = SecretQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    @property
    def is_open(self):
        return self.revoked_at is None

    def revoke(self):
        """Close the address for good; revoking it again changes nothing."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])


class ReleaseLink(Secret):
    """The secret address of the guest programme of one release."""

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="links", verbose_name=_("release")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta(Secret.Meta):
        abstract = False
        ordering = ["release", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(revoked_at__isnull=True),
                name="release_has_one_open_link",
            )
        ]

    def __str__(self):
        return str(self.release)

    def get_absolute_url(self):
        return reverse("visits:shared_programme", args=[self.token])


class CalendarFeedQuerySet(SecretQuerySet):
    def open(self):
        """Return those not revoked, of people who may still sign in."""
        return super().open().filter(user__is_active=True)


class CalendarFeed(Secret):
    """The secret address under which a calendar program reads what its owner may see."""

    class Contents(models.TextChoices):
        VISITS = "visits", _("visits, by their days")
        PROGRAMMES = "programmes", _("programmes, item by item")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    contents = models.CharField(
        _("contents"), max_length=10, choices=Contents.choices, default=Contents.VISITS
    )
    language = models.CharField(_("language"), max_length=2, default="en")
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta(Secret.Meta):
        abstract = False
        ordering = ["user", "contents", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "contents"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_feed_one_open_of_a_kind",
            )
        ]

    def __str__(self):
        return self.get_contents_display()

    def get_absolute_url(self):
        return reverse("visits:feed", args=[self.token])

    def note_reading(self):
        """Keep when it was read last, written at most once an hour."""
        now = timezone.now()
        if self.read_at is None or now - self.read_at > READ_IS_KEPT_EVERY:
            self.read_at = now
            self.save(update_fields=["read_at"])
