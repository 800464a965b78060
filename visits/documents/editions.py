"""Which state of a programme is printed: a release, or the draft as it stands now."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from visits.models import Release, ReleaseLink, Visit
from visits.programme.snapshot import snapshot_of

DRAFT, NEWEST = "draft", "newest"


@dataclass(frozen=True)
class Edition:
    """A programme as it is to be printed; without a release the draft."""

    visit: Visit
    release: Release | None = None

    @cached_property
    def snapshot(self):
        return self.release.content if self.release else snapshot_of(self.visit)

    @property
    def is_draft(self):
        return self.release is None or not self.release.is_issued

    @property
    def label(self):
        """What its foot says: the release and its date, or that it is none."""
        if self.is_draft:
            return _("DRAFT")
        words = _("Release %(number)s of %(date)s")
        return words % {"number": self.release.number, "date": self.issued_on}

    @property
    def slug(self):
        return DRAFT if self.is_draft else f"release-{self.release.number}"

    def marks(self):
        """Return what has to be seen on every sheet."""
        found = [_("DRAFT")] if self.is_draft else []
        if self.visit.status in (Visit.Status.CANCELLED, Visit.Status.POSTPONED):
            found.append(self.visit.get_status_display().upper())
        if self.snapshot["visit"]["is_example"]:
            found.append(_("EXAMPLE"))
        return found

    @property
    def approval(self):
        """Who approved it, {} where nobody did."""
        return {} if self.is_draft else self.release.approval

    @property
    def issued_on(self):
        return _date(self.release.issued_at)

    @cached_property
    def link(self):
        """The open secret link of the release, None where there is none."""
        if self.is_draft:
            return None
        return ReleaseLink.objects.open().filter(release=self.release).first()


def _date(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


class Editions:
    """The editions of a visit that a user may print, by the word that stands for each."""

    def __init__(self, visit, user):
        self.visit = visit
        releases = Release.objects.visible_to(user).filter(visit=visit)
        self.releases = list(releases.newest_first().defer("content"))
        # Once there is a release the draft is for those who prepare the next one.
        self.with_draft = not self._newest() or user.has_perm("visits.change_visit")

    def choices(self):
        """Return pairs of word and label, the newest first."""
        newest = [(NEWEST, _("the newest release"))] if self._newest() else []
        numbered = [(str(one.number), self._label(one)) for one in self.releases]
        draft = [(DRAFT, _("the draft as it stands now"))] if self.with_draft else []
        return [*newest, *numbered, *draft]

    def edition(self, word):
        """Return the Edition; for a word without one that of the newest release, else the draft."""
        if word == DRAFT and self.with_draft:
            return Edition(self.visit)
        found = [one for one in self.releases if str(one.number) == word]
        return Edition(self.visit, found[0] if found else self._newest())

    def _newest(self):
        return next((one for one in self.releases if one.is_issued), None)

    def _label(self, release):
        label = f"{release}, {_date(release.made_at)}"
        return label if release.is_issued else f"{label} ({release.get_state_display()})"
