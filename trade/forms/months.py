"""Forms of records that keep months as two numbers: one line of text stands for both."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common import formats
from common.forms import RecordForm
from common.periods import Window
from trade.forms.fields import WindowField
from trade.models import Statement

MONTHS_HELP = _("January–July 2018, Q2 2019, 2018.")


class MonthsForm(RecordForm):
    """Writes each WindowField into the two columns that ``months`` names for it."""

    months = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, columns in self.months.items():
            self.initial[name] = months_in_words(self.instance, columns)

    def clean(self):
        cleaned = super().clean()
        for name, (start, end) in self.months.items():
            window = cleaned.get(name)
            setattr(self.instance, start, window and window.start)
            setattr(self.instance, end, window and window.end)
        return cleaned


def months_in_words(record, columns):
    """Return the months that the two columns hold, "" for none."""
    start, end = (getattr(record, column) for column in columns)
    return "" if start is None else formats.window_label(Window(start, end))


class StatementAdminForm(MonthsForm):
    period = WindowField(label=_("Months"), required=False, help_text=MONTHS_HELP)
    base_period = WindowField(
        label=_("Growth compares with"),
        required=False,
        help_text=_("Left empty: the same months a year before."),
    )
    months = {
        "period": ("window_start", "window_end"),
        "base_period": ("base_start", "base_end"),
    }

    def clean(self):
        cleaned = super().clean()
        basis, none = cleaned.get("window_basis"), Statement.WindowBasis.NONE
        if not cleaned.get("period"):
            cleaned["window_basis"] = none
        elif basis == none and "period" not in self.errors:
            self.add_error("window_basis", _("Months are given: say how they are known."))
        return cleaned

    def _post_clean(self):
        """Check the amounts once they stand in the record, if each can be read."""
        super()._post_clean()
        if not self.errors.keys() & {"qualifier", "amount_low", "amount_high", "growth_kind"}:
            try:
                self.instance.check_amount(names_goods=self._names_goods())
            except ValidationError as error:
                self.add_error(None, error)

    def _names_goods(self):
        """Whether any row of goods below the statement is filled in and stays."""
        rows = [name.removesuffix("-product") for name in self.data if is_product(name)]
        return any(self.data[f"{row}-product"] and f"{row}-DELETE" not in self.data for row in rows)


def is_product(name):
    return name.startswith("goods-") and name.endswith("-product")


class TargetAdminForm(MonthsForm):
    period = WindowField(label=_("Months"), help_text=MONTHS_HELP)
    months = {"period": ("window_start", "window_end")}
