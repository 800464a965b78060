"""One import from its file to its figures: the same for the portal's worker and the command."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from django.core.files.storage import default_storage
from django.db.models import Count, Max, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trade.importers import loading
from trade.importers.checking import Reader, Reading
from trade.importers.files import sha256_of_path, sheet_for
from trade.importers.mapping import Mapping
from trade.importers.problems import KeptProblems, Reason
from trade.importers.products import make_products
from trade.importers.samples import samples_of
from trade.importers.silence import SILENCE
from trade.importers.stage import Stage
from trade.importers.turns import turn
from trade.models import Batch, Dataset, Import
from trade.models.imports import Counts

MOST_CHOICES = 200
MOST_REASONS = 100
CHANGED_SINCE = _("The figures have changed since the preview: check the file anew.")
ANOTHER_FILE = _("The file is not the one that was checked any more. Add it again.")
GONE = _("The file is not kept any more. Add it again.")
NOT_SOUND = _("Some rows can not be taken: mend them, or leave them out.")
NOTHING_FOUND = _("There is no figure in the file that could be taken.")


class NotLoadable(Exception):
    """The file can not be loaded, or taken back, as it is; the words say what to do."""


@dataclass
class Staged:
    """A file whose rows stand in the stage, compared with the figures that stand.

    ``journal`` is the state of the batches when they were compared.
    """

    stage: Stage
    target: loading.Target
    reader: Reader
    reading: Reading
    counts: Counts
    journal: dict


@contextmanager
def staged(imported, path, problems, progress=SILENCE):
    """Read the file into a stage and compare it; ``problems`` takes each Problem."""
    mapping = Mapping.from_json(imported.mapping)
    progress.phase("read", imported.found.get("rows"))
    sheet = sheet_for(path, imported.file_name, mapping)
    reader = Reader(mapping, sheet.headings, sheet.header_row)
    with Stage() as stage:
        reading = reader.read(sheet.rows(), stage, problems, progress)
        progress.phase("compare")
        stage.index()
        progress.check_cancelled()
        repeated, contradictory = loading.settle_repeats(stage, problems)
        journal = _journal()
        target = _target(imported, mapping)
        older = loading.refuse_older(stage, target, problems)
        progress.check_cancelled()
        counts = Counts(
            rows=reading.rows,
            left_out=reading.left_out.total(),
            repeated=repeated,
            rejected=reading.rejected + contradictory + older,
            reasons=_reasons(reading),
            **loading.compare(stage, target)._asdict(),
        )
        yield Staged(stage, target, reader, reading, counts, journal)


def _target(imported, mapping):
    return loading.Target(
        datasets=tuple(dataset.pk or 0 for dataset in datasets_of(imported)),
        vintage=imported.vintage,
        currency=mapping.currency,
        rounding_unit=mapping.rounding_unit,
    )


def _reasons(reading):
    """Return why rows were left out, as JSON."""
    most = sorted(reading.left_out.items(), key=lambda item: (-item[1], item[0]))
    return [[column, value, rows] for (column, value), rows in most[:MOST_REASONS]]


def _journal():
    """Return what changes whenever figures do, so that a comparison need not be made twice."""
    return Batch.objects.aggregate(newest=Max("pk"), undone=Count("undone_at"))


def check(imported, path, progress=SILENCE):
    """Read the file and keep what was found: counts, problems, questions. Changes no figure."""
    _check_state(imported, *_OPEN)
    with KeptProblems() as problems, staged(imported, path, problems, progress) as found:
        _keep(imported, found, problems, progress)
    return imported.counts


def check_and_load(imported, path, *, by=None, leave_out_rejected=False, progress=SILENCE):
    """Read the file once; load it where all of it is sound. Return its counts."""
    _check_state(imported, *_OPEN)
    with KeptProblems() as problems, staged(imported, path, problems, progress) as found:
        _keep(imported, found, problems, progress)
        if _is_loadable(found.counts, leave_out_rejected):
            _load(imported, found, by, progress)
    return imported.counts


def load(imported, path, *, by=None, leave_out_rejected=False, progress=SILENCE):
    """Load a checked file; NotLoadable where it has become another one than the preview showed."""
    _check_state(imported, Import.State.CHECKED)
    if sha256_of_path(path) != imported.sha256:
        raise NotLoadable(ANOTHER_FILE)
    with staged(imported, path, lambda problem: None, progress) as found:
        if found.counts != imported.counts:
            raise NotLoadable(CHANGED_SINCE)
        if not _is_loadable(found.counts, leave_out_rejected):
            raise NotLoadable(NOT_SOUND if found.counts.rejected else NOTHING_FOUND)
        _load(imported, found, by, progress)
    return imported.counts


class Outcome(TextChoices):
    """What came of a run, in words for people."""

    CHECKED = "checked", _("Checked: nothing was loaded.")
    LOADED = "loaded", _("Loaded.")
    KNOWN = "known", _("Nothing to load: all figures are known.")
    REFUSED = "refused", _("Nothing was loaded: some rows can not be taken.")
    EMPTY = "empty", _("Nothing was loaded: the file holds no figure that could be taken.")


def outcome_of(imported):
    """Return what came of an import that was to be loaded."""
    counts = imported.counts
    if imported.state != Import.State.LOADED:
        return Outcome.REFUSED if counts.rejected else Outcome.EMPTY
    return Outcome.LOADED if imported.batch_id else Outcome.KNOWN


def run(imported, path, dry_run, leave_out_rejected, progress=SILENCE):
    """Check the file of an import, or load it; return the Outcome."""
    if dry_run:
        check(imported, path, progress)
        return Outcome.CHECKED
    check_and_load(imported, path, leave_out_rejected=leave_out_rejected, progress=progress)
    return outcome_of(imported)


@contextmanager
def kept_only_if_loaded(imported, *, dry_run=False):
    """Leave nothing behind of a dry run; what was not loaded counts as discarded."""
    try:
        yield
    finally:
        if dry_run:
            imported.delete()
        elif imported.state != Import.State.LOADED:
            imported.state = Import.State.DISCARDED
            imported.save(update_fields=["state"])


_OPEN = (Import.State.UPLOADED, Import.State.CHECKED)


def _check_state(imported, *states):
    """Refuse what another run or person has done with the import in the meantime."""
    current = Import.objects.values_list("state", flat=True).get(pk=imported.pk)
    if current not in states:
        message = _("This cannot be done with the import any more: it is %(state)s.")
        raise NotLoadable(message % {"state": Import.State(current).label})


def undo(imported, *, by=None, progress=SILENCE):
    """Take the figures of an import back; NotNewest where a later one stands on them."""
    progress.phase("undo")
    with turn(progress):
        _check_state(imported, Import.State.LOADED)
        if imported.batch is None:
            raise NotLoadable(_("The import has brought no figure: there is nothing to take back."))
        if newest := Import.objects.newest_upon(imported):
            raise loading.NotNewest(newest.batch)
        removed = loading.take_back(imported.batch, by=by)
        progress.check_cancelled()
        imported.state = Import.State.UNDONE
        imported.save(update_fields=["state"])
    return removed


def datasets_of(imported):
    """Return the datasets by series, unsaved where they are not there yet."""
    return [_dataset(imported, family) for family in imported.families]


def _dataset(imported, family):
    given = {
        "family": family,
        "source": imported.source,
        "coverage": imported.coverage,
        "valuation": imported.valuation,
    }
    return Dataset.objects.filter(**given).first() or Dataset(**given)


def _is_loadable(counts, leave_out_rejected):
    return bool(counts.accepted) and (leave_out_rejected or not counts.rejected)


def _load(imported, found, by, progress):
    """Load what was found; where figures have changed since, only if the counts are the same."""
    progress.phase("wait")
    with turn(progress):
        _check_state(imported, Import.State.CHECKED)
        if found.journal != _journal():
            _compare_anew(imported, found)
        if found.counts.changes_something:
            imported.batch = _batch(imported, by)
            make_products(found.stage, found.reader.products)
            target = replace(found.target, datasets=_saved_datasets(imported))
            loading.load(found.stage, target, imported.batch, progress)
        imported.state = Import.State.LOADED
        imported.save()


def _compare_anew(imported, found):
    """Compare once more, now that nobody else can load; NotLoadable where it differs."""
    make_products(found.stage, found.reader.products)
    found.reader.products.new.clear()
    found.target = _target(imported, found.reader.mapping)
    older = loading.refuse_older(found.stage, found.target, lambda problem: None)
    compared = loading.compare(found.stage, found.target)
    if older or replace(found.counts, **compared._asdict()) != found.counts:
        raise NotLoadable(CHANGED_SINCE)


def _batch(imported, by):
    return Batch.objects.create(
        origin=Batch.Origin.IMPORT,
        made_by=by,
        vintage=imported.vintage,
        note=imported.file_name[:300],
    )


def _saved_datasets(imported):
    """Return the ids of the datasets, made where they are not there yet."""
    saved = {}
    for dataset in datasets_of(imported):
        if dataset.pk is None and dataset.family not in saved:
            dataset.save()
        saved.setdefault(dataset.family, dataset.pk)
    return tuple(saved[dataset.family] for dataset in datasets_of(imported))


def _keep(imported, found, problems, progress):
    progress.phase("keep", problems.count)
    with turn(progress):
        pass  # Another import may be writing for long.
    problems.keep(imported, progress)
    imported.found = found.counts.as_json()
    imported.questions = list(islice(_questions(found.reading), MOST_CHOICES))
    imported.samples = samples_of(found)
    imported.checked_at = timezone.now()
    imported.state = Import.State.CHECKED
    imported.save()


def _questions(reading):
    """Yield each text that nobody knows, the most frequent first."""
    for (dimension, text, reason), rows in reading.unknown.most_common():
        if text and reason not in (Reason.EMPTY, Reason.UNREADABLE_MONTHS):
            yield {
                "dimension": dimension,
                "text": text,
                "name": reading.names.get((dimension, text), ""),
                "reason": reason,
                "rows": rows,
            }


def stored_path(imported):
    return default_storage.path(imported.stored_as)
