"""Releases in the admin: to be read, never changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import ViewOnlyAdmin
from visits.models import Release


@admin.register(Release)
class ReleaseAdmin(ViewOnlyAdmin):
    list_display = ["visit", "number", "name", "state", "made_at", "made_by", "decided_by"]
    list_filter = ["state"]
    list_select_related = ["visit", "made_by", "decided_by"]
    search_fields = ["visit__search_text"]
    search_help_text = _("Any words of the visit, in any language or script.")
    fields = [
        "visit",
        ("number", "name"),
        "note",
        "state",
        ("made_at", "made_by"),
        ("decided_at", "decided_by"),
        "refusal",
        ("sha256", "is_intact"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        """Search the folded text of the visits."""
        if not search_term:
            return queryset, False
        visits = self.model._meta.get_field("visit").related_model.all_objects
        return queryset.filter(visit__in=visits.search(search_term)), False

    @admin.display(description=_("content as released"), boolean=True)
    def is_intact(self, release):
        return release.is_intact
