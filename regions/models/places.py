"""Places: one tree from the world down to a district, with the names they had and have."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import validate_time_zone
from common.models import Named, Record, RecordQuerySet, unique_while_alive
from common.queries import each_with
from common.texts import LocalText

validate_code = RegexValidator(
    r"\A[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", _("Use letters, digits and single hyphens.")
)


class PlaceQuerySet(RecordQuerySet):
    def countries(self):
        return self.filter(kind=Place.Kind.COUNTRY)

    def regional(self):
        """Return first-level regions: oblasts and the cities that stand beside them."""
        return self.filter(
            kind__in=Place.REGIONAL_KINDS, country__isnull=False, region__isnull=True
        )

    def of_countries(self, countries):
        return self.filter(country__in=countries)

    def within(self, place):
        """Return the place itself and all that lies in it."""
        return self.filter(Q(pk=place.pk) | Q(country=place) | Q(region=place) | Q(parent=place))

    def with_code(self, code):
        """Return the places whose code is this, whatever its case."""
        return self.filter(code__iexact=code)

    def each_with_record(self):
        """Return the places in a list with where they lie, their other names and changes.

        One query.
        """
        above = self.select_related("country", "region", "parent", "centre")
        return each_with(above, other_names=[], changes=[])

    def placed_on_map(self):
        return self.filter(tile_row__isnull=False, tile_column__isnull=False)


class Located(models.Model):
    """Something at a point on the map, where it is known."""

    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta:
        abstract = True

    @property
    def point(self):
        """Its latitude and longitude as numbers, None where they are not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)


class Place(Located, Named, Record):
    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        CAPITAL_CITY = "capital_city", _("capital city")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        FREE_ECONOMIC_ZONE = "free_economic_zone", _("free economic zone")
        GROUP = "group", _("group of countries")
        WORLD = "world", _("world")
        UNALLOCATED = "unallocated", _("unallocated")

    code = models.CharField(
        _("code"),
        max_length=40,
        validators=[validate_code],
        help_text=_("ISO 3166 code, or an own one such as by-mi-slutsk."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    country = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    region = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    numeric_code = models.PositiveSmallIntegerField(
        _("ISO numeric code"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    comtrade_code = models.PositiveSmallIntegerField(
        _("UN Comtrade code"), null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    short_en = models.CharField(_("short name in English"), max_length=40, blank=True)
    short_ru = models.CharField(_("short name in Russian"), max_length=40, blank=True)
    short_kk = models.CharField(_("short name in Kazakh"), max_length=40, blank=True)
    short_be = models.CharField(_("short name in Belarusian"), max_length=40, blank=True)
    centre = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("centre"),
        help_text=_("The city it is administered from."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, validators=[validate_time_zone]
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_date = models.DateField(_("population as of"), null=True, blank=True)
    population_source = models.CharField(_("source of the population"), max_length=300, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("row in the tile map"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(
        _("column in the tile map"), null=True, blank=True
    )
    since = models.DateField(_("exists since"), null=True, blank=True)
    until = models.DateField(_("existed until"), null=True, blank=True)

    REGIONAL_KINDS = (Kind.REGION, Kind.CAPITAL_CITY, Kind.CITY)

    objects = PlaceQuerySet.as_alive_manager()
    all_objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            unique_while_alive("code", name="place_code_unique"),
            models.UniqueConstraint(
                fields=["parent", "tile_row", "tile_column"],
                condition=Q(deleted_at__isnull=True, tile_row__isnull=False),
                name="place_tile_unique",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_date__isnull=False),
                name="place_population_dated",
                violation_error_message=_("A population needs its date."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="place_not_in_itself"),
        ]

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        self._roll_up()
        super().save(*args, **kwargs)
        if not is_new:
            self._roll_down()

    def get_absolute_url(self):
        return reverse("portal:place", args=[self.code])

    @property
    def short_name(self):
        return LocalText.of(self, "short") or self.name

    @property
    def is_regional(self):
        """A first-level region: its parent is its country."""
        return self.kind in self.REGIONAL_KINDS and self.parent_id == self.country_id

    @property
    def can_be_inhabited(self):
        """Whether one asks how many people live there."""
        aside = (self.Kind.GROUP, self.Kind.WORLD, self.Kind.UNALLOCATED)
        return self.kind not in (*aside, self.Kind.FREE_ECONOMIC_ZONE)

    @property
    def members(self):
        """The memberships of a group of countries, present ones first; [] for any other place."""
        return self.memberships.with_members() if self.kind == self.Kind.GROUP else []

    def search_parts(self):
        return [*self.all_names(), self.code]

    def all_names(self):
        """Return every name it has or had, by which is found what is linked to it."""
        shorts = [self.short_en, self.short_ru, self.short_kk, self.short_be]
        others = self.other_names.all() if self.pk else []
        return [*self.names(), *shorts, *(other.name for other in others)]

    def _roll_down(self):
        """Let what lies in it follow when it came to lie elsewhere, or became another kind."""
        for place in Place.all_objects.filter(parent=self):
            former = place.country_id, place.region_id
            place.parent = self
            place._roll_up()
            if (place.country_id, place.region_id) != former:
                kept = Place.all_objects.filter(pk=place.pk)
                kept.update(country=place.country, region=place.region)
                place._roll_down()

    def _roll_up(self):
        """Write the country and the region it counts towards, from its parent."""
        parent = self.parent
        self.country = self.region = None
        if parent is not None and parent.kind == Place.Kind.COUNTRY:
            self.country = parent
        elif parent is not None and parent.country is not None:
            self.country, self.region = parent.country, parent.region or parent


class PlaceName(models.Model):
    """A name a place has or had beside its present one; found by search and by imports."""

    class Kind(models.TextChoices):
        FORMER = "former", _("former name")
        ALIAS = "alias", _("other spelling")
        LOCAL = "local", _("local name")
        CODE = "code", _("other code")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="other_names", verbose_name=_("place")
    )
    name = models.CharField(pgettext_lazy("of a place", "name"), max_length=300)
    language = models.CharField(_("language"), max_length=8, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.ALIAS)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["place", "kind", "since", "name", "pk"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name", "language", "kind", "since"],
                name="place_name_unique_since",
            ),
            models.UniqueConstraint(
                fields=["place", "name", "language", "kind"],
                condition=Q(since__isnull=True),
                name="place_name_unique_undated",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_code(self):
        return self.kind == PlaceName.Kind.CODE


class PlaceChange(models.Model):
    """What happened to a place: a series of figures breaks at its date."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("split off")
        RENAME = "rename", _("renamed")
        TRANSFER = "transfer", _("transferred")
        RECENTRE = "recentre", _("centre moved")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="changes", verbose_name=_("place")
    )
    other = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_elsewhere",
        verbose_name=_("from or to"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    date = models.DateField(_("date"))
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    note_ru = models.CharField(_("note in Russian"), max_length=300, blank=True)
    note_kk = models.CharField(_("note in Kazakh"), max_length=300, blank=True)
    note_be = models.CharField(_("note in Belarusian"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["date", "place", "pk"]
        verbose_name = _("change of a place")
        verbose_name_plural = _("changes of places")

    def __str__(self):
        return f"{self.date} {self.place}"

    @property
    def note(self):
        return LocalText.of(self, "note")
