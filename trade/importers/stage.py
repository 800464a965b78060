"""The rows of a file in a temporary table, where they are compared with what is known.

The table belongs to the connection and goes with it, so that nothing is left behind however a
run ends; it is not a part of the database that others see, and costs them no lock.
"""

import io

from django.db import connection

from trade.importers.temporary import short_transaction

KEY = ("reporter_id", "partner_id", "product_id", "flow", "measure", "start", "end")
COLUMNS = ("line", *KEY, "series", "state", "value")
CHUNK = 20_000

_TYPES = {
    "line": "integer",
    "reporter_id": "integer",
    "partner_id": "integer",
    "product_id": "integer",
    "flow": "smallint",
    "measure": "smallint",
    "start": "smallint",
    "end": "smallint",
    "series": "smallint",
    "state": "smallint",
    "value": "numeric(20, 2)",
}


def quoted(names, table=""):
    """Return the names as a list for SQL; "end" is a word of the language."""
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{name}"' for name in names)


SAME_KEY = " AND ".join(f's."{name}" = f."{name}"' for name in KEY)


class Stage:
    """``series`` numbers the datasets of the file, one for each frequency.

    ``values`` are those of ``COLUMNS`` without the line first: rows are tuples in that order.
    """

    name = "staged_figures"

    def __init__(self):
        self.is_postgres = connection.vendor == "postgresql"
        self.rows = 0

    def __enter__(self):
        self._drop()
        columns = ", ".join(f'"{name}" {_TYPES[name]}' for name in COLUMNS)
        number = "n integer GENERATED ALWAYS AS IDENTITY" if self.is_postgres else "n integer"
        key = "" if self.is_postgres else " PRIMARY KEY"
        self.run(f"CREATE TEMPORARY TABLE {self.name} ({number}{key}, {columns})")
        return self

    def __exit__(self, *_error):
        if not connection.needs_rollback and connection.is_usable():
            self._drop()

    def _drop(self):
        self.run(f"DROP TABLE IF EXISTS {self.name}")

    def run(self, sql, params=()):
        """Run a statement; return the number of its rows."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.rowcount

    def all(self, sql, params=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def write(self, rows):
        """Append a chunk of rows."""
        if self.is_postgres:
            self._copy(rows)
        else:
            self._insert(rows)
        self.rows += len(rows)

    def _copy(self, rows):
        lines = [_LINE % row for row in rows]
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(
                f"COPY {self.name} ({quoted(COLUMNS)}) FROM STDIN WITH (NULL '')",
                io.StringIO("".join(lines)),
            )

    def _insert(self, rows):
        marks = ", ".join(["?"] * len(COLUMNS))
        sql = f"INSERT INTO {self.name} ({quoted(COLUMNS)}) VALUES ({marks})"
        with short_transaction(), connection.cursor() as cursor:
            # The driver's own cursor: Django's would rewrite the parameters of each row.
            cursor.cursor.connection.executemany(sql, map(_without_blanks, rows))

    def renumber(self, products):
        """Put the keys of products in the place of the numbers they had until they were saved."""
        self.run("CREATE TEMPORARY TABLE new_products (number integer PRIMARY KEY, id integer)")
        try:
            with connection.cursor() as cursor:
                cursor.executemany("INSERT INTO new_products VALUES (%s, %s)", products.items())
            self.run(
                f"UPDATE {self.name} SET product_id = "
                f"(SELECT id FROM new_products WHERE number = {self.name}.product_id) "
                "WHERE product_id < 0"
            )
        finally:
            if not connection.needs_rollback:
                self.run("DROP TABLE new_products")

    def delete(self, numbers):
        """Take rows out by their numbers."""
        numbers = list(numbers)
        for start in range(0, len(numbers), CHUNK):
            listed = ", ".join(map(str, map(int, numbers[start : start + CHUNK])))
            self.run(f"DELETE FROM {self.name} WHERE n IN ({listed})")

    def index(self):
        """Make the key known, before rows are compared."""
        self.run(f"CREATE INDEX staged_key ON {self.name} ({quoted([*KEY, 'series'])})")
        self.run(f"ANALYZE {self.name}")

    def count_anew(self, table):
        """Let PostgreSQL know what a table holds by now; SQLite plans without."""
        if self.is_postgres:
            self.run(f"ANALYZE {table}")

    def slices(self, size):
        """Yield the bounds of stretches of rows that together are all of them."""
        for first in range(1, self.rows + 1, size):
            yield first, min(first + size, self.rows + 1)


def _without_blanks(row):
    """A missing amount is "" in a row of the stage, as COPY has it."""
    return row if row[-1] else (*row[:-1], None)


_LINE = "\t".join(["%s"] * len(COLUMNS)) + "\n"
