"""Where programmes take place, and how long it takes from one place to the next."""

from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import validate_time_zone
from common.models import Named, Record, RecordQuerySet, Tracked
from regions.models import Located, Organisation, Place


class Venue(Located, Named, Record):
    """Where something takes place; its zone is the zone of the clock on its wall."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="venues", verbose_name=_("place")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("organisation"),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, validators=[validate_time_zone]
    )
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def save(self, *args, **kwargs):
        """Save; what is planned here keeps its time on the wall when the zone changes."""
        super().save(*args, **kwargs)
        items = self._meta.get_field("programme_items").related_model.objects
        items.filter(Q(venue=self) | Q(arrival_venue=self)).settle_clocks()

    def search_parts(self):
        return [*self.names(), self.address]

    @property
    def zone(self):
        """The venue's own zone, else that of its place."""
        return ZoneInfo(self.time_zone or self.place.time_zone or "UTC")


class TravelTime(Tracked):
    """How many minutes it takes between two venues, either way, as somebody measured it."""

    one = models.ForeignKey(
        Venue, on_delete=models.CASCADE, related_name="+", verbose_name=_("one venue")
    )
    other = models.ForeignKey(
        Venue, on_delete=models.CASCADE, related_name="+", verbose_name=_("other venue")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(2880)]
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["one", "other", "pk"]
        verbose_name = _("travel time")
        verbose_name_plural = _("travel times")
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="travel_time_unique",
                violation_error_message=_("The time between these two venues is kept already."),
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="travel_time_in_one_direction"
            ),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}"

    def clean(self):
        self._put_in_order()

    def save(self, *args, **kwargs):
        self._put_in_order()
        super().save(*args, **kwargs)

    def _put_in_order(self):
        """Keep the pair one way round, so that it is kept once."""
        if self.one_id and self.other_id and self.one_id > self.other_id:
            self.one_id, self.other_id = self.other_id, self.one_id
