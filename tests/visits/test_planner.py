"""The calendar of visits: which days it holds, and what stands on them."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests.factories import (
    CountryFactory,
    MissionFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import ProgrammeItem, Visit
from visits.planner import Planner, month_of, months_beside, week_of, weeks_beside

pytestmark = pytest.mark.django_db

MONTH, WEEK = reverse("visits:calendar"), reverse("visits:calendar_week")


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(role="viewer"))
    return client


def shown(response):
    """Return day -> titles with the number of the day, for the days that hold visits."""
    return {
        one.day: [(row.visit.title, row.number, row.count) for row in one.visits]
        for one in response.context["planner"].days
        if one.visits
    }


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        # September 2026 begins on a Tuesday and ends on a Wednesday.
        (date(2026, 9, 14), date(2026, 8, 31), date(2026, 10, 4)),
        # February 2027 begins on a Monday and has four weeks.
        (date(2027, 2, 28), date(2027, 2, 1), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2026, 11, 30), date(2027, 1, 3)),
    ],
)
def test_month_is_shown_in_whole_weeks(day, first, last):
    assert month_of(day) == (first, last)


def test_week_begins_on_monday():
    assert week_of(date(2026, 9, 20)) == (date(2026, 9, 14), date(2026, 9, 20))


def test_steps_end_with_the_calendar():
    assert months_beside(date(2026, 1, 31)) == (date(2025, 12, 1), date(2026, 2, 1))
    assert months_beside(date(1500, 1, 5))[0] is None
    assert weeks_beside(date(2200, 12, 31))[1] is None


def test_visit_stands_on_each_of_its_days(reader):
    VisitFactory(title_en="Forum", start="2026-09-14", end="2026-09-16")

    response = reader.get(MONTH, {"day": "2026-09-01"})

    assert shown(response) == {
        date(2026, 9, day): [("Forum", number, 3)] for number, day in enumerate((14, 15, 16), 1)
    }


def test_visit_that_began_before_keeps_counting_its_days(reader):
    VisitFactory(title_en="Forum", start="2026-09-12", end="2026-09-15")

    response = reader.get(WEEK, {"day": "2026-09-14"})

    assert shown(response) == {
        date(2026, 9, 14): [("Forum", 3, 4)],
        date(2026, 9, 15): [("Forum", 4, 4)],
    }


def test_visit_of_a_month_stands_on_no_day(reader):
    VisitFactory(title_en="Forum", start="2026-09")

    response = reader.get(MONTH, {"day": "2026-09-01"})

    assert shown(response) == {}
    assert [visit.title for visit in response.context["planner"].undated] == ["Forum"]


@pytest.mark.parametrize("fields", [{"is_example": True}, {"visibility": "restricted"}])
def test_visit_the_reader_may_not_know_of_is_not_there(reader, fields):
    VisitFactory(start="2026-09-14", **fields)

    assert shown(reader.get(MONTH, {"day": "2026-09-01"})) == {}


def test_days_off_of_both_countries(reader):
    home = CountryFactory(code="KZ", name_en="Kazakhstan")
    MissionFactory(home=home, hosts=[CountryFactory(code="BY", name_en="Belarus")])

    days = reader.get(MONTH, {"day": "2026-04-20"}).context["planner"].days

    closed = {one.day.day: [(c.code, str(name)) for c, name in one.closed] for one in days}
    worked = [one.day for one in days if one.worked]
    assert (closed[20], closed[21]) == (
        [("BY", "day off for 25 April 2026")],
        [("BY", "Radunitsa (Day of Rejoicing)")],
    )
    assert worked == [date(2026, 4, 25)]


def test_week_has_the_items_for_guests(reader):
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")
    ProgrammeItemFactory(visit=visit, title_en="Talks", day=date(2026, 9, 14), starts=time(10))
    ProgrammeItemFactory(visit=visit, title_en="Plant", day=date(2026, 9, 14), starts=time(9))
    hidden = ProgrammeItem.Audience.INTERNAL
    ProgrammeItemFactory(visit=visit, day=date(2026, 9, 14), audience=hidden)

    days = reader.get(WEEK, {"day": "2026-09-16"}).context["planner"].days

    assert [item.title for item in days[0].items] == ["Plant", "Talks"]


def test_direction_narrows_the_calendar(reader):
    home, host = CountryFactory(), CountryFactory()
    MissionFactory(home=home, hosts=[host])
    there, here = PlaceFactory(parent=home), PlaceFactory(parent=host)
    dates = {"start": "2026-09-14", "end": "2026-09-14"}
    VisitFactory(title_en="In", sent_by=[there], hosts=[here], **dates)
    VisitFactory(title_en="Out", sent_by=[here], hosts=[there], **dates)

    response = reader.get(MONTH, {"day": "2026-09-01", "direction": "outgoing"})

    assert shown(response) == {date(2026, 9, 14): [("Out", 1, 1)]}


@pytest.mark.parametrize(("asked", "written"), [("2027-09-14", "14.09.2027"), ("soon", "soon")])
def test_day_is_written_as_in_all_forms(reader, asked, written):
    html = reader.get(MONTH, {"day": asked}).content.decode()

    assert f'name="day" value="{written}"' in html


@pytest.mark.parametrize("day", ["soon", "31.02.2026", "0001-01-01", "9999-12-31", "\ud800"])
@pytest.mark.parametrize("address", [MONTH, WEEK])
def test_day_that_can_not_be_shown_is_told_and_today_shown(reader, address, day):
    response = reader.get(address, {"day": day.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200
    assert "day" in response.context["form"].errors


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(MONTH, 7), (WEEK, 8)])
def test_calendar_query_count(reader, address, queries, count, django_assert_num_queries):
    MissionFactory()
    for number in range(count):
        visit = VisitFactory(start="2026-09-14", end="2026-09-16", stops=[PlaceFactory()])
        ProgrammeItemFactory(visit=visit, day=date(2026, 9, 14), starts=time(9 + number))
    reader.get(reverse("visits:list"))

    with django_assert_num_queries(queries):
        reader.get(address, {"day": "2026-09-14"})


@pytest.mark.thorough
def test_five_hundred_visits_take_no_more_queries(reader, django_assert_num_queries):
    MissionFactory()
    Visit.objects.bulk_create(
        Visit(title_en=f"Visit {n}", start="2026-09-14", end="2026-09-16") for n in range(500)
    )
    reader.get(reverse("visits:list"))

    with django_assert_num_queries(7):
        response = reader.get(MONTH, {"day": "2026-09-14"})

    assert [len(one.visits) for one in response.context["planner"].days].count(500) == 3


def test_planner_counts_no_day_twice():
    VisitFactory(start="2026-09-14")

    planner = Planner(Visit.objects.all(), [], date(2026, 9, 14), date(2026, 9, 20))

    assert [len(one.visits) for one in planner.days] == [1, 0, 0, 0, 0, 0, 0]
