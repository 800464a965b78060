"""Uses of personal data in the admin: who asked for them, entered or erased them, and when."""

from django.contrib import admin

from common.admin import ViewOnlyAdmin
from visits.models import PersonalDataEvent


@admin.register(PersonalDataEvent)
class PersonalDataEventAdmin(ViewOnlyAdmin):
    """The data themselves are in no admin page."""

    list_display = ["at", "what", "by", "visit", "delegate_uid", "count", "request_id"]
    list_filter = ["what"]
    list_select_related = ["by", "visit"]
    search_fields = ["by__username", "delegate_uid", "request_id"]
    fields = ["at", "what", "by", "visit", "delegate_uid", "count", "request_id"]

    def has_view_permission(self, request, obj=None):
        """The list tells who looks after whom: it is for those who answer for it."""
        return request.user.is_superuser or request.user.has_perm("accounts.view_user")
