"""The history of a record in the admin, for those only who may see the record itself."""

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

from common.history import printed
from common.texts import whole_number

NOTHING = "–"


class Shortened(ObjDiffDisplay):
    """Long values from where they begin to differ."""

    def shortened_str(self, prefix, num_skipped_chars, suffix):
        return f"{prefix}…{suffix}"


class ChangesInWords(HistoricalRecordContextHelper):
    """What changed, with values as pages print them."""

    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        if isinstance(value, DeletedObject) and value.pk is None:
            return NOTHING
        if isinstance(value, list):
            return ", ".join(map(str, value)) or NOTHING
        choices = dict(self.model._meta.get_field(change.field).flatchoices)
        return printed(choices.get(value, value)) or NOTHING

    def get_obj_diff_display(self):
        return Shortened(max_length=self.max_displayed_delta_change_chars)


class GuardedHistory(SimpleHistoryAdmin):
    """Answers 404 for the history of what the user may not know of, or what is no id at all."""

    def history_view(self, request, object_id, extra_context=None):
        self._known(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show a former state in a form that takes the record back to it."""
        record = self._known(request, object_id)
        if whole_number(version_id) is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangesInWords(self.model, historical_record)

    def render_history_view(self, request, template, context, **kwargs):
        """Render with the names of the records themselves, not of their former states."""
        named = {"opts": self.model._meta}
        return super().render_history_view(request, template, context | named, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        """Return the form, of which a former state takes the present version to save over."""
        if hasattr(obj, "_history"):
            obj.version = self.get_object(request, str(obj.pk)).version
        fields = kwargs.get("fields") or flatten_fieldsets(self.get_fieldsets(request, obj))
        # "version" is declared on the form; as a model field it can not be edited.
        kwargs["fields"] = [name for name in fields if name != "version"]
        return super().get_form(request, obj, **kwargs)

    def _known(self, request, object_id):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        return record
