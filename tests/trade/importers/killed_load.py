"""A process that loads a file and dies in the middle of it: ``killed_load.py IMPORT FILE``."""

import os
import signal
import sys

import django

django.setup()

from trade.importers import running  # noqa: E402 - models need the settings above
from trade.importers.silence import Silence  # noqa: E402
from trade.models import Import, TradeFigure  # noqa: E402


class Death(Silence):
    """Kills the process once figures have been written and superseded."""

    code = ""

    def phase(self, code, total=None):
        self.code = code
        if code == "sums":
            assert TradeFigure.objects.filter(superseded_by__isnull=False).exists()
            os.kill(os.getpid(), signal.SIGKILL)


public_id, path = sys.argv[1:]
running.check_and_load(Import.objects.get(public_id=public_id), path, progress=Death())
