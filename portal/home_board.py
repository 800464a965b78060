"""What the home page shows: the days ahead, what waits for the reader, trade, the year's visits."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cooperation.models import Agreement, Commitment
from regions.models import Mission
from trade.answers import newest_windows
from trade.pictures import Picture, picture_of
from visits.models import Visit

DAYS_AHEAD = 7
LISTED = 5


@dataclass(frozen=True)
class Waiting:
    """Something that needs the reader: how many, and the list that shows just these."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Board:
    today: date
    week_end: date
    soon: list
    waiting: list
    expiring: list
    delegations: list
    picture: Picture | None


def board_for(user):
    """Return the Board as this reader may see it."""
    today = timezone.localdate()
    week_end = today + timedelta(days=DAYS_AHEAD)
    visits = Visit.objects.visible_to(user).real()
    mission = Mission.objects.current()
    expiring = list(Agreement.objects.visible_to(user).expiring(user.warning_days))
    return Board(
        today=today,
        week_end=week_end,
        soon=list(visits.between_dates(today, week_end).with_places().newest_first()),
        waiting=_waiting(user, visits, len(expiring)),
        expiring=expiring[:LISTED],
        delegations=_delegations(visits, mission, today.year),
        picture=newest_picture(mission),
    )


def _waiting(user, visits, expiring):
    days = user.warning_days
    due = Commitment.objects.visible_to(user).due_within(days).count()
    rows = [
        Waiting(
            _("visits waiting for dates"),
            visits.waiting_for_dates().count(),
            _list("visits:list", waiting="on"),
        ),
        Waiting(_("commitments due or overdue"), due, _list("cooperation:commitments", due=days)),
        Waiting(
            _("agreements about to expire"),
            expiring,
            _list("cooperation:agreements", expiring=days),
        ),
    ]
    return [row for row in rows if row.count]


def _delegations(visits, mission, year):
    """Return the delegations held this year, each way, with the lists that show them."""
    if mission is None:
        return []
    held = visits.delegations().held().of_year(year)
    hosts = ", ".join(str(host.name) for host in mission.hosts.all())
    ways = [
        (held.incoming(mission), "incoming", f"{mission.home.name} → {hosts}"),
        (held.outgoing(mission), "outgoing", f"{hosts} → {mission.home.name}"),
    ]
    return [
        Waiting(
            label,
            rows.count(),
            _list("visits:list", delegation="yes", status="held", year=year, direction=way),
        )
        for rows, way, label in ways
    ]


def newest_picture(mission):
    """Return the trade of the two countries in the newest months anybody reports, or None."""
    if mission is None:
        return None
    pairs = _pairs(mission)
    windows = newest_windows([(reporter.pk, partner.pk) for reporter, partner in pairs])
    known = [pair for pair in pairs if (pair[0].pk, pair[1].pk) in windows]
    if not known:
        return None
    newest = max(known, key=lambda pair: windows[pair[0].pk, pair[1].pk].end)
    return picture_of(*newest, windows[newest[0].pk, newest[1].pk], statements=False)


def _pairs(mission):
    hosts = list(mission.hosts.all())
    return [(host, mission.home) for host in hosts] + [(mission.home, host) for host in hosts]


def _list(name, **filters):
    return f"{reverse(name)}?{urlencode(filters)}"
