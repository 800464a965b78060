"""Mappings that are kept by name: listed, renamed, deleted, handed out and taken in as JSON."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from trade.forms.imports import MappingNameForm, MappingUploadForm
from trade.models import ImportMapping

may_import = permission_required("trade.add_import", raise_exception=True)
MOST_DIGITS = 10


def mappings(request):
    kept = ImportMapping.objects.annotate(used=Count("imports")).select_related("changed_by")
    return render(request, "trade/mapping_list.html", {"mappings": kept})


def get_mapping(public_id):
    return get_object_or_404(ImportMapping, public_id=public_id)


@may_import
def add_mapping(request):
    form = MappingUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = ImportMapping.objects.create(name=form.cleaned_data["name"], content=form.content)
        messages.success(request, _("The mapping is kept as “%(name)s”.") % {"name": kept.name})
        return redirect("trade:mappings")
    return render(request, "trade/mapping_form.html", {"form": form, "mapping": None})


@may_import
def rename_mapping(request, public_id):
    shown = get_mapping(public_id)
    form = MappingNameForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The mapping is called “%(name)s” now.") % {"name": shown.name})
        return redirect("trade:mappings")
    return render(request, "trade/mapping_form.html", {"form": form, "mapping": shown})


def mapping_file(request, public_id):
    """Hand the mapping out as the file that the command and this portal take."""
    shown = get_mapping(public_id)
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(shown.content, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="mapping-{shown.public_id}.json"'
    return response


@may_import
def delete_mapping(request, public_id):
    shown = get_mapping(public_id)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        shown.version = int(seen) if seen.isdecimal() and len(seen) < MOST_DIGITS else 0
        shown.delete()
        messages.success(request, _("The mapping is deleted. What it loaded stays."))
        return redirect("trade:mappings")
    return render(request, "trade/mapping_delete.html", {"mapping": shown})
