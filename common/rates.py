"""How often one person may do what costs the portal much; beyond, an answer 429 in words.

Who has not signed in is counted by the address of their machine.
"""

import math
import time
from datetime import UTC, datetime
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.db import connections, router
from django.shortcuts import render

# One statement, so that no two workers read the same count: the cache's own incr reads and
# writes apart. A count of an earlier window begins anew in its row.
COUNT = """
    INSERT INTO {table} (cache_key, value, expires) VALUES (%s, '1', %s)
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE
            WHEN {table}.expires < excluded.expires THEN '1'
            ELSE CAST(CAST({table}.value AS integer) + 1 AS text)
        END,
        expires = excluded.expires
    RETURNING value
"""


def limited(name, times, *, per):
    """Let a view be opened so many ``times`` by one user, or machine, in ``per`` seconds.

    Views of one ``name`` share a count. ``settings.RATES`` may give the name another number of
    times. Windows are those of the clock: each begins at a multiple of ``per`` seconds.
    """

    def decorate(view):
        @wraps(view)
        def within_limits(request, *args, **kwargs):
            now = time.time()
            end = (int(now) // per + 1) * per
            if count_use(name, _who(request), end) > settings.RATES.get(name, times):
                return too_many(request, wait=math.ceil(end - now))
            return view(request, *args, **kwargs)

        within_limits.limited_as = name  # type: ignore[attr-defined]  # asked by a test
        return within_limits

    return decorate


def _who(request):
    """Return the key of the user; of nobody the address, as sign-in limits count it."""
    return request.user.pk or get_adapter(request).get_client_ip(request)


def count_use(name, who, end):
    """Count one use in the window that ends at ``end`` (epoch seconds); return the count."""
    table = settings.CACHES["default"]["LOCATION"]
    rows = caches["default"].cache_model_class  # type: ignore[attr-defined]  # of the database cache
    connection = connections[router.db_for_write(rows)]
    expires = connection.ops.adapt_datetimefield_value(datetime.fromtimestamp(end, UTC))
    with connection.cursor() as cursor:
        statement = COUNT.format(table=connection.ops.quote_name(table))
        cursor.execute(statement, [f"rate:{name}:{who}", expires])
        return int(cursor.fetchone()[0])


def too_many(request, wait):
    """Answer that it was too often; in ``wait`` seconds it is open again."""
    response = render(request, "429.html", {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response
