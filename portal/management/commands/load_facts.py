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
        if result.different:
            self.stdout.write(self._left_out(result.different))

    def _left_out(self, lines):
        named = ", ".join(f"line {number} ({code})" for number, code in lines)
        one = len(lines) == 1
        count = "1 line differs" if one else f"{len(lines)} lines differ"
        were = "was" if one else "were"
        return f"{count} from what was loaded before and {were} left out: {named}"

    def _listed(self, problems):
        lines = [
            f"line {problem.number}, {problem.field or 'the line'}"
            f"{f' ({problem.value})' if problem.value else ''}: {problem.reason}"
            for problem in problems
        ]
        return "\n".join(["Nothing was loaded.", *lines])
