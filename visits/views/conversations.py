"""Notes of conversation: written from the programme, with what came of the meetings."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.texts import reader_language
from regions.models import Source
from visits.access import get_visit, get_visit_to_change, may_change, one_act
from visits.attendance import attendance_of
from visits.forms.conversations import CommitmentForm, ConversationForm, PressForm
from visits.models import Conversation, ProgrammeItem, VisitSide
from visits.report import note_document, without_a_note
from visits.views.documents import file_response


@may_change
def conversations(request, public_id):
    return _list(request, get_visit(request, public_id))


def _list(request, shown, press=None):
    """The notes of a visit; ``press`` is the form of a press item that could not be read."""
    context = {
        "visit": shown,
        "conversations": shown.conversations.select_related("written_by").in_order(),
        "without_a_note": without_a_note(shown),
        "press": shown.sources.filter(kind=Source.Kind.PRESS),
        "form": press or PressForm(user=request.user),
    }
    return render(request, "visits/conversations.html", context)


@require_POST
@may_change
def add_press(request, public_id):
    shown = get_visit_to_change(request, public_id)
    form = PressForm(request.POST, user=request.user)
    if not form.is_valid():
        return _list(request, shown, form)
    with one_act(shown):
        shown.sources.add(form.save())
    messages.success(request, _("The press item is among the sources of the visit."))
    return redirect("visits:conversations", public_id)


def get_conversation(request, shown, uid):
    """Return the note with all that its page shows."""
    notes = shown.conversations.select_related("item", "written_by")
    notes = notes.with_attendance().with_results(request.user)
    found = get_object_or_404(notes, uid=uid)
    found.visit = shown
    return found


@may_change
def conversation(request, public_id, conversation):
    shown = get_visit(request, public_id)
    return _page(request, get_conversation(request, shown, conversation))


def _page(request, note, form=None):
    """The page of a note; ``form`` is a commitment that could not be saved."""
    form = form or CommitmentForm(visit=note.visit)
    present = list(note.delegates.all())
    context = {
        "visit": note.visit,
        "conversation": note,
        "senders": [one for one in present if one.side == VisitSide.Side.SENDING],
        "hosts": [one for one in present if one.side == VisitSide.Side.RECEIVING],
        "form": form if request.user.has_perm("cooperation.add_commitment") else None,
    }
    return render(request, "visits/conversation.html", context)


@may_change
def print_conversation(request, public_id, conversation):
    shown = get_visit(request, public_id)
    note = get_conversation(request, shown, conversation)
    document = note_document(note, (reader_language(),))
    context = {"visit": shown, "conversation": note, "document": document}
    return render(request, "visits/conversation_print.html", context)


@may_change
def conversation_docx(request, public_id, conversation):
    shown = get_visit(request, public_id)
    note = get_conversation(request, shown, conversation)
    document = note_document(note, (reader_language(),))
    return file_response(document, f"note-{note.day.isoformat()}-{note.uid}", "docx")


@may_change
def add_conversation(request, public_id):
    shown = get_visit_to_change(request, public_id)
    item = _item_asked_for(request, shown)
    return _edit(request, shown, Conversation(), _of_item(item) if item else None)


def _item_asked_for(request, shown):
    items = ProgrammeItem.objects.filter(visit=shown).with_venues().with_concerned()
    return items.filter(uid=request.GET.get("item", "")).first()


def _of_item(item):
    """Return what a new note of the item begins with."""
    attendance = attendance_of(item)
    return {
        "item": item.pk,
        "title": str(item.title),
        "day": item.day,
        "delegates": [one.pk for one in attendance.delegates],
        "also_present": attendance.also,
    }


@may_change
def edit_conversation(request, public_id, conversation):
    # Without what its page shows, which is not all that hangs on it.
    shown = get_visit_to_change(request, public_id)
    return _edit(request, shown, get_object_or_404(shown.conversations, uid=conversation))


def _edit(request, shown, note, initial=None):
    sent = request.POST or None
    form = ConversationForm(sent, instance=note, initial=initial, visit=shown, user=request.user)
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("The note is saved."))
        return redirect(note)
    context = {"visit": shown, "conversation": note, "form": form}
    return render(request, "visits/conversation_form.html", context)


@may_change
@permission_required("cooperation.add_commitment", raise_exception=True)
@require_POST
def add_commitment(request, public_id, conversation):
    shown = get_visit_to_change(request, public_id)
    note = get_conversation(request, shown, conversation)
    form = CommitmentForm(request.POST, visit=shown)
    if not form.is_valid():
        return _page(request, note, form)
    with one_act(shown):
        made = form.save()
        note.commitments.add(made)
        shown.commitments.add(made)
    messages.success(request, _("The commitment stands in the ledger."))
    return redirect(note)


@may_change
def delete_conversation(request, public_id, conversation):
    shown = get_visit_to_change(request, public_id)
    note = get_conversation(request, shown, conversation)
    if request.method == "POST":
        with one_act(shown):
            note.delete()
        messages.success(request, _("The note is removed. The history can bring it back."))
        return redirect("visits:conversations", public_id)
    return render(
        request, "visits/conversation_delete.html", {"visit": shown, "conversation": note}
    )
