"""What is to be printed: which document, of which edition, for whom, in which languages."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from visits.documents.editions import Edition


class What(models.TextChoices):
    GUEST = "guest", _("Programme for guests")
    INTERNAL = "internal", _("Internal programme")
    PERSONAL = "personal", _("Programme of one person or group")
    DAY = "day", _("Sheet of one day, for guests")
    DAY_INTERNAL = "day-internal", _("Sheet of one day, internal")
    DELEGATION = "delegation", _("List of the delegation")
    REPORT = "report", _("Report of the visit")


# For the mission alone.
INTERNAL = (What.INTERNAL, What.DAY_INTERNAL, What.REPORT)
OF_ONE_DAY = (What.DAY, What.DAY_INTERNAL)
OF_ONE = (What.PERSONAL, What.INTERNAL)
APPROVED = (What.GUEST, What.INTERNAL)


@dataclass(frozen=True)
class Order:
    """``whom`` is the uid of a delegate or a group; ``home`` asks for the home capital's time.

    ``user`` is who reads it: a report tells nobody of what they may not know of.
    """

    edition: Edition
    what: What
    languages: tuple
    whom: str | None = None
    day: date | None = None
    home: bool = False
    user: User | None = None

    @property
    def snapshot(self):
        return self.edition.snapshot

    @property
    def is_internal(self):
        return self.what in INTERNAL

    @property
    def file_name(self):
        """The name of the file without its ending: nobody's name, and Latin letters alone."""
        visit = self.snapshot["visit"]
        when = slugify(visit["start"]["text"]) or visit["public_id"]
        day = [self.day.isoformat()] if self.day else []
        is_programme = self.what not in (What.DELEGATION, What.REPORT)
        what = f"programme-{self.what}" if is_programme else self.what.value
        return "-".join([what, *(day or [when]), self.edition.slug, *self.languages])

    def in_each(self, make):
        """Return what the function makes in each of the languages."""
        made = []
        for language in self.languages:
            with translation.override(language):
                made.append(make())
        return made
