"""The admin of records: versions, soft deletion and history in one place."""

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ValidationError
from django.db import models, router
from django.utils.translation import gettext_lazy as _

from common.admin_fields import RECORD_FIELDS
from common.admin_history import GuardedHistory
from common.conflicts import version_sent
from common.forms import RecordForm
from common.once import make_once


class DeletedFilter(admin.SimpleListFilter):
    title = _("deleted")
    parameter_name = "deleted"

    def lookups(self, request, model_admin):
        return [("yes", _("deleted, kept for 30 days"))]

    def queryset(self, request, queryset):
        return queryset.deleted() if self.value() == "yes" else queryset.alive()


class RecordAdmin(GuardedHistory):
    """Base of every admin of a Record: found by its search text, which inlines bring up to date.

    The version the form was opened with travels with it, so that a save, a deletion or an action
    over a newer version is answered 409. The form of a new record makes one, however often sent.
    """

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    search_fields = ["search_text"]
    search_help_text = _("Any words of it, in any language or script.")
    readonly_fields = ["reference", "created_at", "created_by", "changed_at", "changed_by"]
    formfield_overrides = {
        **RECORD_FIELDS,
        models.URLField: {"assume_scheme": "https"},
    }
    delete_confirmation_template = "admin/record_delete.html"
    delete_selected_confirmation_template = "admin/record_delete_selected.html"
    actions = ["restore_records"]

    def get_queryset(self, request):
        return self.model.all_objects.get_queryset().visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        """Search the folded text; only what is not deleted is offered to choose from."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.alive()
        return queryset.search(search_term), False

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), DeletedFilter]

    def get_fieldsets(self, request, obj=None):
        """Carry what the form is known by in the first fieldset, as a hidden field."""
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        hidden = self._hidden_fields(request, obj)
        fieldsets[0][1]["fields"] = [*fieldsets[0][1]["fields"], *hidden]
        return fieldsets

    def _hidden_fields(self, request, record):
        if record is None:
            return ["new_id"]
        return ["version"] if self.has_change_permission(request, record) else []

    def add_view(self, request, form_url="", extra_context=None):
        def make():
            return super(RecordAdmin, self).add_view(request, form_url, extra_context)

        return make_once(request, self.model, make, lambda made: self.response_add(request, made))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.refresh_search_text()

    def get_deleted_objects(self, objs, request):
        """Name of what stands in the way only what the user may know of."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            known = known_protected(objs, request.user)
            protected = known or [_("Records rest on it.")]
        return deleted, counts, lacking, protected

    def delete_model(self, request, obj):
        """Delete the version the confirmation page showed; the newest if it named none."""
        obj.version = version_sent(request, f"version-{obj.pk}") or obj.version
        obj.delete()

    def delete_queryset(self, request, queryset):
        for record in queryset:
            self.delete_model(request, record)

    @admin.action(description=_("Restore the selected deleted records"), permissions=["delete"])
    def restore_records(self, request, queryset):
        for record in queryset:
            try:
                record.restore()
            except ValidationError as error:
                words = f"{record}: {' '.join(error.messages)}"
                self.message_user(request, words, messages.ERROR)
            else:
                self.settle(record)

    def settle(self, record):
        """Bring in line what rests on a record that is there again."""


def known_protected(records, user):
    """Return, by its kind and name, what keeps the records from deletion and the user may see."""
    collector = NestedObjects(using=router.db_for_write(type(records[0])), origin=records)
    collector.collect(records)
    return [
        f"{one._meta.verbose_name}: {one}" for one in collector.protected if _is_known(one, user)
    ]


def _is_known(row, user):
    """Whether the user may know of a record, or of the records that the row is part of."""
    rows = getattr(type(row), "all_objects", None)
    if rows is not None:
        return rows.visible_to(user).filter(pk=row.pk).exists()
    wholes = [field for field in row._meta.fields if _is_part_of(field)]
    return all(_is_known(getattr(row, field.name), user) for field in wholes)


def _is_part_of(field):
    return field.many_to_one and field.remote_field.on_delete is models.CASCADE


class ViewOnlyAdmin(admin.ModelAdmin):
    """For what the program writes and nobody edits."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
