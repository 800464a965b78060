from django.core.management.base import BaseCommand

from trade.importers.purging import purge_import_files


class Command(BaseCommand):
    help = "Remove the files of imports discarded or undone more than 30 days ago."

    def handle(self, **options):
        names = purge_import_files()
        for name in names:
            self.stdout.write(f"  {name}")
        self.stdout.write(f"Files removed: {len(names)}")
