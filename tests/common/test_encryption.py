"""Columns that say nothing without the key, and keys that change."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from common.encryption import UnreadableSecret, decrypted, encrypted
from tests.factories import DelegateFactory
from visits.models import PersonalData

OLD, NEW = (Fernet.generate_key().decode() for _n in range(2))


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.PERSONAL_DATA_KEYS = [OLD]


def test_encrypted_text_comes_back():
    assert decrypted(encrypted("N 1234567 Әлия")) == "N 1234567 Әлия"


def test_same_text_is_encrypted_differently_each_time():
    assert encrypted("N 1234567") != encrypted("N 1234567")


def test_empty_text_stays_empty():
    assert (encrypted(""), decrypted("")) == ("", "")


def test_former_key_still_decrypts(settings):
    token = encrypted("N 1234567")

    settings.PERSONAL_DATA_KEYS = [NEW, OLD]

    assert decrypted(token) == "N 1234567"


def test_text_can_not_be_read_without_its_key(settings):
    token = encrypted("N 1234567")

    settings.PERSONAL_DATA_KEYS = [NEW]

    with pytest.raises(UnreadableSecret):
        decrypted(token)


def test_nothing_is_kept_without_a_key(settings):
    settings.PERSONAL_DATA_KEYS = []

    with pytest.raises(ImproperlyConfigured):
        encrypted("N 1234567")


@pytest.mark.django_db
def test_column_holds_no_readable_text():
    data = PersonalData.objects.create(delegate=DelegateFactory(), passport_number="N 1234567")

    with connection.cursor() as cursor:
        cursor.execute("SELECT passport_number FROM visits_personaldata")
        [[stored]] = cursor.fetchall()

    assert "1234567" not in stored
    assert PersonalData.objects.get(pk=data.pk).passport_number == "N 1234567"


@pytest.mark.django_db
def test_encrypted_column_can_not_be_searched():
    with pytest.raises(FieldError):
        PersonalData.objects.filter(passport_number="N 1234567").exists()
