"""Organisations, people and the posts they hold, and the sectors they work in."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField, WebAddressField
from common.models import Named, Record, RecordQuerySet, Titled, has_a_title, unique_while_alive
from regions.models.mission import Source
from regions.models.places import Place


def names_of(linked):
    """Return every name of the places, organisations and people; None is passed over."""
    return [name for one in linked if one is not None for name in one.all_names()]


class Sector(Named, Record):
    slug = models.SlugField(_("code"), max_length=60)

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [unique_while_alive("slug", name="sector_slug_unique")]

    def search_parts(self):
        return self.names()


class OrganisationQuerySet(RecordQuerySet):
    def located_in(self, place):
        return self.filter(place__in=Place.objects.within(place))


class Organisation(Named, Record):
    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("authority")
        MINISTRY = "ministry", _("ministry")
        EMBASSY = "embassy", _("embassy")
        CONSULATE = "consulate", _("consulate")
        COMPANY = "company", _("company")
        UNIVERSITY = "university", _("university")
        CHAMBER = "chamber", _("chamber of commerce")
        ZONE = "zone", _("free economic zone")
        MEDIA = "media", _("media")
        COMMISSION = "commission", _("commission")
        OTHER = "other", _("other")

    slug = models.SlugField(_("code"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("place"),
    )
    aliases = models.CharField(
        _("other spellings"), max_length=500, blank=True, help_text=_("With semicolons between.")
    )
    website = WebAddressField(_("website"), blank=True)

    objects = OrganisationQuerySet.as_alive_manager()
    all_objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(deleted_at__isnull=True) & ~models.Q(slug=""),
                name="organisation_slug_unique",
            )
        ]

    def search_parts(self):
        return self.all_names()

    def all_names(self):
        """Return its names and other spellings, by which is found what is linked to it."""
        return [*self.names(), self.aliases]


class Person(Named, Record):
    slug = models.SlugField(_("code"), max_length=80, blank=True)
    passport_spelling = models.CharField(_("name as in the passport"), max_length=300, blank=True)
    aliases = models.CharField(
        _("other spellings"), max_length=500, blank=True, help_text=_("With semicolons between.")
    )

    objects = RecordQuerySet.as_alive_manager()
    all_objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["name_en", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(deleted_at__isnull=True) & ~models.Q(slug=""),
                name="person_slug_unique",
            )
        ]

    def get_absolute_url(self):
        return reverse("portal:person", args=[self.public_id])

    def search_parts(self):
        return [*self.all_names(), self.passport_spelling]

    def all_names(self):
        """Return the names and other spellings by which is found what is linked to the person."""
        return [*self.names(), self.aliases]

    @property
    def spellings(self):
        """Other spellings of the name as a page lists them."""
        return ", ".join(filter(None, map(str.strip, self.aliases.split(";"))))


class PostQuerySet(RecordQuerySet):
    def held_in(self, place):
        """Return the posts that speak for the place itself, with all that a list shows of them."""
        return self.filter(place=place).select_related("person", "organisation", "source")

    def latest_first(self):
        return self.order_by(
            models.F("as_of_latest").desc(nulls_last=True), "person__name_en", "pk"
        )


class Post(Titled, Record):
    """An office a person holds or held: since and until where known, else when it was seen."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("organisation"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("place it speaks for"),
    )
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    as_of = PartialDateField(_("known to hold it on"))
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("source"),
    )

    search_names = ("person", "organisation", "place")

    objects = PostQuerySet.as_alive_manager()
    all_objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["person__name_en", "as_of_latest", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [has_a_title("post_titled")]

    def search_parts(self):
        linked = [self.person, self.organisation, self.place]
        return [*self.titles(), *names_of(linked)]
