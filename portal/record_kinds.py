"""The records that have a history page, and what belongs to each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from cooperation.models import (
    Agreement,
    Commitment,
    Party,
    Project,
    ProjectIndicator,
    ProjectStage,
)
from regions.models import Attachment, Organisation, Person, Source
from trade.models import Statement, StatementGood
from trade.services import derive_figure, derive_figures_of
from visits.delegation.order import settle_order
from visits.models import (
    Arrangement,
    Conversation,
    Delegate,
    Letter,
    ProgrammeItem,
    Stop,
    Visit,
    VisitAgreement,
    VisitGroup,
    VisitSide,
    VisitTask,
)
from visits.tasks import keep_checklist

# Fields that hold a month as a number (common.periods).
MONTHS = ("window_start", "window_end", "base_start", "base_end")


def _everybody_may_read(row):
    return row


def _nothing_more(record):
    """Most records are settled once they are saved."""


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record, called after the first of ``named_by`` that says anything.

    Who may not change the record reads what ``for_readers`` returns of a row, without the
    ``internal`` fields.
    """

    model: type
    named_by: tuple
    internal: tuple = ()
    for_readers: Callable = _everybody_may_read


@dataclass(frozen=True)
class Kind:
    """A kind of records; ``settle`` brings in line what is computed from one."""

    model: type
    parts: tuple = ()
    settle: Callable = _nothing_more

    @property
    def name(self):
        """What the kind is called in addresses and in the keys of its parts."""
        return self.model._meta.model_name

    @property
    def label(self):
        return self.model._meta.verbose_name

    @cached_property
    def models(self):
        """Name of the model -> model, of the record and all its parts."""
        models = [self.model, *(part.model for part in self.parts)]
        return {model._meta.model_name: model for model in models}

    def part(self, source):
        """Return the part whose model has this name, None for the record itself."""
        return next((part for part in self.parts if part.model._meta.model_name == source), None)

    def permission(self, action):
        return f"{self.model._meta.app_label}.{action}_{self.name}"


def _for_guests(item):
    """Who may not open the internal programme reads of the items for guests alone."""
    is_for_guests = item is not None and item.audience == ProgrammeItem.Audience.GUEST
    return item if is_for_guests else None


def _for_nobody(row):
    """What the mission arranges and notes for itself is for those who may change the visit."""
    return


def _settle_visit(visit):
    settle_order(visit)
    keep_checklist(visit)


KINDS = [
    Kind(
        Visit,
        (
            Part(VisitSide, ("organisation", "place")),
            Part(Stop, ("place",)),
            Part(VisitGroup, ("title_en",)),
            Part(
                Delegate,
                ("person", "organisation", "post_en"),
                internal=("diet", "interpreter", "internal_note"),
            ),
            Part(
                ProgrammeItem,
                ("title_en",),
                internal=(
                    *("audience", "position", "internal_note"),
                    *("responsible", "responsible_organisation", "responsible_post"),
                    *("responsible_phone", "car", "interpreter", "plan_b"),
                ),
                for_readers=_for_guests,
            ),
            Part(VisitAgreement, ("agreement",)),
            Part(Arrangement, ("kind", "detail"), for_readers=_for_nobody),
            Part(VisitTask, ("title_en",), for_readers=_for_nobody),
            Part(Letter, ("number", "subject"), for_readers=_for_nobody),
            Part(Conversation, ("title",), for_readers=_for_nobody),
        ),
        settle=_settle_visit,
    ),
    Kind(Agreement, (Part(Party, ("organisation", "place", "name_printed")),)),
    Kind(Project, (Part(ProjectStage, ("stage",)), Part(ProjectIndicator, ("kind",)))),
    Kind(Commitment),
    Kind(Statement, (Part(StatementGood, ("product",)),), settle=derive_figure),
    Kind(Source, settle=derive_figures_of),
    Kind(Person),
    Kind(Organisation),
    Kind(Attachment),
]
BY_NAME = {kind.name: kind for kind in KINDS}


def get_kind(name):
    """Return the kind of this name; 404 for none."""
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]
