"""How the fields of a statement stand on the page."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django.utils.translation import gettext_lazy as _


class Fold(Div):
    """Fields that are seldom needed, behind a line that opens them."""

    template = "trade/_fold.html"

    def __init__(self, summary, *fields, is_open):
        super().__init__(*fields)
        self.summary = summary
        self.is_open = is_open


def columns(*names, width="col-md"):
    """Return a row of fields, below each other on a phone."""
    return Row(*(Column(name, css_class=width) for name in names), css_class="g-2")


def statement_helper(form):
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.render_hidden_fields = True
    helper.layout = Layout(
        Fieldset(_("What the source says"), "printed", *_source(form)),
        Fieldset(
            _("What it speaks of"),
            columns("flow", "measure", width="col-6"),
            columns("reporter", "partner"),
            columns("period", "window_basis"),
        ),
        Fieldset(
            _("How much"),
            columns("qualifier", "amount", "amount_to", width="col-6 col-md-4"),
            columns("unit", "currency", "balance_side", width="col-6 col-md-4"),
            columns("growth_kind", "growth", "growth_qualifier", width="col-6 col-md-4"),
        ),
        Fold(
            _("Goods it names"),
            columns("goods_export", "goods_import"),
            is_open=form.has_any("goods_export", "goods_import"),
        ),
        Fold(
            _("Further details"),
            columns("said_by_printed", "reporter_basis"),
            columns("product", "window_printed"),
            columns("growth_printed", "base_period"),
            "disputed",
            "note",
            is_open=form.has_any(*FURTHER),
        ),
    )
    return helper


FURTHER = (
    "said_by_printed",
    "product",
    "window_printed",
    "growth_printed",
    "base_period",
    "disputed",
    "note",
)


def _source(form):
    """A source that is known, or the fields of a new one."""
    new = Fold(
        _("A source that is not known here yet"),
        columns("source_url", "source_publisher"),
        "source_title",
        columns("source_published", "source_kind", "source_language", width="col-6 col-md-4"),
        is_open=not form.has_any("known_source"),
    )
    return "known_source", new
