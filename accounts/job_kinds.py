"""The kinds of long work there are; an app registers its own in its ``jobs.py``::

    @job_kind("trade.import_check", _("check of a file"), phases={"read": _("reading the file")})
    def check(job, progress):
        progress.phase("read", total=1000)
        for row in rows:
            ...
            progress.advance()

A run is all or nothing by its own transaction; ``Progress`` never touches the database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kind:
    name: str
    title: Any
    run: Callable
    phases: dict = field(default_factory=dict)


_kinds: dict[str, Kind] = {}


def job_kind(name, title="", *, phases=None):
    """Register ``run(job, progress)`` as the work of this name, ``app.noun``.

    ``title`` and the labels of ``phases`` (code -> words) are lazily translated. What the run
    returns, if anything, becomes the job's message.
    """

    def register(run):
        _kinds[name] = Kind(name, title or name, run, phases or {})
        return run

    return register


def kind_of(name):
    """Return the Kind; LookupError where no app has registered it."""
    return _kinds[name]


def title_of(name):
    return str(_kinds[name].title) if name in _kinds else name


def phase_label(name, code):
    phases = _kinds[name].phases if name in _kinds else {}
    return str(phases.get(code, code))
