"""Pages for what went wrong; the last two need neither database nor session."""

import pytest
from django.db import OperationalError

from portal.views import errors


def answer_to(rf, exception):
    try:
        raise exception
    except type(exception):
        return errors.server_error(rf.get("/"))


def test_database_that_is_gone_is_told_as_503(rf):
    response = answer_to(rf, OperationalError("gone"))

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "The portal is resting for a moment" in response.text
    assert "gone" not in response.text


def test_mistake_of_the_program_is_told_as_500_without_its_text(rf):
    response = answer_to(rf, RuntimeError("secret"))

    assert response.status_code == 500
    assert "secret" not in response.text


@pytest.mark.django_db
def test_forbidden_page_is_branded(viewer):
    response = viewer.get("/visits/add/")

    assert response.status_code == 403
    assert "403.html" in [template.name for template in response.templates]


@pytest.mark.django_db
def test_request_that_was_not_meant_is_told_as_400(viewer):
    response = viewer.get("/?q=%00")

    assert response.status_code == 400
    assert "<h1>" in response.text
