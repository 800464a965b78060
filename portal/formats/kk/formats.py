"""Kazakh: 2026 ж. 9 наурыз."""

from portal.formats.shared import *  # noqa: F403  # Django reads the names of this module

DATE_FORMAT = "Y ж. j E"
DATETIME_FORMAT = "Y ж. j E, H:i"
YEAR_MONTH_FORMAT = "Y ж. E"
