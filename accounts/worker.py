"""The process that does the long work: django-tasks-db's worker, made patient."""

import logging
import sys
import time

from django.db import DatabaseError, InterfaceError, connections
from django_tasks_db.management.commands.db_worker import Worker

from accounts.jobs import Stopped

logger = logging.getLogger("accounts.worker")

# While the database is gone, it is asked this often, and a line is logged this seldom.
ASK_EVERY_SECONDS = 2
LINE_EVERY_SECONDS = 60


class JobWorker(Worker):
    """Outlives the database it asks, and ends at once when it is told to."""

    def run(self):
        self._complained_at = float("-inf")
        while self.running:
            try:
                super().run()
                break
            except (DatabaseError, InterfaceError) as error:
                self._complain(error)
                connections.close_all()
                time.sleep(ASK_EVERY_SECONDS)

    def shutdown(self, signum, frame):
        """End now: the transaction of a running job is rolled back, and it may be started again."""
        self.running = False
        if self.running_task:
            raise Stopped
        sys.exit(0)

    def _complain(self, error):
        if time.monotonic() - self._complained_at > LINE_EVERY_SECONDS:
            self._complained_at = time.monotonic()
            logger.warning("The worker waits for the database: %s", str(error).strip())
