"""Parts of addresses that are neither words nor numbers."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """A day as 2026-09-14; what is no day of the calendar is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return str(value)


register_converter(DayConverter, "day")
