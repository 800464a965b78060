from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("portal")

    def ready(self):
        # Permissions are made app by app after a migration; the roles follow after the last one.
        *_others, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(_complete, sender=last, dispatch_uid="portal")


def _complete(using, **kwargs):
    """Bring what stands beside the tables of the records up to date with them."""
    from portal.databases import make_sessions_tables
    from portal.roles import keep_roles

    if using == DEFAULT_DB_ALIAS:
        keep_roles()
        make_sessions_tables()


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
