"""Accounts: who signs in, with which role. Second factors and addresses are only looked at."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks_db.admin import DBTaskResult

from accounts.models import Job, User
from accounts.roles import ROLE_NAMES
from common.admin import ViewOnlyAdmin
from common.admin_history import GuardedHistory
from common.forms import RecordForm, RecordsField
from common.search import search_text, terms

ROLES_HELP = _(
    "Viewers read; economists edit trade; protocol officers edit visits and people; diplomats edit"
    " all content; administrators do everything. All but viewers need the administration as well."
)

# The package has no words for its model and the fields of it.
SECOND_FACTOR = {
    "user": _("user"),
    "type": _("kind"),
    "created_at": _("created"),
    "last_used_at": _("last used"),
}
Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")
for name, words in SECOND_FACTOR.items():
    Authenticator._meta.get_field(name).verbose_name = words

# Roles are kept by the program, never by hand; secrets are nobody's to read, and of long work the
# jobs tell more than their places in the queue.
for model in (Group, EmailAddress, Authenticator, DBTaskResult):
    admin.site.unregister(model)


class RoleField(RecordsField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return ROLE_NAMES[group.name]


class PasswordLink(ReadOnlyPasswordHashWidget):
    """A link to set a password; of the one there is, not even the hash is shown."""

    def __init__(self, user):
        super().__init__()
        self.url = reverse("admin:auth_user_password_change", args=[user.pk])

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | {"summary": [], "password_url": self.url}


class AccountForm(RecordForm, UserChangeForm):
    """The form of an account, which saves only over the version its reader saw."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordLink(self.instance)
            self.fields["password"].help_text = _("Kept as a hash that nobody can read back.")


@admin.register(User)
class AccountAdmin(GuardedHistory, UserAdmin):
    form = AccountForm
    list_display = ["username", "full_name", "roles_in_words", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "language", "is_staff"]
    list_per_page = 50
    show_full_result_count = False
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "usable_password", "password1", "password2"],
                "description": _("Twelve characters or more. Tell it to the person, not by mail."),
            },
        ),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Role"), {"fields": ["groups", "is_staff"], "description": ROLES_HELP}),
        (_("Language and time"), {"fields": ["language", "time_zone", "warning_days"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "password", "version"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("Role"),
            {
                "fields": ["groups", "is_staff", "is_superuser", "is_active"],
                "description": ROLES_HELP,
            },
        ),
        (_("Language and time"), {"fields": ["language", "time_zone", "warning_days"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Only one who may do everything makes another such."""
        extra = [] if request.user.is_superuser else ["is_superuser"]
        return [*self.readonly_fields, *extra]

    def get_search_results(self, request, queryset, search_term):
        """Search names and addresses without regard to case and script; accounts are few."""
        words = terms(search_term)
        found = [user.pk for user in queryset if all(word in _names(user) for word in words)]
        return queryset.filter(pk__in=found), False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        roles = Group.objects.filter(name__in=ROLE_NAMES).order_by("name")
        return RoleField(roles, required=False, label=_("Roles"))

    def has_delete_permission(self, request, obj=None):
        """Accounts are switched off, so that their history keeps a name."""
        return False

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description=_("roles"))
    def roles_in_words(self, user):
        return ", ".join(str(ROLE_NAMES[group.name]) for group in user.groups.all())


def _names(user):
    return search_text(user.username, user.first_name, user.last_name, user.email)


@admin.register(EmailAddress)
class EmailAddressAdmin(ViewOnlyAdmin):
    list_display = ["email", "user", "primary", "verified"]
    list_filter = ["primary", "verified"]
    list_select_related = ["user"]
    search_fields = ["email", "user__username"]
    fields = ["email", "user", "primary", "verified"]


@admin.register(Authenticator)
class AuthenticatorAdmin(ViewOnlyAdmin):
    """Which second factors an account has; the secrets in them are never shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    fields = ["user", "type", "created_at", "last_used_at"]


@admin.register(Job)
class JobAdmin(ViewOnlyAdmin):
    """The long work of everybody; what can be done with it is done on its page."""

    list_display = ["public_id", "words", "made_by", "state", "made_at", "started_at", "ended_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["made_by"]
    search_fields = ["public_id", "made_by__username", "message"]
    fields = [
        "public_id",
        "words",
        "made_by",
        "state",
        "attempt",
        ("made_at", "started_at", "ended_at"),
        "message",
        "subject",
        "parameters",
    ]

    @admin.display(description=_("kind"), ordering="kind")
    def words(self, job):
        return job.title
