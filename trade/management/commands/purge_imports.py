from django.core.management.base import BaseCommand

from trade.importers.purging import purge_import_files
from trade.importers.starting import discard_interrupted


class Command(BaseCommand):
    help = (
        "Remove the files of imports discarded or undone more than 30 days ago, and discard those"
        " over which import_trade was killed."
    )

    def handle(self, **options):
        discarded = discard_interrupted()
        names = purge_import_files()
        for name in names:
            self.stdout.write(f"  {name}")
        self.stdout.write(f"Files removed: {len(names)}; imports discarded: {discarded}")
