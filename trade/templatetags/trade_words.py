"""What answers and statements say, for templates.

``{{ answer|in_words }}``, ``{{ statement|growth_words }}``.
"""

from django import template

from common import formats
from common.models import Qualifier
from trade.chart_values import growth_in_words
from trade.checks.telling import records_of, sides_of, subject_of
from trade.growth import PrintedGrowth
from trade.wording import qualified
from trade.wording import sum_address as address_of_sum
from trade.wording import sum_words as words_of_sum

register = template.Library()

register.filter("finding_records", records_of)
register.filter("finding_sides", sides_of)
register.filter("finding_subject", subject_of)


@register.filter
def in_words(answer):
    """Return the amount of an answer as precise as its source: "about $700 million"."""
    return _amount(answer, any(figure.is_approximate for figure in answer.figures))


@register.filter
def figure_in_words(figure):
    """Return the amount of a figure, be it a FigureRow or a TradeFigure, in the same way."""
    return _amount(figure, figure.is_approximate)


@register.filter
def sum_words(figure):
    """Return what a sum of parts was made of."""
    return words_of_sum(figure)


@register.filter
def sum_address(figure):
    """Return the address of the figures among which the parts of a sum are."""
    return address_of_sum(figure)


def _amount(known, about):
    amount = formats.money(known.value, known.currency, known.rounding_unit)
    return qualified(Qualifier.ABOUT, amount, "") if about else amount


@register.filter
def growth_words(statement):
    """Return printed growth as a change, "+7.5%" for an index of 107.5; "" without one."""
    return growth_in_words(PrintedGrowth.of(statement)) if statement.growth_kind else ""
