"""The admin of visits: each module registers its models."""

from visits.admin import venues, visits

__all__ = ["venues", "visits"]
