from django.conf import settings
from django.core.management.base import BaseCommand

from visits.delegation.erasing import due_for_erasure, erase_personal_data


class Command(BaseCommand):
    help = (
        "Erase passport, birth date and phone of delegates some days after their visit, and lists"
        " of delegates that were never confirmed. Run daily."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=int,
            default=settings.PERSONAL_DATA_DAYS,
            help="days after the visit (the setting PERSONAL_DATA_DAYS)",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say how many are due")

    def handle(self, *, days, dry_run, **options):
        if dry_run:
            self.stdout.write(f"Delegates whose data are due: {due_for_erasure(days).count()}")
        else:
            self.stdout.write(f"Delegates whose data were erased: {erase_personal_data(days)}")
