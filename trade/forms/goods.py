"""Goods in the order a source names them, typed or chosen by name."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from common.search import fold
from trade.models import Product

FEWEST_BOXES = 4
SPARE_BOXES = 2
MOST_GOODS = 40
_SEPARATORS = re.compile(r"[,;\n]")


class GoodsWidget(forms.Widget):
    """Several boxes of one name, in order; each suggests from the list of goods."""

    template_name = "trade/_goods_boxes.html"

    def value_from_datadict(self, data, files, name):
        texts = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [text.strip() for text in texts if text.strip()]

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        texts = list(value or [])
        spare = max(FEWEST_BOXES - len(texts), SPARE_BOXES)
        context["widget"]["texts"] = [*texts, *[""] * spare]
        context["widget"]["is_wrong"] = "is-invalid" in context["widget"]["attrs"].get("class", "")
        return context

    def id_for_label(self, id_):
        return f"{id_}_1" if id_ else id_


class GoodsField(forms.Field):
    """Gives a list of (Product, text as typed); several names in one box are parted by commas."""

    widget = GoodsWidget

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.products = []

    def to_python(self, value):
        names = [name for text in value or [] for name in self._names_in(text)]
        if len(names) > MOST_GOODS:
            raise forms.ValidationError(_("Name the most important goods only, 40 at most."))
        found = {}
        for name in names:
            product = self._product(name)
            found.setdefault(product.pk, (product, name))
        return list(found.values())

    def has_changed(self, initial, data):
        return [fold(text) for text in initial or []] != [fold(text) for text in data or []]

    def _names_in(self, text):
        """Return the names in one box: all of it if goods are called so, else its parts."""
        if self._called(text):
            return [text]
        return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]

    def _called(self, text):
        wanted = fold(text)
        return [product for product in self.products if wanted in map(fold, product.names())]

    def _product(self, name):
        """Return the goods of that name, or the only ones whose name holds all of its words."""
        exact = self._called(name)
        similar = exact or [product for product in self.products if _alike(name, product)]
        if len(similar) == 1 or exact:
            return similar[0]
        if similar:
            names = ", ".join(str(product.name) for product in similar[:5])
            message = _("“%(name)s” may mean: %(names)s. Write one of them.")
            raise forms.ValidationError(message % {"name": name, "names": names})
        message = _(
            "No goods are called “%(name)s” here. Choose the nearest from the list, or have the"
            " name added in the administration."
        )
        raise forms.ValidationError(message % {"name": name})


def goods_to_choose():
    """Return named groups of goods and chapters, groups first; one query."""
    kinds = [Product.Nomenclature.GROUP, Product.Nomenclature.HS]
    rows = Product.objects.filter(nomenclature__in=kinds).exclude(level=Product.SECTION)
    return sorted(rows, key=lambda p: (p.nomenclature != Product.Nomenclature.GROUP, str(p.name)))


def _alike(name, product):
    words = set(fold(name).split())
    return bool(words) and any(words <= set(fold(known).split()) for known in product.names())
