"""What the settings read from outside: environment variables and the embedded key file."""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

DEFAULT_KEY_PREFIX = "django-insecure"


def flag(name, default=False):
    """Return the variable as a truth value: 1, true, yes and on mean yes."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    """Return the comma-separated words of the variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def numbers(name):
    """Return the variable, written ``search=60,export=10``, as a dict of whole numbers."""
    pairs = (word.partition("=") for word in words(name))
    try:
        return {key.strip(): int(number) for key, _sign, number in pairs}
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must read like search=60,export=10.") from error


def embedded_secret_key(path: Path):
    """Return the key kept in ``path``, writing it on first use, readable by its owner only."""
    return _kept(path, get_random_secret_key)


def embedded_data_key(path: Path):
    """Return the key of personal data kept in ``path``, writing it on first use."""
    return _kept(path, lambda: Fernet.generate_key().decode())


def _kept(path, new_key):
    """Return the key in the file; of several processes that start at once one writes it, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_key())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def require_production_settings(*, debug, secret_key, allowed_hosts):
    """Raise ImproperlyConfigured for a set-up that must not meet the public."""
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if len(secret_key) < 50 or secret_key.startswith(DEFAULT_KEY_PREFIX):
        raise ImproperlyConfigured("SECRET_KEY must be a random text of 50 characters or more.")
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the portal, not '*'.")
