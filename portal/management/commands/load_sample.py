from django.core.management.base import BaseCommand, CommandError

from accounts.roles import ROLE_NAMES
from portal.facts import FactsError
from portal.facts.sample import SampleRefused, is_empty, load_sample


class Command(BaseCommand):
    help = "Load the sample and its accounts into an empty database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if the database holds data."
        )

    def handle(self, *, if_empty, **options):
        if if_empty and not is_empty():
            return
        try:
            result = load_sample(tell=lambda step: self.stdout.write(f"  {step}"))
        except SampleRefused as error:
            raise CommandError(str(error)) from error
        except FactsError as error:
            first = error.problems[0]
            raise CommandError(f"line {first.number}, {first.field}: {first.reason}") from error
        self.stdout.write(f"  {result.added.total()} records; accounts: {', '.join(ROLE_NAMES)}")
