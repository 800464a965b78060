"""What a check says of a programme: a doubt with its reason. Nothing is ever blocked by one."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weight(models.IntegerChoices):
    """How much a finding matters; what must not stay so comes first."""

    CLASH = 1, _("can not both be")
    DOUBT = 2, _("to be looked at")
    GAP = 3, _("not known yet")


@dataclass(frozen=True)
class Finding:
    """``kind`` is the check that found it, ``item`` the item it hangs on, None for the visit.

    ``pair`` are two venues whose travel time is asked for.
    """

    kind: str
    weight: Weight
    text: str
    day: date | None = None
    item: object = None
    pair: tuple = ()
    address: str = ""
