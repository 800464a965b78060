"""Russian: 9 марта 2026 г."""

from portal.formats.shared import *  # noqa: F403  # Django reads the names of this module

DATE_FORMAT = "j E Y г."
DATETIME_FORMAT = "j E Y г., H:i"
YEAR_MONTH_FORMAT = "F Y г."
