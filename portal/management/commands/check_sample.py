from django.core.management.base import BaseCommand, CommandError

from portal.facts.coverage import missing_facts, records_by_fact


class Command(BaseCommand):
    help = "List each fact of the sample with the records made of it; fail if one has none."

    def handle(self, **options):
        for fact, records in records_by_fact().items():
            for record in records:
                name = record._meta.verbose_name
                self.stdout.write(f"{fact}\t{name}\t{record.public_id}\t{record}")
        if missing := missing_facts():
            raise CommandError(f"No record for: {', '.join(missing)}")
