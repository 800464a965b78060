"""The signed-in person's language and zone, their second factor, the end of a session."""

import time
import zoneinfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.sign_in import note_what_is_left

# A session is written at most this often for being used, so that reading stays reading.
SEEN_EVERY_SECONDS = 60


def session_limits(get_response):
    """Sign out after an hour without a request, and after twelve hours in any case."""

    def middleware(request):
        if request.user.is_authenticated:
            _keep_or_end(request)
        return get_response(request)

    return middleware


def _keep_or_end(request):
    now = int(time.time())
    session = request.session
    started = session.setdefault("signed_in_at", now)
    seen = session.setdefault("seen_at", now)
    if (
        now - started > settings.SESSION_ABSOLUTE_SECONDS
        or now - seen > settings.SESSION_IDLE_SECONDS
    ):
        logout(request)
    elif now - seen > SEEN_EVERY_SECONDS:
        session["seen_at"] = now
        note_what_is_left(request)


def preferences(get_response):
    """Answer in the user's zone, and in their language unless this browser has chosen one."""

    def middleware(request):
        user = request.user
        if not user.is_authenticated:
            return get_response(request)
        if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        with timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
            return get_response(request)

    return middleware


# Codes for recovery are none: they stand in for a factor that is lost.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What is open before a second factor is set up: setting it up, leaving, and the language.
OPEN_BEFORE = ("mfa_index", "account_logout", "account_reauthenticate", "set_language")


def second_factor(get_response):
    """Lead whoever needs a second factor and has none to setting one up, before anything else."""

    def middleware(request):
        if settings.REQUIRE_SECOND_FACTOR and _lacks_second_factor(request):
            words = _("Your role needs a second factor. Set one up here; then the rest opens.")
            messages.warning(request, words)
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _lacks_second_factor(request):
    user = request.user
    if not user.is_authenticated or request.path.startswith(settings.STATIC_URL):
        return False
    needs_one = any(user.has_perm(name) for name in settings.SECOND_FACTOR_PERMISSIONS)
    if not needs_one or request.path.startswith(tuple(map(reverse, OPEN_BEFORE))):
        return False
    return not Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()
