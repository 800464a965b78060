"""What answers and statements say, for templates.

``{% if answer|is_about %}``, ``{{ statement|growth_words }}``.
"""

from django import template

from common import formats
from trade.growth import PrintedGrowth

register = template.Library()


@register.filter
def is_about(answer):
    """Whether an amount behind the answer is stated with an "about", or estimated."""
    return any(figure.is_approximate for figure in answer.figures)


@register.filter
def growth_words(statement):
    """Return printed growth as a change, "+7.5%" for an index of 107.5; "" without one."""
    if not statement.growth_kind:
        return ""
    growth = PrintedGrowth.of(statement)
    return formats.percent_change(growth.rate, growth.shown_decimals)
