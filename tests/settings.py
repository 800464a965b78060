"""The portal's settings, with what tests need: quick hashing, plain static files, no limits."""

import os
import tempfile
from pathlib import Path

from portal.settings import *  # noqa: F403 - these are the settings, with a few changed

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING_CONFIG = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files are served by the test server; WhiteNoise has nothing collected to serve.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 - from above
# Sessions beside the records: tests open one database, and roll it back.
DATABASES.pop("sessions", None)  # noqa: F405 - from above
DATABASE_ROUTERS: list[str] = []
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405 - from above
    # A file, for several connections meet in the tests of locks; memory knows only one.
    DATABASES["default"]["TEST"] = {  # noqa: F405 - from above
        "NAME": Path(tempfile.gettempdir()) / f"portal-test-{os.getpid()}.sqlite3"
    }
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405 - from above
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
