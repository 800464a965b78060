"""The checklist of a visit: begun when it is planned, its due days counted from its dates."""

from django.db import transaction

from common.bulk import create_rows, save_rows
from visits.models import ChecklistStep, Visit, VisitTask

# From then on somebody has to prepare it; what is over needs no invitation any more.
PREPARED = (Visit.Status.PLANNED, Visit.Status.CONFIRMED, Visit.Status.UNDER_WAY)
UP, DOWN = -1, 1


def keep_checklist(visit):
    """Begin the checklist of a visit that is planned now; count its due days from its dates.

    To be called once a visit is saved. A checklist begins by itself only once, so that what is
    removed stays away.
    """
    if visit.status in PREPARED and not visit.is_example and not _has_begun(visit):
        begin_checklist(visit)
    settle_dues(visit)


def _has_begun(visit):
    return VisitTask.history.filter(visit=visit.pk).exists()


def missing_steps(visit):
    """Return the steps for a visit of its kind that it has no task of."""
    there = {tuple(task.titles()) for task in visit.tasks.all()}
    steps = ChecklistStep.objects.filter(visit_kind=visit.kind)
    return [step for step in steps if tuple(step.titles()) not in there]


@transaction.atomic
def begin_checklist(visit):
    """Give the visit a task for each step that is missing, behind those it has; return them.

    The tasks are copies: what is changed in the steps later changes no visit.
    """
    last = visit.tasks.count()
    tasks = [_task(step, visit, last + n) for n, step in enumerate(missing_steps(visit), start=1)]
    create_rows(tasks)
    return tasks


def _task(step, visit, position):
    copied = ("kind", "days", "counted_from", "title_en", "title_ru", "title_kk", "title_be")
    values = {name: getattr(step, name) for name in copied}
    task = VisitTask(visit=visit, position=position, **values)
    task.due = task.due_as_counted
    return task


def settle_dues(visit):
    """Count the due days of what is still to do anew, but for those that somebody set."""
    moved = []
    for task in visit.tasks.filter(due_is_set=False, done_at__isnull=True):
        task.visit = visit
        if task.due != task.due_as_counted:
            task.due = task.due_as_counted
            moved.append(task)
    save_rows(moved, ["due"])


def move(task, by):
    """Move the task ``UP`` or ``DOWN`` by one place; at the end of the list it stays."""
    tasks = list(task.visit.tasks.in_order())
    here = tasks.index(task)
    there = min(max(here + by, 0), len(tasks) - 1)
    tasks.insert(there, tasks.pop(here))
    number(tasks)


def number(tasks):
    """Number the tasks of a visit 1, 2, 3 as they stand in the list."""
    moved = []
    for position, task in enumerate(tasks, start=1):
        if task.position != position:
            task.position = position
            moved.append(task)
    save_rows(moved, ["position"])


def remove(task):
    """Remove the task; the history of the visit can bring it back."""
    visit = task.visit
    task.delete()
    number(list(visit.tasks.in_order()))
