"""Agreements between places and organisations, as their documents name them."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from common.models import (
    Record,
    Restricted,
    RestrictedQuerySet,
    StatedAmount,
    Titled,
    Tracked,
    has_a_title,
)
from common.queries import each_with
from common.search import in_every_language, years
from regions.models import Attachment, Organisation, Person, Place, Sector, Source, names_of


def parties_within(place, prefix="parties__"):
    """Return the condition that a party is the place, lies in it, or is an organisation there."""
    inside = Q()
    for path in (f"{prefix}place", f"{prefix}organisation__place"):
        inside |= (
            Q(**{path: place})
            | Q(**{f"{path}__country": place})
            | Q(**{f"{path}__region": place})
            | Q(**{f"{path}__parent": place})
        )
    return inside


class AgreementQuerySet(RestrictedQuerySet):
    def of_place(self, place):
        """Return the agreements with a party in the place, each once."""
        return self.filter(
            pk__in=Party.objects.filter(parties_within(place, "")).values("agreement")
        )

    def between(self, place, other):
        return self.of_place(place).of_place(other)

    def in_force(self, today=None):
        """Return those said to be signed or in effect whose term has not run out."""
        today = today or timezone.localdate()
        return self.filter(status__in=Agreement.LIVING).filter(
            Q(until_latest__isnull=True) | Q(until_latest__gte=today)
        )

    def lapsed(self, today=None):
        """Return those still said to be signed or in effect though their term has run out."""
        today = today or timezone.localdate()
        return self.filter(status__in=Agreement.LIVING, until_latest__lt=today)

    def concluded(self):
        """Return those that were signed, whatever became of them."""
        return self.exclude(status=Agreement.Status.IN_PREPARATION)

    def signed_in_year(self, year):
        return self.filter(signed_latest__year=year)

    def expiring(self, days, today=None):
        """Return those in force whose term ends within so many days, soonest first."""
        today = today or timezone.localdate()
        return (
            self.in_force(today)
            .filter(until_latest__lte=today + timedelta(days=days))
            .order_by("until_latest", "pk")
        )

    def newest_first(self):
        return self.order_by(
            F("signed_latest").desc(nulls_last=True), F("until_latest").desc(nulls_last=True), "-pk"
        )

    def with_parties(self):
        parties = Party.objects.select_related("place", "organisation__place", "signatory")
        return self.prefetch_related(Prefetch("parties", parties))

    def each_with_parties(self):
        """Return the agreements in a list with what names their parties, in one query."""
        return each_with(self, parties=["place", "organisation"])

    def with_term(self, days, today=None):
        """Add ``term``: "lapsed", "ending" within so many days, or ""."""
        today = today or timezone.localdate()
        living = Q(status__in=Agreement.LIVING)
        soon = today + timedelta(days=days)
        return self.annotate(
            term=Case(
                When(living & Q(until_latest__lt=today), then=Value("lapsed")),
                When(living & Q(until_latest__lte=soon), then=Value("ending")),
                default=Value(""),
            )
        )


class Agreement(Titled, StatedAmount, Restricted, Record):
    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        MEMORANDUM = "memorandum", _("memorandum")
        ROADMAP = "roadmap", _("roadmap")
        PROTOCOL = "protocol", _("protocol")
        PROGRAMME = "programme", _("programme of measures")
        CONTRACT = "contract", _("commercial contract")
        OTHER = "other", _("other document")

    class Status(models.TextChoices):
        IN_PREPARATION = "preparation", _("in preparation")
        SIGNED = "signed", _("signed")
        IN_EFFECT = "in_effect", _("in effect")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")

    class Renewal(models.TextChoices):
        UNKNOWN = "unknown", _("not known")
        NONE = "none", _("no renewal")
        AUTOMATIC = "automatic", _("renewed by itself unless denounced")
        BY_CONSENT = "consent", _("by consent of the parties")

    LIVING = (Status.SIGNED, Status.IN_EFFECT)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.AGREEMENT)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.SIGNED
    )
    signed = PartialDateField(_("signed"))
    in_force_from = PartialDateField(_("in force from"))
    until = PartialDateField(_("until"))
    renewal = models.CharField(
        _("renewal"), max_length=10, choices=Renewal.choices, default=Renewal.UNKNOWN
    )
    renewal_clause = models.CharField(_("renewal clause"), max_length=500, blank=True)
    as_of = PartialDateField(_("status known on"))
    signed_in = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed in"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under the agreement"),
    )
    document_count = models.PositiveSmallIntegerField(
        _("number of documents"),
        default=1,
        help_text=_("More than one where a source speaks of several without naming them."),
    )
    note = models.TextField(_("note"), blank=True)
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="agreements", verbose_name=_("sectors")
    )
    sources = models.ManyToManyField(
        Source, blank=True, related_name="agreements", verbose_name=_("sources")
    )
    attachments = models.ManyToManyField(
        Attachment,
        blank=True,
        editable=False,
        related_name="agreements",
        verbose_name=_("documents"),
    )

    search_names = ("signed_in", "parties__place", "parties__organisation", "parties__signatory")

    objects = AgreementQuerySet.as_alive_manager()
    all_objects = AgreementQuerySet.as_manager()
    _history_m2m_fields = [sectors, sources, attachments]

    class Meta(Restricted.Meta):
        abstract = False
        ordering = [F("signed_latest").desc(nulls_last=True), "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            has_a_title("agreement_titled"),
            models.CheckConstraint(
                condition=Q(document_count__gte=1), name="agreement_document_count"
            ),
        ]

    def get_absolute_url(self):
        return reverse("portal:agreement", args=[self.public_id])

    def search_parts(self):
        kinds = in_every_language(self._meta.verbose_name, self.get_kind_display)
        signed_in = names_of([self.signed_in])
        return [*self.titles(), *self._party_names(), *signed_in, *kinds, *years(self.signed.text)]

    def _party_names(self):
        if not self.pk:
            return []
        parties = self.parties.select_related("place", "organisation", "signatory")
        parties = parties.prefetch_related("place__other_names")
        return [name for party in parties for name in party.all_names()]

    def has_lapsed(self, today=None):
        """Tell what ``lapsed`` finds: said to be living though its term has run out."""
        today = today or timezone.localdate()
        is_over = self.until_latest is not None and self.until_latest < today
        return is_over and self.status in Agreement.LIVING


class Party(Tracked):
    """One side of an agreement: a place, an organisation, or a name nobody has resolved yet."""

    # Of one agreement.
    FEWEST = 2

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("place"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("organisation"),
    )
    unresolved = models.BooleanField(
        _("as printed, unresolved"),
        default=False,
        help_text=_("Neither place nor organisation is known yet; only the printed name."),
    )
    name_printed = models.CharField(_("name as printed"), max_length=300, blank=True)
    signatory = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name=_("signatory"),
    )
    signatory_post = models.CharField(_("post of the signatory"), max_length=300, blank=True)

    class Meta:
        ordering = ["agreement", "position", "pk"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(place__isnull=False, organisation__isnull=True, unresolved=False)
                    | Q(place__isnull=True, organisation__isnull=False, unresolved=False)
                    | Q(place__isnull=True, organisation__isnull=True, unresolved=True)
                    & ~Q(name_printed="")
                ),
                name="party_is_exactly_one",
                violation_error_message=_(
                    "Name exactly one: a place, an organisation, or the printed name alone."
                ),
            )
        ]

    def __str__(self):
        return str(self.name)

    @property
    def name(self):
        if self.place_id:
            return self.place.name
        return self.organisation.name if self.organisation_id else self.name_printed

    def all_names(self):
        """Return the printed name and every name of who stands behind it and who signs for it."""
        return [self.name_printed, *names_of([self.place, self.organisation, self.signatory])]

    def names(self):
        known = self.place or self.organisation
        return [self.name_printed, *(known.names() if known else [])]

    @property
    def printed_differently(self):
        """The name in the document, when the party is called otherwise today; else empty."""
        known = self.place or self.organisation
        if known is None or self.name_printed in known.names():
            return ""
        return self.name_printed
