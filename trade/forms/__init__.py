from trade.forms.filters import FigureFilterForm, StatementFilterForm
from trade.forms.overview import OverviewForm
from trade.forms.prefill import Prefill, address_of_next
from trade.forms.statement import StatementForm

__all__ = [
    "FigureFilterForm",
    "OverviewForm",
    "Prefill",
    "StatementFilterForm",
    "StatementForm",
    "address_of_next",
]
