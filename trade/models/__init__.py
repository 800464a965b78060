from trade.models.figures import Batch, Dataset, Flow, Measure, State, TradeFigure
from trade.models.products import GroupCode, Product
from trade.models.statements import Statement, StatementGood
from trade.models.targets import Target

__all__ = [
    "Batch",
    "Dataset",
    "Flow",
    "GroupCode",
    "Measure",
    "Product",
    "State",
    "Statement",
    "StatementGood",
    "Target",
    "TradeFigure",
]
