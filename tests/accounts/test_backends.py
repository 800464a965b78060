"""Who a session belongs to, and what their role lets them do."""

import pytest
from django.contrib.auth.models import Group

from accounts.backends import RoleBackend
from portal.roles import permissions_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def signed_in(user):
    return RoleBackend().get_user(user.pk)


@pytest.mark.parametrize("role", ["viewer", "economist", "protocol", "diplomat"])
def test_user_comes_with_the_permissions_of_the_role_in_one_query(role, django_assert_num_queries):
    user = UserFactory(role=role)

    with django_assert_num_queries(1):
        allowed = signed_in(user).get_all_permissions()

    assert allowed == permissions_of(role)


def test_permissions_of_several_roles_add_up():
    user = UserFactory(role="viewer")
    user.groups.add(Group.objects.get(name="economist"))

    assert signed_in(user).get_all_permissions() == permissions_of("economist")


def test_user_without_a_role_may_do_nothing(django_assert_num_queries):
    user = signed_in(UserFactory())

    with django_assert_num_queries(0):
        assert user.get_all_permissions() == set()


def test_superuser_may_do_everything():
    assert signed_in(UserFactory(is_superuser=True)).has_perm("visits.delete_visit")


def test_nobody_is_signed_in_once_the_account_is_closed_or_gone():
    closed = UserFactory(is_active=False)

    assert (signed_in(closed), RoleBackend().get_user(0)) == (None, None)
