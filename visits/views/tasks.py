"""The checklist of a visit, and the list of all tasks: who does what, and who waits for whom."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from common.lists import Listing, Order
from visits.access import get_visit, get_visit_to_change, may_change, one_act
from visits.forms.delegation import MoveForm
from visits.forms.tasks import TaskFilterForm, TaskForm
from visits.models import VisitTask
from visits.models.tasks import anchor_of
from visits.tasks import (
    DOWN,
    UP,
    begin_checklist,
    missing_steps,
    move,
    remove,
    settle_dues,
)

ORDERS = [
    Order("due", gettext_lazy("Due"), (F("due").asc(nulls_last=True), "visit", "position")),
    Order("task", gettext_lazy("Task"), ("title_en", "title_ru")),
    Order("waits", gettext_lazy("Waits for"), (F("waits_since").asc(nulls_last=True),)),
]


@may_change
def all_tasks(request, export=""):
    form = TaskFilterForm(request.GET, user=request.user)
    tasks = VisitTask.objects.visible_to(request.user).real().with_names()
    listing = Listing(request, form, tasks.with_urgency(request.user.warning_days), ORDERS)
    if export:
        return listing.export(export, "tasks", _columns(request), _("Tasks"))
    return render(request, "visits/task_list.html", listing.context(_("Tasks")))


def _columns(request):
    return [
        (_("Task"), lambda task: task.title),
        (_("Kind"), lambda task: task.get_kind_display()),
        (_("Visit"), lambda task: task.visit.title),
        (_("Due"), lambda task: task.due),
        (_("Days overdue"), lambda task: task.days_overdue()),
        (_("Who does it"), lambda task: task.owner),
        (_("Waits for"), lambda task: task.waits_for),
        (_("Waits since"), lambda task: task.waits_since),
        (_("Note"), lambda task: task.note),
        (_("Done"), lambda task: task.done_at),
        (_("Done by"), lambda task: task.done_by),
        (_("Address"), lambda task: request.build_absolute_uri(_address(task.visit))),
    ]


def _address(visit, **query):
    return reverse("visits:tasks", args=[visit.public_id], query=query or None)


@may_change
def tasks(request, public_id):
    shown = get_visit(request, public_id)
    rows = list(shown.tasks.with_names().with_urgency(request.user.warning_days).in_order())
    for task in rows:
        task.visit = shown
    context = {
        "visit": shown,
        "tasks": rows,
        "done_count": sum(task.is_done for task in rows),
        "missing": missing_steps(shown),
        "has_days": anchor_of(shown, VisitTask.CountedFrom.START) is not None,
        "moved": request.GET.get("moved", ""),
        "step": request.GET.get("step", ""),
    }
    return render(request, "visits/tasks.html", context)


def _get_task(shown, uid):
    found = get_object_or_404(shown.tasks.with_names(), uid=uid)
    found.visit = shown
    return found


@require_POST
@may_change
def start_checklist(request, public_id):
    shown = get_visit_to_change(request, public_id)
    with one_act(shown):
        added = begin_checklist(shown)
    messages.success(request, _("Steps of the checklist added: %(count)s.") % {"count": len(added)})
    return redirect("visits:tasks", public_id)


@may_change
def add_task(request, public_id):
    shown = get_visit_to_change(request, public_id)
    return _edit(request, shown, VisitTask())


@may_change
def edit_task(request, public_id, task):
    shown = get_visit_to_change(request, public_id)
    return _edit(request, shown, _get_task(shown, task))


def _edit(request, shown, task):
    form = TaskForm(request.POST or None, instance=task, visit=shown)
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("The task is saved."))
        return redirect("visits:tasks", shown.public_id)
    context = {"visit": shown, "task": task, "form": form}
    return render(request, "visits/task_form.html", context)


@require_POST
@may_change
def tick_task(request, public_id, task):
    """Say that the task is done, now and by the reader; said a second time it changes nothing."""
    shown = get_visit_to_change(request, public_id)
    found = _get_task(shown, task)
    if not found.is_done:
        with one_act(shown):
            found.mark_done(request.user)
    return redirect(_address(shown, moved=found.uid))


@require_POST
@may_change
def untick_task(request, public_id, task):
    shown = get_visit_to_change(request, public_id)
    found = _get_task(shown, task)
    if found.is_done:
        with one_act(shown):
            found.mark_open()
            settle_dues(shown)
    return redirect(_address(shown, moved=found.uid))


@require_POST
@may_change
def move_task(request, public_id, task):
    shown = get_visit_to_change(request, public_id)
    found = _get_task(shown, task)
    form = MoveForm(request.POST)
    step = form.cleaned_data["step"] if form.is_valid() else ""
    if step:
        with one_act(shown):
            move(found, UP if step == MoveForm.UP else DOWN)
    return redirect(_address(shown, moved=found.uid, step=step))


@may_change
def delete_task(request, public_id, task):
    shown = get_visit_to_change(request, public_id)
    found = _get_task(shown, task)
    if request.method == "POST":
        with one_act(shown):
            remove(found)
        messages.success(request, _("The task is removed. The history can bring it back."))
        return redirect("visits:tasks", public_id)
    return render(request, "visits/task_delete.html", {"visit": shown, "task": found})
