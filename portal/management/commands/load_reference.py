from django.core.management.base import BaseCommand

from regions.reference import load_reference
from trade.reference import load_products


class Command(BaseCommand):
    help = "Load countries, regions, sectors and products."

    def handle(self, **options):
        load_reference(tell=lambda step: self.stdout.write(f"  {step}"))
        load_products()
