"""Notes verbales and letters: those of one visit, and the list of all."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import joined
from common.lists import Listing, Order
from regions.documents import documents_of
from visits.access import get_visit, get_visit_to_change, may_change, one_act
from visits.forms.letters import LetterFilterForm, LetterForm
from visits.models import Letter

ORDERS = [
    Order("date", gettext_lazy("Date"), (F("date").asc(nulls_first=True),)),
    Order("number", gettext_lazy("Number"), ("number",)),
    Order("due", gettext_lazy("Answer due"), (F("answer_due").asc(nulls_last=True),)),
]


@may_change
def all_letters(request, export=""):
    form = LetterFilterForm(request.GET, user=request.user)
    letters = Letter.objects.visible_to(request.user).real().with_names()
    listing = Listing(
        request, form, letters.with_urgency(request.user.warning_days), ORDERS, default="-date"
    )
    if export:
        return listing.export(export, "letters", _columns(request), _("Notes and letters"))
    return render(request, "visits/letter_list.html", listing.context(_("Notes and letters")))


def _columns(request):
    return [
        (_("Number"), lambda letter: letter.number),
        (_("Date"), lambda letter: letter.date),
        (_("Direction"), lambda letter: letter.get_direction_display()),
        (_("Kind"), lambda letter: letter.get_kind_display()),
        (_("To or from"), lambda letter: letter.organisation),
        (_("Subject"), lambda letter: letter.subject),
        (_("Visit"), lambda letter: letter.visit.title),
        (_("Answer due"), lambda letter: letter.answer_due),
        (_("In answer to"), lambda letter: letter.in_answer_to),
        (_("Answered by"), lambda letter: joined(letter.answers.all())),
        (_("Address"), lambda letter: request.build_absolute_uri(letter.get_absolute_url())),
    ]


@may_change
def letters(request, public_id):
    shown = get_visit(request, public_id)
    rows = shown.letters.with_names().with_urgency(request.user.warning_days).newest_first()
    context = {
        "visit": shown,
        "letters": with_documents(rows, documents_of(shown, request.user)),
    }
    return render(request, "visits/letters.html", context)


def with_documents(letters, documents):
    """Return the letters, each with ``document``: its document if it is among these, else None."""
    known = {document.pk: document for document in documents}
    found = list(letters)
    for letter in found:
        letter.document = known.get(letter.attachment_id)
    return found


@may_change
def add_letter(request, public_id):
    shown = get_visit_to_change(request, public_id)
    return _edit(request, shown, Letter(), {"in_answer_to": _asked(request, shown)})


def _asked(request, shown):
    """Return the letter that the address says is answered, None for none."""
    return shown.letters.filter(uid=request.GET.get("answers", "")).first()


def _get_letter(shown, uid):
    found = get_object_or_404(shown.letters.select_related("organisation"), uid=uid)
    found.visit = shown
    return found


@may_change
def edit_letter(request, public_id, letter):
    shown = get_visit_to_change(request, public_id)
    return _edit(request, shown, _get_letter(shown, letter))


def _edit(request, shown, letter, initial=None):
    sent = (request.POST or None, request.FILES or None)
    form = LetterForm(*sent, instance=letter, initial=initial, visit=shown, user=request.user)
    if request.method == "POST" and form.is_valid():
        with one_act(shown):
            form.save()
        messages.success(request, _("The letter is saved."))
        return redirect("visits:letters", shown.public_id)
    context = {"visit": shown, "letter": letter, "form": form}
    return render(request, "visits/letter_form.html", context)


@may_change
def delete_letter(request, public_id, letter):
    shown = get_visit_to_change(request, public_id)
    found = _get_letter(shown, letter)
    if request.method == "POST":
        with one_act(shown):
            found.remove()
        messages.success(request, _("The letter is removed. The history can bring it back."))
        return redirect("visits:letters", public_id)
    return render(request, "visits/letter_delete.html", {"visit": shown, "letter": found})
