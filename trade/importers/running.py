"""One import from its file to its figures: the same for the portal's worker and the command."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trade.importers import loading
from trade.importers.checking import Reader, Reading
from trade.importers.comtrade import FAMILY
from trade.importers.files import sheet_for
from trade.importers.mapping import Mapping
from trade.importers.problems import Reason
from trade.importers.samples import samples_of
from trade.importers.stage import Stage
from trade.models import Batch, Dataset, Import, ImportProblem, Product
from trade.models.imports import Counts

PROBLEMS_AT_ONCE = 1000
MOST_CHOICES = 200


class NotLoadable(Exception):
    """The file can not be loaded as it is; the words say what to do."""


@dataclass
class Staged:
    """A file whose rows stand in the stage, compared with the figures that stand."""

    stage: Stage
    target: loading.Target
    reader: Reader
    reading: Reading
    counts: Counts


@contextmanager
def staged(imported, path, problems, progress=None):
    """Read the file into a stage and compare it; ``problems`` takes each Problem."""
    mapping = Mapping.from_json(imported.mapping)
    sheet = sheet_for(path, imported.file_name, mapping)
    reader = Reader(mapping, sheet.headings, sheet.header_row)
    target = loading.Target(
        datasets=tuple(dataset.pk or 0 for dataset in datasets_of(imported)),
        vintage=imported.vintage,
        currency=mapping.currency,
        rounding_unit=mapping.rounding_unit,
    )
    with Stage() as stage:
        reading = reader.read(sheet.rows(), stage, problems, progress)
        stage.index()
        repeated, contradictory = loading.settle_repeats(stage, problems)
        older = loading.refuse_older(stage, target, problems)
        added, changed, unchanged = loading.compare(stage, target)
        counts = Counts(
            rows=reading.rows,
            left_out=sum(reading.left_out.values()),
            added=added,
            changed=changed,
            unchanged=unchanged,
            repeated=repeated,
            rejected=reading.rejected + contradictory + older,
        )
        yield Staged(stage, target, reader, reading, counts)


def check(imported, path, progress=None):
    """Read the file and keep what was found: counts, problems, questions. Changes no figure."""
    with _Problems(imported) as problems, staged(imported, path, problems, progress) as found:
        _keep(imported, found)
    return imported.counts


def check_and_load(imported, path, *, by=None, leave_out_rejected=False, progress=None):
    """Read the file once; load it where all of it is sound. Return its counts."""
    with _Problems(imported) as problems, staged(imported, path, problems, progress) as found:
        _keep(imported, found)
        problems.flush()
        if _is_loadable(found.counts, leave_out_rejected):
            _load(imported, found, by, progress)
    return imported.counts


def load(imported, path, *, by=None, leave_out_rejected=False, progress=None):
    """Load a checked file; NotLoadable where it has become another one than the preview showed."""
    with staged(imported, path, lambda problem: None, progress) as found:
        if found.counts != imported.counts:
            raise NotLoadable(_("The figures have changed since the preview: check the file anew."))
        if not _is_loadable(found.counts, leave_out_rejected):
            raise NotLoadable(_("Some rows can not be taken: mend them, or leave them out."))
        _load(imported, found, by, progress)
    return imported.counts


def undo(imported, *, by=None, progress=None):
    """Take the figures of an import back; NotNewest where a later one stands on them."""
    later = Batch.objects.standing().filter(
        pk__gt=imported.batch_id,
        made_by_import__source=imported.source,
        made_by_import__family=imported.family,
        made_by_import__coverage=imported.coverage,
        made_by_import__valuation=imported.valuation,
    )
    with transaction.atomic():
        removed = loading.take_back(imported.batch, later.order_by("-pk"), by=by)
        imported.state = Import.State.UNDONE
        imported.save(update_fields=["state"])
    return removed


def datasets_of(imported):
    """Return the datasets by series, unsaved where they are not there yet.

    A file of Comtrade may hold annual and monthly figures, which do not agree with each other.
    """
    series = [imported.family]
    if imported.format == Import.Format.COMTRADE:
        series = [f"{imported.family}, annual", f"{imported.family}, monthly"]
    else:
        series = [imported.family, imported.family]
    return [_dataset(imported, family) for family in series]


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


@transaction.atomic
def _load(imported, found, by, progress):
    loading.take_turn()
    compared = loading.compare(found.stage, found.target)
    if compared != (found.counts.added, found.counts.changed, found.counts.unchanged):
        raise NotLoadable(_("The figures have changed since the preview: check the file anew."))
    imported.state = Import.State.LOADED
    if found.counts.changes_something:
        imported.batch = _batch(imported, by)
        target = replace(found.target, datasets=_saved_datasets(imported))
        _make_products(found)
        loading.load(found.stage, target, imported.batch, progress)
    imported.save()


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


def _make_products(found):
    """Make the headings and subheadings that the file names for the first time."""
    new = found.reader.resolvers["product"].new
    if not new:
        return
    chapters = {p.code: p for p in Product.objects.chapters()}
    for number, (edition, code) in new.items():
        product = Product(
            nomenclature=Product.Nomenclature.HS,
            edition=edition,
            code=code,
            level=len(code),
            parent=chapters[code[:2]],
            name_en=code,
        )
        product.save()
        found.stage.run(
            f"UPDATE {found.stage.name} SET product_id = %s WHERE product_id = %s",
            [product.pk, number],
        )


def _keep(imported, found):
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
            yield {"dimension": dimension, "text": text, "reason": reason, "rows": rows}


class _Problems:
    """Takes Problems and keeps them with the import, instead of those of an earlier check."""

    def __init__(self, imported):
        self.imported = imported
        self.waiting = []

    def __enter__(self):
        ImportProblem.objects.filter(imported=self.imported).delete()
        return self

    def __call__(self, problem):
        self.waiting.append(
            ImportProblem(
                imported=self.imported,
                line=problem.line,
                column=problem.column[:200],
                value=problem.value[:200],
                reason=problem.reason,
                details=problem.details,
            )
        )
        if len(self.waiting) >= PROBLEMS_AT_ONCE:
            self.flush()

    def flush(self):
        ImportProblem.objects.bulk_create(self.waiting)
        self.waiting = []

    def __exit__(self, *_error):
        self.flush()


def stored_path(imported):
    return default_storage.path(imported.stored_as)


__all__ = ["FAMILY"]
