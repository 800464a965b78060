"""Dates and numbers for Django's own filters and form fields, one module per language.

Django has none for Kazakh and Belarusian. Those for English and Russian replace what differs from
the other two: British order of dates, the clock of 24 hours, the week from Monday. All four read
the same ways of typing a date.
"""
