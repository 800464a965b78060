"""Who is signed in, with what every page asks of them, in one question."""

from functools import cache

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from accounts.models import User
from common.queries import Words


class RoleBackend(ModelBackend):
    """Permissions come from roles alone; nobody holds one in person."""

    def _get_user_permissions(self, user_obj):
        return Permission.objects.none()

    def get_user(self, user_id):
        """Return the active user of a session with ``role_name``, the first of their roles."""
        user = _users_with_roles().filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        if not user.is_superuser:
            # Where Django keeps them once they are read.
            user._group_perm_cache = set((user.allowed or "").split())
        return user


@cache
def _users_with_roles():
    """Return the users with ``role_name`` and ``allowed``, put together once for all requests."""
    role = Group.objects.filter(user=OuterRef("pk")).order_by("name").values("name")[:1]
    return User.objects.annotate(role_name=Subquery(role), allowed=Subquery(_allowed()))


def _allowed():
    """Return the permissions of the roles of the outer user: "visits.view_visit ..."."""
    names = Concat(F("content_type__app_label"), Value("."), F("codename"))
    found = Permission.objects.filter(group__user=OuterRef("pk")).order_by()
    # A value that all rows share makes one group of them.
    return found.annotate(one=Value(1)).values("one").annotate(n=Words(names)).values("n")
