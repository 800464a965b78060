"""What one person may do only so often: the count, the answer beyond it, and who shares it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.urls import URLPattern, get_resolver

from common.rates import count_use
from portal.environment import numbers

NOON = "2026-03-02T12:00:00Z"
END = 1_800_000_000


@pytest.fixture
def few(settings):
    settings.RATES = {"search": 2, "export": 1}


def statuses(client, path, times):
    return [client.get(path).status_code for _time in range(times)]


@pytest.mark.thorough
@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_search_beyond_the_limit_is_refused_in_words(viewer):
    allowed = statuses(viewer, "/search/?q=a", 60)

    refused = viewer.get("/search/?q=a")

    assert set(allowed) == {200}
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "It is open again in 60 seconds." in refused.text


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_exports_share_one_limit_of_ten(viewer):
    paths = ["/visits/export.csv", "/trade/figures/export.csv"] * 5

    allowed = [viewer.get(path).status_code for path in paths]

    assert set(allowed) == {200}
    assert viewer.get("/cooperation/projects/export.csv").status_code == 429


@pytest.mark.django_db
def test_limit_opens_again_with_the_next_window(viewer, few):
    with time_machine.travel(NOON, tick=False) as clock:
        before = statuses(viewer, "/search/", 3)
        clock.shift(60)
        after = statuses(viewer, "/search/", 3)

    assert (before, after) == ([200, 200, 429], [200, 200, 429])


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_each_user_and_each_name_is_counted_alone(client_as, few):
    first = statuses(client_as("viewer"), "/search/", 3)
    second = client_as("diplomat")

    assert first == [200, 200, 429]
    assert second.get("/search/").status_code == 200
    assert second.get("/visits/export.csv").status_code == 200


@pytest.mark.django_db
def test_visitor_is_not_counted(client, few):
    assert statuses(client, "/search/", 4) == [302] * 4


@pytest.mark.django_db
def test_count_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        count_use("search", 1, END)


def _count_and_close(_number):
    try:
        return count_use("search", 1, END)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_uses_at_once_are_each_counted():
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(_count_and_close, range(40)))

    assert sorted(counted) == list(range(1, 41))


# How the names of addresses end that answer with a file made of many rows.
FILES = ("_csv", "_xlsx", "_chart")


def addresses(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from addresses(pattern)


def limit_of(pattern):
    return getattr(pattern.callback, "limited_as", "")


def test_every_export_is_limited():
    tables = {one.name for one in addresses() if one.name and one.name.endswith(FILES)}
    limited = {one.name for one in addresses() if limit_of(one) == "export"}

    assert limited == tables
    assert len(tables) >= 8


def test_numbers_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("RATES", "search=600, export=20")

    assert numbers("RATES") == {"search": 600, "export": 20}


@pytest.mark.parametrize("text", ["search", "search=many"])
def test_numbers_that_are_none_are_refused(monkeypatch, text):
    monkeypatch.setenv("RATES", text)

    with pytest.raises(ImproperlyConfigured):
        numbers("RATES")
