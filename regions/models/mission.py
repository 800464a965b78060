"""Whose portal this is, and where what it knows comes from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.context import current_request
from common.fields import PartialDateField, WebAddressField
from common.models import Named, Record, RecordQuerySet
from common.queries import each_with
from common.texts import LANGUAGES
from regions.models.places import Place


def validate_languages(text):
    unknown = [code for code in text.split(",") if code not in LANGUAGES]
    if unknown:
        raise ValidationError(
            _("Write language codes with commas between, for example ru,kk,be,en.")
        )


class MissionQuerySet(RecordQuerySet):
    def current(self):
        """Return the mission this portal serves, or None before it is set up.

        Within a request it is asked for once.
        """
        request = current_request()
        if request is None:
            return self._first()
        if not hasattr(request, "mission"):
            request.mission = self._first()
        return request.mission

    def _first(self):
        found = each_with(self.select_related("home").order_by("pk"), hosts=[])
        return next(iter(found), None)


class Mission(Named, Record):
    """The embassy: the country it speaks for and the countries it works in."""

    home = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("home country")
    )
    hosts = models.ManyToManyField(Place, related_name="+", verbose_name=_("host countries"))
    languages = models.CharField(
        _("languages"), max_length=20, default="en,ru,kk,be", validators=[validate_languages]
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Minsk")
    releases_need_approval = models.BooleanField(
        _("programmes are approved by a second person"),
        default=False,
        help_text=_("A release of a programme then waits until somebody else has approved it."),
    )

    objects = MissionQuerySet.as_alive_manager()
    all_objects = MissionQuerySet.as_manager()
    _history_m2m_fields = [hosts]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mission")
        verbose_name_plural = _("missions")

    @property
    def home_capital(self):
        """The capital city of the home country, None where none is kept."""
        capitals = Place.objects.filter(parent=self.home_id, kind=Place.Kind.CAPITAL_CITY)
        return capitals.order_by("pk").first()

    @property
    def home_zone(self):
        """The key of the home capital's zone, "" where no capital city with a clock is kept."""
        capital = self.home_capital
        return capital.time_zone if capital else ""

    def countries(self):
        """Return the countries it links: hosts in their order, then home."""
        return [*self.hosts.all(), self.home]


class Source(Record):
    """A publication: what a figure, a visit or an agreement is known from."""

    class Kind(models.TextChoices):
        STATISTICAL_OFFICE = "statistics", _("statistical office")
        MINISTRY = "ministry", _("ministry")
        MISSION = "mission", _("mission")
        PRESS = "press", _("press")

    # Best first: an office's own table outranks a ministry's word, and that the press.
    RANKS = {Kind.STATISTICAL_OFFICE: 0, Kind.MINISTRY: 1, Kind.MISSION: 1, Kind.PRESS: 2}

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=400, blank=True)
    title_basis = models.CharField(
        _("how the title is known"),
        max_length=8,
        choices=[("page", _("from the page")), ("slug", _("from the address"))],
        default="page",
    )
    url = WebAddressField(_("address"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    published = PartialDateField(_("published"))
    date_note = models.CharField(_("how the date is known, in words"), max_length=300, blank=True)

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = [models.F("published_latest").desc(nulls_last=True), "publisher", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return f"{self.publisher}: {self.title}" if self.title else self.publisher

    def get_absolute_url(self):
        return reverse("portal:source", args=[self.public_id])

    def search_parts(self):
        return [self.publisher, self.title]

    @property
    def rank(self):
        return Source.RANKS[self.kind]
