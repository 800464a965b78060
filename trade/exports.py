"""Workbooks of so many figures that they are written in the background."""

from pathlib import Path
from time import time

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.jobs import JobError, job_kind
from accounts.models import Job
from common.exports import MOST_ROWS, TooManyRows, write_xlsx
from common.formats import number
from common.models import new_public_id
from trade.figure_table import figure_table
from trade.listing import figure_listing

KIND = "trade.export_figures"
# More rows take longer than a page should.
MOST_ROWS_AT_ONCE = 50_000
DAYS_KEPT = 7


def order_workbook(user, listing, heading):
    """Order the workbook of the listed figures; return its Job."""
    key = new_public_id()
    subject = reverse("trade:export", args=[key])
    return Job.start(KIND, user, subject, key=key, query=listing.query.urlencode(), heading=heading)


def workbooks_of(user):
    """Return the jobs that write a workbook and that the user may know of."""
    return Job.objects.visible_to(user).filter(kind=KIND)


def file_of(job):
    """Return the path of the workbook, which is there for a week."""
    return _folder() / f"{job.parameters['key']}.xlsx"


def _folder():
    return Path(settings.VAR_DIR) / "exports"


@job_kind(
    KIND, gettext_lazy("workbook of figures"), phases={"write": gettext_lazy("writing the rows")}
)
def write_workbook(job, progress):
    """Write the file under another name first: what is there is whole."""
    _forget_old()
    path = file_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{job.attempt}.draft")
    progress.phase("write")
    try:
        with draft.open("wb") as file:
            _write(file, job, progress)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return ngettext(
        "The workbook is ready. It is kept for %(days)s day.",
        "The workbook is ready. It is kept for %(days)s days.",
        DAYS_KEPT,
    ) % {"days": DAYS_KEPT}


def _write(file, job, progress):
    request = HttpRequest()
    request.GET = QueryDict(job.parameters["query"])
    listing, table = figure_listing(request), figure_table()
    about = listing.about(job.parameters["heading"])
    try:
        write_xlsx(file, table.headings, listing.table_rows(table), about, progress)
    except TooManyRows as error:
        words = _(
            "A sheet of a workbook holds %(most)s rows at most. Narrow the list by its filters, or"
            " download it as CSV, which has no limit."
        )
        raise JobError(words % {"most": number(MOST_ROWS)}) from error


def _forget_old():
    oldest = time() - DAYS_KEPT * 24 * 60 * 60
    for path in _folder().glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
