"""Dates, windows, numbers and money in templates, printed by ``common.formats``.

Filters: ``{{ visit.start|partial_date }}``, ``{{ window|window_label }}``,
``{{ growth|percent_change }}``, ``{{ part|share }}``, ``{{ count|number }}``; the last three take
decimals. Tags, with the arguments of the function of the same name:
``{% date_range visit.start visit.end %}``, ``{% money value currency rounding_unit %}``,
``{% amount value rounding_unit scale %}``, ``{% unit_label currency scale %}``,
``{% window_label window year_inferred=figure.year_inferred %}``.
"""

from django import template

from common import formats

register = template.Library()

register.filter("partial_date", formats.partial_date_label)
register.filter("percent_change", formats.percent_change)
register.filter("share", formats.share)
register.filter("number", formats.number)
register.filter("dialled", formats.dialled)
register.filter("window_label", formats.window_label)
register.simple_tag(formats.window_label)
register.simple_tag(formats.date_range_label, name="date_range")
register.simple_tag(formats.money)
register.simple_tag(formats.amount)
register.simple_tag(formats.unit_label)
