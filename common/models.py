"""Abstract models that every app builds on. No table of its own."""

import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.context import current_user
from common.journal import History
from common.search import holds_any_form, search_text, terms
from common.search_refresh import refresh_naming
from common.texts import LocalText, reader_language

# Crockford's alphabet without vowels: short, unambiguous, and it spells no words.
PUBLIC_ID_ALPHABET = "0123456789bcdfghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 10
_PUBLIC_ID = re.compile(f"[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}")
NO_TITLE = _("Give a title in at least one of the four languages.")


def new_public_id():
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _i in range(PUBLIC_ID_LENGTH))


def is_public_id(text):
    return _PUBLIC_ID.fullmatch(text) is not None


class StaleRecord(Exception):
    """The record was changed by someone else after it was read; ``record`` is the stale one."""

    def __init__(self, record):
        super().__init__(f"{record._meta.label} {record.pk} was changed in the meantime")
        self.record = record


class Versioned(models.Model):
    """A row that only saves over the version it was read from."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; raise StaleRecord when another save came first.

        A save of named fields only (``update_fields``) is a narrow write by the program and
        claims no version.
        """
        if self._state.adding or kwargs.get("update_fields") is not None:
            return super().save(*args, **kwargs)
        read_version = self.version
        try:
            with transaction.atomic():
                self._claim_version()
                return super().save(*args, **kwargs)
        except BaseException:
            self.version = read_version
            raise

    def _claim_version(self):
        mine = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not mine.update(version=F("version") + 1):
            raise StaleRecord(self)
        self.version += 1


class RecordQuerySet(models.QuerySet):
    @classmethod
    def as_alive_manager(cls):
        """Return a manager of the rows that are not deleted."""

        class AliveManager(models.Manager.from_queryset(cls)):  # type: ignore[misc]  # dynamic
            def get_queryset(self):
                return super().get_queryset().alive()

        return AliveManager()

    def alive(self):
        return self.filter(deleted_at__isnull=True)

    def deleted(self):
        return self.filter(deleted_at__isnull=False)

    def visible_to(self, user):
        """Return what the user may know of; here everything, to anybody signed in."""
        return self

    def search(self, query):
        """Return the records that hold every term of the query, in any language, script or case."""
        matching = self
        for term in terms(query):
            matching = matching.filter(holds_any_form("search_text", term))
        return matching

    def search_as_typed(self, query):
        """Return the records that hold every term of the query in the very form it has."""
        matching = self
        for term in terms(query):
            matching = matching.filter(search_text__contains=term)
        return matching


class Record(Versioned):
    """What people edit: an opaque id for addresses, who and when, soft deletion, history."""

    public_id = models.CharField(
        _("address id"), max_length=16, unique=True, default=new_public_id, editable=False
    )
    reference = models.CharField(
        _("reference"),
        max_length=40,
        blank=True,
        editable=False,
        db_index=True,
        help_text=_("The id of this record in the file it was loaded from."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    search_text = models.TextField(editable=False, blank=True)
    # Paths to the records whose names the search text holds too.
    search_names: tuple[str, ...] = ()

    history = History(inherit=True, excluded_fields=["search_text"])

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        self._stamp()
        is_new, former = self._state.adding, self.search_text
        self.search_text = search_text(*self.search_parts())
        super().save(*args, **kwargs)
        if not is_new and self.search_text != former:
            refresh_naming(self)

    def _stamp(self):
        self.changed_at = timezone.now()
        user = current_user()
        if user is not None:
            self.changed_by = user
            if self._state.adding:
                self.created_by = user

    def search_parts(self):
        """Return the texts by which this record is found."""
        return ()

    @property
    def heading(self):
        """What the record is called where it is listed; marked with its language if need be."""
        return getattr(self, "name", None) or getattr(self, "title", None) or str(self)

    def refresh_search_text(self):
        """Write the search text anew, after rows that belong to the record have changed.

        By an update, for the history would take a save for a change.
        """
        former, self.search_text = self.search_text, search_text(*self.search_parts())
        type(self)._base_manager.filter(pk=self.pk).update(search_text=self.search_text)
        if self.search_text != former:
            refresh_naming(self)

    def delete(self, *args, **kwargs):
        """Mark as deleted, kept for 30 days; ProtectedError while others rest on it."""
        collector = Collector(using=router.db_for_write(type(self), instance=self), origin=self)
        collector.collect([self])
        self.deleted_at = timezone.now()
        self.save()

    def restore(self):
        """Take the deletion back; ValidationError where what came since stands in its place."""
        self.deleted_at = None
        self.validate_constraints()
        self.save()


class Tracked(models.Model):
    """A row that belongs to a record: no version of its own, but a history."""

    history = History(inherit=True)

    class Meta:
        abstract = True


def unique_while_alive(*fields, name):
    """Return a constraint that a deleted record does not hold against a new one."""
    return models.UniqueConstraint(
        fields=list(fields), condition=Q(deleted_at__isnull=True), name=name
    )


class RestrictedQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Return what the user may know of: all, or what is open and what is their own."""
        meta = self.model._meta
        if user.has_perm(f"{meta.app_label}.view_restricted_{meta.model_name}"):
            return self
        return self.filter(Q(visibility=Restricted.Visibility.MISSION) | Q(created_by=user.pk))


class Restricted(models.Model):
    """A record that may be kept from those who have no permission for restricted ones."""

    class Visibility(models.TextChoices):
        MISSION = "mission", _("whole mission")
        RESTRICTED = "restricted", _("restricted")

    visibility = models.CharField(
        _("who may see it"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.MISSION,
        help_text=_("Restricted records are invisible and uncounted for those without the right."),
    )

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "view_restricted")


class Named(models.Model):
    """A name in four languages; ``name`` is the reader's, or the nearest there is."""

    name_en = models.CharField(_("name in English"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300, blank=True)
    name_be = models.CharField(_("name in Belarusian"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.name)

    @property
    def name(self):
        return LocalText.of(self, "name")

    def names(self):
        return [self.name_en, self.name_ru, self.name_kk, self.name_be]


class Titled(models.Model):
    """A title in four languages, at least one of them given."""

    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_be = models.CharField(_("title in Belarusian"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.title)

    @property
    def title(self):
        return LocalText.of(self, "title")

    def titles(self):
        return [self.title_en, self.title_ru, self.title_kk, self.title_be]

    def clean(self):
        super().clean()
        if missing := self.missing_title():
            raise ValidationError(missing)

    def missing_title(self):
        """Return the error beside the title in the reader's language, {} if there is a title."""
        return {} if any(self.titles()) else {f"title_{reader_language()}": NO_TITLE}


def has_a_title(name):
    """Return the constraint that one of the four titles is there."""
    return models.CheckConstraint(
        condition=~Q(title_en="", title_ru="", title_kk="", title_be=""),
        name=name,
        violation_error_message=NO_TITLE,
    )


class Qualifier(models.TextChoices):
    """How firmly a source states an amount."""

    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly, not reached")
    OVER = "over", _("more than")
    RANGE = "range", _("between two amounts")
    GROWTH_ONLY = "growth_only", _("growth only, no amount")


class StatedAmount(models.Model):
    """An amount of money as a document or a news item states it."""

    amount = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    amount_qualifier = models.CharField(
        _("how firmly stated"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    rounding_unit = models.PositiveBigIntegerField(
        _("rounded to"),
        default=1,
        help_text=_("Worth of the last printed digit: 100,000 for “22.4 million”."),
    )

    class Meta:
        abstract = True
