"""The delegation of a visit and those who receive it: in protocol order, and by groups."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from visits.access import get_visit, get_visit_to_change, may_change, one_act
from visits.delegation.order import items_only_for, put_at
from visits.delegation.personal import kept_of
from visits.delegation.removing import remove_delegate, remove_group
from visits.forms.delegation import DelegateForm, GroupForm, MoveForm, QuickDelegateForm
from visits.models import VisitGroup, VisitSide
from visits.wording import SIDES

PAGE_SIZE = 200


def delegation(request, public_id):
    return _page(request, get_visit(request, public_id))


def _page(request, shown, quick=None):
    """The page of a delegation, by 200 members; ``quick`` is the line that was sent."""
    delegates = shown.delegates.with_names().senders_first()
    page_obj = Paginator(delegates, PAGE_SIZE).get_page(request.GET.get("page"))
    sees_personal = request.user.has_perm("visits.view_personaldata")
    context = {
        "visit": shown,
        "page_obj": page_obj,
        "sides": _sides(shown, page_obj.object_list),
        "moved": request.GET.get("moved", ""),
        "step": request.GET.get("step", ""),
        "quick": None,
        "with_personal_data": kept_of(shown) if sees_personal else (),
    }
    if request.user.has_perm("visits.change_visit"):
        context["quick"] = quick or QuickDelegateForm(
            visit=shown, user=request.user, initial=_as_before(request)
        )
    return render(request, "visits/delegation.html", context)


def _as_before(request):
    """Return what the next quick line starts with: the side of the one before it."""
    side = request.GET.get("side")
    return {"side": side} if side in VisitSide.Side.values else {}


def _sides(shown, delegates):
    """Return a row for each side: its heading, all its groups, and those of the delegates on it."""
    groups = list(shown.groups.annotate(size=Count("delegates")))
    counts = dict(shown.delegates.order_by().values_list("side").annotate(n=Count("pk")))
    return [
        {
            "side": side.value,
            "heading": heading,
            "count": counts.get(side.value, 0),
            "groups": [group for group in groups if group.side == side],
            "delegates": [delegate for delegate in delegates if delegate.side == side],
        }
        for side, heading in SIDES.items()
    ]


def _to_place(delegate, **query):
    """Lead to the page of the list that the delegate stands on now."""
    before = delegate.visit.delegates.on_side(VisitSide.Side.SENDING).count()
    is_host = delegate.side == VisitSide.Side.RECEIVING
    index = delegate.precedence - 1 + (before if is_host else 0)
    address = reverse("visits:delegation", args=[delegate.visit.public_id])
    page = {"page": index // PAGE_SIZE + 1} if index >= PAGE_SIZE else {}
    return redirect(f"{address}?{urlencode(page | query)}")


@may_change
def add_delegate(request, public_id):
    """The quick line: it comes back empty and in focus, for the next one."""
    shown = get_visit_to_change(request, public_id)
    side = _as_before(request)
    form = QuickDelegateForm(request.POST or None, visit=shown, user=request.user, initial=side)
    form.fields["person"].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("Added: %(name)s.") % {"name": form.instance})
        address = reverse("visits:add_delegate", args=[public_id])
        return redirect(f"{address}?{urlencode({'side': form.instance.side})}")
    return _page(request, shown, quick=form)


def _get_delegate(shown, uid):
    delegates = shown.delegates.select_related("person", "organisation")
    found = get_object_or_404(delegates, uid=uid)
    found.visit = shown
    return found


@may_change
def edit_delegate(request, public_id, delegate):
    shown = get_visit_to_change(request, public_id)
    found = _get_delegate(shown, delegate)
    form = DelegateForm(request.POST or None, instance=found, visit=shown, user=request.user)
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("The delegate is saved."))
        return _to_place(found, moved=found.uid)
    context = {"visit": shown, "delegate": found, "form": form}
    return render(request, "visits/delegate_form.html", context)


@require_POST
@may_change
def move_delegate(request, public_id, delegate):
    """Put the delegate one step up or down, or at the place with a number."""
    shown = get_visit_to_change(request, public_id)
    found = _get_delegate(shown, delegate)
    form = MoveForm(request.POST)
    place = form.place_of(found)
    if place is None:
        messages.error(request, _("Write the number of the place to move to."))
    else:
        with one_act(shown):
            put_at(found, place)
    step = form.cleaned_data.get("step")
    return _to_place(found, moved=found.uid, **({"step": step} if step else {}))


@may_change
def delete_delegate(request, public_id, delegate):
    shown = get_visit_to_change(request, public_id)
    found = _get_delegate(shown, delegate)
    items = items_only_for(found)
    if request.method == "POST" and not items:
        with one_act(shown):
            remove_delegate(found)
        messages.success(request, _("The delegate is removed. The history can bring it back."))
        return redirect("visits:delegation", public_id)
    context = {"visit": shown, "delegate": found, "items": items}
    return render(request, "visits/delegate_delete.html", context)


@may_change
def add_group(request, public_id):
    shown = get_visit_to_change(request, public_id)
    return _edit_group(request, shown, VisitGroup(position=shown.groups.count() + 1))


@may_change
def edit_group(request, public_id, group):
    shown = get_visit_to_change(request, public_id)
    return _edit_group(request, shown, get_object_or_404(shown.groups, uid=group))


def _edit_group(request, shown, group):
    form = GroupForm(request.POST or None, instance=group, visit=shown)
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("The group is saved."))
        return redirect("visits:delegation", shown.public_id)
    context = {"visit": shown, "group": group, "form": form}
    return render(request, "visits/group_form.html", context)


@may_change
def delete_group(request, public_id, group):
    shown = get_visit_to_change(request, public_id)
    found = get_object_or_404(shown.groups, uid=group)
    items = items_only_for(found)
    if request.method == "POST" and not items:
        with one_act(shown):
            remove_group(found)
        messages.success(request, _("The group is removed. Its members stay."))
        return redirect("visits:delegation", public_id)
    context = {"visit": shown, "group": found, "items": items}
    return render(request, "visits/group_delete.html", context)
