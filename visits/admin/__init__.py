"""The admin of visits: each module registers its models."""

from visits.admin import personal, releases, venues, visits

__all__ = ["personal", "releases", "venues", "visits"]
