"""Programmes and lists on paper: which edition, of what, in which languages, as plain data."""
