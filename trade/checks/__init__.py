"""Checks of what figures and statements come to: found set-wise, listed, never repaired."""

from trade.checks.finding import find_all
from trade.checks.keeping import up_to_date

__all__ = ["find_all", "up_to_date"]
