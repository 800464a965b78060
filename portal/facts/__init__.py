"""Loading records from a file of facts; the form of the file is told in docs/facts-format.md."""

from portal.facts.loading import FactsError, LoadResult, load_facts

__all__ = ["FactsError", "LoadResult", "load_facts"]
