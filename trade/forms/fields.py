"""Fields that read months and goods as people write them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.window_reading import LONGEST, read_window


class WindowField(forms.CharField):
    """Months as people write them; gives a Window, None for nothing."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_window(text)[0]
        except ValueError as error:
            raise forms.ValidationError(error.args[0], code="unreadable") from error

    def run_validators(self, value):
        """A window needs none of the validators of a text."""


def choice(label, choices):
    """Return a field of a filter that takes one of the integer choices."""
    return forms.TypedChoiceField(
        label=label, choices=[("", _("any")), *choices], coerce=int, empty_value=None
    )
