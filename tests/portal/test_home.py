"""The home page: the days ahead, what waits, trade, the year's delegations."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from common.periods import Window
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    TradeFigureFactory,
    VisitFactory,
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
