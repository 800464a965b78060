from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import joined
from common.formats import partial_date_label
from common.lists import Listing, Order
from cooperation.forms import CommitmentFilterForm
from cooperation.models import Agreement, Commitment

ORDERS = [
    Order("due", gettext_lazy("Due"), (F("due_latest").asc(nulls_last=True),)),
    Order("title", gettext_lazy("Commitment"), ("title_en", "title_ru")),
    Order("status", gettext_lazy("Status"), ("status",)),
]


def commitments(request, export=""):
    form = CommitmentFilterForm(request.GET)
    visible = Commitment.objects.visible_to(request.user)
    rows = visible.with_sides().with_urgency(request.user.warning_days)
    listing = Listing(request, form, rows, ORDERS)
    if export:
        listing.rows = listing.rows.prefetch_related("sources")
        return listing.export(export, "commitments", _columns(request), _("Commitments"))
    return render(request, "cooperation/commitment_list.html", listing.context(_("Commitments")))


def _columns(request):
    return [
        (_("Commitment"), lambda row: row.title),
        (_("Owed by"), lambda row: row.debtor),
        (_("Owed to"), lambda row: row.creditor),
        (_("Due"), lambda row: partial_date_label(row.due) if row.due else ""),
        (_("Due, latest"), lambda row: row.due_latest),
        (_("Status"), lambda row: row.get_status_display()),
        (_("Days overdue"), lambda row: row.days_overdue()),
        (_("Evidence"), lambda row: row.evidence),
        (_("Sources"), lambda row: joined(row.sources.all())),
        (_("Address"), lambda row: request.build_absolute_uri(row.get_absolute_url())),
    ]


def context_of_commitment(user, public_id):
    """Return what the page of one commitment shows of this app; 404 if it is not to be known of."""
    shown = get_object_or_404(
        Commitment.objects.visible_to(user)
        .with_sides()
        .with_urgency(user.warning_days)
        .prefetch_related("sources"),
        public_id=public_id,
    )
    agreement = Agreement.objects.visible_to(user).filter(pk=shown.agreement_id).first()
    return {"commitment": shown, "agreement": agreement}
