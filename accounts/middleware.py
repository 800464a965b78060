"""The signed-in person's language and zone, and the end of a session left alone."""

import time
import zoneinfo

from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone, translation

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
