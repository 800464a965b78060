"""The steps of checklists in the admin; the tasks made of them stand with their visits."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import RecordAdmin
from regions.admin import TITLES, TRAIL
from visits.models import ChecklistStep


@admin.register(ChecklistStep)
class ChecklistStepAdmin(RecordAdmin):
    list_display = ["__str__", "visit_kind", "position", "kind", "days", "counted_from"]
    list_filter = ["visit_kind", "kind"]
    fieldsets = [
        TITLES,
        (
            _("What it is"),
            {
                "fields": [("visit_kind", "position"), "kind", ("days", "counted_from")],
                "description": _(
                    "Every visit of this kind that is planned from now on begins with this step."
                    " Visits that have their checklist already keep it as it is."
                ),
            },
        ),
        TRAIL,
    ]
