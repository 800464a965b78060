"""The page of long work in a browser, with a real worker."""

import os

import pytest

from accounts.models import Job
from tests.accounts import long_work  # noqa: F401 - registers the kinds
from tests.accounts.conftest import job_folder, worker  # noqa: F401 - fixtures
from tests.factories import MissionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Playwright keeps an event loop in this thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def owner():
    MissionFactory()
    return UserFactory(role="economist", first_name="Aida")


@pytest.fixture
def watch(browser, live_server, client):
    """Return a function that opens a job's page as its owner; options as of a browser context."""
    contexts = []

    def open_page(job, **options):
        client.force_login(job.made_by)
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        tab = context.new_page()
        tab.goto(live_server.url + job.get_absolute_url())
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_who_watches_is_led_to_the_result(owner, watch, worker, live_server, scripts):  # noqa: F811
    job = Job.start("tests.count", owner, "/regions/", rows=400, pause=0.01)
    worker()

    tab = watch(job, java_script_enabled=scripts)

    tab.locator("progress[value]").wait_for(timeout=15_000)
    tab.wait_for_url(f"{live_server.url}/regions/", timeout=20_000)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_work_is_cancelled_from_its_page(owner, watch, worker, scripts):  # noqa: F811
    job = Job.start("tests.count", owner, "/regions/", rows=100_000, pause=0.01)
    worker()
    tab = watch(job, java_script_enabled=scripts)
    tab.locator("progress[value]").wait_for(timeout=15_000)

    tab.locator("button[name=cancel]").click()

    tab.locator("button[name=restart]").wait_for(timeout=4_000)
    assert "cancelled" in tab.locator("#job").inner_text()
