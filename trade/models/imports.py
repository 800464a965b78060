"""Imports: a file of figures on its way in, what was found in it, and how it was read."""

from dataclasses import asdict, dataclass, field

from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import job_files
from accounts.models import Job
from common.held_files import is_left
from common.models import Record, RecordQuerySet, new_public_id, unique_while_alive
from regions.models import Source
from trade.models.batches import Batch
from trade.models.figures import Dataset, TradeFigure

# Of files that runs of the command hold.
RUN_ENDING = ".import"


@dataclass(frozen=True)
class Counts:
    """What a check or a load made of a file.

    ``rows`` of the file without its headings; ``left_out`` rows that the mapping does not ask
    for; the others count figures: a row of a wide table holds several. ``rejected`` rows or
    figures have each their problems; ``repeated`` stand in the file twice with one amount.
    ``confirmed`` are those of the unchanged that an earlier publication has stated; ``reasons``
    for leaving out are ``[column, value, rows]``, the most frequent first.
    """

    rows: int = 0
    left_out: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    confirmed: int = 0
    reasons: list = field(default_factory=list)

    @property
    def accepted(self):
        return self.added + self.changed + self.unchanged

    @property
    def changes_something(self):
        return bool(self.added or self.changed or self.confirmed)

    def as_json(self):
        return asdict(self)


class ImportMapping(Record):
    """How to read tables of one layout, kept by name; ``content`` as ``docs/mappings.md`` says."""

    name = models.CharField(_("name"), max_length=120)
    content = models.JSONField(_("content"), default=dict)

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        constraints = [unique_while_alive("name", name="import_mapping_name_unique")]

    def __str__(self):
        return self.name

    def search_parts(self):
        return [self.name]


class ImportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=(Import.State.UPLOADED, Import.State.CHECKED))

    def with_names(self):
        return self.select_related("made_by", "source", "batch", "job")

    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def of_bytes(self, sha256):
        """Return the imports of exactly this file."""
        return self.filter(sha256=sha256)

    def next_of_bytes(self, imported):
        """Return the newest import of the same bytes that was made later, or None."""
        return self.of_bytes(imported.sha256).filter(pk__gt=imported.pk).newest_first().first()

    def newest_upon(self, imported):
        """Return the newest that was loaded later into one of its data sets and stands, or None."""
        later = self.filter(
            batch__pk__gt=imported.batch_id,
            batch__undone_at__isnull=True,
            source=imported.source_id,
            coverage=imported.coverage,
            valuation=imported.valuation,
        )
        found = later.with_names().order_by("-batch__pk")
        return next((i for i in found if not set(i.families).isdisjoint(imported.families)), None)


class Import(models.Model):
    """One file, from its upload to its figures and their undoing.

    The state says what was done with it; what is being done at this moment, the job says.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKED = "checked", _("checked")
        LOADED = "loaded", _("loaded")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    class Format(models.TextChoices):
        COMTRADE = "comtrade", _("UN Comtrade")
        TABLE = "table", _("table")

    public_id = models.CharField(
        _("address id"), max_length=16, unique=True, default=new_public_id, editable=False
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.UPLOADED
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    file_name = models.CharField(_("file"), max_length=200)
    stored_as = models.CharField(_("stored as"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    format = models.CharField(_("format"), max_length=8, choices=Format.choices)
    mapping = models.JSONField(_("mapping"), default=dict)
    named_mapping = models.ForeignKey(
        ImportMapping,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("mapping kept by name"),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("source"),
    )
    family = models.CharField(_("family"), max_length=60, blank=True)
    coverage = models.CharField(
        _("coverage"),
        max_length=8,
        choices=Dataset.Coverage.choices,
        default=Dataset.Coverage.NOT_SAID,
    )
    valuation = models.CharField(
        _("valuation"),
        max_length=8,
        choices=Dataset.Valuation.choices,
        default=Dataset.Valuation.NOT_SAID,
    )
    vintage = models.DateField(_("published"), null=True, blank=True)
    found = models.JSONField(_("counts"), default=dict)
    questions = models.JSONField(_("questions"), default=list)
    samples = models.JSONField(_("samples"), default=dict)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    job = models.ForeignKey(
        Job,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("work"),
    )
    batch = models.OneToOneField(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="made_by_import",
        verbose_name=_("batch"),
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("trade:import", args=[self.public_id])

    @property
    def counts(self):
        return Counts(**self.found)

    @property
    def families(self):
        """The families of its data sets by series: the annual figures, then those of months.

        A file of Comtrade may hold both, which do not agree with each other.
        """
        if self.format == Import.Format.COMTRADE:
            return (f"{self.family}, annual", f"{self.family}, monthly")
        return (self.family, self.family)

    @property
    def is_open(self):
        """Whether it may still be read in another way, loaded or discarded."""
        return self.state in (Import.State.UPLOADED, Import.State.CHECKED)

    @property
    def run_file(self):
        """What a run of the command holds as long as it works on the import."""
        return job_files.folder() / f"{self.public_id}{RUN_ENDING}"

    @property
    def is_interrupted(self):
        """Whether a run of the command was killed over it: nothing was loaded, and no one waits."""
        return self.is_open and is_left(self.run_file)

    @property
    def is_over(self):
        """Whether it ended without figures; its file may be checked again, as a new import."""
        return self.state in (Import.State.DISCARDED, Import.State.UNDONE)

    @property
    def has_file(self):
        return bool(self.stored_as) and default_storage.exists(self.stored_as)

    @property
    def may_load(self):
        return self.state == Import.State.CHECKED and self.counts.changes_something

    @property
    def may_undo(self):
        return self.state == Import.State.LOADED and self.batch_id is not None


class ReplacedConfirmation(models.Model):
    """That a batch confirmed a figure which an ``earlier`` one had confirmed: for its undoing."""

    # Not checked by the database: a figure goes after all that confirmed it.
    figure = models.ForeignKey(
        TradeFigure, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+", db_index=False)
    earlier = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("replaced confirmation")
        verbose_name_plural = _("replaced confirmations")
        constraints = [
            # Serves the undoing of a batch.
            models.UniqueConstraint(fields=["batch", "figure"], name="replaced_confirmation_key")
        ]

    def __str__(self):
        return f"{self.figure_id}: {self.earlier_id}"


class ImportProblem(models.Model):
    """Why one row of the file, or one amount of it, can not be taken.

    The reason is a code of ``trade.importers.problems`` with its values, to be worded in the
    reader's language.
    """

    imported = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="problems", verbose_name=_("import")
    )
    line = models.PositiveIntegerField(_("row"))
    column = models.CharField(_("column"), max_length=200, blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=40)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["line", "pk"]
        verbose_name = _("problem of a row")
        verbose_name_plural = _("problems of rows")

    def __str__(self):
        return f"{self.line} {self.column}: {self.reason}"
