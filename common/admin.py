"""The admin of records: versions, soft deletion and history in one place."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from common.forms import RecordForm


class DeletedFilter(admin.SimpleListFilter):
    title = _("deleted")
    parameter_name = "deleted"

    def lookups(self, request, model_admin):
        return [("yes", _("deleted, kept for 30 days"))]

    def queryset(self, request, queryset):
        return queryset.deleted() if self.value() == "yes" else queryset.alive()


class RecordAdmin(SimpleHistoryAdmin):
    """Base of every admin of a Record.

    The version the form was opened with travels with it, so that a save, a deletion or an action
    over a newer version is answered 409.
    """

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    delete_confirmation_template = "admin/record_delete.html"
    delete_selected_confirmation_template = "admin/record_delete_selected.html"
    actions = ["restore_records"]

    def get_queryset(self, request):
        return self.model.all_objects.get_queryset().visible_to(request.user)

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), DeletedFilter]

    def get_fieldsets(self, request, obj=None):
        """Carry the version in the first fieldset, as a hidden field."""
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        first = fieldsets[0][1]
        if "version" not in first["fields"]:
            first["fields"] = [*first["fields"], "version"]
        return fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        # "version" is declared on the form; as a model field it can not be edited.
        fields = kwargs.get("fields")
        if fields:
            kwargs["fields"] = [name for name in fields if name != "version"]
        return super().get_form(request, obj, change, **kwargs)

    def delete_model(self, request, obj):
        obj.version = self._seen_version(request, obj)
        obj.delete()

    def delete_queryset(self, request, queryset):
        for record in queryset:
            self.delete_model(request, record)

    def _seen_version(self, request, record):
        """Return the version the confirmation page showed; the newest if it named none."""
        seen = request.POST.get(f"version-{record.pk}", "")
        return int(seen) if seen.isdecimal() and len(seen) < 10 else record.version

    @admin.action(description=_("Restore the selected deleted records"), permissions=["delete"])
    def restore_records(self, request, queryset):
        for record in queryset:
            record.restore()


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
