"""Answers as values of charts: amounts in millions, what is missing in words."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import charts, formats
from trade.answers import sources_of
from trade.arithmetic import Method
from trade.growth import PrintedGrowth
from trade.models import Flow
from trade.wording import qualified, stated_amount

SCALE = 10**6
DRAWN = 10**3
TONES = {
    Flow.EXPORT: "export",
    Flow.IMPORT: "import",
    Flow.TURNOVER: "turnover",
    Flow.BALANCE: "accent",
}


def value_of(answer, currency="USD", href=""):
    """Return the charts.Value of an answer; in another currency it has words but no amount."""
    if not answer:
        return charts.Value(None, amount_said(answer), href=href)
    if answer.currency != currency:
        words = formats.money(answer.value, answer.currency, answer.rounding_unit)
        return charts.Value(None, words, href=href)
    words = formats.amount(answer.value, _drawn_unit(answer), SCALE)
    # What is implied has more digits than anybody printed.
    return charts.Value(round(answer.value, 2), words, note=doubts(answer), href=href)


def _drawn_unit(answer):
    """What an amount is rounded to beside its mark: official ones are known to the dollar."""
    is_known_to_the_unit = answer.rounding_unit == 1 and abs(answer.value) >= SCALE / 10
    return DRAWN if is_known_to_the_unit else answer.rounding_unit


def tick_label(amount):
    """Return an amount on an axis, in the same unit as the values."""
    return formats.number(amount / SCALE, 0)


def doubts(answer):
    """Return what keeps the amount from being plainly reported, in a word or two each."""
    doubts = [str(answer.method.label)] if answer.method == Method.IMPLIED else []
    if answer.year_inferred:
        doubts.append(_("year inferred"))
    if any(figure.is_approximate for figure in answer.figures):
        doubts.append(_("about"))
    if answer.disputed:
        doubts.append(_("disputed"))
    return ", ".join(doubts)


def amount_said(answer):
    """Return in a few words what is said of an amount where none is: "more than 1,200"."""
    if answer.state is not None:
        return str(answer.state.label)
    words = [(said, stated_amount(said, SCALE)) for said in answer.shown_only]
    return next((_with_doubt(said, amount) for said, amount in words if amount), "")


def said_instead(answer):
    """Return what is said of the amount, else of its growth: "growth only: −16%"."""
    grown = [(said, _growth_alone(said)) for said in answer.shown_only if said.growth_kind]
    alone = next((_with_doubt(said, growth) for said, growth in grown), "")
    return amount_said(answer) or alone


def _with_doubt(said, words):
    return f"{words} ({_('disputed')})" if said.disputed else words


def _growth_alone(said):
    return _("growth only: %(change)s") % {"change": growth_in_words(PrintedGrowth.of(said))}


def growth_in_words(printed):
    """Return growth as a source prints it, as a change: "+7.5%", "more than +15%"."""
    change = formats.percent_change(printed.rate, printed.shown_decimals)
    return qualified(printed.qualifier, change, change)


def change_of(growth):
    """Return the growth as a value of a table: computed, else as a source prints it."""
    if growth:
        return charts.Value(round(growth.rate, 6), formats.percent_change(growth.rate))
    for printed in growth.printed:
        if printed.is_yearly:
            note = _("as printed") if printed.is_rate else _("as read from the words")
            return charts.Value(printed.rate, growth_in_words(printed), note=note)
    return charts.Value(None)


def main_currency(answers):
    """Return the currency of the first amount there is."""
    return next((answer.currency for answer in answers if answer), "USD")


def publishers_of(answers):
    """Return who published the amounts, "" without any."""
    sources = _sources(answers)
    if not sources:
        return ""
    publishers = ", ".join(dict.fromkeys(source.publisher for source in sources))
    line = ngettext("Source: %(publishers)s.", "Sources: %(publishers)s.", len(sources))
    return line % {"publishers": publishers}


def newest_of(answers):
    """Return as of when the amounts are: the newest source or vintage of data, "" without one."""
    dates = dict(_dates(list(answers)))
    if not dates:
        return ""
    date = formats.partial_date_label(dates[max(dates)])
    return _("The newest is of %(date)s.") % {"date": date}


def _dates(answers):
    """Pairs of a day, and the same as precise as it is known."""
    for answer in filter(None, answers):
        official = (figure for figure in answer.figures if not figure.quoted)
        yield from ((day, day) for figure in official if (day := figure.known_vintage))
    for source in _sources(answers):
        if source.published_latest:
            yield source.published_latest, source.published


def _sources(answers):
    return sources_of(filter(None, answers))


def overview_link(pair, window, **further):
    """Return the address of the overview as seen from the reporter, for these months if any."""
    asked = {"seen": pair.code, **({"window": window} if window else {}), **further}
    return f"{reverse('trade:overview')}?{urlencode(asked)}"
