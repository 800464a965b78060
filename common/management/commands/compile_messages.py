from django.conf import settings
from django.core.management.base import BaseCommand

from common.catalogues import LANGUAGES, compile_catalogue, po_path


class Command(BaseCommand):
    help = "Compile the translation catalogues."
    requires_system_checks = []

    def handle(self, **options):
        for language in LANGUAGES:
            path = po_path(settings.BASE_DIR, language)
            if path.exists():
                compile_catalogue(path, language)
