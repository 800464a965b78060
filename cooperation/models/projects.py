"""Projects: what is proposed, agreed, built and running, and what is counted of them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import (
    Qualifier,
    Record,
    Restricted,
    RestrictedQuerySet,
    StatedAmount,
    Titled,
    Tracked,
    has_a_title,
)
from common.search import in_every_language, years
from regions.models import Attachment, Organisation, Place, Sector, Source, names_of


class ProjectQuerySet(RestrictedQuerySet):
    def of_place(self, place):
        """Return the projects in the place or of an organisation there, each once."""
        inside = Place.objects.within(place)
        return self.filter(
            Q(pk__in=Project.places.through.objects.filter(place__in=inside).values("project"))
            | Q(
                pk__in=Project.organisations.through.objects.filter(
                    organisation__place__in=inside
                ).values("project")
            )
        )

    def between(self, place, other):
        return self.of_place(place).of_place(other)

    def in_sector(self, sector):
        """Return the projects whose main sector or one of the further ones it is, each once."""
        further = Project.further_sectors.through.objects.filter(sector=sector)
        return self.filter(Q(sector=sector) | Q(pk__in=further.values("project")))

    def newest_first(self):
        return self.order_by(F("stage_as_of_latest").desc(nulls_last=True), "-pk")

    def for_list(self):
        return self.select_related("sector").prefetch_related(
            "further_sectors", "places", "organisations"
        )


class Project(Titled, StatedAmount, Restricted, Record):
    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("agreed")
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under_way", _("under way")
        OPERATING = "operating", _("operating")
        DELIVERED = "delivered", _("delivered")
        ENDED = "ended", _("ended")
        NOT_SAID = "not_said", _("stage not stated")

    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage.choices, default=Stage.PROPOSED
    )
    stage_as_of = PartialDateField(_("stage known on"))
    start = PartialDateField(_("start"))
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("sector"),
    )
    further_sectors = models.ManyToManyField(
        Sector, blank=True, related_name="+", verbose_name=_("further sectors")
    )
    places = models.ManyToManyField(
        Place, blank=True, related_name="projects", verbose_name=_("places")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="projects", verbose_name=_("organisations")
    )
    description = models.TextField(_("description"), blank=True)
    sources = models.ManyToManyField(
        Source, blank=True, related_name="projects", verbose_name=_("sources")
    )
    attachments = models.ManyToManyField(
        Attachment,
        blank=True,
        editable=False,
        related_name="projects",
        verbose_name=_("documents"),
    )

    search_names = ("places", "organisations")

    objects = ProjectQuerySet.as_alive_manager()
    all_objects = ProjectQuerySet.as_manager()
    _history_m2m_fields = [further_sectors, places, organisations, sources, attachments]

    class Meta(Restricted.Meta):
        abstract = False
        ordering = [F("stage_as_of_latest").desc(nulls_last=True), "-pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [has_a_title("project_titled")]

    def get_absolute_url(self):
        return reverse("cooperation:project", args=[self.public_id])

    def search_parts(self):
        words = in_every_language(self._meta.verbose_name, self.get_stage_display)
        dates = years(self.start.text, self.stage_as_of.text)
        return [*self.titles(), self.description, *self._linked_names(), *words, *dates]

    def _linked_names(self):
        if not self.pk:
            return []
        return names_of([*self.places.prefetch_related("other_names"), *self.organisations.all()])

    def sectors(self):
        """Return the main sector, if there is one, and the further ones."""
        main = [self.sector] if self.sector else []
        return [*main, *self.further_sectors.all()]


class ProjectStage(Tracked):
    """One line of the log of a project's stages."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="stage_log", verbose_name=_("project")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Project.Stage.choices)
    reached = PartialDateField(_("reached"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("source")
    )

    class Meta:
        ordering = ["project", F("reached_latest").asc(nulls_first=True), "pk"]
        verbose_name = _("stage reached")
        verbose_name_plural = _("stages reached")

    def __str__(self):
        return self.get_stage_display()


class ProjectIndicator(Tracked):
    """What is counted of a project: enterprises, jobs, units, as the source has it."""

    class Kind(models.TextChoices):
        ENTERPRISES = "enterprises", _("enterprises")
        PARTNER_ENTERPRISES = "partner_enterprises", _("enterprises in the partner country")
        DISTRIBUTION = "distribution", _("distribution companies")
        SITES = "sites", _("production sites")
        PROJECTS = "projects", _("projects")
        RUNNING = "running", _("of them running")
        PREPARED = "prepared", _("in preparation")
        JOBS = "jobs", _("jobs")
        UNITS = "units", _("units")
        FIRST_LOT = "first_lot", _("units in the first lot")
        UNITS_PLANNED = "units_planned", _("units planned")
        GOODS_OFFERED = "goods_offered", _("goods on offer")
        FLOOR_AREA = "floor_area", _("floor area, m²")

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("project")
    )
    kind = models.CharField(_("what is counted"), max_length=20, choices=Kind.choices)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    qualifier = models.CharField(
        _("how firmly stated"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    as_of = PartialDateField(_("as of"))
    printed = models.CharField(_("as printed"), max_length=100, blank=True)

    class Meta:
        ordering = ["project", "kind", "pk"]
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.count:f}"

    @property
    def count(self):
        """The value without decimals that nobody counted."""
        return self.value.normalize()
