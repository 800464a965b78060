"""Fields of the admin that know the record they hold."""

from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

from common.forms import RecordField, RecordsField

# The fields of records in every form of the admin.
RECORD_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.ForeignKey: {"form_class": RecordField},
    models.ManyToManyField: {"form_class": RecordsField},
}


class HeldRecordSelect(AutocompleteSelect):
    """A search for a record; the one it ``held`` when the page was read is not asked for again."""

    held: Any = None

    def optgroups(self, name, value, attr=None):
        if self.held is None or [str(chosen) for chosen in value] != [str(self.held.pk)]:
            return super().optgroups(name, value, attr)
        groups = super().optgroups(name, [], attr)
        label = self.choices.field.label_from_instance(self.held)
        groups[0][1].append(self.create_option(name, self.held.pk, label, True, 1))
        return groups


class HeldRecords(forms.BaseModelForm):
    """A form whose fields show the records that were joined to its row, without a query."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, HeldRecordSelect):
                widget.held = self.instance._state.fields_cache.get(name)


class HeldRecordInline(InlineModelAdmin):
    """Rows of the admin with their records ``joined``; their form has to be of HeldRecords."""

    joined = ()
    formfield_overrides = RECORD_FIELDS

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.joined)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = HeldRecordSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
