"""Headers, sign-in, sessions, health, and the answers to bad addresses."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from portal.environment import embedded_secret_key, require_production_settings

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def account():
    return get_user_model().objects.create_user("Officer", password=PASSWORD)


def sign_in(client, password=PASSWORD, name="officer", **headers):
    return client.post(
        reverse("account_login"), {"login": name, "password": password}, headers=headers
    )


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nowhere/", "/admin/", "/healthz"])
def test_every_answer_has_the_strict_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy


@pytest.mark.parametrize(("path", "encoding"), [("/", "gzip"), ("/visits/export.xlsx", None)])
def test_pages_are_sent_compressed_and_workbooks_as_they_are(viewer, path, encoding):
    answer = viewer.get(path, headers={"accept-encoding": "gzip"})
    answer.close()

    assert (answer.status_code, answer.get("Content-Encoding")) == (200, encoding)


def test_signed_in_pages_are_not_kept_in_caches(viewer):
    assert viewer.get("/")["Cache-Control"] == "no-store"


def test_visitor_is_sent_to_the_sign_in(client):
    response = client.get("/regions/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/regions/")


def test_sign_in_and_out(client, account):
    signed_in = sign_in(client)
    page = client.get("/")
    client.post(reverse("account_logout"))

    assert (signed_in.status_code, page.status_code) == (302, 200)
    assert client.get("/").status_code == 302


def test_sign_out_needs_a_post(client, account):
    sign_in(client)

    client.get(reverse("account_logout"))

    assert client.get("/").status_code == 200


def test_nobody_signs_up(client):
    response = client.post(
        reverse("account_signup"),
        {"username": "intruder", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert response.status_code == 200
    assert not get_user_model().objects.filter(username="intruder").exists()


def test_wrong_name_and_wrong_password_read_the_same(client, account):
    wrong_password = sign_in(client, "another-long-secret")
    wrong_name = sign_in(client, name="nobody")

    errors = [
        response.context["form"].errors.as_json() for response in (wrong_password, wrong_name)
    ]
    assert errors[0] == errors[1]


def test_eleventh_wrong_try_is_refused_whatever_the_case_or_address(client, account):
    for number in range(10):
        name = "officer" if number % 2 else "OFFICER"
        sign_in(client, "another-long-secret", name, **{"X-Forwarded-For": f"10.0.0.{number}"})

    response = sign_in(client)

    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 429)


def test_session_ends_after_an_hour_without_a_request(viewer):
    viewer.get("/")

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert viewer.get("/").status_code == 302


def test_session_ends_after_twelve_hours_in_any_case(viewer):
    start = timezone.now()
    for hours in range(12):
        with time_machine.travel(start + timedelta(minutes=59 * hours)):
            assert viewer.get("/").status_code == 200

    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert viewer.get("/").status_code == 302


def test_language_choice_is_kept_and_leads_back(viewer):
    response = viewer.post(
        reverse("set_language"), {"language": "kk", "next": "/regions/?show=trade"}
    )

    assert response.url == "/regions/?show=trade"
    assert get_user_model().objects.get(username__startswith="user").language == "kk"
    assert viewer.get("/").headers["Content-Language"] == "kk"


def test_language_does_not_lead_elsewhere(viewer):
    response = viewer.post(
        reverse("set_language"), {"language": "kk", "next": "https://example.org/"}
    )

    assert response.url == "/"


def test_health_touches_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_ready_tells_each_check(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": True, "disk": True, "migrations": True}


@pytest.mark.parametrize("path", ["/?q=%00", "/regions/%00/", "/admin/?%00=1"])
def test_control_characters_are_refused(viewer, path):
    assert viewer.get(path).status_code == 400


def test_page_not_found_is_branded(viewer):
    response = viewer.get("/nowhere/")

    assert response.status_code == 404
    assert "404.html" in [template.name for template in response.templates]


def test_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "var" / "key"

    keys = {embedded_secret_key(path), embedded_secret_key(path)}

    assert keys == {path.read_text()}
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "wrong",
    [
        {"debug": True},
        {"secret_key": "short"},
        {"secret_key": "django-insecure-" + "x" * 60},
        {"allowed_hosts": ["*"]},
        {"allowed_hosts": []},
    ],
)
def test_production_refuses_unsafe_settings(wrong):
    safe = {"debug": False, "secret_key": "k" * 50, "allowed_hosts": ["portal.example"]}

    require_production_settings(**safe)
    with pytest.raises(ImproperlyConfigured):
        require_production_settings(**(safe | wrong))


def test_sign_in_of_the_admin_is_that_of_the_portal(client):
    response = client.get("/admin/login/?next=/admin/visits/visit/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=%2Fadmin%2Fvisits%2Fvisit%2F"


def test_sign_in_of_the_admin_leads_in_who_is_signed_in(admin):
    assert admin.get("/admin/login/?next=/admin/").url == "/admin/"


def test_sign_in_of_the_admin_refuses_who_may_not_enter(viewer):
    assert viewer.get("/admin/login/").status_code == 403


def test_empty_database_url_is_none_given(tmp_path):
    environment = os.environ | {"DATABASE_URL": "", "PORTAL_ENV": "", "VAR_DIR": str(tmp_path)}
    words = "from portal import settings; print(settings.DATABASES['default']['NAME'])"

    run = subprocess.run(
        [sys.executable, "-c", words], env=environment, capture_output=True, text=True
    )

    assert run.stdout.strip() == str(tmp_path / "portal.sqlite3")
