from django.conf import settings
from django.core.management.base import BaseCommand

from common.catalogues import LANGUAGES, update_catalogues


class Command(BaseCommand):
    help = "Write new messages into the translation catalogues, and take out unused ones."
    requires_system_checks = []

    def handle(self, **options):
        for language in LANGUAGES:
            update_catalogues(settings.BASE_DIR, language)
