"""What is traded: the Harmonized System, and goods as news items name them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Named, Record, RecordQuerySet


class ProductQuerySet(RecordQuerySet):
    def everything(self):
        return self.filter(nomenclature=Product.Nomenclature.TOTAL)

    def chapters(self):
        return self.filter(nomenclature=Product.Nomenclature.HS, level=Product.CHAPTER)

    def groups(self):
        return self.filter(nomenclature=Product.Nomenclature.GROUP)


class Product(Named, Record):
    """A product of one edition of a nomenclature; codes are text and keep their zeros."""

    class Nomenclature(models.TextChoices):
        TOTAL = "total", _("all goods")
        HS = "hs", _("Harmonized System")
        GROUP = "group", _("group of goods as named")

    TOTAL_LEVEL, SECTION, CHAPTER = 0, 1, 2

    nomenclature = models.CharField(_("nomenclature"), max_length=6, choices=Nomenclature.choices)
    edition = models.CharField(_("edition"), max_length=8, blank=True)
    code = models.CharField(_("code"), max_length=60)
    level = models.PositiveSmallIntegerField(
        _("level"),
        default=0,
        help_text=_("0 all goods, 1 section, 2 chapter, 4 heading, 6 subheading, 10 national."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    objects = ProductQuerySet.as_alive_manager()
    all_objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["nomenclature", "edition", "code", "pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(
                fields=["nomenclature", "edition", "code"],
                condition=Q(deleted_at__isnull=True),
                name="product_code_unique",
            )
        ]

    @property
    def is_everything(self):
        """Whether it stands for all goods."""
        return self.nomenclature == Product.Nomenclature.TOTAL

    def search_parts(self):
        return [*self.names(), self.code]


class GroupCode(models.Model):
    """A code that a named group of goods is taken to mean."""

    group = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="group_codes", verbose_name=_("group")
    )
    nomenclature_edition = models.CharField(_("edition"), max_length=8, default="2022")
    code = models.CharField(_("code"), max_length=10)
    assumed = models.BooleanField(
        _("assumed"), default=True, help_text=_("The source names the goods, not the code.")
    )

    class Meta:
        ordering = ["group", "code", "pk"]
        verbose_name = _("code of a group")
        verbose_name_plural = _("codes of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "nomenclature_edition", "code"], name="group_code_unique"
            )
        ]

    def __str__(self):
        return self.code
