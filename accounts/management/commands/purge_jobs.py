from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.job_files import remove_all_of
from accounts.models import Job


class Command(BaseCommand):
    help = (
        "Remove the files of long work that ended a month ago or more, and its place in the queue."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30, help="how old work has to be (30)")

    def handle(self, *, days, **options):
        before = timezone.now() - timedelta(days=days)
        old = Job.objects.finished().filter(ended_at__lt=before).values_list("public_id", flat=True)
        files = sum(remove_all_of(public_id) for public_id in old.iterator())
        places, _by_model = DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
        self.stdout.write(f"Removed {files} files and {places} places in the queue.")
