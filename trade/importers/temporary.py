"""Writing many rows into temporary tables."""

from django.db import connection


class short_transaction:
    """One transaction for a chunk of temporary rows that takes no lock on the database."""

    def __enter__(self):
        self.own = not connection.in_atomic_block
        if self.own:
            connection.ensure_connection()
            connection.connection.execute("BEGIN DEFERRED")

    def __exit__(self, error, *_rest):
        if self.own:
            connection.connection.execute("ROLLBACK" if error else "COMMIT")
