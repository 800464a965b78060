from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("portal")

    def ready(self):
        from portal.roles import keep_roles

        # Permissions are made after every migration; the roles that hold them follow.
        post_migrate.connect(keep_roles, sender=self, dispatch_uid="roles")


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
