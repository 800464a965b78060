"""Fixtures shared by all tests: a client for each role."""

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as properties

from tests.factories import UserFactory

# A machine that is busy makes no property false; speed is measured by `make bench`.
properties.register_profile("without a deadline", deadline=None)
properties.load_profile("without a deadline")

ROLES = ("viewer", "economist", "protocol", "diplomat", "admin")


@pytest.fixture(autouse=True)
def _fresh_limits(request):
    """Rates counted in one test do not refuse the next."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture(autouse=True)
def _fresh_language():
    """The language of the last answer, which stays active, is not that of the next test."""
    translation.deactivate()


@pytest.fixture
def client_as(client):
    """Return a function that signs the client in with a role, or as nobody for None."""

    def sign_in(role):
        if role is None:
            client.logout()
        else:
            staff = role != "viewer"
            superuser = role == "admin"
            client.force_login(UserFactory(role=role, is_staff=staff, is_superuser=superuser))
        return client

    return sign_in


@pytest.fixture
def viewer(client_as):
    return client_as("viewer")


@pytest.fixture
def diplomat(client_as):
    return client_as("diplomat")


@pytest.fixture
def economist(client_as):
    return client_as("economist")


@pytest.fixture
def protocol(client_as):
    return client_as("protocol")


@pytest.fixture
def admin(client_as):
    return client_as("admin")
