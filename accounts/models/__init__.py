"""Who signs in, and the long work they start."""

from accounts.models.jobs import Job, JobQuerySet
from accounts.models.users import User, validate_time_zone

__all__ = ["Job", "JobQuerySet", "User", "validate_time_zone"]
