"""Notes verbales and letters of a visit."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.models import Tracked
from common.queries import urgency
from regions.models import Attachment, Organisation
from visits.models.keyed import Keyed
from visits.models.visits import Visit


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))

    def unanswered(self):
        """Return what asks for an answer that has not come, of visits that are still on."""
        asked = self.filter(answer_due__isnull=False, answers__isnull=True)
        return asked.exclude(visit__status=Visit.Status.CANCELLED)

    def real(self):
        """Leave out those of examples, which nobody wrote."""
        return self.filter(visit__is_example=False)

    def due_within(self, days, today=None):
        """Return what is to be answered in so many days, or was to be before."""
        today = today or timezone.localdate()
        return self.filter(answer_due__lte=today + timedelta(days=days))

    def matching(self, words):
        """Return those with the words in number or subject.

        SQLite tells small Cyrillic letters from great ones, hence the forms of the words.
        """
        found = Q()
        for form in {words, words.lower(), words.upper(), capfirst(words)}:
            found |= Q(number__icontains=form) | Q(subject__icontains=form)
        return self.filter(found)

    def with_urgency(self, days, today=None):
        """Add ``urgency`` of what waits for an answer: "overdue", "soon" or ""."""
        waits = Q(pk__in=Letter.objects.unanswered().values("pk"))
        return self.annotate(urgency=urgency("answer_due", waits, days, today))

    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "-pk")

    def soonest_first(self):
        return self.order_by(F("answer_due").asc(nulls_last=True), "pk")

    def with_names(self):
        """Return the letters with whom they are to or from, what they answer and what answers."""
        return self.select_related("visit", "organisation", "in_answer_to").prefetch_related(
            "answers"
        )


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

    def get_absolute_url(self):
        return f"{reverse('visits:letters', args=[self.visit.public_id])}#letter-{self.uid}"

    @property
    def heading(self):
        return f"{capfirst(str(self))}: {self.subject}"

    def clean(self):
        earlier = self._earlier()
        if any(letter.visit_id != self.visit_id for letter in earlier):
            raise ValidationError({"in_answer_to": _("This letter belongs to another visit.")})
        if self.pk is not None and self in earlier:
            raise ValidationError({"in_answer_to": _("That letter is itself an answer to this.")})

    def _earlier(self):
        """Return the letters that led to this one, the last before it first."""
        earlier, key = [], self.in_answer_to_id
        while letter := Letter.objects.filter(pk=key).first():
            if letter in earlier:
                break
            earlier.append(letter)
            key = letter.in_answer_to_id
        return earlier

    def days_left(self):
        """Return the days until its answer is due, negative when that is past; None without one."""
        return None if self.answer_due is None else (self.answer_due - timezone.localdate()).days

    def days_overdue(self):
        """Return how many days its answer is past due; 0 when it is not."""
        return max(-self.days_left(), 0) if self.answer_due else 0

    def remove(self):
        """Remove the letter; what answered it says so first, for a cascade leaves no history."""
        for answer in self.answers.all():
            answer.in_answer_to = None
            answer.save()
        self.delete()
