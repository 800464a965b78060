"""The page of a workbook that was written in the background, and the file itself."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render

from common.exports import XLSX
from trade.exports import file_of, workbooks_of


def get_workbook(request, key):
    return get_object_or_404(workbooks_of(request.user), parameters__key=key)


def export(request, public_id):
    """The page of the job while it is under way, then that of its file."""
    job = get_workbook(request, public_id)
    if not job.is_done:
        return redirect(job)
    context = {"job": job, "is_kept": file_of(job).exists()}
    return render(request, "trade/export_detail.html", context)


def export_file(request, public_id):
    path = file_of(get_workbook(request, public_id))
    if not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="figures.xlsx", content_type=XLSX
    )
