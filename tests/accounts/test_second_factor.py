"""Who sees personal data sets up a second factor before anything else, where the setting asks."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def signed_in(client, role, **fields):
    user = UserFactory(role=role, **fields)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 200), ("economist", 200), ("diplomat", 200), ("protocol", 302), ("admin", 302)],
)
def test_who_sees_personal_data_needs_a_second_factor(client, role, status):
    signed_in(client, role)

    response = client.get("/visits/")

    assert response.status_code == status
    assert status == 200 or response.url == reverse("mfa_index")


@pytest.mark.parametrize("path", ["/", "/admin/", "/visits/add/", "/search/?q=a", "/deleted/"])
def test_nothing_else_opens_before(client, path):
    signed_in(client, "admin", is_superuser=True, is_staff=True)

    answers = [client.get(path), client.post(path)]

    assert [answer.url for answer in answers] == [reverse("mfa_index")] * 2


def test_setting_it_up_is_open_and_says_why(client):
    signed_in(client, "protocol")

    page = client.get("/visits/", follow=True)

    assert "Your role needs a second factor." in page.content.decode()
    assert client.get(reverse("mfa_activate_totp")).status_code in (200, 302)
    assert client.post(reverse("set_language"), {"language": "ru"}).status_code == 302
    assert client.post(reverse("account_logout")).url == "/"


def test_portal_opens_with_a_second_factor(client):
    user = signed_in(client, "protocol")
    TOTP.activate(user, generate_totp_secret())

    assert client.get("/visits/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    user = signed_in(client, "protocol")
    RecoveryCodes.activate(user)

    assert client.get("/visits/").status_code == 302


def test_factor_that_is_taken_off_is_missed_at_once(client):
    user = signed_in(client, "protocol")
    TOTP.activate(user, generate_totp_secret())
    client.get("/visits/")
    Authenticator.objects.all().delete()

    assert client.get("/visits/").status_code == 302


def test_demo_asks_for_none(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    signed_in(client, "protocol")

    assert client.get("/visits/").status_code == 200
