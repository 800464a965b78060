"""Both countries' amounts of one window as a picture."""

from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import charts, formats
from trade.chart_values import (
    SCALE,
    TONES,
    main_currency,
    newest_of,
    overview_link,
    publishers_of,
    value_of,
)
from trade.models import Flow


def mirror_part(pair, both, *, goods="", link=overview_link, address=("trade:overview_chart",)):
    """Return the ChartPart of the BothSides as seen from the first of the pair.

    ``goods`` names the product where it is not all of them; ``link(pair, window)`` is the page
    behind an amount, ``address`` that of the files.
    """
    answers = [answer for row in both.rows for answer in (row.ours, row.theirs)]
    rows = [_sides(pair, row, main_currency(answers), link) for row in both.rows]
    title = _title(pair, both.window, goods)
    return sides_part(pair, "both-sides", title, _("Flow"), rows, answers, address)


def sides_part(pair, slug, title, heading, rows, answers, address):
    """Return the ChartPart of ``rows`` of two sides; ``heading`` is that of their labels."""
    currency = main_currency(answers)
    names = (str(pair.reporter.name), str(pair.partner.name))
    unit = formats.unit_label(currency, SCALE)
    return charts.ChartPart(
        slug=slug,
        title=title,
        subtitle=unit,
        chart=partial(charts.side_bars, title, names, rows),
        table=charts.sides_table(
            f"{title}. {unit}",
            heading,
            names,
            _("Difference"),
            rows,
            formats.unit_label(currency),
        ),
        source=publishers_of(answers),
        as_of=newest_of(answers),
        address=address,
    )


def _title(pair, window, goods):
    words = {
        "reporter": pair.reporter.name,
        "partner": pair.partner.name,
        "window": formats.window_label(window),
        "goods": goods,
    }
    if goods:
        pattern = _("%(goods)s: %(reporter)s and %(partner)s, %(window)s: each side's own count")
        return pattern % words
    return _("%(reporter)s and %(partner)s, %(window)s: each side's own count") % words


def _sides(pair, row, currency, link):
    tone = TONES[row.flow]
    ours = value_of(row.ours, currency, link(pair, row.ours.window))
    theirs = value_of(row.theirs, currency, link(pair.turned(), row.theirs.window))
    return charts.Sides(_label(pair, row.flow), tone, ours, theirs, gap_words(pair, row))


def _label(pair, flow):
    """Which way the goods go: each side names the same flow otherwise."""
    ends = {
        Flow.EXPORT: (pair.reporter, pair.partner),
        Flow.IMPORT: (pair.partner, pair.reporter),
    }.get(flow)
    if ends is None:
        return capfirst(Flow(flow).label)
    return " → ".join(str(place.name) for place in ends)


def gap_words(pair, row):
    """The difference in money and as a share of ours; "" where there are not two amounts."""
    if not row.is_comparable:
        return ""
    gap = formats.money(row.gap, row.ours.currency, row.rounding_unit)
    if row.is_within_rounding:
        return _("difference %(gap)s, within rounding") % {"gap": gap}
    if row.share is None:
        return _("difference %(gap)s") % {"gap": gap}
    words = _("difference %(gap)s, %(share)s of the amount of %(reporter)s")
    share = formats.share(row.share)
    return words % {"gap": gap, "share": share, "reporter": pair.reporter.name}
