import sys

from django.core.management.base import BaseCommand

from trade.summaries import differences, rebuild_all


class Command(BaseCommand):
    help = "Add up all figures anew and compare with the sums that are kept; exit code 1 if not so."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="keep the sums as added up anew")

    def handle(self, *, repair, **options):
        found = differences()
        for model, count in found.items():
            self.stdout.write(f"{model.__name__}: {count:,} differ")
        if repair and found:
            rebuild_all()
            self.stdout.write("The sums were added up anew.")
        elif found:
            sys.exit(1)
        else:
            self.stdout.write("All sums agree with the figures.")
