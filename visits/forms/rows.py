"""Rows below a visit: what the forms of sides, stops, delegates and programme items share."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.db import transaction
from django.forms.utils import ErrorDict, ErrorList
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.forms import TitleRules
from common.picks import PickField
from visits.forms.sent_rows import row_count

MORE_ROWS = 3


def columns(*names, width="col-sm"):
    """Return the fields side by side, all of one width."""
    return cells(dict.fromkeys(names, width))


def cells(widths):
    """Return the fields side by side, each with the width that stands by its name."""
    return Row(*(Column(name, css_class=css) for name, css in widths.items()), css_class="g-2")


def fields_only(*fields):
    """Return a helper that draws the fields alone: the page has the form tag and the errors."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.render_hidden_fields = True
    helper.template = "visits/_fields.html"
    helper.layout = Layout(*fields)
    return helper


class Fold(Div):
    """Fields that are seldom needed, behind a line that opens them."""

    template = "visits/_fold.html"

    def __init__(self, summary, *fields, is_open):
        super().__init__(*fields)
        self.summary = summary
        self.is_open = is_open


class ChildForm(TitleRules, forms.ModelForm):
    """A form of what belongs to a visit; its rules ask the visit, be it saved yet or not."""

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.visit = visit


class RowForm(ChildForm):
    """A row in a page of the portal. A new one with nothing but ``prefilled`` fields is empty."""

    prefilled = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.prefilled:
                field.help_text = ""
            if isinstance(field, PickField) and getattr(self.instance, f"{name}_id"):
                field.current = getattr(self.instance, name)

    @cached_property
    def helper(self):
        """Made when it is asked for: the set of forms adds fields of its own."""
        return fields_only(*self.layout(["DELETE"] if "DELETE" in self.fields else []))

    def layout(self, removal):
        """Return the layout objects; ``removal`` has the field that removes the row, if any."""
        return [*self._meta.fields, *removal]

    def fold(self, summary, *fields):
        """Return fields that open by themselves only where something in them is wrong."""
        names = [pointer.name for pointer in Layout(*fields).get_field_names()]
        return Fold(summary, *fields, is_open=any(self[name].errors for name in names))

    def has_changed(self):
        if self.instance.pk:
            return super().has_changed()
        return any(name not in self.prefilled for name in self.changed_data)


class ChildFormSet(forms.BaseInlineFormSet):
    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "visit": self.instance}

    def kept_forms(self):
        """Return the forms that hold a row and are not to be removed."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk or form.has_changed())
        ]

    def get_unique_error_message(self, unique_check):
        return _("Two rows are the same. Change or remove one of them.")


class RowFormSet(ChildFormSet):
    """Rows in a page of the portal: those there are, ``joined`` to their names, and empty ones."""

    default_error_messages = {
        "missing_management_form": _("This page came back incomplete. Open it again, please."),
        "too_many_forms": _(
            "More rows were sent than fit here: %(num)s at most. The rest is not shown."
        ),
    }
    row_name = _("row")
    joined = ()
    order = ("position", "pk")

    def __init__(self, *args, **kwargs):
        rows = self.model._default_manager.select_related(*self.joined).order_by(*self.order)
        super().__init__(*args, **{"queryset": rows, **kwargs})

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if index is not None and index >= self.initial_form_count():
            kwargs["initial"] = self.initial_of_new(index)
        return kwargs

    @property
    def lines(self):
        """Return the forms in the order of the page."""
        return self.forms

    def initial_of_new(self, index):
        """Return what the empty row with this number, from 0, is filled with."""
        return {"position": index + 1}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")


def row_set(parent, model, form, formset, *, extra, most):
    """Return the class of a set of rows: so many empty ones, and so many at most."""
    return forms.inlineformset_factory(
        parent,
        model,
        form=form,
        formset=formset,
        extra=extra,
        max_num=most,
        absolute_max=most,
        can_delete_extra=False,
    )


class PageForms:
    """The form of a visit and the sets of its rows on one page, sent and saved together.

    A page may also be sent for nothing but more rows, of the set that ``more_rows`` names. Nothing
    is judged or saved then, and nothing lost.
    """

    def __init__(self, visit, data=None, user=None):
        self.visit = visit
        self.user = user
        self.is_sent = data is not None
        with_rows = self.with_wanted_rows(data) if self.is_sent else None
        self.wants_rows = with_rows is not None
        self.build(visit, with_rows if self.wants_rows else data)
        if self.wants_rows:
            self._keep_quiet()

    @classmethod
    def of(cls, request, visit):
        return cls(visit, request.POST if request.method == "POST" else None, request.user)

    def build(self, visit, data):
        """Make ``form`` and ``row_sets``."""
        raise NotImplementedError

    def with_wanted_rows(self, data):
        """Return the data with the rows that the page was sent for; None if it was for none."""
        return _with_more_rows(data, data["more_rows"]) if "more_rows" in data else None

    def are_to_be_saved(self):
        return self.is_sent and not self.wants_rows and self.is_valid()

    def is_valid(self):
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.row_sets)])

    @transaction.atomic
    def save(self):
        """Save the visit first: when it was changed meanwhile nothing of this is saved.

        The visit is saved even if only its rows have changed, so that its version tells of them.
        """
        self.form.save()
        for rows in self.row_sets:
            rows.save()
        self.visit.refresh_search_text()

    def problems(self):
        """Return rows of target, label and text: all that is wrong, in the order of the page."""
        found = problems_of(self.form)
        for rows in self.row_sets:
            found += [_problem(rows.prefix, "", error) for error in rows.non_form_errors()]
            for number, row in enumerate(rows.lines, start=1):
                found += problems_of(row, f"{rows.row_name} {number}")
        return found

    def _keep_quiet(self):
        for form in (self.form, *(row for rows in self.row_sets for row in rows.forms)):
            form._errors = ErrorDict()
        for rows in self.row_sets:
            rows._errors, rows._non_form_errors = [], ErrorList()


def _with_more_rows(data, prefix):
    data = data.copy()
    data[f"{prefix}-TOTAL_FORMS"] = str(row_count(data, prefix) + MORE_ROWS)
    return data


def problems_of(form, row=""):
    """Return rows of target, label and text: what is wrong in one form."""
    return [
        _problem(*_target(form, name, row), error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def _target(form, name, row):
    """Return the id to go to, and what it is called: the row and the field, as far as known."""
    if name not in form.fields or form[name].is_hidden:
        first = form.visible_fields()[0] if form.visible_fields() else None
        return (first.id_for_label if first else "content"), row
    words = [word for word in (row, form[name].label) if word]
    return form[name].id_for_label, ", ".join(str(word) for word in words)


def _problem(target, label, text):
    return {"target": target, "label": label, "text": text}
