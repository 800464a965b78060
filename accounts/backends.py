"""Who is signed in, with what every page shows of them, in one question."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import OuterRef, Subquery

from accounts.models import User


class RoleBackend(ModelBackend):
    """Permissions come from roles alone; nobody holds one in person."""

    def _get_user_permissions(self, user_obj):
        return Permission.objects.none()

    def get_user(self, user_id):
        """Return the active user of a session with ``role_name``, the first of their roles."""
        role = Group.objects.filter(user=OuterRef("pk")).order_by("name").values("name")[:1]
        user = User.objects.annotate(role_name=Subquery(role)).filter(pk=user_id).first()
        return user if self.user_can_authenticate(user) else None
