"""Files kept with records: texts, notes, letters, pictures; the records above point at them."""

import secrets

from django.contrib.auth import get_permission_codename
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.files import ending_of
from common.models import Record, Restricted, RestrictedQuerySet
from common.search import in_every_language, years
from common.texts import LANGUAGES
from regions.models.mission import Source

FOLDER = "attachments"


def opaque_name(attachment, name):
    """Return where the file is kept: a name that tells nothing and nobody can guess."""
    return f"{FOLDER}/{secrets.token_hex(20)}"


class AttachmentQuerySet(RestrictedQuerySet):
    def visible_to(self, user):
        """Return what is open to the user and hangs on a record the user may know of.

        What hangs on nothing yet is open to those who may see sources.
        """
        hangs, known = Q(), Q()
        for model, links, name in ties():
            mine = links.objects.filter(attachment=OuterRef("pk"))
            hangs |= Q(Exists(mine))
            seen = model.objects.visible_to(user).values("pk")
            known |= Q(Exists(mine.filter(**{f"{name}__in": seen})))
        if user.has_perm("regions.view_source"):
            known |= ~hangs
        return super().visible_to(user).filter(known)

    def on_changeable(self, user):
        """Return what hangs on a record the user may change, and so may be taken off it."""
        hangs = Q(pk__in=[])
        for model, links, name in _changeable(user):
            seen = model.objects.visible_to(user).values("pk")
            mine = links.objects.filter(attachment=OuterRef("pk"), **{f"{name}__in": seen})
            hangs |= Q(Exists(mine))
        return self.filter(hangs)

    def with_sha256(self, digest):
        return self.filter(sha256=digest)

    def newest_first(self):
        return self.order_by(F("date_latest").desc(nulls_last=True), "-pk")


def ties():
    """Return (model, model of the link, name of its field) for all that attachments hang on.

    The models stand above and are not named here: each makes itself known by its field.
    """
    relations = Attachment._meta.related_objects
    return [
        (relation.related_model, relation.through, relation.field.m2m_field_name())
        for relation in relations
        if relation.many_to_many
    ]


def _changeable(user):
    """Return those ties that lead to records of which the user may change any."""
    return [tie for tie in ties() if user.has_perm(_changing(tie[0]._meta))]


def _changing(meta):
    return f"{meta.app_label}.{get_permission_codename('change', meta)}"


def may_take_off(user):
    """Tell whether the user may change records of any kind that documents hang on."""
    return bool(_changeable(user))


class Attachment(Restricted, Record):
    class Kind(models.TextChoices):
        SIGNED_TEXT = "signed", _("signed text")
        NOTE_VERBALE = "note", _("note verbale")
        LETTER = "letter", _("letter")
        PRESS = "press", _("press")
        PHOTOGRAPH = "photograph", _("photograph")
        OTHER = "other", _("other")

    class Language(models.TextChoices):
        NOT_SAID = "", _("not stated")
        ENGLISH = "en", _("English")
        RUSSIAN = "ru", _("Russian")
        KAZAKH = "kk", _("Kazakh")
        BELARUSIAN = "be", _("Belarusian")
        SEVERAL = "mul", _("several languages")
        ANOTHER = "other", _("another language")

    title = models.CharField(
        _("title"), max_length=300, help_text=_("As the document has it, in its language.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, blank=True, default=""
    )
    date = PartialDateField(_("date"))
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("source"),
    )
    file = models.FileField(_("file"), upload_to=opaque_name, max_length=100)
    file_name = models.CharField(_("name of the file"), max_length=150, editable=False)
    media_type = models.CharField(_("kind of file"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size, bytes"), editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False, db_index=True)

    objects = AttachmentQuerySet.as_alive_manager()
    all_objects = AttachmentQuerySet.as_manager()

    class Meta(Restricted.Meta):
        abstract = False
        ordering = [F("date_latest").desc(nulls_last=True), "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="attachment_titled"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("portal:attachment", args=[self.public_id])

    def save(self, *args, **kwargs):
        """Save; a file that was written for a row that was not is removed."""
        is_new = bool(self.file) and not self.file._committed
        try:
            super().save(*args, **kwargs)
        except BaseException:
            if is_new:
                self.remove_file()
            raise

    def remove_file(self):
        """Remove the file from the disk, if it has come there; the record is not saved."""
        if self.file and self.file._committed:
            self.file.storage.delete(self.file.name)

    def search_parts(self):
        words = in_every_language(self._meta.verbose_name, self.get_kind_display)
        return [self.title, self.file_name, *words, *years(self.date.text)]

    @property
    def ending(self):
        """The ending of its file in capitals: PDF, DOCX."""
        return ending_of(self.file_name).lstrip(".").upper()

    @property
    def lang(self):
        """The code of its language where browsers and readers know it, else ""."""
        return self.language if self.language in LANGUAGES else ""

    def tie_count(self):
        """Return how many records that are not deleted point at it, whoever may see them."""
        return sum(
            links.objects.filter(attachment=self, **{f"{name}__deleted_at": None}).count()
            for _model, links, name in ties()
        )
