"""The figure a statement yields: made, replaced and withdrawn here, and nowhere else."""

from typing import NamedTuple

from django.db import transaction

from common.context import current_user
from common.models import Qualifier
from common.periods import Window
from regions.models import Source
from trade.models import Batch, Dataset, Flow, State, Statement, TradeFigure
from trade.models.figures import UNKNOWN_VINTAGE


class Cell(NamedTuple):
    """Where one source can have one figure: the ids of the source and of the key, the window."""

    source: int
    reporter: int
    partner: int
    product: int
    flow: int
    measure: int
    window: Window

    @classmethod
    def of(cls, record, source):
        """The cell of a statement or a figure."""
        key = (record.reporter_id, record.partner_id, record.product_id)
        return cls(source, *key, record.flow, record.measure, record.window)

    def of_key(self):
        names = ("reporter", "partner", "product", "flow", "measure")
        return {name: getattr(self, name) for name in names}

    def statements(self):
        """Return what the source says here, deleted statements included."""
        start, end = self.window.start, self.window.end
        return Statement.all_objects.filter(
            **self.of_key(), source=self.source, window_start=start, window_end=end
        )

    def figure(self):
        """Return the figure that stands here now, or None."""
        start, end = self.window.start, self.window.end
        return _quoted(self.source).filter(**self.of_key(), start=start, end=end).first()


@transaction.atomic
def derive_figure(statement, *, by=None):
    """Bring the figures in line with a saved or deleted statement; return its figure or None.

    Of several statements of one source for one key and window the firmest yields the figure. A
    figure that no longer holds is not changed but superseded; nothing happens where nothing
    changed.
    """
    cells = _cells(statement)
    _lock({cell.source for cell in cells})
    for cell in cells:
        _settle(cell, by or current_user())
    _forget_superseded(statement)
    statement.refresh_from_db(fields=["figure"])
    return statement.figure


def derive_figures_of(source, *, by=None):
    """Derive anew what the statements of a source yield, after its date has changed."""
    for statement in Statement.objects.filter(source=source).order_by("pk"):
        derive_figure(statement, by=by)


def _quoted(source):
    """Return the current figures that stand on the statements of a source."""
    return TradeFigure.objects.current().filter(
        dataset__family=Dataset.QUOTED, dataset__source=source
    )


def _cells(statement):
    """Return the cell of the statement's former figure and the one it speaks of now.

    With them those of figures that lost their statement, as when a form opened long ago is saved.
    """
    source = statement.source_id
    orphans = _quoted(source).filter(statement__isnull=True)
    cells = [Cell.of(figure, source) for figure in orphans.order_by("pk")]
    if statement.figure is not None:
        cells.append(Cell.of(statement.figure, statement.figure.dataset.source_id))
    if statement.window is not None:
        cells.append(Cell.of(statement, source))
    return dict.fromkeys(cells)


def _lock(sources):
    """Let one derivation at a time touch the figures of a source."""
    list(Source.all_objects.select_for_update().filter(pk__in=sources).order_by("pk"))


def _settle(cell, by):
    """Let the firmest statement of the cell have its figure, and no other."""
    firmest = min(filter(_yields, cell.statements().alive()), key=_firmness, default=None)
    standing = cell.figure()
    if standing is not None and firmest is not None and _is_current(standing, firmest):
        _link(cell, firmest, standing)
    elif standing is not None or firmest is not None:
        _replace(cell, standing, firmest, by)


def _replace(cell, standing, firmest, by):
    note = str(firmest or "")[:300]
    batch = Batch.objects.create(origin=Batch.Origin.STATEMENT, made_by=by, note=note)
    if standing is not None:
        standing.superseded_by = batch
        standing.save(update_fields=["superseded_by"])
    figure = None if firmest is None else _make(cell, firmest, batch)
    _link(cell, firmest, figure)


def _make(cell, statement, batch):
    dataset, _created = Dataset.objects.get_or_create(
        family=Dataset.QUOTED,
        source=statement.source,
        coverage=Dataset.Coverage.NOT_SAID,
        valuation=Dataset.Valuation.NOT_SAID,
    )
    return TradeFigure.objects.create(
        reporter_id=cell.reporter,
        partner_id=cell.partner,
        product_id=cell.product,
        flow=cell.flow,
        measure=cell.measure,
        start=cell.window.start,
        end=cell.window.end,
        dataset=dataset,
        batch=batch,
        **_content(statement),
    )


def _link(cell, statement, figure):
    """Write which statement the figure is of; no version and no history, for nobody edited it."""
    here = cell.statements()
    here.exclude(pk=statement and statement.pk).update(figure=None)
    if figure is not None:
        Statement.all_objects.filter(figure=figure).exclude(pk=statement.pk).update(figure=None)
        here.filter(pk=statement.pk).update(figure=figure)


def _forget_superseded(statement):
    Statement.all_objects.filter(pk=statement.pk, figure__superseded_by__isnull=False).update(
        figure=None
    )


def _content(statement):
    value = _signed_amount(statement)
    return {
        "value": value,
        "state": State.REPORTED if value else State.ZERO,
        "currency": statement.currency,
        "rounding_unit": statement.rounding_unit,
        "vintage": statement.source.published_latest or UNKNOWN_VINTAGE,
    }


def _is_current(figure, statement):
    return all(getattr(figure, name) == value for name, value in _content(statement).items())


def _signed_amount(statement):
    """A deficit is printed without its sign."""
    is_deficit = (
        statement.flow == Flow.BALANCE and statement.balance_side == Statement.BalanceSide.DEFICIT
    )
    return -abs(statement.amount_low) if is_deficit else statement.amount_low


def _yields(statement):
    """Only a balance goes below zero."""
    return statement.is_computable and (statement.flow == Flow.BALANCE or statement.amount_low >= 0)


def _firmness(statement):
    """Sorts what is undisputed, then exact, then least rounded first."""
    about = statement.qualifier != Qualifier.EXACT
    return statement.disputed, about, statement.rounding_unit, statement.pk
