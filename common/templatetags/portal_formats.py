"""Dates, windows, numbers and money in templates, printed by ``common.formats``.

``{{ visit.start|partial_date }}``, ``{% date_range visit.start visit.end %}``,
``{{ window|window_label }}``, ``{{ rate|percent_change }}``, ``{{ value|number }}``,
``{% money value rounding_unit currency %}``, ``{% amount ... %}``: the arguments are those of the
function of the same name.
"""

from django import template

from common import formats

register = template.Library()


@register.filter
def partial_date(value):
    return formats.partial_date_label(value)


@register.filter
def window_label(value):
    return formats.window_label(value)


@register.filter
def percent_change(value, decimals=None):
    extra = {} if decimals is None else {"decimals": decimals}
    return formats.percent_change(value, **extra)


@register.filter
def number(value, decimals=None):
    return formats.number(value, decimals)


@register.simple_tag
def date_range(start, end):
    return formats.date_range_label(start, end)


@register.simple_tag
def money(*args, **kwargs):
    return formats.money(*args, **kwargs)


@register.simple_tag
def amount(*args, **kwargs):
    return formats.amount(*args, **kwargs)
