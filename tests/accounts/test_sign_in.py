"""When somebody was last here, though somebody else writes."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.sign_in import note_sign_in, note_what_is_left
from regions.models import Sector
from tests.factories import SectorFactory, UserFactory


@pytest.fixture
def somebody(db):
    return UserFactory(last_login=None)


@pytest.fixture
def end_of_write(somebody):
    """Another connection that writes, as an import does, until what is given is called."""
    SectorFactory()
    begun, end = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Sector.objects.update(name_en="Energy")
            begun.set()
            end.wait(20)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(20)

    def finish():
        end.set()
        writer.join()

    yield finish
    finish()


@pytest.mark.django_db
def test_sign_in_is_noted_and_changes_nothing_else(client):
    user = UserFactory(last_login=None)
    before = timezone.now()

    client.force_login(user)

    user.refresh_from_db()
    assert before <= user.last_login <= timezone.now()
    assert (user.version, user.history.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_sign_in_during_a_long_write_is_noted_after_it(somebody, end_of_write):
    request = SimpleNamespace(session={}, user=somebody)

    note_sign_in(None, request, somebody)
    waits = "last_login" in request.session
    end_of_write()
    note_what_is_left(request)

    moment = somebody.last_login
    somebody.refresh_from_db()
    assert (waits, request.session) == (connection.vendor == "sqlite", {})
    assert somebody.last_login == moment
