"""The way of a file of figures: added, read, checked, loaded, and undone."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import Job
from common.exports import csv_response
from common.lists import Listing, Order
from common.tables import TableError
from trade.forms.answers import AnswersForm
from trade.forms.imports import ImportFilterForm
from trade.forms.mapping import (
    MappingForm,
    layout_of,
    place_suggestions,
    product_suggestions,
)
from trade.importers.answering import keep_answer_as_alias
from trade.importers.mapping import Mapping, MappingError
from trade.importers.preview import Preview, opened
from trade.importers.problems import Problem, Reason
from trade.importers.running import GONE, stored_path
from trade.importers.samples import in_words
from trade.importers.starting import begin_again
from trade.importers.suggesting import suggest_mapping
from trade.models import Import, ImportMapping

PROBLEMS_SHOWN = 100
CHECK, LOAD, UNDO = "trade.check_import", "trade.load_import", "trade.undo_import"
ORDERS = [
    Order("made", gettext_lazy("Added"), ("made_at",)),
    Order("file", gettext_lazy("File"), ("file_name",)),
    Order("source", gettext_lazy("Source"), ("source__publisher",)),
    Order("state", gettext_lazy("State"), ("state",)),
]
NOT_NOW = gettext_lazy(
    "This can not be done with the import as it is now: see below what stands to be done."
)
may_import = permission_required("trade.add_import", raise_exception=True)


# --- The list ---------------------------------------------------------------------------------


def imports(request, as_csv=False):
    form = ImportFilterForm(request.GET)
    listing = Listing(request, form, Import.objects.with_names(), ORDERS, default="-made")
    if as_csv:
        return listing.csv("imports", _csv_columns())
    return render(request, "trade/import_list.html", listing.context(_("Imports of files")))


def _csv_columns():
    counted = [
        (_("Rows"), "rows"),
        (_("New"), "added"),
        (_("Changed"), "changed"),
        (_("Unchanged"), "unchanged"),
        (_("Rejected"), "rejected"),
    ]
    return [
        (_("File"), lambda row: row.file_name),
        (_("Source"), lambda row: row.source or ""),
        (_("Data set"), lambda row: row.family),
        (_("State"), lambda row: row.get_state_display()),
        *((label, lambda row, name=name: row.found.get(name)) for label, name in counted),
        (_("By"), lambda row: row.made_by or ""),
        (_("Added"), lambda row: row.made_at),
    ]


# --- What the columns are ---------------------------------------------------------------------


def get_import(public_id):
    return get_object_or_404(Import.objects.with_names(), public_id=public_id)


def _not_now(request, imported):
    messages.warning(request, NOT_NOW)
    return redirect(imported)


@may_import
def import_mapping(request, public_id):
    imported = get_import(public_id)
    if not imported.is_open or _is_busy(imported):
        return _not_now(request, imported)
    try:
        step = _mapping_step(request, imported)
    except (TableError, FileNotFoundError) as error:
        words = GONE if isinstance(error, FileNotFoundError) else str(error)
        context = {"imported": imported, "refused": words, "twins": []}
        return render(request, "trade/import_mapping.html", context)
    if request.method == "POST" and step.is_read_anew is False and step.form.is_valid():
        if "check" in request.POST:
            return _check_with(request, imported, step.form.content())
        if "keep" in request.POST:
            _keep_mapping(request, imported, step.form.content())
    return render(request, "trade/import_mapping.html", step.context(imported))


@dataclass
class MappingStep:
    """The form with the first rows as it reads them; anew when the columns became others."""

    form: MappingForm
    sheet: object
    is_read_anew: bool

    def context(self, imported):
        content = None
        if self.form.is_bound:
            content = self.form.content() if self.form.is_valid() else None
        else:
            content = self.form.mapping.as_json()
        return {
            "imported": imported,
            "form": self.form,
            "sheet": self.sheet,
            "preview": Preview(self.sheet, content),
            "is_read_anew": self.is_read_anew,
            "refused": "",
            "twins": twins_of(imported),
        }


def _mapping_step(request, imported):
    mapping = _kept_mapping(imported)
    path = stored_path(imported)
    place = _place_asked(request.POST) or _place_kept(mapping)
    sheet = opened(path, imported.file_name, **place)
    data = request.POST if request.method == "POST" else None
    is_read_anew = data is not None and data.get("layout") != layout_of(sheet)
    if is_read_anew or mapping is None:
        mapping = suggest_mapping(sheet) if sheet.headings else Mapping(amounts=())
    form = MappingForm(None if is_read_anew else data, sheet=sheet, mapping=mapping)
    return MappingStep(form, sheet, is_read_anew)


def _kept_mapping(imported):
    """Return the mapping kept with the import, None where there is none that can be used."""
    try:
        return Mapping.from_json(imported.mapping) if imported.mapping else None
    except MappingError:
        return None


def _place_kept(mapping):
    if mapping is None:
        return {}
    return {
        "sheet": mapping.sheet,
        "header_row": mapping.header_row,
        "header_rows": mapping.header_rows if mapping.header_row else 0,
    }


def _place_asked(data):
    """Return where the form says that the table stands, {} where it does not."""
    numbers = {}
    for name, most in (("header_row", 60), ("header_rows", 2)):
        text = data.get(name, "")
        numbers[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        numbers[name] = numbers[name] if numbers[name] <= most else 0
    return {"sheet": data.get("sheet", ""), **numbers} if "layout" in data else {}


def _check_with(request, imported, content):
    imported.mapping = content
    with transaction.atomic():
        imported.save(update_fields=["mapping"])
        job = start(request, imported, CHECK)
    return redirect(job or imported)


def _keep_mapping(request, imported, content):
    """Keep the mapping under the name that was typed, over an earlier one of that name."""
    name = request.POST.get("keep_as", "").strip()
    field = ImportMapping._meta.get_field("name")
    if not name or len(name) > field.max_length or "\x00" in name:
        messages.error(request, _("Write a name of at most 120 characters for the mapping."))
        return
    kept = ImportMapping.objects.filter(name=name).first() or ImportMapping(name=name)
    kept.content = content
    kept.save()
    imported.mapping, imported.named_mapping = content, kept
    imported.save(update_fields=["mapping", "named_mapping"])
    messages.success(request, _("The mapping is kept as “%(name)s”.") % {"name": name})


# --- Work in the background -------------------------------------------------------------------


def _is_busy(imported):
    return imported.job is not None and imported.job.is_under_way


def start(request, imported, kind, **parameters):
    """Order the work and return its job, None where other work on the import is under way."""
    locked = Import.objects.select_for_update().get(pk=imported.pk)
    if locked.job is not None:
        if locked.job.is_under_way:
            return None
        if locked.job.is_unfinished:
            locked.job.cancel()
    job = Job.start(
        kind,
        request.user,
        imported.get_absolute_url(),
        imported=imported.public_id,
        **parameters,
    )
    Import.objects.filter(pk=imported.pk).update(job=job)
    imported.job = job
    return job


def _start_and_follow(request, imported, kind, **parameters):
    with transaction.atomic():
        job = start(request, imported, kind, **parameters)
    return redirect(job) if job else _not_now(request, imported)


# --- The import itself ------------------------------------------------------------------------


def import_page(request, public_id):
    imported = get_import(public_id)
    problems = list(imported.problems.all()[: PROBLEMS_SHOWN + 1])
    context = {
        "imported": imported,
        "job": imported.job,
        "is_busy": _is_busy(imported),
        "counts": imported.counts,
        "samples": samples_shown(imported),
        "problems": list(map(Problem.of, problems[:PROBLEMS_SHOWN])),
        "has_further_problems": len(problems) > PROBLEMS_SHOWN,
        "left_out": imported.counts.left_out,
        "twins": twins_of(imported),
        "answers": _answers_form(imported) if _may_answer(request, imported) else None,
        "later": _later(imported),
        "again": Import.objects.next_of_bytes(imported) if imported.is_over else None,
    }
    context["suggestions"] = _suggestions(context["answers"])
    return render(request, "trade/import_detail.html", context)


def twins_of(imported):
    """Return the other imports of exactly this file, newest first."""
    twins = Import.objects.of_bytes(imported.sha256).exclude(pk=imported.pk)
    return list(twins.with_names().newest_first()[:3])


def samples_shown(imported):
    """Return {"added": [...], "changed": [...]} of Shown."""
    mapping = _kept_mapping(imported)
    if mapping is None or not imported.samples:
        return {}
    groups = {name: imported.samples.get(name, []) for name in ("added", "changed")}
    shown = in_words(
        [row for rows in groups.values() for row in rows],
        currency=mapping.currency,
        rounding_unit=mapping.rounding_unit,
        new_products=imported.samples.get("new_products", {}),
    )
    number = len(groups["added"])
    return {"added": shown[:number], "changed": shown[number:]}


def _later(imported):
    if not imported.may_undo:
        return None
    return Import.objects.newest_upon(imported)


def _may_answer(request, imported):
    is_checked = imported.state == Import.State.CHECKED and not _is_busy(imported)
    return is_checked and request.user.has_perm("trade.add_import")


def _answers_form(imported, data=None):
    """Return the form of what is asked about the file, None where nothing is."""
    ambiguous = imported.problems.filter(reason=Reason.AMBIGUOUS_AMOUNT).exists()
    if not imported.questions and not ambiguous:
        return None
    return AnswersForm(data, imported=imported, ambiguous=ambiguous)


def _suggestions(form):
    if form is None:
        return {}
    asked = {question["dimension"] for question in form.questions}
    lists = {"place": ("places", place_suggestions), "product": ("products", product_suggestions)}
    return {name: make() for dimension, (name, make) in lists.items() if dimension in asked}


def import_problems(request, public_id):
    """Hand out all that can not be taken, as a table."""
    imported = get_import(public_id)
    problems = map(Problem.of, imported.problems.iterator())
    rows = ([p.line, p.column, p.value, p.words] for p in problems)
    headings = [_("Row"), _("Column"), pgettext("in a cell of a table", "Value"), _("Reason")]
    return csv_response(f"import-{imported.public_id}-problems", headings, rows)


@may_import
def import_answers(request, public_id):
    imported = get_import(public_id)
    if not _may_answer(request, imported):
        return _not_now(request, imported)
    form = _answers_form(imported, request.POST if request.method == "POST" else None)
    if form is None:
        messages.info(request, _("Nothing is asked about this file."))
        return redirect(imported)
    if request.method == "POST" and form.is_valid():
        return _take_answers(request, imported, form)
    context = {"imported": imported, "answers": form, "suggestions": _suggestions(form)}
    return render(request, "trade/import_answers.html", context)


@transaction.atomic
def _take_answers(request, imported, form):
    imported.mapping = form.mapping()
    imported.save(update_fields=["mapping"])
    for place, text in form.aliases():
        keep_answer_as_alias(text, place, by=request.user)
    return redirect(start(request, imported, CHECK) or imported)


# --- Steps that are confirmed -----------------------------------------------------------------


@may_import
def check_import(request, public_id):
    imported = get_import(public_id)
    if not imported.is_open or not imported.mapping or _is_busy(imported):
        return _not_now(request, imported)
    if request.method == "POST":
        return _start_and_follow(request, imported, CHECK)
    return render(request, "trade/import_check.html", {"imported": imported})


@may_import
def check_again(request, public_id):
    """Check the file of an import that is over, as a new one with all that was said of it."""
    imported = get_import(public_id)
    if not imported.is_over:
        return _not_now(request, imported)
    if request.method != "POST":
        return render(request, "trade/import_check.html", {"imported": imported})
    again = begin_again(imported, by=request.user) if imported.has_file else None
    if again is None:
        messages.warning(request, GONE)
        return redirect(imported)
    if not again.mapping:
        return redirect("trade:import_mapping", again.public_id)
    return _start_and_follow(request, again, CHECK)


@may_import
def load_import(request, public_id):
    imported = get_import(public_id)
    if not imported.may_load or _is_busy(imported):
        return _not_now(request, imported)
    left_out = "leave_out_rejected" in request.POST
    is_answered = left_out or not imported.counts.rejected
    if request.method == "POST" and is_answered:
        return _start_and_follow(request, imported, LOAD, leave_out_rejected=left_out)
    context = {
        "imported": imported,
        "counts": imported.counts,
        "is_unanswered": request.method == "POST",
    }
    return render(request, "trade/import_load.html", context)


@may_import
def discard_import(request, public_id):
    imported = get_import(public_id)
    if not imported.is_open or _is_busy(imported):
        return _not_now(request, imported)
    if request.method != "POST":
        return render(request, "trade/import_discard.html", {"imported": imported})
    changed = Import.objects.filter(pk=imported.pk, state=imported.state).update(
        state=Import.State.DISCARDED
    )
    if changed:
        messages.success(request, _("The import is discarded. No figure was changed."))
    return redirect(imported)


@may_import
def undo_import(request, public_id):
    imported = get_import(public_id)
    if not imported.may_undo or _is_busy(imported):
        return _not_now(request, imported)
    later = _later(imported)
    if request.method == "POST" and later is None:
        return _start_and_follow(request, imported, UNDO)
    context = {"imported": imported, "later": later, "counts": imported.counts}
    return render(request, "trade/import_undo.html", context)
