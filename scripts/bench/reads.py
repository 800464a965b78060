"""How long pages take, beside bare views of the same database; and an export of all figures.

    python -m scripts.bench.reads FIGURES

Fills the database, which must be new, with so many figures and prints, as JSON, ``pages``: name ->
seconds, queries and kind, the bare views among them; ``rows`` of figures; ``exports``: of the same
table plain and compressed, rows a second and megabytes; ``sums``: seconds in which ``all`` and
those of a ``month`` are rebuilt; ``database``: its name and version.
"""

import json
import logging
import os
import statistics
import sys
import time
import warnings
import zlib
from contextlib import ExitStack
from functools import partial

from scripts.bench.measuring import database, peak_mb
from scripts.bench_data import fill
from scripts.console import say

MOST_EXPORTED = 1_000_000
TIMES = 11
DASHBOARD, LIST = "dashboard", "list"
BARE = {DASHBOARD: "bare dashboard", LIST: "bare list"}
DOMAIN = "testserver"
EXPORT = "/trade/figures/export.csv"


def main():
    figures = int(sys.argv[1])
    for line in fill(figures):
        say(line)
    client = _client()
    pages = _measured(client, _pages())
    pages["first byte of an export"] = _first_byte(client)
    exports = [_export(client, encoding) for encoding in ("identity", "gzip")]
    found = {"pages": pages, "rows": _rows(), "exports": exports}
    print(json.dumps({**found, "sums": _sums(), "database": database()}))


def _client():
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=True)
    client.force_login(get_user_model().objects.get(username="economist"))
    return client


def _pages():
    """Return name -> (address, kind)."""
    from trade.models import TradeFigure

    figures = TradeFigure.objects.order_by("pk")
    middle = figures.filter(pk__gte=_middle()).select_related("reporter", "partner", "product")[0]
    region, partner = middle.reporter.code, middle.partner.code
    return {
        BARE[DASHBOARD]: ("/bare/dashboard/", DASHBOARD),
        BARE[LIST]: ("/bare/list/", LIST),
        "home": ("/", DASHBOARD),
        "trade": ("/trade/", DASHBOARD),
        "a region": (f"/regions/{region}/", DASHBOARD),
        "a pair": (f"/regions/{region}/{partner}/", DASHBOARD),
        "a product": (f"/trade/products/{middle.product.code}/", DASHBOARD),
        "all figures": ("/trade/figures/", LIST),
        "a filtered list": (f"/trade/figures/?reporter={region}&flow=1", LIST),
        "a deep page": (f"/trade/figures/?after={_token(middle)}", LIST),
    }


def _middle():
    from django.db.models import Max, Min

    from trade.models import TradeFigure

    ends = TradeFigure.objects.aggregate(first=Min("pk"), last=Max("pk"))
    return (ends["first"] + ends["last"]) // 2


def _token(figure):
    from common.cursors import Cursor

    return Cursor(("end", "id")).token(figure)


def _measured(client, pages):
    """Return name -> the median of several requests, after one that fills what is kept.

    The pages take turns, so that whatever else the machine does disturbs all of them alike.
    """
    queries = {name: _queries(client, address) for name, (address, _kind) in pages.items()}
    taken = [
        {name: _seconds(client, page[0]) for name, page in pages.items()} for _ in range(TIMES)
    ]
    return {
        name: {
            "seconds": statistics.median(one[name] for one in taken),
            "queries": queries[name],
            "kind": kind,
        }
        for name, (_address, kind) in pages.items()
    }


def _queries(client, address):
    from django.db import connections

    assert client.get(address).status_code == 200, address
    queries = []
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(partial(_noted, queries)))
        client.get(address)
    return len(queries)


def _noted(queries, execute, sql, *rest):
    queries.append(sql)
    return execute(sql, *rest)


def _seconds(client, address):
    begun = time.perf_counter()
    client.get(address)
    return time.perf_counter() - begun


def _first_byte(client):
    begin = partial(_begun, client)
    begin()
    return {"seconds": statistics.median(begin() for _ in range(TIMES)), "kind": LIST}


def _begun(client):
    """Return how long an export takes to begin."""
    response, begun = _exported(client)
    next(iter(response.streaming_content))
    seconds = time.perf_counter() - begun
    response.close()
    return seconds


def _exported(client, encoding="identity"):
    """Return the answer, and when it was asked for; the limit of exports a minute is lifted."""
    from django.core.cache import cache

    cache.clear()
    begun = time.perf_counter()
    return client.get(EXPORT, headers={"accept-encoding": encoding}), begun


def _rows():
    from trade.models import TradeFigure

    return TradeFigure.objects.count()


def _export(client, encoding):
    """Read a million rows; return rows a second, and the memory it took."""
    before, rows = peak_mb(), -1
    response, begun = _exported(client, encoding)
    assert response.get("Content-Encoding", "identity") == encoding
    opened = (
        _plain(response.streaming_content) if encoding == "gzip" else response.streaming_content
    )
    for part in opened:
        rows += part.count(b"\n")
        if rows >= MOST_EXPORTED:
            break
    seconds = time.perf_counter() - begun
    response.close()
    return {"rows": rows, "a_second": rows / seconds, "memory_mb": peak_mb(), "before_mb": before}


def _sums():
    from django.db import transaction

    from trade.models import TradeFigure
    from trade.summaries import rebuild, rebuild_all, touched_by

    begun = time.perf_counter()
    rebuild_all()
    after_all = time.perf_counter()
    newest = TradeFigure.objects.newest_first()[0].end
    with transaction.atomic(), touched_by('f."end" = %s', [newest]):
        rebuild()
    return {"all": after_all - begun, "month": time.perf_counter() - after_all}


def _plain(parts):
    """Yield what compressed parts hold."""
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    yield from map(reader.decompress, parts)


def _set_up():
    import django
    from django.conf import settings

    django.setup()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")  # of static files that are not there
    settings.ALLOWED_HOSTS = [DOMAIN]
    settings.ROOT_URLCONF = "scripts.bench.bare"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    _set_up()
    main()
