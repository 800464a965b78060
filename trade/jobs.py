"""The long work on imports: checking, loading and taking back, by their public id."""

from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.jobs import JobError, job_kind
from common.tables import TableError
from trade.importers import running
from trade.importers.loading import NotNewest
from trade.importers.mapping import MappingError
from trade.models import Import

_READING = {
    "read": gettext_lazy("reading the file"),
    "compare": gettext_lazy("comparing with the figures that stand"),
    "keep": gettext_lazy("keeping what was found"),
}
_LOADING = {
    **_READING,
    "wait": gettext_lazy("waiting for another import"),
    "load": gettext_lazy("bringing the figures in"),
    "sums": gettext_lazy("adding up"),
}


@job_kind("trade.check_import", gettext_lazy("Check of a file of figures"), phases=_READING)
def check_import(job, progress):
    imported = _import(job)
    with _words():
        counts = running.check(imported, running.stored_path(imported), progress)
    return _("Rows: %(rows)s. New: %(added)s, changed: %(changed)s, rejected: %(rejected)s.") % {
        "rows": counts.rows,
        "added": counts.added,
        "changed": counts.changed,
        "rejected": counts.rejected,
    }


@job_kind("trade.load_import", gettext_lazy("Loading of figures"), phases=_LOADING)
def load_import(job, progress):
    imported = _import(job)
    with _words():
        running.load(
            imported,
            running.stored_path(imported),
            by=job.made_by,
            leave_out_rejected=job.parameters.get("leave_out_rejected", False),
            progress=progress,
        )
    return running.outcome_of(imported).label


@job_kind(
    "trade.undo_import",
    gettext_lazy("Taking back of figures"),
    phases={"undo": gettext_lazy("taking the figures back")},
)
def undo_import(job, progress):
    with _words():
        removed = running.undo(_import(job), by=job.made_by, progress=progress)
    return _("Figures taken back: %(count)s.") % {"count": removed}


def _import(job):
    found = Import.objects.with_names().filter(public_id=job.parameters.get("imported")).first()
    if found is None:
        raise JobError(_("The import is not there any more."))
    return found


@contextmanager
def _words():
    """Tell what is wrong with a file as the message of the job."""
    try:
        yield
    except (TableError, MappingError, running.NotLoadable) as error:
        raise JobError(str(error)) from error
    except NotNewest as error:
        message = _("A later import stands on this one: undo it first (%(batch)s).")
        raise JobError(message % {"batch": error.newest}) from error
    except FileNotFoundError as error:
        raise JobError(str(running.GONE)) from error
