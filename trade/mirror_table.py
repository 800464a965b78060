"""The mirror as rows of a file: amounts as numbers, and how each is known beside it."""

from django.utils.translation import gettext as _

from common.exports import joined
from common.formats import window_label


def headings(mirror):
    """Return the headings; ``mirror`` is None where nothing is shown."""
    names = {
        "place": mirror.pair.reporter.name if mirror else "",
        "other": mirror.pair.partner.name if mirror else "",
    }
    return [
        _("Months"),
        _("First day"),
        _("Last day"),
        _("Flow"),
        _("Product"),
        _("Counted by %(place)s") % names,
        _("How it is known"),
        _("Counted by %(other)s") % names,
        _("How it is known"),
        _("Currency"),
        _("Difference"),
        _("Share of the amount of %(place)s") % names,
        _("Within rounding"),
        _("Source"),
    ]


def table_rows(mirror):
    return [
        [*_months(shown.window), *_cells(mirror, named)]
        for shown in mirror.windows
        for named in shown.rows
    ]


def _months(window):
    return window_label(window), window.first, window.last


def _cells(mirror, named):
    row = named.row
    sources = dict.fromkeys([*row.ours.sources, *row.theirs.sources])
    return [
        named.label,
        mirror.goods or _("All goods"),
        _amount(row.ours),
        _known(row.ours),
        _amount(row.theirs),
        _known(row.theirs),
        row.ours.currency or row.theirs.currency,
        None if row.gap is None else round(row.gap, 2),
        None if row.share is None else round(row.share, 4),
        _("yes") if row.is_within_rounding else "",
        joined(sources),
    ]


def _amount(answer):
    """What is implied has more digits than anybody printed."""
    return round(answer.value, 2) if answer else None


def _known(answer):
    """How the amount was obtained, or why there is none."""
    if answer:
        return str(answer.method.label)
    return str(answer.state.label) if answer.state is not None else _("no data")
