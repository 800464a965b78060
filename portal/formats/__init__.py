"""Dates and numbers for Django's own filters and form fields, one module per language.

Django has none for Kazakh and Belarusian. Those for English and Russian replace what differs from
the other two: British order of dates, the clock of 24 hours, the week from Monday. All four read
the same ways of typing a date.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The months that Django's date filter prints. Its Kazakh catalogue has them in capitals, and its
# Belarusian one in the wrong case and spelling ("9 сакавік"). They are named here to stand
# in the portal's own catalogue, which goes before Django's.

# Translators: a month by itself, as in "March 2026", in lower case: наурыз, сакавік.
MONTHS = [
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
]

# Translators: a month after a day, as in "9 March", in lower case: 9 наурыз, 9 сакавіка.
MONTHS_AFTER_A_DAY = [
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
]
