"""Statements as a table of a spreadsheet."""

from django.utils.translation import gettext as _

from trade.models import Flow, Statement


def columns(request):
    """Return pairs of heading and function of the statement."""
    return [
        (_("As printed"), lambda row: row.printed),
        (_("Reported by"), lambda row: row.reporter.name),
        (_("Code of the reporter"), lambda row: row.reporter.code),
        (_("Trade with"), lambda row: row.partner.name),
        (_("Code of the partner"), lambda row: row.partner.code),
        (_("Flow"), lambda row: row.get_flow_display()),
        (_("Measure"), lambda row: row.get_measure_display()),
        (_("Product"), lambda row: row.product.name),
        (_("Months"), lambda row: row.window_words),
        (_("First day"), lambda row: row.window and row.window.first),
        (_("Last day"), lambda row: row.window and row.window.last),
        (_("Year inferred"), lambda row: _("yes") if row.year_inferred else ""),
        (_("How the period is known"), lambda row: row.get_window_basis_display()),
        (_("How firmly stated"), lambda row: row.get_qualifier_display()),
        (_("Amount, at least"), lambda row: row.amount_low),
        (_("Amount, at most"), lambda row: row.amount_high),
        (_("Currency"), lambda row: row.currency if row.amount_words else ""),
        (_("Rounded to"), lambda row: row.rounding_unit if row.amount_words else ""),
        (_("Growth stated as"), _growth_kind),
        (_("Growth as printed"), lambda row: row.growth_value),
        (
            _("How firmly the growth is stated"),
            lambda row: row.get_growth_qualifier_display() if row.growth_kind else "",
        ),
        (_("Goods exported"), lambda row: _goods(row, Flow.EXPORT)),
        (_("Goods imported"), lambda row: _goods(row, Flow.IMPORT)),
        (_("Disputed"), lambda row: _("yes") if row.disputed else ""),
        (_("Gives a figure"), lambda row: _("yes") if row.figure_id else _("no")),
        (_("Source"), lambda row: row.source),
        (_("Published"), lambda row: row.source.published),
        (_("Address of the source"), lambda row: row.source.url),
        (_("Address"), lambda row: request.build_absolute_uri(row.get_absolute_url())),
    ]


def _growth_kind(row):
    """Return the kind in a word: the choices of the form name an example beside it."""
    kinds = {
        Statement.Growth.RATE: _("rate"),
        Statement.Growth.INDEX: _("index"),
        Statement.Growth.TIMES: _("times"),
    }
    return kinds.get(row.growth_kind, "")


def _goods(row, flow):
    return "; ".join(str(good.product.name) for good in row.goods.all() if good.flow == flow)
