"""What answers and statements say, for templates.

``{{ answer|in_words }}``, ``{{ statement|growth_words }}``.
"""

from django import template
from django.utils.translation import gettext as _

from common import formats
from trade.chart_values import growth_in_words
from trade.growth import PrintedGrowth

register = template.Library()


@register.filter
def in_words(answer):
    """Return the amount of an answer as precise as its source: "about $700 million"."""
    amount = formats.money(answer.value, answer.currency, answer.rounding_unit)
    about = any(figure.is_approximate for figure in answer.figures)
    return _("about %(low)s") % {"low": amount} if about else amount


@register.filter
def growth_words(statement):
    """Return printed growth as a change, "+7.5%" for an index of 107.5; "" without one."""
    return growth_in_words(PrintedGrowth.of(statement)) if statement.growth_kind else ""
