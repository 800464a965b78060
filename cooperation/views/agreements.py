from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import F, ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.conflicts import version_sent
from common.deletion import parts_of, say_deleted
from common.exports import joined
from common.formats import partial_date_label
from common.lists import Listing, Order
from common.once import make_once
from cooperation.forms import (
    AgreementFilterForm,
    AgreementForm,
    PartyFormSet,
    agreements_seen_by,
)
from cooperation.models import Agreement, Commitment
from regions.documents import documents_of

ORDERS = [
    Order("signed", gettext_lazy("Signed"), (F("signed_latest").asc(nulls_first=True),)),
    Order("until", gettext_lazy("Until"), (F("until_latest").asc(nulls_first=True),)),
    Order("title", gettext_lazy("Agreement"), ("title_en", "title_ru")),
    Order("status", gettext_lazy("Status"), ("status",)),
]


def agreements(request, export=""):
    form = AgreementFilterForm(request.GET)
    rows = (
        Agreement.objects.visible_to(request.user)
        .with_parties()
        .with_term(request.user.warning_days)
    )
    listing = Listing(request, form, rows, ORDERS, default="-signed")
    if export:
        listing.rows = listing.rows.prefetch_related("sectors", "sources")
        return listing.export(export, "agreements", _columns(request), _("Agreements"))
    return render(request, "cooperation/agreement_list.html", listing.context(_("Agreements")))


def _columns(request):
    return [
        (_("Agreement"), lambda row: row.title),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("Parties"), lambda row: joined(party.name for party in row.parties.all())),
        (
            _("Names as printed"),
            lambda row: joined(p.name_printed for p in row.parties.all() if p.name_printed),
        ),
        (_("Signed"), lambda row: _in_words(row.signed)),
        (_("Signed, earliest"), lambda row: row.signed_earliest),
        (_("Signed, latest"), lambda row: row.signed_latest),
        (_("In force from"), lambda row: _in_words(row.in_force_from)),
        (_("Until"), lambda row: _in_words(row.until)),
        (_("Until, latest"), lambda row: row.until_latest),
        (_("Renewal"), lambda row: row.get_renewal_display()),
        (_("Status"), lambda row: row.get_status_display()),
        (_("Status known on"), lambda row: _in_words(row.as_of)),
        (_("Documents"), lambda row: row.document_count),
        (_("Sectors"), lambda row: joined(row.sectors.all())),
        (_("Amount"), lambda row: row.amount),
        (_("Currency"), lambda row: row.currency if row.amount is not None else ""),
        (_("Sources"), lambda row: joined(row.sources.all())),
        (_("Address"), lambda row: request.build_absolute_uri(row.get_absolute_url())),
    ]


def _in_words(when):
    return partial_date_label(when) if when else ""


def context_of_agreement(user, public_id):
    """Return what the page of one agreement shows of this app; 404 if it is not to be known of."""
    visible = Agreement.objects.visible_to(user)
    shown = get_object_or_404(
        visible.with_parties()
        .with_term(user.warning_days)
        .select_related("signed_in", "changed_by")
        .prefetch_related("sectors", "sources"),
        public_id=public_id,
    )
    commitments = Commitment.objects.visible_to(user).filter(agreement=shown)
    return {
        "agreement": shown,
        "attachments": documents_of(shown, user),
        "parent": visible.filter(pk=shown.parent_id).first(),
        "children": visible.filter(parent=shown).newest_first(),
        "commitments": commitments.with_sides().with_urgency(user.warning_days).soonest_first(),
    }


@permission_required("cooperation.add_agreement", raise_exception=True)
def add_agreement(request):
    def make():
        return _edit(request, Agreement(), _("The agreement is kept."))

    return make_once(request, Agreement, make, redirect)


@permission_required("cooperation.change_agreement", raise_exception=True)
def edit_agreement(request, public_id):
    shown = get_object_or_404(Agreement.objects.visible_to(request.user), public_id=public_id)
    return _edit(request, shown, _("The changes are kept."))


def _edit(request, agreement, done):
    shared = {
        "data": request.POST or None,
        "instance": agreement,
        "seen": agreements_seen_by(request.user),
    }
    form = AgreementForm(**shared)
    parties = PartyFormSet(**shared)
    if request.method == "POST" and all([form.is_valid(), parties.is_valid()]):
        _save(form, parties)
        messages.success(request, done)
        return redirect(agreement)
    context = {"form": form, "parties": parties, "agreement": agreement}
    return render(request, "cooperation/agreement_form.html", context)


@transaction.atomic
def _save(form, parties):
    agreement = form.save()
    parties.save()
    agreement.refresh_search_text()


@permission_required("cooperation.delete_agreement", raise_exception=True)
def delete_agreement(request, public_id):
    shown = get_object_or_404(Agreement.objects.visible_to(request.user), public_id=public_id)
    if request.method == "POST":
        return _delete(request, shown)
    context = {"agreement": shown, "parts": parts_of(shown, request.user)}
    return render(request, "cooperation/agreement_delete.html", context)


def _delete(request, agreement):
    """Delete the version the reader saw; say so when others rest on the record."""
    agreement.version = version_sent(request)
    try:
        agreement.delete()
    except ProtectedError:
        context = {"agreement": agreement, "is_needed": True}
        return render(request, "cooperation/agreement_delete.html", context, status=409)
    say_deleted(request, agreement, _("The agreement is deleted. It can be restored for 30 days."))
    return redirect("cooperation:agreements")
