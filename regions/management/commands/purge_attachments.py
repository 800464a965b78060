from django.core.management.base import BaseCommand

from regions.purging import purge_attachments


class Command(BaseCommand):
    help = "Remove the files of documents deleted more than 30 days ago, and of no document."

    def handle(self, **options):
        purged = purge_attachments()
        for name in purged.deleted:
            self.stdout.write(f"  {name} (document deleted more than 30 days ago)")
        for name in purged.unreferenced:
            self.stdout.write(f"  {name} (belongs to no document)")
        count = len(purged.deleted) + len(purged.unreferenced)
        self.stdout.write(f"Files removed: {count}")
