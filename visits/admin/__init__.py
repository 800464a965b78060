"""The admin of visits: each module registers its models."""

from visits.admin import personal, releases, tasks, venues, visits

__all__ = ["personal", "releases", "tasks", "venues", "visits"]
