"""The admin site, behind the portal's own sign-in."""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_header = _("Records of the mission")
    site_title = _("Records")
    index_title = _("What is kept")
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        """Send to the portal's sign-in, which counts wrong tries and knows second factors."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        target = request.GET.get("next", reverse("admin:index"))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
