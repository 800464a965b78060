"""The home page: the days ahead, what waits, trade, the year's delegations."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from common.periods import Window
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    LetterFactory,
    TradeFigureFactory,
    VisitFactory,
    VisitTaskFactory,
)
from trade.models import Flow
from visits.models import Visit

pytestmark = pytest.mark.django_db

NOW = "2026-09-14T09:00:00+03:00"
TODAY = "2026-09-14"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def board_of(client):
    return client.get("/").context["board"]


def day(offset):
    return (timezone.localdate() + timedelta(days=offset)).isoformat()


@pytest.mark.parametrize(("offset", "shown"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_home_shows_visits_of_the_next_seven_days(diplomat, mission, offset, shown):
    VisitFactory(status=Visit.Status.CONFIRMED, start=day(offset), end=day(offset))

    assert len(board_of(diplomat).soon) == shown


def test_home_shows_no_example_and_no_restricted_visit_to_a_viewer(viewer, mission):
    VisitFactory(start=TODAY, end=TODAY, is_example=True)
    VisitFactory(start=TODAY, end=TODAY, visibility="restricted")

    assert board_of(viewer).soon == []


def test_home_counts_what_waits_and_links_to_lists_of_that_length(diplomat, mission):
    VisitFactory(status=Visit.Status.IDEA, start="../2026")
    CommitmentFactory(due=day(-1))
    AgreementFactory(status="in_effect", until=day(30))
    AgreementFactory(status="in_effect", until=day(30))

    waiting = board_of(diplomat).waiting

    assert [(row.count, row.label) for row in waiting] == [
        (1, "visit waiting for dates"),
        (1, "commitment due or overdue"),
        (2, "agreements about to expire"),
    ]
    lengths = [diplomat.get(row.url).context["page_obj"].paginator.count for row in waiting]
    assert lengths == [1, 1, 2]


def test_home_says_who_waits_for_whom_and_links_to_lists_of_that_length(diplomat, mission):
    me = diplomat.get("/").context["user"]
    planned = VisitFactory(status="planned", start=TODAY)
    VisitTaskFactory(visit=planned, owner=me, due=timezone.localdate())
    VisitTaskFactory(visit=planned, owner=me, due=timezone.localdate() + timedelta(days=91))
    VisitTaskFactory(visit=planned, waits_for="Governor", waits_since=timezone.localdate())
    VisitTaskFactory(visit=planned, waits_for="Ministry", waits_since=day(-3))
    VisitTaskFactory(visit__is_example=True, waits_for="Nobody")
    asked = LetterFactory(visit=planned, answer_due=day(-1))
    LetterFactory(visit=planned, answer_due=day(1), in_answer_to=asked)

    board = board_of(diplomat)

    rows = [(row.count, row.label) for row in board.waiting]
    assert rows == [
        (1, "task of yours due or overdue"),
        (2, "tasks wait for others"),
        (1, "letter to be answered, soon or overdue"),
    ]
    lengths = [diplomat.get(row.url).context["page_obj"].paginator.count for row in board.waiting]
    assert lengths == [1, 2, 1]
    assert [task.waits_for for task in board.held_up] == ["Ministry", "Governor"]


def test_home_of_a_viewer_says_nothing_of_what_is_prepared(viewer, mission):
    VisitTaskFactory(visit__status="planned", visit__start=TODAY, waits_for="Governor")
    LetterFactory(visit__start=TODAY, answer_due=day(1))

    board = board_of(viewer)

    assert (board.waiting, board.held_up) == ([], [])


def test_no_days_of_warning_count_what_is_due_today_alone(diplomat, mission):
    me = diplomat.get("/").context["user"]
    User.objects.update(warning_days=0)
    planned = VisitFactory(status="planned", start=TODAY)
    for offset in (0, 1):
        due = timezone.localdate() + timedelta(days=offset)
        VisitTaskFactory(visit=planned, owner=me, due=due)

    [row] = board_of(diplomat).waiting

    assert row.count == 1
    assert diplomat.get(row.url).context["page_obj"].paginator.count == 1


@pytest.mark.parametrize(("days", "count"), [(90, 1), (91, 0)])
def test_agreement_is_told_within_the_users_days_of_warning(diplomat, mission, days, count):
    AgreementFactory(status="in_effect", until=day(days))

    assert len(board_of(diplomat).expiring) == count


def test_home_counts_delegations_each_way_and_links_to_them(
    diplomat, mission, belarus, kazakhstan, vitebsk, kostanay
):
    VisitFactory(start="2026-03-01", sent_by=[kostanay], stops=[vitebsk])
    VisitFactory(start="2026-04", sent_by=[kostanay], stops=[belarus])
    VisitFactory(start="2026", sent_by=[vitebsk], stops=[kazakhstan])
    VisitFactory(start="2025-12-31", sent_by=[vitebsk], stops=[kostanay])
    VisitFactory(start="2026-05", kind="embassy_trip", sent_by=[kazakhstan], stops=[vitebsk])

    rows = board_of(diplomat).delegations

    assert [row.count for row in rows] == [2, 1]
    lengths = [diplomat.get(row.url).context["page_obj"].paginator.count for row in rows]
    assert lengths == [2, 1]


def test_home_shows_the_newest_months_anybody_reports(viewer, mission, belarus, kazakhstan):
    for window, value in ((Window.year(2018), 10), (Window.months(2022, 1, 7), 7)):
        TradeFigureFactory(
            reporter=belarus,
            partner=kazakhstan,
            flow=Flow.TURNOVER,
            window=window,
            value=Decimal(value),
        )

    picture = board_of(viewer).picture

    assert (picture.reporter, picture.window) == (belarus, Window.months(2022, 1, 7))
    assert picture.rows[0].answer.value == 7


def test_home_before_anything_is_set_up(viewer):
    response = viewer.get("/")

    assert response.status_code == 200
    assert response.context["board"].picture is None


@pytest.mark.parametrize("count", [1, 3])
def test_home_query_count(
    diplomat, mission, belarus, kazakhstan, vitebsk, count, django_assert_num_queries
):
    for number in range(count):
        VisitFactory(start=TODAY, sent_by=[kazakhstan], stops=[vitebsk])
        AgreementFactory(until=day(10), status="in_effect", parties=[vitebsk, kazakhstan])
        CommitmentFactory(due=day(10))
        TradeFigureFactory(
            reporter=belarus,
            partner=kazakhstan,
            flow=Flow.TURNOVER,
            window=Window.year(2018 + number),
        )
    diplomat.get("/")

    with django_assert_num_queries(13):
        diplomat.get("/")
