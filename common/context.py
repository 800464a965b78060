"""Who is acting now: the request of this thread of work, or none in a command."""

from contextvars import ContextVar

_request = ContextVar("request", default=None)


def set_request(request):
    return _request.set(request)


def forget_request(token):
    _request.reset(token)


def current_request():
    return _request.get()


def current_user():
    """Return the signed-in user who acts, or None (a command, a visitor)."""
    user = getattr(_request.get(), "user", None)
    return user if user is not None and user.is_authenticated else None


def current_request_id():
    return getattr(_request.get(), "request_id", "")
