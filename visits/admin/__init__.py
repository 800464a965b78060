"""The admin of visits: each module registers its models."""

from visits.admin import releases, venues, visits

__all__ = ["releases", "venues", "visits"]
