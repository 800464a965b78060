from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("portal")

    def ready(self):
        from portal.roles import keep_roles

        # Permissions are made app by app after a migration; the roles follow after the last one.
        *_others, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(keep_roles, sender=last, dispatch_uid="roles")


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
