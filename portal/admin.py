"""The admin site, behind the portal's own sign-in."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_header = _("Records of the mission")
    site_title = _("Records")
    index_title = _("What is kept")
    enable_nav_sidebar = False

    # Public: it shows nothing, it only leads to the sign-in.
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send to the portal's sign-in, which counts wrong tries and knows second factors."""
        target = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
            target = reverse("admin:index")
        if self.has_permission(request):
            return redirect(target)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
