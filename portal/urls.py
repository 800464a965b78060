"""Addresses of the portal. Everything needs a sign-in but what says otherwise here."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import set_language
from portal.views import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("accounts.urls")),
    path("jobs/", include("accounts.job_urls")),
    path("admin/", admin.site.urls),
    path("visits/", include("visits.urls")),
    path("trade/", include("trade.urls")),
    path("cooperation/", include("cooperation.urls")),
    path("", include("portal.page_urls")),
]

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
