"""What the home page shows: the days ahead, what waits for the reader, trade, the year's visits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext

from common.queries import counts
from cooperation.models import Agreement, Commitment
from regions.models import Mission
from trade.answers import newest_windows
from trade.models import Statement
from trade.pictures import Picture, amounts_of
from visits.models import Letter, Release, Visit, VisitTask

DAYS_AHEAD = 7
LISTED = 5
SAID = 3


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
    said: list
    held_up: list


def board_for(user):
    """Return the Board as this reader may see it."""
    today = timezone.localdate()
    week_end = today + timedelta(days=DAYS_AHEAD)
    mission = Mission.objects.current()
    visits = Visit.objects.visible_to(user).real()
    expiring = Agreement.objects.visible_to(user).expiring(user.warning_days)
    waiting, delegations = _lists(user, visits, expiring), _ways(visits, mission, today.year)
    numbers = counts(user, **{row.name: row.rows for row in waiting + delegations})
    return Board(
        today=today,
        week_end=week_end,
        soon=list(visits.between_dates(today, week_end).with_places().newest_first()),
        waiting=[row for row in _counted(waiting, numbers) if row.count],
        expiring=list(expiring[:LISTED]),
        delegations=_counted(delegations, numbers),
        picture=newest_picture(mission),
        said=_said_lately(mission),
        held_up=_held_up(user),
    )


@dataclass(frozen=True)
class ListOf:
    """Rows to be counted, and the address of the list that shows just these.

    ``label`` makes of their number the words that stand after it.
    """

    name: str
    label: Callable[[int], str]
    rows: Any
    url: str


def _counted(lists, numbers):
    found = [(row, numbers[row.name]) for row in lists]
    return [Waiting(row.label(count), count, row.url) for row, count in found]


def _lists(user, visits, expiring):
    """Return what may wait for the reader."""
    days = user.warning_days
    due = Commitment.objects.visible_to(user).due_within(days)
    return [
        ListOf(
            "waiting",
            lambda n: ngettext("visit waiting for dates", "visits waiting for dates", n),
            visits.waiting_for_dates(),
            _list("visits:list", waiting="on"),
        ),
        ListOf(
            "due",
            lambda n: ngettext("commitment due or overdue", "commitments due or overdue", n),
            due,
            _list("cooperation:commitments", due=days),
        ),
        ListOf(
            "expiring",
            lambda n: ngettext("agreement about to expire", "agreements about to expire", n),
            expiring,
            _list("cooperation:agreements", expiring=days),
        ),
        ListOf(
            "releases",
            lambda n: ngettext(
                "release waiting for your approval", "releases waiting for your approval", n
            ),
            Release.objects.to_decide(user),
            reverse("visits:waiting_releases"),
        ),
        *_of_visits(user),
    ]


def _of_visits(user):
    """Return what is to be done and to be answered for visits, for those who prepare them."""
    if not user.has_perm("visits.change_visit"):
        return []
    days = user.warning_days
    return [
        ListOf(
            "mine",
            lambda n: ngettext("task of yours due or overdue", "tasks of yours due or overdue", n),
            _tasks(user).owned_by(user).due_within(days),
            _list("visits:all_tasks", mine="on", due=days),
        ),
        ListOf(
            "held_up",
            lambda n: ngettext("task waits for others", "tasks wait for others", n),
            _tasks(user).waiting(),
            _list("visits:all_tasks", waiting="on", order="waits"),
        ),
        ListOf(
            "unanswered",
            lambda n: ngettext(
                "letter to be answered, soon or overdue",
                "letters to be answered, soon or overdue",
                n,
            ),
            Letter.objects.visible_to(user).real().unanswered().due_within(days),
            _list("visits:all_letters", unanswered="on", due=days, order="due"),
        ),
    ]


def _tasks(user):
    return VisitTask.objects.visible_to(user).real().open()


def _held_up(user):
    """Return the tasks that have waited longest for somebody, as far as the reader minds them."""
    if not user.has_perm("visits.change_visit"):
        return []
    return list(_tasks(user).waiting().with_names().longest_waiting_first()[:LISTED])


def _ways(visits, mission, year):
    """Return the delegations held this year, each way."""
    if mission is None:
        return []
    held = visits.delegations().held().of_year(year)
    hosts = ", ".join(str(host.name) for host in mission.hosts.all())
    ways = {
        "incoming": (held.incoming(mission), f"{mission.home.name} → {hosts}"),
        "outgoing": (held.outgoing(mission), f"{hosts} → {mission.home.name}"),
    }
    address = {"delegation": "yes", "status": "held", "year": year}
    return [
        ListOf(
            way,
            lambda _count, label=label: label,
            rows,
            _list("visits:list", **address, direction=way),
        )
        for way, (rows, label) in ways.items()
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
    return amounts_of(*newest, windows[newest[0].pk, newest[1].pk])


def _said_lately(mission):
    """Return what sources said last of the trade of the countries, figures or not."""
    if mission is None:
        return []
    countries = mission.countries()
    said = Statement.objects.filter(reporter__in=countries, partner__in=countries)
    names = said.select_related("source", "reporter", "partner")
    return list(names.newest_first()[:SAID])


def _pairs(mission):
    hosts = list(mission.hosts.all())
    return [(host, mission.home) for host in hosts] + [(mission.home, host) for host in hosts]


def _list(name, **filters):
    return f"{reverse(name)}?{urlencode(filters)}"
