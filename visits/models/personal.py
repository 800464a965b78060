"""Personal data of delegates: encrypted, asked for one by one, erased after the visit."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.encryption import EncryptedTextField
from visits.models.delegations import Delegate
from visits.models.keyed import Keyed


class PersonalData(models.Model):
    """What protocol needs of a delegate for visas and passes, and nobody else may read.

    Without history: what is erased is gone. ``birth_date`` is text of the form 2026-11-23.
    """

    delegate = models.OneToOneField(
        Delegate,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="personal_data",
        verbose_name=_("delegate"),
    )
    passport_number = EncryptedTextField(_("passport number"), blank=True)
    birth_date = EncryptedTextField(_("birth date"), blank=True)
    phone = EncryptedTextField(_("phone"), blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        default_permissions = ("view", "change")
        verbose_name = _("personal data")
        verbose_name_plural = _("personal data")

    def __str__(self):
        return str(self.delegate)


class PersonalDataEventQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-at", "-pk")


class PersonalDataEvent(models.Model):
    """Who asked for personal data, entered or erased them, and when; never the data themselves."""

    class What(models.TextChoices):
        SHOWN = "shown", _("shown")
        ENTERED = "entered", _("entered or changed")
        LISTED = "listed", _("printed or exported")
        ERASED = "erased", _("erased")
        RUN = "run", _("run of the erasure")

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("who"),
    )
    what = models.CharField(_("what"), max_length=8, choices=What.choices, editable=False)
    visit = models.ForeignKey(
        "visits.Visit",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("visit"),
    )
    delegate_uid = models.CharField(_("delegate"), max_length=16, blank=True, editable=False)
    count = models.PositiveIntegerField(_("how many"), default=1, editable=False)
    request_id = models.CharField(_("request"), max_length=32, blank=True, editable=False)

    objects = PersonalDataEventQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        verbose_name = _("use of personal data")
        verbose_name_plural = _("uses of personal data")

    def __str__(self):
        return f"{self.get_what_display()}, {self.at:%Y-%m-%d %H:%M}"


class DelegationUpload(Keyed):
    """A list of delegates that was read and waits to be confirmed; gone within a day."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(max_length=150)
    # JSON of the rows as they were read; encrypted, for lists hold passports.
    rows = EncryptedTextField()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.file_name
