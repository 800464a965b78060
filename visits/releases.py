"""Releasing a programme: what is shown of a visit, making a release, deciding on it, its link."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from common.models import Restricted, StaleRecord
from regions.models import Mission
from visits.models import Release, ReleaseLink, Visit
from visits.programme.differences import compare
from visits.programme.snapshot import snapshot_of


class CanNotRelease(Exception):
    """Why a programme is not released, or a release not decided or shared, as a sentence."""


@dataclass(frozen=True)
class Shown:
    """What a page shows of a visit: a release, or with ``release`` None the draft."""

    snapshot: dict
    release: Release | None


def shown_programme(visit, *, draft=False):
    """Return the newest issued release; where there is none, or for ``draft``, the draft."""
    release = None if draft else visit.releases.issued().newest()
    return Shown(release.content if release else snapshot_of(visit), release)


class Drafted:
    """The draft of a programme beside the newest release that stands."""

    def __init__(self, visit):
        self.visit = visit

    @cached_property
    def snapshot(self):
        return snapshot_of(self.visit)

    @cached_property
    def newest(self):
        """The newest release, waiting ones included; None before the first."""
        return self.visit.releases.standing().newest()

    @cached_property
    def differences(self):
        """What differs from the newest release, internal things included; None for no release."""
        return self.newest and compare(self.newest.content, self.snapshot, internal=True)

    @property
    def why_not(self):
        """Why it can not be released, "" when it can."""
        if self.visit.status == Visit.Status.CANCELLED:
            return _("The visit is cancelled: nothing more of it is released.")
        if not self.snapshot["items"]:
            return _("The programme has no items yet: there is nothing to release.")
        if self.newest and not self.differences:
            words = _("Nothing has changed since release %(number)s: it would be the same again.")
            return words % {"number": self.newest.number}
        return ""


@transaction.atomic
def make_release(visit, *, user, version, name="", note=""):
    """Release the programme of the visit as it stands; return the Release.

    StaleRecord when the visit is no longer of the ``version`` its reader saw; CanNotRelease for
    what makes no release. The visit is locked meanwhile: two at once get one number each.
    """
    locked = Visit.objects.select_for_update().get(pk=visit.pk)
    if locked.version != version:
        locked.version = version
        raise StaleRecord(locked)
    drafted = Drafted(locked)
    if drafted.why_not:
        raise CanNotRelease(drafted.why_not)
    newest = locked.releases.newest()
    return Release.objects.create(
        visit=locked,
        number=newest.number + 1 if newest else 1,
        name=name,
        note=note,
        content=drafted.snapshot,
        state=Release.State.WAITING if approval_is_asked_for() else Release.State.ISSUED,
        made_by=user,
    )


def approval_is_asked_for():
    mission = Mission.objects.current()
    return mission is not None and mission.releases_need_approval


def approve(release, *, user, approval):
    """Let the release hold; ``approval`` as in Release. CanNotRelease as in ``_decide``."""
    _decide(release, user=user, state=Release.State.ISSUED, approval=approval)


def refuse(release, *, user, reason):
    """Turn the release down for a reason. CanNotRelease as in ``_decide``."""
    _decide(release, user=user, state=Release.State.REFUSED, refusal=reason)


@transaction.atomic
def _decide(release, *, user, **decision):
    """Decide once: CanNotRelease for its maker, and for what is decided or not intact."""
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if reason := why_not_decided_by(user, locked):
        raise CanNotRelease(reason)
    for name, value in decision.items():
        setattr(locked, name, value)
    locked.decided_by, locked.decided_at = user, timezone.now()
    locked.save()


def why_not_decided_by(user, release):
    """Return why the user does not decide on the release, "" when they may."""
    if not release.is_waiting:
        return _("It was decided on already.")
    if release.made_by_id == user.pk:
        return _("A release is approved by somebody else than who made it.")
    if not release.is_intact:
        return _("Its content is not what was released: it must not be used.")
    return ""


def why_not_shared(release):
    """Return why a release has no secret link, "" when it may have one."""
    if not release.is_issued:
        return _("Only a release that holds has a link.")
    if release.visit.visibility == Restricted.Visibility.RESTRICTED:
        return _("The visit is restricted: whoever has a link could read its programme.")
    if release.visit.status == Visit.Status.CANCELLED:
        return _("The visit is cancelled: a link would only say so.")
    return ""


def share(release, *, user):
    """Return the open secret link of the release, made if there is none."""
    if reason := why_not_shared(release):
        raise CanNotRelease(reason)
    link, _is_new = ReleaseLink.objects.get_or_create(
        release=release, revoked_at=None, defaults={"made_by": user}
    )
    return link


def shared_release(token):
    """Return the release that the secret link shows; None for a link that opens nothing.

    It opens nothing any more once it is revoked, the visit is deleted or restricted, or the
    content is not what was released.
    """
    links = ReleaseLink.objects.open().filter(release__state=Release.State.ISSUED)
    links = links.filter(
        release__visit__deleted_at__isnull=True,
        release__visit__visibility=Restricted.Visibility.MISSION,
    )
    link = links.select_related("release__visit").filter(token=token).first()
    return link.release if link and link.release.is_intact else None
