from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.facts import FactsError, load_facts


class Command(BaseCommand):
    help = "Load records from a file of facts (docs/facts-format.md): all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            with file.open(encoding="utf-8-sig") as lines:
                result = load_facts(lines)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 text.") from error
        except FactsError as error:
            raise CommandError(self._listed(error.problems)) from error
        for kind in sorted(result.added | result.present):
            self.stdout.write(
                f"{kind}: {result.added[kind]} added, {result.present[kind]} already there"
            )

    def _listed(self, problems):
        lines = [
            f"line {problem.number}, {problem.field or 'the line'}"
            f"{f' ({problem.value})' if problem.value else ''}: {problem.reason}"
            for problem in problems
        ]
        return "\n".join(["Nothing was loaded.", *lines])
