"""Venues in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import RecordAdmin
from regions.admin import NAMES, TRAIL, LocatedFilter
from visits.models import Venue


@admin.register(Venue)
class VenueAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "place", "organisation", "address", "time_zone"]
    list_filter = [LocatedFilter]
    list_select_related = ["place", "organisation"]
    autocomplete_fields = ["place", "organisation"]
    fieldsets = [
        NAMES,
        (
            _("Where it is"),
            {
                "fields": [
                    "place",
                    "organisation",
                    "address",
                    "time_zone",
                    ("latitude", "longitude"),
                    ("opens", "closes"),
                ],
                "description": _(
                    "Left empty, the time zone is that of the place. All times of a programme go"
                    " by the clock of their venue."
                ),
            },
        ),
        TRAIL,
    ]
