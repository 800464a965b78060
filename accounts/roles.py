"""The five roles by name; which permissions each holds is told where all apps are known."""

from django.utils.translation import gettext_lazy as _

VIEWER, ECONOMIST, PROTOCOL, DIPLOMAT, ADMIN = (
    "viewer",
    "economist",
    "protocol",
    "diplomat",
    "admin",
)
ROLE_NAMES = {
    VIEWER: _("viewer"),
    ECONOMIST: _("economist"),
    PROTOCOL: _("protocol officer"),
    DIPLOMAT: _("diplomat"),
    ADMIN: _("administrator"),
}
