"""Checklists of visits: what they begin with, due days, ticking, order, and the list of all."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories import (
    ChecklistStepFactory,
    UserFactory,
    VisitFactory,
    VisitTaskFactory,
)
from tests.visits.test_forms import posted
from visits.models import ChecklistStep, Visit, VisitTask
from visits.models.tasks import anchor_of
from visits.reference import load_checklists
from visits.tasks import begin_checklist, keep_checklist, settle_dues

pytestmark = pytest.mark.django_db

NOW = "2026-09-01T09:00:00+03:00"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit():
    return VisitFactory(status="planned", start="2026-09-14", end="2026-09-18")


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def sent(visit, **fields):
    plain = {"title_en": "Visas", "kind": "visas", "days": "14", "counted_from": "start"}
    return {
        "version": visit.version,
        **{f"tasks-0-{name}": value for name, value in {**plain, **fields}.items()},
    }


def names(visit):
    return list(visit.tasks.in_order().values_list("title_en", "position"))


def abc(visit):
    return [
        VisitTaskFactory(visit=visit, title_en=name, position=number)
        for number, name in enumerate("ABC", start=1)
    ]


@pytest.mark.parametrize(
    ("start", "end", "days", "counted_from", "due", "sure"),
    [
        ("2026-09-14", "2026-09-18", 14, "start", date(2026, 8, 31), True),
        ("2026-09-14", "2026-09-18", 10, "end", date(2026, 9, 28), True),
        ("2026-09-14", "", 10, "end", date(2026, 9, 24), True),
        ("2026-09", "", 14, "start", date(2026, 8, 18), False),
        ("2026-09", "", 10, "end", date(2026, 10, 10), False),
        ("../2026", "", 31, "start", date(2026, 11, 30), False),
        ("2026-09-14", "2026-10", 1, "end", date(2026, 11, 1), False),
        ("XXXX-09-14", "", 14, "start", None, False),
        ("", "", 14, "start", None, False),
        ("2024-02-29", "2024-02-29", 1, "end", date(2024, 3, 1), True),
    ],
)
def test_due_is_counted_from_the_visit(start, end, days, counted_from, due, sure):
    visit = Visit(start=start, end=end)
    task = VisitTask(visit=visit, days=days, counted_from=counted_from)

    assert (task.due_as_counted, task.is_sure) == (due, sure)


def test_anchor_of_a_visit_without_dates_is_none():
    assert anchor_of(Visit(), "start") is None


@pytest.mark.parametrize(
    ("status", "count"),
    [
        ("idea", 0),
        ("planned", 2),
        ("confirmed", 2),
        ("under_way", 2),
        ("held", 0),
        ("cancelled", 0),
    ],
)
def test_checklist_begins_when_the_visit_is_planned(status, count):
    ChecklistStepFactory.create_batch(2)
    ChecklistStepFactory(visit_kind="forum")
    visit = VisitFactory(status=status)

    keep_checklist(visit)

    assert visit.tasks.count() == count


def test_checklist_of_an_example_does_not_begin_by_itself():
    ChecklistStepFactory()
    visit = VisitFactory(status="planned", is_example=True)

    keep_checklist(visit)

    assert visit.tasks.count() == 0


def test_checklist_copies_its_steps_in_order_with_due_days(visit):
    ChecklistStepFactory(title_en="Visas", kind="visas", days=14, position=2)
    ChecklistStepFactory(title_en="Invitation", kind="invitation", days=45, position=1)

    begin_checklist(visit)

    rows = visit.tasks.in_order().values_list("title_en", "kind", "position", "due")
    assert list(rows) == [
        ("Invitation", "invitation", 1, date(2026, 7, 31)),
        ("Visas", "visas", 2, date(2026, 8, 31)),
    ]


def test_change_of_a_step_changes_no_visit_that_runs(visit):
    step = ChecklistStepFactory(title_en="Visas", days=14)
    begin_checklist(visit)

    step.days, step.title_en = 30, "Visas and entry"
    step.save()
    keep_checklist(visit)

    assert list(visit.tasks.values_list("title_en", "days")) == [("Visas", 14)]


def test_removed_task_stays_away_until_it_is_asked_for(protocol, visit):
    ChecklistStepFactory(title_en="Visas")
    keep_checklist(visit)
    task = visit.tasks.get()

    protocol.post(url("delete_task", visit, task.uid), {"version": visit.version})
    visit.refresh_from_db()
    keep_checklist(visit)
    assert visit.tasks.count() == 0

    protocol.post(url("start_checklist", visit), {"version": visit.version})
    assert names(visit) == [("Visas", 1)]


def test_due_days_follow_the_visit_unless_set_or_done(visit):
    kept = {"due": date(2026, 9, 1), "days": 7}
    VisitTaskFactory(visit=visit, title_en="moves", **kept)
    VisitTaskFactory(visit=visit, title_en="set", due_is_set=True, **kept)
    VisitTaskFactory(visit=visit, title_en="done", done_at=NOW, **kept)

    visit.start = "2026-10-08"
    settle_dues(visit)

    assert dict(visit.tasks.values_list("title_en", "due")) == {
        "moves": date(2026, 10, 1),
        "set": date(2026, 9, 1),
        "done": date(2026, 9, 1),
    }


def test_checklist_begins_and_follows_by_the_form_of_the_visit(protocol):
    ChecklistStepFactory(title_en="Visas", days=7)
    protocol.post(reverse("visits:add"), posted(start="14.9.2026", end="18.9.2026"))
    visit = Visit.objects.get()
    assert list(visit.tasks.values_list("title_en", "due")) == [("Visas", date(2026, 9, 7))]

    data = posted(start="21.9.2026", end="25.9.2026", version=visit.version)
    protocol.post(url("edit", visit), data)

    assert visit.tasks.get().due == date(2026, 9, 14)


def test_task_is_added_behind_the_others_with_its_due_day(protocol, visit):
    abc(visit)

    response = protocol.post(url("add_task", visit), sent(visit, waits_for="Foreign ministry"))

    assert response.url == url("tasks", visit)
    task = visit.tasks.in_order().last()
    assert (task.position, task.due, task.due_is_set) == (4, date(2026, 8, 31), False)
    assert (task.waits_for, task.waits_since) == ("Foreign ministry", date(2026, 9, 1))


def test_task_due_on_a_day_of_its_own_goes_back_to_the_visits(protocol, visit):
    protocol.post(url("add_task", visit), sent(visit, due="3.9.2026"))
    task = visit.tasks.get()
    assert (task.due, task.due_is_set) == (date(2026, 9, 3), True)

    visit.refresh_from_db()
    protocol.post(url("edit_task", visit, task.uid), sent(visit))

    task.refresh_from_db()
    assert (task.due, task.due_is_set) == (date(2026, 8, 31), False)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title_en", "", "Give a title in at least one of the four languages."),
        ("title_en", "ж" * 5000, "At most 500 characters fit here; there are 5000."),
        ("days", "-1", "Write a number from 0 to 3650."),
        ("days", "99999", "Write a number from 0 to 3650."),
        ("due", "31.2.2026", "Write the day, the month and the year, as 9.3.2026."),
        ("owner", "9" * 30, "Choose one from the list."),
    ],
)
def test_wrong_task_is_told_in_words_and_kept(protocol, visit, field, value, words):
    response = protocol.post(url("add_task", visit), sent(visit, **{field: value}))

    assert response.status_code == 200
    assert response.context["form"].errors[field] == [words]
    assert visit.tasks.count() == 0


def test_task_can_not_wait_since_tomorrow(protocol, visit):
    data = sent(visit, waits_for="Governor", waits_since="2.9.2026")

    response = protocol.post(url("add_task", visit), data)

    assert response.context["form"].errors == {"waits_since": ["This day is still to come."]}


def test_owner_is_somebody_who_prepares_visits(protocol, visit):
    officer, other = UserFactory(role="diplomat"), UserFactory(role="viewer")
    UserFactory(role="protocol", is_active=False)

    offered = protocol.get(url("add_task", visit)).context["form"].fields["owner"].queryset

    assert officer in offered
    assert other not in offered
    assert offered.count() == 2


def test_task_is_ticked_and_unticked(protocol, visit):
    task = VisitTaskFactory(visit=visit, days=14)

    protocol.post(url("tick_task", visit, task.uid), {"version": visit.version})
    task.refresh_from_db()
    assert (task.is_done, task.done_by.username) == (
        True,
        protocol.get("/").context["user"].username,
    )

    visit.refresh_from_db()
    protocol.post(url("untick_task", visit, task.uid), {"version": visit.version})
    task.refresh_from_db()
    assert (task.done_at, task.done_by, task.due) == (None, None, date(2026, 8, 31))


def test_ticking_twice_at_once_is_answered_409(protocol, visit):
    task = VisitTaskFactory(visit=visit)
    data = {"version": visit.version}

    answers = [protocol.post(url("tick_task", visit, task.uid), data) for _n in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]


def test_ticked_task_stands_in_the_history_and_is_taken_back(protocol, visit):
    task = VisitTaskFactory(visit=visit, title_en="Visas")
    protocol.post(url("tick_task", visit, task.uid), {"version": visit.version})

    page = protocol.get(reverse("portal:history", args=["visit", visit.public_id]))
    entry = page.context["entries"][0]
    assert [change.title for change in entry.changes] == ["Task of a visit: Visas"]
    assert [one.label for one in entry.changes[0].fields] == ["done", "done by"]

    visit.refresh_from_db()
    back = reverse("portal:take_back", args=["visit", visit.public_id, entry.key])
    protocol.post(back, {"version": visit.version})
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.parametrize(
    ("index", "step", "expected"),
    [(2, "up", "ACB"), (0, "down", "BAC"), (0, "up", "ABC"), (2, "down", "ABC"), (1, "x", "ABC")],
)
def test_task_is_moved_by_buttons(protocol, visit, index, step, expected):
    task = abc(visit)[index]

    protocol.post(url("move_task", visit, task.uid), {"version": visit.version, "step": step})

    assert names(visit) == list(zip(expected, (1, 2, 3), strict=True))


def test_removing_a_task_closes_the_gap(protocol, visit):
    task = abc(visit)[0]

    protocol.post(url("delete_task", visit, task.uid), {"version": visit.version})

    assert names(visit) == [("B", 1), ("C", 2)]


def test_task_of_another_visit_is_not_found(protocol, visit):
    task = VisitTaskFactory()

    response = protocol.post(url("tick_task", visit, task.uid), {"version": visit.version})

    assert response.status_code == 404


def test_list_shows_what_is_to_do_for_visits_that_are_on(diplomat, visit):
    VisitTaskFactory(visit=visit, title_en="shown")
    VisitTaskFactory(visit=visit, title_en="done", done_at=NOW)
    VisitTaskFactory(visit__status="cancelled")
    VisitTaskFactory(visit__is_example=True)

    page = diplomat.get(reverse("visits:all_tasks"))

    assert [str(task) for task in page.context["page_obj"]] == ["shown"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mine=on", ["mine"]),
        ("overdue=on", ["late"]),
        ("waiting=on", ["waits"]),
        ("due=1", ["late", "mine"]),
        ("state=done", ["done"]),
        ("state=all&mine=on", ["done", "mine"]),
        ("due=abc", ["late", "mine", "waits"]),
        ("visit=nothing", ["late", "mine", "waits"]),
    ],
)
def test_list_is_filtered(diplomat, visit, query, expected):
    me = diplomat.get("/").context["user"]
    VisitTaskFactory(visit=visit, title_en="mine", owner=me, due=date(2026, 9, 2))
    VisitTaskFactory(visit=visit, title_en="done", owner=me, done_at=NOW, due=date(2026, 10, 2))
    VisitTaskFactory(visit=visit, title_en="late", due=date(2026, 8, 31))
    VisitTaskFactory(visit=visit, title_en="waits", waits_for="Governor", due=date(2026, 10, 2))

    page = diplomat.get(reverse("visits:all_tasks") + f"?{query}")

    assert sorted(str(task) for task in page.context["page_obj"]) == expected


def test_list_of_one_visit_names_it(diplomat, visit):
    VisitTaskFactory(visit=visit, title_en="here")
    VisitTaskFactory(visit__status="planned")

    page = diplomat.get(reverse("visits:all_tasks") + f"?visit={visit.public_id}")

    assert [str(task) for task in page.context["page_obj"]] == ["here"]
    assert page.context["chips"][0]["text"] == str(visit)


def test_export_has_the_rows_of_the_list(diplomat, visit):
    VisitTaskFactory(visit=visit, title_en="=Visas", due=date(2026, 8, 31))

    text = b"".join(diplomat.get(reverse("visits:all_tasks_csv"))).decode()

    rows = text.splitlines()
    assert len(rows) == 2
    assert rows[1].startswith(f"'=Visas,other,{visit.title},2026-08-31,1,")


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(diplomat, count, django_assert_num_queries):
    for _n in range(count):
        VisitTaskFactory(visit__status="planned", owner=UserFactory())
    diplomat.get(reverse("visits:all_tasks"))

    with django_assert_num_queries(6):
        diplomat.get(reverse("visits:all_tasks"))


@pytest.mark.parametrize("count", [1, 3])
def test_checklist_query_count(diplomat, visit, count, django_assert_num_queries):
    for _n in range(count):
        VisitTaskFactory(visit=visit, owner=UserFactory(), done_by=UserFactory(), done_at=NOW)
    diplomat.get(url("tasks", visit))

    with django_assert_num_queries(7):
        diplomat.get(url("tasks", visit))


def test_tasks_of_a_restricted_visit_are_nowhere_for_whom_it_is_hidden(protocol):
    Permission.objects.get(codename="view_restricted_visit").group_set.clear()
    hidden = VisitFactory(status="planned", visibility="restricted")
    task = VisitTaskFactory(visit=hidden, waits_for="Governor", due=date(2026, 9, 2))

    assert protocol.get(url("tasks", hidden)).status_code == 404
    assert protocol.post(url("tick_task", hidden, task.uid)).status_code == 404
    assert list(protocol.get(reverse("visits:all_tasks")).context["page_obj"]) == []
    assert protocol.get("/").context["board"].held_up == []


def test_checklists_that_ship_are_loaded_once_and_left_as_people_edit_them():
    load_checklists()
    step = ChecklistStep.objects.get(reference="delegation-visas")
    step.days = 20
    step.save()
    ChecklistStep.objects.get(reference="delegation-gifts").delete()
    before = ChecklistStep.all_objects.count()

    load_checklists()

    assert ChecklistStep.all_objects.count() == before == 90
    assert ChecklistStep.objects.get(reference="delegation-visas").days == 20
    assert not ChecklistStep.objects.filter(reference="delegation-gifts").exists()


def test_checklists_that_ship_fit_every_kind_and_have_four_titles():
    load_checklists()

    assert set(ChecklistStep.objects.values_list("visit_kind", flat=True)) == set(Visit.Kind.values)
    for step in ChecklistStep.objects.all():
        step.full_clean()
        assert all(step.titles())
