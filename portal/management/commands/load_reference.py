from django.core.management.base import BaseCommand

from regions.reference import load_reference
from trade.reference import load_products
from visits.reference import load_checklists


class Command(BaseCommand):
    help = "Load countries, regions, sectors, products and checklists of visits."

    def handle(self, **options):
        load_reference(tell=lambda step: self.stdout.write(f"  {step}"))
        load_products()
        load_checklists()
