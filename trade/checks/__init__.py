"""Checks of what figures and statements come to: found set-wise, listed, never repaired."""

from trade.checks.finding import find_all

__all__ = ["find_all"]
