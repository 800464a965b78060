"""Why something in a file can not be taken, as codes that are worded in the reader's language."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    UNKNOWN_PLACE = "unknown_place", _("No place has this name or code.")
    SEVERAL_PLACES = "several_places", _("Several places have this name: choose which is meant.")
    UNKNOWN_FLOW = "unknown_flow", _("It is not known which flow this word means.")
    UNKNOWN_MEASURE = "unknown_measure", _("It is not known what this word measures.")
    UNKNOWN_PRODUCT = "unknown_product", _("No product has this code or name.")
    LOST_ZERO = "lost_zero", _("The code seems to have lost its leading zero.")
    UNREADABLE_MONTHS = "unreadable_months", _("The months can not be read.")
    UNREADABLE_AMOUNT = "unreadable_amount", _("This is not an amount.")
    AMBIGUOUS_AMOUNT = (
        "ambiguous_amount",
        _("The mark may part thousands or decimals: say which in the mapping."),
    )
    NEGATIVE_AMOUNT = "negative_amount", _("Only a balance can be less than nothing.")
    TOO_LARGE = "too_large", _("The amount has more digits than can be kept.")
    EMPTY = "empty", _("The cell is empty.")
    SAME_PLACE = "same_place", _("A place has no trade with itself.")
    CONTRADICTION = (
        "contradiction",
        _("Row %(line)s gives another amount for the same figure."),
    )
    NEWER_STANDS = (
        "newer_stands",
        _("A figure published later, on %(vintage)s, stands here."),
    )


class Problem(NamedTuple):
    """One thing that can not be taken: ``line`` as the person counts rows, from 1."""

    line: int
    column: str
    value: str
    reason: Reason
    details: dict = {}

    @property
    def words(self):
        return Reason(self.reason).label % self.details if self.details else self.reason.label
