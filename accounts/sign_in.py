"""When a person was last here: noted at once, or as soon as the database takes it."""

from datetime import datetime

from django.db import OperationalError
from django.utils import timezone

from accounts.models import User
from common.locks import is_locked, waiting_at_most

# How long a sign-in waits for whoever writes, in milliseconds.
PATIENCE = 300
_LATER = "last_login"


def note_sign_in(sender, request, user, **kwargs):
    """Stand in for Django's own receiver, which waits as long as an import loads."""
    user.last_login = timezone.now()
    if not _noted(user.pk, user.last_login):
        request.session[_LATER] = user.last_login.isoformat()


def note_what_is_left(request):
    """Note what was not noted at sign-in, if now it can be."""
    moment = request.session.get(_LATER)
    if moment and _noted(request.user.pk, datetime.fromisoformat(moment)):
        del request.session[_LATER]


def _noted(pk, moment):
    try:
        with waiting_at_most(PATIENCE):
            # By an update: that somebody came is no change of the account.
            User.objects.filter(pk=pk).update(last_login=moment)
    except OperationalError as error:
        if not is_locked(error):
            raise
        return False
    return True
