"""What the address of the form already says of the statement to be added."""

from django import forms

from common import formats
from common.forms import given
from common.periods import Window
from regions.forms import PlaceFilterField
from regions.models import Place, Source
from trade.forms.fields import WindowField
from trade.models import Flow, Statement


class Prefill(forms.Form):
    """Where one comes from: another statement of the source, a place, a pair of places."""

    source = forms.ModelChoiceField(Source.objects.all(), required=False, to_field_name="public_id")
    reporter = PlaceFilterField(required=False)
    partner = PlaceFilterField(required=False)
    flow = forms.TypedChoiceField(required=False, choices=Flow.choices, coerce=int)
    period = WindowField(required=False)
    basis = forms.ChoiceField(required=False, choices=Statement.WindowBasis.choices)

    def initial_of_form(self):
        """Return the initial values of the StatementForm that could be read."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if given(value)}
        return {_NAMES.get(name, name): _in_form(value) for name, value in known.items()}


_NAMES = {"source": "known_source", "basis": "window_basis"}


def _in_form(value):
    if isinstance(value, Place):
        return value.pk
    return formats.window_label(value) if isinstance(value, Window) else value


def address_of_next(statement):
    """Return the query for one more statement of the same source, places and months."""
    return {
        "source": statement.source.public_id,
        "reporter": statement.reporter.code,
        "partner": statement.partner.code,
        "period": str(statement.window or ""),
        "basis": statement.window_basis if statement.window else "",
    }
