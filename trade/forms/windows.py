"""The choice of months of every page that shows trade: a list, or any way to write an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import formats
from common.periods import Window
from trade.pictures import KnownWindows


class KnownWindowField(forms.CharField):
    """One of the known windows, in any way the address may write it; any other is refused in words.

    Gives a Window, None for nothing asked. Call ``offer`` before the form is used.
    """

    widget = forms.Select
    default_error_messages = {
        "unreadable": _("Choose the months from the list."),
        "unknown": _("No amount is known for %(months)s. Choose the months from the list."),
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.known = KnownWindows()

    def offer(self, known):
        self.known = known
        self.widget.choices = window_choices(known)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        window = _read(text)
        if window is None:
            raise self._refusal("unreadable")
        if window not in self.known:
            raise self._refusal("unknown", months=formats.window_label(window))
        return window

    def _refusal(self, code, **params):
        return forms.ValidationError(self.error_messages[code], code=code, params=params)

    def prepare_value(self, value):
        """Write the months as the list does, so that it shows the chosen ones."""
        window = _read(value or "")
        return value if window is None else str(window)


def asked_window(data):
    """Return the Window that the address of a page asks for, None where none can be read."""
    return _read(data.get("window", ""))


def _read(text):
    try:
        return Window.parse(str(text))
    except ValueError:
        return None


def window_choices(known):
    """Return the choices of a list of months, with what is to be known of each."""
    choices = [(str(window), _label(window, known)) for window in known.stated]
    choices += [
        (str(window), _("%(months)s, computed") % {"months": _label(window, known)})
        for window in known.computed
    ]
    if known.silent:
        silent = [(str(window), _label(window, known)) for window in known.silent]
        choices.append((_("this side gives no amount"), silent))
    return choices


def _label(window, known):
    return formats.window_label(window, year_inferred=window in known.inferred)
