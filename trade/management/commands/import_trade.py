import sys
from contextlib import ExitStack, contextmanager
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common.held_files import held
from common.tables import TableError
from trade.importers import running
from trade.importers.mapping import MappingError
from trade.importers.silence import SILENCE
from trade.importers.starting import AUTO, NotStarted, discard_interrupted, import_of
from trade.importers.telling import TerminalProgress, lines_of, write_problems
from trade.models import Dataset, Import

_REFUSALS = (TableError, MappingError, NotStarted, running.NotLoadable, OSError)


class Command(BaseCommand):
    help = "Load the figures of a file, all or nothing; exit code 1 where nothing could be loaded."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="check only, keep nothing")
        parser.add_argument("--mapping", default="", help="name of a kept mapping, or a JSON file")
        parser.add_argument(
            "--format", dest="file_format", default=AUTO, choices=[AUTO, *Import.Format.values]
        )
        parser.add_argument("--source", default="", help="id of a source, or its publisher")
        parser.add_argument("--family", default="", help="name of the data set")
        parser.add_argument("--vintage", type=date.fromisoformat, help="published: YYYY-MM-DD")
        parser.add_argument("--coverage", default="", choices=Dataset.Coverage.values)
        parser.add_argument("--valuation", default="", choices=Dataset.Valuation.values)
        parser.add_argument("--leave-out-rejected", action="store_true")
        parser.add_argument("--problems", default="", metavar="FILE", help="write them all as CSV")

    def handle(self, *, file, dry_run, leave_out_rejected, problems, **options):
        given = {name: options[name] for name in _GIVEN}
        progress = TerminalProgress(self.stderr) if sys.stderr.isatty() else SILENCE
        try:
            discard_interrupted()
            with _import(file, dry_run, given) as imported:
                outcome = running.run(imported, file, dry_run, leave_out_rejected, progress)
                for line in lines_of(imported):
                    self.stdout.write(line)
                if problems:
                    write_problems(imported, problems)
        except _REFUSALS as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(outcome.label))
        if outcome in (running.Outcome.REFUSED, running.Outcome.EMPTY):
            sys.exit(1)


@contextmanager
def _import(file, dry_run, given):
    """Give the import of the file; who kills the run leaves a sign that nobody works on it."""
    with ExitStack() as stack:
        with transaction.atomic():
            imported = import_of(file, dry_run=dry_run, **given)
            stack.enter_context(held(imported.run_file))
        stack.enter_context(running.kept_only_if_loaded(imported, dry_run=dry_run))
        yield imported


_GIVEN = ("mapping", "file_format", "source", "family", "vintage", "coverage", "valuation")
