"""Notes of conversation: what was said at a meeting of a visit, and what came of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Tracked
from cooperation.models import Agreement, Commitment
from visits.models.delegations import Delegate
from visits.models.keyed import Keyed
from visits.models.programme import ProgrammeItem
from visits.models.visits import Visit


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))

    def in_order(self):
        return self.order_by("day", "pk")

    def with_attendance(self):
        """Return the notes with those who were there, in protocol order."""
        delegates = Delegate.objects.with_names().senders_first()
        return self.prefetch_related(Prefetch("delegates", delegates))

    def with_results(self, user):
        """Return the notes with the agreements and commitments the user may know of."""
        commitments = Commitment.objects.visible_to(user).with_sides().soonest_first()
        return self.prefetch_related(
            Prefetch("agreements", Agreement.objects.visible_to(user).newest_first()),
            Prefetch("commitments", commitments.with_urgency(user.warning_days)),
        )


class Conversation(Keyed, Tracked):
    """The note of one meeting; who was there is taken from the programme and may be put right."""

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="conversations", verbose_name=_("visit")
    )
    item = models.ForeignKey(
        ProgrammeItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="conversations",
        verbose_name=_("programme item"),
    )
    title = models.CharField(_("meeting"), max_length=500)
    day = models.DateField(_("day"))
    delegates = models.ManyToManyField(
        Delegate, blank=True, related_name="conversations", verbose_name=_("who was there")
    )
    also_present = models.TextField(_("also present"), blank=True)
    text = models.TextField(_("what was said"), blank=True)
    results = models.TextField(_("results"), blank=True)
    agreements = models.ManyToManyField(
        Agreement, blank=True, related_name="+", verbose_name=_("agreements signed")
    )
    commitments = models.ManyToManyField(
        Commitment, blank=True, related_name="conversations", verbose_name=_("commitments")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )

    objects = ConversationQuerySet.as_manager()
    _history_m2m_fields = [delegates, agreements, commitments]

    class Meta:
        ordering = ["visit", "day", "pk"]
        verbose_name = _("note of conversation")
        verbose_name_plural = _("notes of conversation")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("visits:conversation", args=[self.visit.public_id, self.uid])

    def clean(self):
        if self.item and self.item.visit_id != self.visit_id:
            raise ValidationError({"item": _("This item belongs to another visit.")})
