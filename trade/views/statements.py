from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.conflicts import version_sent
from common.deletion import parts_of, say_deleted
from common.lists import Listing, Order
from common.once import make_once
from trade.forms import Prefill, StatementFilterForm, StatementForm, address_of_next
from trade.models import Statement
from trade.readings import Reading
from trade.services import derive_figure
from trade.statement_columns import columns

ORDERS = [
    Order(
        "window",
        gettext_lazy("Months"),
        (F("window_end").asc(nulls_first=True), F("window_start").desc(nulls_last=True), "flow"),
    ),
    Order("reporter", gettext_lazy("Reported by"), ("reporter__name_en",)),
    Order("amount", gettext_lazy("Amount"), (F("amount_low").asc(nulls_first=True),)),
    Order(
        "published",
        gettext_lazy("Published"),
        (F("source__published_latest").asc(nulls_first=True),),
    ),
]


def statements(request, export=""):
    form = StatementFilterForm(request.GET)
    rows = Statement.objects.with_names()
    listing = Listing(request, form, rows, ORDERS, default="-window")
    heading = _("What sources say of trade")
    if export:
        return listing.export(export, "statements", columns(request), heading)
    return render(request, "trade/statement_list.html", listing.context(heading))


def get_statement(public_id):
    return get_object_or_404(Statement.objects.with_names(), public_id=public_id)


def statement(request, public_id):
    shown = get_statement(public_id)
    others = Statement.objects.of_same_key(shown).with_names().newest_first()
    context = {
        "statement": shown,
        "reading": Reading(shown),
        "others": list(others) if shown.window else [],
        "next_url": _address_of_next(shown),
    }
    return render(request, "trade/statement_detail.html", context)


@permission_required("trade.add_statement", raise_exception=True)
def add_statement(request):
    return make_once(
        request,
        Statement,
        lambda: _edit(request, Statement()),
        lambda earlier: redirect(_next_address(request, earlier)),
    )


@permission_required("trade.change_statement", raise_exception=True)
def edit_statement(request, public_id):
    return _edit(request, get_statement(public_id))


def _edit(request, shown):
    initial = {} if shown.pk else Prefill(request.GET).initial_of_form()
    form = StatementForm(request.POST or None, instance=shown, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _saved_message(saved))
        return redirect(_next_address(request, saved))
    return render(request, "trade/statement_form.html", {"form": form, "statement": shown})


def _saved_message(statement):
    words = {"amount": statement.amount_words, "printed": statement.printed}
    if statement.figure is not None:
        return _("“%(printed)s” is kept and read as %(amount)s.") % words
    if statement.amount_words:
        return _("“%(printed)s” is kept as %(amount)s: shown, not computed with.") % words
    return _("“%(printed)s” is kept. It states no amount.") % words


def _next_address(request, statement):
    """Return where one goes after saving: to the statement, or on to the next one."""
    if "further" not in request.POST:
        return statement.get_absolute_url()
    return _address_of_next(statement)


def _address_of_next(statement):
    """Return the address of the form for one more statement of the same source."""
    return f"{reverse('trade:add_statement')}?{urlencode(address_of_next(statement))}"


@permission_required("trade.delete_statement", raise_exception=True)
def delete_statement(request, public_id):
    shown = get_statement(public_id)
    if request.method == "POST":
        return _delete(request, shown)
    context = {"statement": shown, "parts": parts_of(shown, request.user)}
    return render(request, "trade/statement_delete.html", context)


@transaction.atomic
def _delete(request, shown):
    """Delete the version the reader saw, and withdraw its figure."""
    shown.version = version_sent(request)
    shown.delete()
    derive_figure(shown)
    say_deleted(request, shown, _("The statement is deleted. It can be restored for 30 days."))
    return redirect("trade:statements")
