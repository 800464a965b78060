"""How far trade is on its way to a declared target."""

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import charts, formats
from trade.answers import Answer, Key
from trade.chart_values import SCALE, TONES, newest_of, publishers_of, value_of
from trade.models import Flow, Target
from trade.wording import qualified, stated_amount, trade_of

MOST_MILESTONES = 3


@dataclass(frozen=True)
class Progress:
    """A target and the newest amount for as many months; ``answer`` is None where none is known.

    ``bounds`` are the statements about later months that say only "more than" or "nearly".
    """

    target: Target
    answer: Answer | None
    bounds: tuple

    @property
    def part(self):
        """The bar of the newest amount under the mark of the target, None without one."""
        if self.answer is None:
            return None
        target = self.target
        address = reverse("portal:pair", args=[target.reporter.code, target.partner.code])
        value = value_of(self.answer, target.currency, f"{address}?window={self.answer.window}")
        value = _labelled(value, self.answer.window)
        bounds = [said for said in self.bounds if said.currency == target.currency]
        stops = [_target_value(target), *[_milestone(said) for said in bounds[:MOST_MILESTONES]]]
        title, tone = _title(target), TONES[Flow(target.flow)]
        return charts.ChartPart(
            slug=f"target-{target.public_id}",
            title=title,
            subtitle=formats.unit_label(target.currency, SCALE),
            chart=partial(charts.progress_bar, title, value, stops[0], stops[1:], tone=tone),
            table=self._table(title, value, stops),
            source=publishers_of([self.answer]),
            as_of=newest_of([self.answer]),
            paper_width=charts.HALF,
            address=("trade:overview_chart",),
        )

    @property
    def is_ahead(self):
        """Whether the months in which it is to be reached are not over."""
        return self.target.window.last >= timezone.localdate()

    @property
    def is_for_same_months(self):
        """Whether the amount is that of the very months of the target."""
        return self.answer is not None and self.answer.window == self.target.window

    @property
    def missing(self):
        """What is still to come; nothing or less where the target is reached."""
        return None if self.answer is None else self.target.amount - self.answer.value

    @property
    def is_reached(self):
        return self.missing is not None and self.missing <= 0

    @property
    def share(self):
        return None if self.answer is None else self.answer.value / self.target.amount

    @property
    def outcome(self):
        """``reached`` or ``missed`` where the amount of its months is known, else ``not_known``."""
        if not self.is_for_same_months:
            return "not_known"
        return "reached" if self.is_reached else "missed"

    @property
    def target_words(self):
        return target_words(self.target)

    def _table(self, title, value, stops):
        """What sources only bound stands there in words: it is no amount to compute with."""
        target, *bounds = stops
        rows = [charts.Row(_("newest amount"), value), charts.Row(_("target"), target)]
        words = [charts.Value(None, bound.words, href=bound.href) for bound in bounds]
        rows += [charts.Row(_("said of later months"), bound) for bound in words]
        unit = formats.unit_label(self.target.currency)
        scaled = formats.unit_label(self.target.currency, SCALE)
        return charts.ranking_table(title, _("Amount of"), scaled, rows, unit)


def target_key(target):
    return Key.of(target.reporter, target.partner, target.flow, measure=target.measure)


def months_before(target, years):
    """Return the months of the target in each of the years before, newest first."""
    return [
        target.window.shifted(12 * (year.start_year - target.window.start_year))
        for year in reversed(years)
        if year.start_year <= target.window.start_year
    ]


def progress(target, windows, answers):
    """Return the Progress from answers for the target's key and these windows, newest first."""
    found = [answers[window] for window in windows]
    newest = next((a for a in found if a and a.currency == target.currency), None)
    later = found if newest is None else found[: found.index(newest)]
    bounds = tuple(said for answer in later for said in answer.shown_only if said.amount_words)
    return Progress(target, newest, bounds)


def target_words(target):
    amount = formats.money(target.amount, target.currency, target.rounding_unit)
    return qualified(target.qualifier, amount, amount)


def _target_value(target):
    words = _("target %(amount)s in %(window)s") % {
        "amount": formats.amount(target.amount, target.rounding_unit, SCALE),
        "window": formats.window_label(target.window),
    }
    return charts.Value(target.amount, words, href=target.source.get_absolute_url())


def _title(target):
    subject = trade_of(Flow(target.flow).name.lower(), target.reporter.name, target.partner.name)
    return _("%(subject)s and the declared target") % {"subject": capfirst(subject)}


def _labelled(value, window):
    words = f"{value.text} · {formats.window_label(window)}"
    return charts.Value(value.amount, words, note=value.note, href=value.href)


def _milestone(said):
    end = said.amount_low if said.amount_low is not None else said.amount_high
    months = formats.window_label(said.window)
    # A bracket marks the inferred year here; the list below the bar says it in words.
    words = f"{stated_amount(said, SCALE)} · {f'[{months}]' if said.year_inferred else months}"
    if said.disputed:
        words += f" ({_('disputed')})"
    name = f"{said.amount_words}, {said.window_words}"
    return charts.Value(end, words, href=said.get_absolute_url(), name=name)
