"""Text encrypted at rest: columns that say nothing without a key kept outside the database."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class UnreadableSecret(Exception):
    """What is stored was encrypted with a key the portal does not have."""


def cipher():
    """Return what encrypts with the first key of the setting and decrypts with any of them."""
    if not settings.PERSONAL_DATA_KEYS:
        raise ImproperlyConfigured("PERSONAL_DATA_KEYS is empty: personal data can not be kept.")
    return MultiFernet([Fernet(key) for key in settings.PERSONAL_DATA_KEYS])


def encrypted(text):
    return cipher().encrypt(text.encode()).decode() if text else ""


def decrypted(token):
    """Return the text; UnreadableSecret without the key it was encrypted with."""
    if not token:
        return ""
    try:
        return cipher().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UnreadableSecret from error


class EncryptedTextField(models.TextField):
    """Text that is encrypted in its column; it can be neither searched nor ordered by."""

    def from_db_value(self, value, expression, connection):
        return value if value is None else decrypted(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else encrypted(value)

    def get_lookup(self, lookup_name):
        """Only emptiness can be asked for: every encryption of one text differs."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
