import zoneinfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.journal import History
from common.models import Versioned


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Example: Europe/Minsk."), params={"name": name}
        )


class User(Versioned, AbstractUser):
    """A person who signs in; the role is the group they belong to."""

    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Minsk", validators=[validate_time_zone]
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days of warning"),
        default=90,
        validators=[MaxValueValidator(3650)],
        help_text=_("How many days before an agreement ends or a commitment is due to be told."),
    )

    history = History(excluded_fields=["password", "last_login"])

    class Meta(AbstractUser.Meta):
        ordering = ["username"]
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username

    @classmethod
    def normalize_username(cls, username):
        """Return the name in small letters: sign-in takes it in any case."""
        return super().normalize_username(username).lower()
