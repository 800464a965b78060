"""How far trade is on its way to a declared target."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import charts, formats
from common.periods import Window
from trade.answers import Answer, Key
from trade.chart_values import SCALE, TONES, newest_of, publishers_of, value_of
from trade.growth import year_before
from trade.models import Flow, Target
from trade.wording import qualified, stated_amount, trade_of

MOST_MILESTONES = 3


@dataclass(frozen=True)
class Pace:
    """What the months that are left must bring: ``needed`` in ``rest``, from ``so_far`` on.

    ``before`` is the answer for the very months of ``rest`` a year earlier.
    """

    so_far: Answer
    rest: Window
    needed: Decimal
    before: Answer

    @property
    def per_month(self):
        return self.needed / self.rest.length

    @property
    def growth(self):
        """The growth on the same months a year earlier, as a ratio; None where that can not be."""
        comparable = self.before and self.before.currency == self.so_far.currency
        if not comparable or self.before.value <= 0:
            return None
        return self.needed / self.before.value - 1


@dataclass(frozen=True)
class Progress:
    """A target and the newest amount for as many months; ``answer`` is None where none is known.

    ``pace`` is what the rest of its own months needs, None before the first of them is known.
    ``bounds`` are the statements about later months that say only "more than" or "nearly".
    """

    target: Target
    answer: Answer | None
    bounds: tuple
    pace: Pace | None = None

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


def windows_of_pace(target, windows):
    """Return the windows to ask about for the pace, given those that are known of the pair.

    They are the months from the start of the target to each known month before its end, and the
    rest of them a year earlier.
    """
    begun = _begun(target, windows)
    return [*begun, *filter(None, (year_before(_rest(target, window)) for window in begun))]


def _begun(target, windows):
    """Return the known windows that the months of the target begin with, the longest first."""
    whole = target.window
    begun = [window for window in windows if window.start == whole.start]
    return sorted((w for w in begun if w.end < whole.end), key=lambda w: -w.end)


def _rest(target, window):
    return Window(window.end + 1, target.window.end)


def _pace(target, windows, answers):
    """Return the Pace from the longest part of the target's months with an amount, or None."""
    for window in _begun(target, windows):
        so_far, rest = answers[window], _rest(target, window)
        if so_far and so_far.currency == target.currency:
            before = answers.get(year_before(rest), Answer(so_far.key, rest))
            return Pace(so_far, rest, target.amount - so_far.value, before)
    return None


def progress(target, windows, answers, begun=()):
    """Return the Progress from answers for the target's key and these windows, newest first.

    ``begun`` are the windows known of the pair, of which ``windows_of_pace`` has been asked.
    """
    found = [answers[window] for window in windows]
    newest = next((a for a in found if a and a.currency == target.currency), None)
    later = found if newest is None else found[: found.index(newest)]
    bounds = tuple(said for answer in later for said in answer.shown_only if said.amount_words)
    known = newest is not None and newest.window == target.window
    return Progress(target, newest, bounds, None if known else _pace(target, begun, answers))


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
