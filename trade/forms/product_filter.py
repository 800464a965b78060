"""A filter that finds goods by their code or by words of their name."""

from django.utils.translation import gettext_lazy as _

from common.picks import PickField
from common.texts import LANGUAGES
from trade.models import Product


class ProductFilterField(PickField):
    """Gives a list of products: those of one code in every edition of the nomenclature."""

    default_error_messages = {
        "unknown": _("No goods are called “%(text)s” here, nor have they this code.")
    }

    def __init__(self, **kwargs):
        super().__init__(Product.objects.all(), suggestions="goods", **kwargs)

    def suggestions(self):
        """Return all goods and the chapters as they may be typed; one query."""
        goods = Product.objects.everything() | Product.objects.chapters()
        named = goods.only(*(f"name_{code}" for code in LANGUAGES))
        return [str(product.name) for product in named]

    def _found(self, text):
        same_code = list(self.queryset.filter(code__iexact=text).order_by("-edition", "pk"))
        found = same_code or self._matches(text)
        if len({(product.nomenclature, product.code) for product in found}) == 1:
            return found
        return [super()._found(text)]
