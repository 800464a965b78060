"""Sessions and counts beside the records: a file of their own on SQLite."""

import os
import subprocess
import sys

from django.contrib.sessions.models import Session
from django.core.cache import cache

from accounts.models import User
from portal.databases import SESSIONS, SessionsApart

SIGN_IN = """
import django
django.setup()
from django.contrib.sessions.models import Session
from django.core.cache import cache
from common.rates import count_use
from portal.databases import make_sessions_tables
make_sessions_tables()
make_sessions_tables()
session = Session.get_session_store_class()()
session["here"] = True
session.save()
cache.set("kept", 7)
print(Session.objects.count(), cache.get("kept"), count_use("search", 1, 2**31))
"""


def test_sessions_and_counts_need_no_table_of_the_records(tmp_path):
    settings = {"DATABASE_URL": "", "PORTAL_ENV": "", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment = os.environ | settings | {"VAR_DIR": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "-c", SIGN_IN], env=environment, capture_output=True, text=True
    )

    assert (run.stdout, run.stderr) == ("1 7 1\n", "")
    written = {path.name for path in tmp_path.glob("*.sqlite3") if path.stat().st_size}
    assert written == {"portal-sessions.sqlite3"}


def test_router_sends_sessions_and_cache_to_their_database_and_nothing_else():
    router = SessionsApart()
    models = (Session, cache.cache_model_class, User)
    assert [router.db_for_write(model) for model in models] == [SESSIONS, SESSIONS, None]
    assert [router.allow_migrate(SESSIONS, label) for label in ("sessions", "accounts")] == [
        True,
        False,
    ]
    assert router.allow_migrate("default", "accounts") is None
