from trade.forms.filters import FigureFilterForm, StatementFilterForm
from trade.forms.overview import OverviewForm
from trade.forms.prefill import Prefill, address_of_next
from trade.forms.products import ProductForm, ProductsForm
from trade.forms.statement import StatementForm
from trade.forms.windows import KnownWindowField, asked_window

__all__ = [
    "FigureFilterForm",
    "KnownWindowField",
    "OverviewForm",
    "Prefill",
    "ProductForm",
    "ProductsForm",
    "StatementFilterForm",
    "StatementForm",
    "address_of_next",
    "asked_window",
]
