"""Notes verbales and letters of a visit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.models import Tracked
from regions.models import Attachment, Organisation
from visits.models.keyed import Keyed
from visits.models.visits import Visit


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))

    def unanswered(self):
        """Return what asks for an answer that has not come."""
        return self.filter(answer_due__isnull=False, answers__isnull=True)

    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "-pk")


class Letter(Keyed, Tracked):
    """A note verbale or a letter, sent or received."""

    class Kind(models.TextChoices):
        NOTE_VERBALE = "note", _("note verbale")
        LETTER = "letter", _("letter")
        INVITATION = "invitation", _("invitation")
        MAIL = "mail", _("e-mail")

    class Direction(models.TextChoices):
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received")

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="letters", verbose_name=_("visit")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.NOTE_VERBALE
    )
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices)
    number = models.CharField(_("number"), max_length=60, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visit_letters",
        verbose_name=_("to or from"),
    )
    subject = models.CharField(_("subject"), max_length=500)
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    in_answer_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("in answer to"),
    )
    attachment = models.ForeignKey(
        Attachment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["visit", F("date").desc(nulls_last=True), "-pk"]
        verbose_name = _("letter of a visit")
        verbose_name_plural = _("letters of a visit")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_due__isnull=True)
                | Q(date__isnull=True)
                | Q(answer_due__gte=F("date")),
                name="letter_answered_after_it_is_written",
                violation_error_message=_("The answer is due before the letter was written."),
            ),
            models.CheckConstraint(
                condition=Q(in_answer_to__isnull=True) | ~Q(in_answer_to=F("id")),
                name="letter_answers_another",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, [self.get_kind_display(), self.number]))

    def clean(self):
        if self.in_answer_to and self.in_answer_to.visit_id != self.visit_id:
            raise ValidationError({"in_answer_to": _("This letter belongs to another visit.")})
