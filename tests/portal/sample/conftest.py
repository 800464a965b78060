"""The sample, for the tests of this folder."""

import pytest
from django.db import transaction

from portal.facts.sample import PASSWORD_VARIABLE, load_sample


@pytest.fixture(scope="package", autouse=True)
def sample(django_db_setup, django_db_blocker):
    """The sample, loaded once for the folder and taken back after it."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSWORD_VARIABLE, "a password of tests")
        with transaction.atomic():
            yield load_sample()
            transaction.set_rollback(True)
