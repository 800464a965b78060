"""Who takes part in a visit, in which groups, and what is arranged for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.models import Titled, Tracked, has_a_title
from common.texts import LocalText
from regions.models import Organisation, Person
from visits.models.keyed import Keyed
from visits.models.parts import VisitSide

NOBODY = _("Name a person, an organisation or at least a post.")
LEAVES_BEFORE_IT_COMES = _("The group leaves before it arrives. Check both days.")


class VisitGroup(Titled, Keyed, Tracked):
    """A part of one side that goes its own way: it may come later, or leave a day early."""

    visit = models.ForeignKey(
        "visits.Visit", on_delete=models.CASCADE, related_name="groups", verbose_name=_("visit")
    )
    side = models.CharField(
        _("side"),
        max_length=10,
        choices=VisitSide.Side.choices,
        default=VisitSide.Side.SENDING,
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    first_day = models.DateField(
        _("arrives"), null=True, blank=True, help_text=_("Left empty: with the visit.")
    )
    last_day = models.DateField(
        _("leaves"), null=True, blank=True, help_text=_("Left empty: with the visit.")
    )

    class Meta:
        ordering = ["visit", "side", "position", "pk"]
        verbose_name = _("group of a delegation")
        verbose_name_plural = _("groups of a delegation")
        constraints = [
            has_a_title("visit_group_titled"),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="visit_group_leaves_after_it_comes",
                violation_error_message=LEAVES_BEFORE_IT_COMES,
            ),
        ]

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": LEAVES_BEFORE_IT_COMES})

    def is_there_on(self, day):
        """Tell whether the group has come by the day and not left before it."""
        has_come = self.first_day is None or day >= self.first_day
        return has_come and (self.last_day is None or day <= self.last_day)


# Where the name stands differs: Mr Example, мырза after the name in Kazakh.
ADDRESSING = {
    "mr": pgettext_lazy("form of address", "Mr %(name)s"),
    "ms": pgettext_lazy("form of address", "Ms %(name)s"),
    "he_mr": pgettext_lazy("form of address", "His Excellency Mr %(name)s"),
    "he_ms": pgettext_lazy("form of address", "Her Excellency Ms %(name)s"),
    "dr": pgettext_lazy("form of address", "Dr %(name)s"),
    "prof": pgettext_lazy("form of address", "Professor %(name)s"),
}


def around_name(address):
    """Return what a form of address puts before and after the name, "" for what it does not."""
    before, _name, after = str(ADDRESSING.get(address, "%(name)s")).partition("%(name)s")
    return before, after


class DelegateQuerySet(models.QuerySet):
    def in_protocol_order(self):
        return self.order_by("side", "precedence", "pk")

    def senders_first(self):
        """Sort as pages list them: who goes before who receives, each in protocol order."""
        return self.order_by("-side", "precedence", "pk")

    def on_side(self, side):
        return self.filter(side=side)

    def with_names(self):
        return self.select_related("person", "organisation__place", "group")

    def newest_first(self):
        """Sort by the visits, the newest before the others, each with its organisation."""
        latest = F("visit__start_latest").desc(nulls_last=True)
        return self.select_related("visit", "organisation").order_by(latest, "-visit", "pk")


class Delegate(Keyed, Tracked):
    """Who takes part, with the post held at that time."""

    class Role(models.TextChoices):
        HEAD = "head", _("head of delegation")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member")
        HOST = "host", _("host")
        INTERPRETER = "interpreter", _("interpreter")
        PRESS = "press", _("press")
        SECURITY = "security", _("security")
        ACCOMPANYING = "accompanying", _("accompanying")

    class Address(models.TextChoices):
        NOT_SAID = "", _("not stated")
        MR = "mr", pgettext_lazy("form of address", "Mr")
        MS = "ms", pgettext_lazy("form of address", "Ms")
        EXCELLENCY_MR = "he_mr", pgettext_lazy("form of address", "His Excellency Mr")
        EXCELLENCY_MS = "he_ms", pgettext_lazy("form of address", "Her Excellency Ms")
        DOCTOR = "dr", pgettext_lazy("form of address", "Dr")
        PROFESSOR = "prof", pgettext_lazy("form of address", "Professor")

    visit = models.ForeignKey(
        "visits.Visit", on_delete=models.CASCADE, related_name="delegates", verbose_name=_("visit")
    )
    side = models.CharField(
        _("side"),
        max_length=10,
        choices=VisitSide.Side.choices,
        default=VisitSide.Side.SENDING,
    )
    group = models.ForeignKey(
        VisitGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("group"),
    )
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), default=1, help_text=_("Protocol order, 1 first.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    address = models.CharField(
        _("form of address"), max_length=6, choices=Address.choices, blank=True, default=""
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("organisation"),
    )
    post_en = models.CharField(_("post in English"), max_length=300, blank=True)
    post_ru = models.CharField(_("post in Russian"), max_length=300, blank=True)
    post_kk = models.CharField(_("post in Kazakh"), max_length=300, blank=True)
    post_be = models.CharField(_("post in Belarusian"), max_length=300, blank=True)
    diet = models.CharField(
        _("diet"), max_length=200, blank=True, help_text=_("Never printed for guests.")
    )
    interpreter = models.CharField(
        _("needs an interpreter"),
        max_length=100,
        blank=True,
        help_text=_("From and into which languages. Never printed for guests."),
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Never printed for guests.")
    )

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "side", "precedence", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | Q(organisation__isnull=False)
                | ~Q(post_en="", post_ru="", post_kk="", post_be=""),
                name="delegate_is_somebody",
                violation_error_message=NOBODY,
            ),
            models.UniqueConstraint(
                fields=["visit", "side"],
                condition=Q(role="head"),
                name="delegate_one_head_a_side",
                violation_error_message=_("A delegation has one head; this one has two."),
            ),
        ]

    def __str__(self):
        return str(self.name)

    def clean(self):
        super().clean()
        if self.group and (self.group.visit_id, self.group.side) != (self.visit_id, self.side):
            raise ValidationError({"group": _("This group belongs to the other side.")})

    def posts(self):
        """Return the post in the four languages."""
        return [self.post_en, self.post_ru, self.post_kk, self.post_be]

    @property
    def name(self):
        """What the delegate is called: by name, else by post, else by organisation."""
        return (
            (self.person and self.person.name)
            or self.post
            or (self.organisation and self.organisation.name)
        )

    @property
    def around_name(self):
        """What stands before and after the name of the person."""
        return around_name(self.address)

    @property
    def post(self):
        return LocalText.of(self, "post")


class ArrangementQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by(F("day").asc(nulls_last=True), F("time").asc(nulls_last=True), "pk")


class Arrangement(Tracked):
    """What is arranged for a delegation behind the scenes: journeys, hotels, cars, interpreters.

    It is for one delegate, for one group, or, with neither, for a whole side. Times are those on
    the clock of the venue. None of it is ever printed for guests.
    """

    class Kind(models.TextChoices):
        ARRIVAL = "arrival", _("arrival")
        DEPARTURE = "departure", _("departure")
        HOTEL = "hotel", _("hotel")
        CAR = "car", _("car")
        INTERPRETER = "interpreter", _("interpreter")
        OTHER = "other", _("other")

    visit = models.ForeignKey(
        "visits.Visit",
        on_delete=models.CASCADE,
        related_name="arrangements",
        verbose_name=_("visit"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    side = models.CharField(
        _("side"),
        max_length=10,
        choices=VisitSide.Side.choices,
        default=VisitSide.Side.SENDING,
    )
    group = models.ForeignKey(
        VisitGroup,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="arrangements",
        verbose_name=_("for the group"),
    )
    delegate = models.ForeignKey(
        Delegate,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="arrangements",
        verbose_name=_("for the delegate"),
    )
    venue = models.ForeignKey(
        "visits.Venue",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrangements",
        verbose_name=_("where"),
    )
    day = models.DateField(_("day"), null=True, blank=True)
    time = models.TimeField(_("time"), null=True, blank=True)
    last_day = models.DateField(_("until the day"), null=True, blank=True)
    detail = models.CharField(
        _("what exactly"),
        max_length=200,
        blank=True,
        help_text=_("The flight or train, the room, the plate of the car, the languages."),
    )
    contact = models.CharField(_("who sees to it"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "kind", "day", "time", "pk"]
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(delegate__isnull=True),
                name="arrangement_for_a_group_or_a_delegate",
                violation_error_message=_("Choose a group or a delegate, not both."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True)
                | Q(day__isnull=True)
                | Q(last_day__gte=F("day")),
                name="arrangement_ends_after_it_starts",
                violation_error_message=_("It ends before it starts. Check both days."),
            ),
        ]

    def __str__(self):
        return " · ".join(filter(None, [self.get_kind_display(), self.detail]))
