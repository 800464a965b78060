"""All days of a programme at a glance, and copies of a day and of another programme."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from tests.factories import (
    DelegateFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.forms import CopyProgrammeForm
from visits.models import ProgrammeItem, Visit
from visits.programme.editing import Copied, copy_programme, days_of

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 9, 14), date(2026, 9, 15)


@pytest.fixture
def planned():
    return VisitFactory(start="2026-09-14", end="2026-09-15", status="planned")


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def told(response, name):
    """Return the errors of one of the forms of the overview."""
    form = response.context["forms"][name]
    return {field: [str(error) for error in errors] for field, errors in form.errors.items()}


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-09-14", "2026-09-15", [MONDAY, TUESDAY]),
        ("2026-09-14", "", [MONDAY]),
        ("2026-09", "2026-09", []),
        ("2026-01-01", "2026-12-31", []),
        ("", "", []),
    ],
)
def test_days_of_a_visit_are_known_when_its_first_day_is(start, end, days):
    assert days_of(VisitFactory(start=start, end=end)) == days


def test_overview_shows_every_day_with_and_without_items(protocol, planned):
    ProgrammeItemFactory(visit=planned, day=TUESDAY, title_en="Talks")
    ProgrammeItemFactory(visit=planned, day=date(2026, 9, 20), title_en="Left behind")

    days = protocol.get(url("edit_programme", planned)).context["days"]

    found = [(day["day"].day, [row["title"] for row in day["rows"]]) for day in days]
    assert found == [(14, []), (15, ["Talks"]), (20, ["Left behind"])]


def test_overview_of_a_visit_without_days_says_what_to_do(protocol):
    html = protocol.get(url("edit_programme", VisitFactory())).content.decode()

    assert "This visit has no days yet." in html


def test_another_day_is_opened_by_its_date(protocol):
    visit = VisitFactory()

    response = protocol.get(url("edit_programme", visit), {"day": "15.09.26"})

    assert response.url == url("edit_day", visit, TUESDAY)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("17.9.2026", "This day is outside the visit, which takes place: 14–15 September 2026."),
        ("31.9.2026", "Write the day, the month and the year, as 9.3.2026."),
        ("1.1.1499", "Write a year from 1500 to 2200."),
        ("", "This field is required."),
    ],
)
def test_day_that_can_not_be_opened_is_told(protocol, planned, day, text):
    response = protocol.get(url("edit_programme", planned), {"day": day})

    assert told(response, "day") == {"day": [text]}


@pytest.mark.parametrize("count", [1, 3])
def test_overview_asks_as_many_questions_for_any_programme(
    protocol, planned, count, django_assert_num_queries
):
    for _number in range(count):
        item = ProgrammeItemFactory(visit=planned, venue=VenueFactory())
        item.groups.add(VisitGroupFactory(visit=planned))
    protocol.get(reverse("visits:list"))

    with django_assert_num_queries(13):
        protocol.get(url("edit_programme", planned))


def test_day_is_copied_with_all_that_belongs_to_its_items(protocol, planned):
    group, person = VisitGroupFactory(visit=planned), DelegateFactory(visit=planned)
    venue = VenueFactory()
    item = ProgrammeItemFactory(
        visit=planned,
        venue=venue,
        ends=time(10),
        title_ru="Беседа",
        room="204",
        plan_b="indoors",
        responsible_phone="+375 17",
        audience="internal",
    )
    item.groups.add(group)
    item.delegates.add(person)
    data = {"version": planned.version, "source": "2026-09-14", "target": "15.9.2026"}

    response = protocol.post(url("copy_day", planned), data)

    copy = planned.programme_items.get(day=TUESDAY)
    names = ("starts", "ends", "titles", "venue", "room", "plan_b", "responsible_phone", "audience")
    values = [(getattr(item, name), getattr(copy, name)) for name in names if name != "titles"]
    assert response.url == url("edit_day", planned, TUESDAY)
    assert all(one == other for one, other in values)
    assert copy.titles() == item.titles()
    assert (copy.groups.get(), copy.delegates.get()) == (group, person)
    assert copy.starts_utc == datetime(2026, 9, 15, 6, tzinfo=UTC)
    assert copy.uid != item.uid
    assert Visit.objects.get().version == planned.version + 1


def test_copies_have_a_history(protocol, planned):
    ProgrammeItemFactory(visit=planned)
    data = {"version": planned.version, "source": "2026-09-14", "target": "15.9.2026"}

    protocol.post(url("copy_day", planned), data)

    copy = planned.programme_items.get(day=TUESDAY)
    assert [entry.history_type for entry in copy.history.all()] == ["+"]


@pytest.mark.parametrize(
    ("source", "target", "errors"),
    [
        ("2026-09-15", "15.9.2026", {"source": ["Choose one from the list."]}),
        (
            "2026-09-14",
            "16.9.2026",
            {"target": ["This day is outside the visit, which takes place: 14–15 September 2026."]},
        ),
        ("", "", {"source": ["This field is required."], "target": ["This field is required."]}),
    ],
)
def test_copy_of_a_day_that_can_not_be_is_told(protocol, planned, source, target, errors):
    ProgrammeItemFactory(visit=planned)
    data = {"version": planned.version, "source": source, "target": target}

    response = protocol.post(url("copy_day", planned), data)

    assert told(response, "copy_day") == errors
    assert planned.programme_items.count() == 1


def test_copy_to_a_day_on_which_a_time_does_not_exist_is_refused_whole(protocol):
    berlin = VenueFactory(place=PlaceFactory(time_zone="Europe/Berlin"))
    visit = VisitFactory(start="2026-03-28", end="2026-03-29")
    for starts, title in ((time(9), "Talks"), (time(2, 30), "Flight")):
        ProgrammeItemFactory(
            visit=visit, venue=berlin, day=date(2026, 3, 28), starts=starts, title_en=title
        )
    data = {"version": visit.version, "source": "2026-03-28", "target": "29.3.2026"}

    response = protocol.post(url("copy_day", visit), data)

    text = "“Flight”: The clocks go forward then: this time does not exist there."
    assert told(response, "copy_day") == {"target": [text]}
    assert visit.programme_items.count() == 2
    assert Visit.objects.get().version == visit.version


@pytest.mark.parametrize("name", ["copy_day", "copy_programme"])
def test_copy_over_another_version_is_answered_409(protocol, planned, name):
    ProgrammeItemFactory(visit=planned)
    data = {"version": planned.version, "source": "2026-09-14", "target": "15.9.2026"}
    planned.save()

    assert protocol.post(url(name, planned), data).status_code == 409
    assert ProgrammeItem.objects.count() == 1


@pytest.fixture
def earlier():
    """A visit of three days with items on the first and on the last."""
    visit = VisitFactory(title_en="Kostanay in Minsk", start="2025-05-05", end="2025-05-07")
    for day, title in ((5, "Talks"), (7, "Farewell")):
        ProgrammeItemFactory(
            visit=visit, day=date(2025, 5, day), title_en=title, venue=VenueFactory()
        )
    return visit


def test_programme_of_an_earlier_visit_is_copied_day_for_day(protocol, earlier):
    visit = VisitFactory(start="2026-09-14", end="2026-09-16")

    response = protocol.post(
        url("copy_programme", visit),
        {"version": visit.version, "earlier": "kostanay in minsk"},
        follow=True,
    )

    found = visit.programme_items.in_order().values_list("day", "title_en")
    assert list(found) == [(date(2026, 9, 14), "Talks"), (date(2026, 9, 16), "Farewell")]
    assert said(response) == ["2 items are copied."]


def test_items_of_days_that_this_visit_has_not_are_left_out_and_told(protocol, planned, earlier):
    response = protocol.post(
        url("copy_programme", planned),
        {"version": planned.version, "earlier": "kostanay"},
        follow=True,
    )

    assert [item.title_en for item in planned.programme_items.all()] == ["Talks"]
    assert said(response) == [
        "1 item is copied.",
        "1 item was left out: this visit has fewer days.",
    ]


def test_groups_and_persons_are_found_by_their_names(planned, earlier):
    person = PersonFactory(name_en="Bulat Bakauov")
    talks, farewell = earlier.programme_items.in_order()
    talks.groups.add(VisitGroupFactory(visit=earlier, title_en="Business"))
    talks.delegates.add(DelegateFactory(visit=earlier, person=person))
    group = VisitGroupFactory(visit=planned, title_en="business")
    delegate = DelegateFactory(visit=planned, person=person, precedence=3)

    copied = copy_programme(planned, earlier)

    copy = planned.programme_items.get()
    assert copied == Copied(items=1, without_some=0, left_out=1)
    assert (list(copy.groups.all()), list(copy.delegates.all())) == ([group], [delegate])


def test_groups_and_persons_that_are_not_here_are_left_out_and_counted(planned, earlier):
    talks, _farewell = earlier.programme_items.in_order()
    talks.groups.add(VisitGroupFactory(visit=earlier, title_en="Business"))
    VisitGroupFactory(visit=planned, title_en="Officials")

    copied = copy_programme(planned, earlier)

    assert copied.without_some == 1
    assert not planned.programme_items.get().groups.exists()


@pytest.mark.parametrize(
    ("start", "typed", "text"),
    [
        ("2026-09", "kostanay", "Give this visit the day on which it begins first."),
        (
            "2026-09-14",
            "nothing",
            "“nothing” is not known here. Check the spelling, or add it first.",
        ),
    ],
)
def test_programme_that_can_not_be_copied_is_told(protocol, earlier, start, typed, text):
    visit = VisitFactory(start=start)

    response = protocol.post(
        url("copy_programme", visit), {"version": visit.version, "earlier": typed}
    )

    assert told(response, "copy_programme") == {"earlier": [text]}


def test_programme_of_a_visit_the_officer_may_not_know_of_is_no_choice(planned, earlier):
    earlier.visibility = "restricted"
    earlier.save()

    form = CopyProgrammeForm(planned, UserFactory(role="viewer"), {"earlier": "kostanay"})

    text = "“kostanay” is not known here. Check the spelling, or add it first."
    assert form.errors == {"earlier": [text]}
    assert form.suggestions() == {"visits": []}


def test_long_programme_is_copied_in_few_questions(planned, django_assert_max_num_queries):
    earlier = VisitFactory(start="2025-05-05", end="2025-05-05")
    venue = VenueFactory()
    items = [
        ProgrammeItem(
            visit=earlier, day=date(2025, 5, 5), starts=time(9), title_en=f"{n}", venue=venue
        )
        for n in range(100)
    ]
    for item in items:
        item.clean()
    ProgrammeItem.objects.bulk_create(items)

    with django_assert_max_num_queries(20):
        copy_programme(planned, earlier)

    assert planned.programme_items.count() == 100
