"""Keys of rows below a visit, by which releases, feeds and addresses know them for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import new_public_id


class Keyed(models.Model):
    uid = models.CharField(
        _("key"), max_length=16, unique=True, default=new_public_id, editable=False
    )

    class Meta:
        abstract = True
