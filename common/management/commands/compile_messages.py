from django.conf import settings
from django.core.management.base import BaseCommand

from common.catalogues import LANGUAGES, compile_catalogues


class Command(BaseCommand):
    help = "Compile the translation catalogues."
    requires_system_checks = []

    def handle(self, **options):
        for language in LANGUAGES:
            compile_catalogues(settings.BASE_DIR, language)
