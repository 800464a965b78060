"""Whether personal data can be kept at all: told by the checks, not at the first save."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core import checks

MAKE_ONE = (
    "Make one with: python -c 'from cryptography.fernet import Fernet;"
    " print(Fernet.generate_key().decode())', and keep it apart from the backups of the database."
)


@checks.register(checks.Tags.security)
def keys_can_be_used(app_configs, **kwargs):
    """Report keys that are none; which ones is told by their place, never by their text."""
    return [
        checks.Error(
            f"PERSONAL_DATA_KEYS: key {number} is no Fernet key (32 bytes in URL-safe base64).",
            hint=MAKE_ONE,
            id="portal.E001",
        )
        for number, key in enumerate(settings.PERSONAL_DATA_KEYS, start=1)
        if not _is_key(key)
    ]


@checks.register(checks.Tags.security, deploy=True)
def there_are_keys(app_configs, **kwargs):
    if settings.PERSONAL_DATA_KEYS:
        return []
    return [
        checks.Warning(
            "PERSONAL_DATA_KEYS is empty: passports, birth dates and phones of delegates can not"
            " be kept.",
            hint=MAKE_ONE,
            id="portal.W001",
        )
    ]


def _is_key(key):
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
