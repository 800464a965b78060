from trade.models.batches import Batch
from trade.models.figures import Dataset, Flow, Measure, State, TradeFigure
from trade.models.findings import CheckRun, Finding
from trade.models.imports import Import, ImportMapping, ImportProblem, ReplacedConfirmation
from trade.models.products import GroupCode, Product
from trade.models.statements import Statement, StatementGood
from trade.models.sums import SumByChapter, SumByPartner, SumByReporter
from trade.models.targets import Target

__all__ = [
    "Batch",
    "CheckRun",
    "Dataset",
    "Finding",
    "Flow",
    "GroupCode",
    "Import",
    "ImportMapping",
    "ImportProblem",
    "Measure",
    "Product",
    "ReplacedConfirmation",
    "State",
    "Statement",
    "StatementGood",
    "SumByChapter",
    "SumByPartner",
    "SumByReporter",
    "Target",
    "TradeFigure",
]
