from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from accounts.worker import JobWorker


class Command(BaseCommand):
    help = "Do the long work that people start in the portal, one piece after the other, for ever."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="end when nothing waits")

    def handle(self, *, batch, **options):
        worker = JobWorker(
            queue_names=["default"],
            excluded_queue_names=[],
            interval=0.5,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        worker.run()
