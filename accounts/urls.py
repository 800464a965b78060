"""Signing in, passwords and second factors, by allauth; what rests on mail to the user is closed.

An address is written by an admin, and nothing is sent to it but the link for a new password.
"""

from allauth.account import urls as account_urls
from django.urls import include, path

MAIL_PAGES = {"account_email", "account_email_verification_sent", "account_confirm_email"}

urlpatterns = [
    *(pattern for pattern in account_urls.urlpatterns if pattern.name not in MAIL_PAGES),
    path("2fa/", include("allauth.mfa.urls")),
]
