"""Which countries a group of countries has and had."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from regions.models.places import Place


class MembershipQuerySet(models.QuerySet):
    def with_members(self):
        """Return them in order, present members before former ones."""
        return self.select_related("member").order_by(
            F("until").desc(nulls_first=True), "member__name_en", "pk"
        )


class Membership(models.Model):
    """A country in a group of countries, from one year to another as far as they are known."""

    group = models.ForeignKey(
        Place,
        on_delete=models.CASCADE,
        limit_choices_to={"kind": Place.Kind.GROUP},
        related_name="memberships",
        verbose_name=_("group of countries"),
    )
    member = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="memberships_held",
        verbose_name=_("member"),
    )
    since = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)
    until = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["group", "member", "since", "pk"]
        verbose_name = _("membership of a group")
        verbose_name_plural = _("memberships of groups")
        constraints = [
            models.UniqueConstraint(fields=["group", "member", "since"], name="membership_unique"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_until_after_since",
                violation_error_message=_("The last year is not before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.member}"
