from django.core.management.base import BaseCommand

from common.search_refresh import refresh, searchable_models


class Command(BaseCommand):
    help = "Write the search texts of all records anew, after the way of folding has changed."

    def handle(self, **options):
        for model in searchable_models():
            changed = refresh(model._base_manager.all())
            self.stdout.write(f"  {model._meta.verbose_name_plural}: {changed}")
