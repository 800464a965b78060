"""A form field that finds one record by its name, for lists too long to choose from."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from common.search import fold, terms

SUGGESTED = 500
NAMED_IN_ERROR = 5
_MARKED = re.compile(r"\[(\w+)\]\s*\Z")


class PickField(forms.CharField):
    """One record, found by its name or a part of it, in any language the record has.

    The field suggests from the ``<datalist>`` called ``suggestions``; ``current`` is the record
    it holds before the change, which its own label always means.
    """

    default_error_messages = {
        "unknown": _("“%(text)s” is not known here. Check the spelling, or add it first."),
        "several": _("“%(text)s” may mean: %(names)s. Write the whole name."),
    }

    def __init__(self, queryset, *, suggestions, **kwargs):
        super().__init__(max_length=300, **kwargs)
        self.queryset = queryset
        self.current = None
        self.widget.attrs.update({"list": suggestions, "autocomplete": "off"})

    def prepare_value(self, value):
        """Show a record by its label; what was typed as it was typed."""
        if isinstance(value, str):
            return value
        record = self.current if self.current and value == self.current.pk else value
        return str(record) if hasattr(record, "pk") else ""

    def has_changed(self, initial, data):
        return fold(data) != fold(self.prepare_value(initial))

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        if self.current and fold(text) == fold(str(self.current)):
            return self.current
        return self._found(text)

    def validate(self, value):
        forms.Field.validate(self, value)

    def run_validators(self, value):
        """A record needs none of the validators of a text."""

    def _found(self, text):
        matches = self._matches(text)
        if len(matches) == 1:
            return matches[0]
        names = ", ".join(_told_apart(matches[:NAMED_IN_ERROR]))
        code = "several" if matches else "unknown"
        message = self.error_messages[code] % {"text": text, "names": names}
        raise forms.ValidationError(message, code=code)

    def _matches(self, text):
        """Return the records the text may mean; those called exactly so before all others."""
        marked = _MARKED.search(text)
        if marked:
            return list(self.queryset.filter(public_id=marked[1]))
        if not terms(text):
            return []
        matches = list(self.queryset.search_as_typed(text)[:SUGGESTED])
        exact = [record for record in matches if fold(text) in _names(record)]
        return exact or matches


def remember_current(form):
    """Let each field of a model's form know the record it holds before the change."""
    for name, field in form.fields.items():
        if isinstance(field, PickField) and getattr(form.instance, f"{name}_id", None):
            field.current = getattr(form.instance, name)


def suggestions(queryset):
    """Return the labels of the records; those of one name are told apart by their address id."""
    return _told_apart(list(queryset[:SUGGESTED]))


def _told_apart(records):
    labels = [str(record) for record in records]
    return [
        f"{text} [{record.public_id}]" if labels.count(text) > 1 else text
        for text, record in zip(labels, records, strict=True)
    ]


def _names(record):
    names = record.names() if hasattr(record, "names") else []
    return {fold(name) for name in (*names, str(record), getattr(record, "code", "")) if name}
