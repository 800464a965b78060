from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import joined
from common.formats import partial_date_label
from common.lists import Listing, Order
from cooperation.forms import ProjectFilterForm
from cooperation.models import Project
from regions.documents import documents_of

ORDERS = [
    Order(
        "known", gettext_lazy("Stage known on"), (F("stage_as_of_latest").asc(nulls_first=True),)
    ),
    Order("title", gettext_lazy("Project"), ("title_en", "title_ru")),
    Order("stage", gettext_lazy("Stage"), ("stage",)),
    Order("value", gettext_lazy("Value"), (F("amount").asc(nulls_first=True),)),
]


def projects(request, export=""):
    form = ProjectFilterForm(request.GET)
    rows = Project.objects.visible_to(request.user).for_list()
    listing = Listing(request, form, rows, ORDERS, default="-known")
    if export:
        listing.rows = listing.rows.prefetch_related("sources")
        return listing.export(export, "projects", _columns(request), _("Projects"))
    return render(request, "cooperation/project_list.html", listing.context(_("Projects")))


def _columns(request):
    return [
        (_("Project"), lambda row: row.title),
        (_("Stage"), lambda row: row.get_stage_display()),
        (_("Stage known on"), lambda row: _in_words(row.stage_as_of)),
        (_("Start"), lambda row: _in_words(row.start)),
        (_("Sectors"), lambda row: joined(row.sectors())),
        (_("Places"), lambda row: joined(row.places.all())),
        (_("Organisations"), lambda row: joined(row.organisations.all())),
        (_("Amount"), lambda row: row.amount),
        (_("How firmly stated"), lambda row: _qualifier(row)),
        (_("Currency"), lambda row: row.currency if row.amount is not None else ""),
        (_("Sources"), lambda row: joined(row.sources.all())),
        (_("Address"), lambda row: request.build_absolute_uri(row.get_absolute_url())),
    ]


def _in_words(when):
    return partial_date_label(when) if when else ""


def _qualifier(row):
    return row.get_amount_qualifier_display() if row.amount is not None else ""


def project(request, public_id):
    shown = get_object_or_404(
        Project.objects.visible_to(request.user)
        .for_list()
        .prefetch_related("sources", "stage_log__source", "indicators", "organisations__place"),
        public_id=public_id,
    )
    context = {"project": shown, "attachments": documents_of(shown, request.user)}
    return render(request, "cooperation/project_detail.html", context)
