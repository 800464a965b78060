"""Places, people and sources in the admin; what the admins above share stands first."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from common.admin import RecordAdmin
from common.formats import partial_date_label
from common.forms import TitledForm
from regions.attachment_forms import AttachmentForm
from regions.models import (
    Attachment,
    Membership,
    Mission,
    Organisation,
    Person,
    Place,
    PlaceChange,
    PlaceName,
    Post,
    Sector,
    Source,
)

NAMES = (
    _("Names"),
    {
        "fields": ["name_en", "name_ru", "name_kk", "name_be"],
        "description": _(
            "English is needed. A language left empty shows the nearest one, marked as such."
        ),
    },
)
TITLES = (
    _("Title"),
    {
        "fields": ["title_en", "title_ru", "title_kk", "title_be"],
        "description": _("One language is enough; the others show it, marked as such."),
    },
)
TRAIL = (
    _("Where this record comes from"),
    {
        "fields": ["reference", "created_at", "created_by", "changed_at", "changed_by"],
        "classes": ["collapse"],
    },
)
DATE_HELP = _(
    "Write a date as precisely as the source has it: 9.3.2026, 3/2026, Q1 2026, 2026,"
    " “by 31.12.2026”. Beside it stands how it is known."
)


def date_column(name, description):
    """Return a column of a list for a partial date, ordered by the last day it may mean."""

    @admin.display(description=description, ordering=f"{name}_latest", empty_value="–")
    def column(record):
        when = getattr(record, name)
        return partial_date_label(when) if when else None

    return column


class CountryFilter(admin.SimpleListFilter):
    """Narrows to what belongs to a country the portal knows from inside."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        inside = Place.objects.filter(country__isnull=False)
        countries = Place.objects.filter(pk__in=inside.values("country"))
        return [(place.code, place.name) for place in countries]

    def queryset(self, request, queryset):
        place = self.value() and Place.objects.with_code(self.value()).first()
        return self.narrow(queryset, place) if place else queryset

    def narrow(self, queryset, place):
        return queryset.of_place(place)


class LocatedFilter(CountryFilter):
    """The same for records that lie in one place."""

    def narrow(self, queryset, place):
        return queryset.filter(place__in=Place.objects.within(place))


class InsideFilter(CountryFilter):
    """The same for places themselves."""

    def narrow(self, queryset, place):
        return queryset.filter(country=place)


class PlaceNameInline(admin.TabularInline):
    model = PlaceName
    extra = 0


class PlaceChangeInline(admin.StackedInline):
    model = PlaceChange
    fk_name = "place"
    extra = 0
    autocomplete_fields = ["other"]


class MembershipInline(admin.TabularInline):
    model = Membership
    fk_name = "group"
    fields = ["member", "since", "until"]
    autocomplete_fields = ["member"]
    extra = 0
    verbose_name_plural = _("members, of a group of countries")


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "code", "kind", "parent", "population"]
    list_filter = ["kind", InsideFilter]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent", "centre"]
    inlines = [PlaceNameInline, PlaceChangeInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["code", "kind", "parent", "centre"],
                "description": _(
                    "Country and region follow from where it lies. A place that no longer exists"
                    " is not deleted: give the date until which it existed."
                ),
            },
        ),
        NAMES,
        (
            _("Short names"),
            {
                "fields": ["short_en", "short_ru", "short_kk", "short_be"],
                "description": _("For narrow columns and the map; empty means the full name."),
            },
        ),
        (_("Codes of a country"), {"fields": ["numeric_code", "comtrade_code"]}),
        (
            _("Where it is"),
            {
                "fields": [("latitude", "longitude"), "time_zone", ("tile_row", "tile_column")],
                "description": _("Row and column are those of its square in the tile map."),
            },
        ),
        (
            _("Population"),
            {"fields": ["population", "population_date", "population_source"]},
        ),
        (_("Existence"), {"fields": [("since", "until")]}),
        TRAIL,
    ]

    def get_inlines(self, request, place):
        is_group = place is not None and place.kind == Place.Kind.GROUP
        return [*self.inlines, MembershipInline] if is_group else self.inlines


@admin.register(Mission)
class MissionAdmin(RecordAdmin):
    list_display = ["name_en", "home", "languages", "time_zone"]
    list_select_related = ["home"]
    autocomplete_fields = ["home", "hosts"]
    fieldsets = [
        NAMES,
        (
            _("Whom it speaks for"),
            {
                "fields": ["home", "hosts", "languages", "time_zone"],
                "description": _("Every page that compares two countries takes them from here."),
            },
        ),
        (_("Visits"), {"fields": ["releases_need_approval"]}),
        TRAIL,
    ]


@admin.register(Sector)
class SectorAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "slug"]
    fieldsets = [(None, {"fields": ["slug"]}), NAMES, TRAIL]


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "kind", "place"]
    list_filter = ["kind", LocatedFilter]
    list_select_related = ["place"]
    autocomplete_fields = ["place"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "place", "slug", "website"],
                "description": _(
                    "What an organisation signs or visits counts for the place it stands in."
                ),
            },
        ),
        NAMES,
        (_("Other spellings"), {"fields": ["aliases"]}),
        TRAIL,
    ]

    def view_on_site(self, organisation):
        return organisation.place.get_absolute_url() if organisation.place else None


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ["name_en", "name_ru", "slug"]
    fieldsets = [
        (
            _("Names"),
            {
                "fields": [*NAMES[1]["fields"], "passport_spelling", "aliases"],
                "description": _("Other spellings help search: agencies spell one name many ways."),
            },
        ),
        (None, {"fields": ["slug"]}),
        TRAIL,
    ]


@admin.register(Post)
class PostAdmin(RecordAdmin):
    form = TitledForm
    list_display = ["person", "__str__", "place", "organisation", date_column("as_of", _("known"))]
    list_filter = [LocatedFilter]
    list_select_related = ["person", "place", "organisation"]
    autocomplete_fields = ["person", "organisation", "place", "source"]
    fieldsets = [
        (
            None,
            {
                "fields": ["person", "place", "organisation"],
                "description": _(
                    "Give the place for which the post speaks, as a governor's does; the"
                    " organisation for all others."
                ),
            },
        ),
        TITLES,
        (
            _("When"),
            {
                "fields": [
                    ("since", "since_basis"),
                    ("until", "until_basis"),
                    ("as_of", "as_of_basis"),
                    "source",
                ],
                "description": DATE_HELP,
            },
        ),
        TRAIL,
    ]

    def view_on_site(self, post):
        return post.person.get_absolute_url()


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ["__str__", "kind", "language", date_column("published", _("published"))]
    list_filter = ["kind", "language"]
    fieldsets = [
        (None, {"fields": ["kind", "publisher", "title", "title_basis", "url", "language"]}),
        (
            _("When it was published"),
            {
                "fields": [("published", "published_basis"), "date_note"],
                "description": DATE_HELP,
            },
        ),
        TRAIL,
    ]


@admin.register(Attachment)
class AttachmentAdmin(RecordAdmin):
    """The file comes with a new document; afterwards only what is known of it is changed."""

    form = AttachmentForm
    list_display = ["title", "kind", "language", date_column("date", _("date")), "visibility"]
    list_filter = ["kind", "language", "visibility"]
    autocomplete_fields = ["source"]
    readonly_fields = [*RecordAdmin.readonly_fields, "file_name", "media_type", "bytes", "sha256"]

    fieldsets = [
        (None, {"fields": ["title", ("kind", "language"), "source"]}),
        (_("When"), {"fields": [("date", "date_basis")], "description": DATE_HELP}),
        (_("Who may see it"), {"fields": ["visibility"]}),
        TRAIL,
    ]
    new_file = (None, {"fields": ["file"]})
    kept_file = (_("The file"), {"fields": ["file_name", "media_type", "bytes", "sha256"]})

    def get_fieldsets(self, request, obj=None):
        first, *others = super().get_fieldsets(request, obj)
        return [first, self.kept_file if obj else self.new_file, *others]

    def add_view(self, request, form_url="", extra_context=None):
        """Answer the page; a file of a document that is not kept after all is removed."""
        try:
            return super().add_view(request, form_url, extra_context)
        except BaseException:
            if written := getattr(request, "written", None):
                written.remove_file()
            raise

    def save_model(self, request, obj, form, change):
        request.written = obj
        super().save_model(request, obj, form, change)

    @admin.display(description=_("size"))
    def bytes(self, attachment):
        return filesizeformat(attachment.size)
