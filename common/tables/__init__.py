"""Tables in uploaded files: their rows and cells, from files nobody vouches for.

No database and no request. The file is read where it lies and never changed.
"""

from common.tables.cells import CellError, clean
from common.tables.errors import TableError
from common.tables.limits import LIMITS, Limits
from common.tables.opening import check_size, open_table

__all__ = ["LIMITS", "CellError", "Limits", "TableError", "check_size", "clean", "open_table"]
