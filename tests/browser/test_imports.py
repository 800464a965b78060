"""A file on its way through the pages of imports in a browser, with a real worker."""

import os

import pytest

from tests.accounts.conftest import job_folder, worker  # noqa: F401 - fixtures
from tests.browser.conftest import AXE
from tests.factories import (
    CountryFactory,
    MissionFactory,
    ProductFactory,
    SourceFactory,
    UserFactory,
)
from tests.trade.test_views_imports import CSV, workbook
from trade.models import Import, Product, TradeFigure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Playwright keeps an event loop in this thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

TWO_ROWS = workbook(
    [
        ["", "", "", "", ""],
        ["", "export", "import", "export", "import"],
        ["Kazakhstan", 1, 2, 3, 4],
    ],
    [("A1:A2", "Partner"), ("B1:C1", "2023"), ("D1:E1", "2024")],
)
FILES = {
    "long form": ("trade.csv", CSV.encode(), 2),
    "two rows of headings": ("trade.xlsx", TWO_ROWS, 4),
}


@pytest.fixture(autouse=True)
def on_disk(settings, job_folder):  # noqa: F811
    """The worker finds the files where the pages put them."""
    settings.MEDIA_ROOT = job_folder.parent / "media"
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


@pytest.fixture
def owner():
    home = CountryFactory(code="KZ", name_en="Kazakhstan")
    host = CountryFactory(code="BY", name_en="Belarus")
    MissionFactory(home=home, hosts=[host])
    ProductFactory(nomenclature=Product.Nomenclature.TOTAL, code="TOTAL")
    SourceFactory(publisher="Belstat")
    return UserFactory(role="economist")


@pytest.fixture
def open_tab(browser, live_server, client, owner):
    """Return a function that opens the page of adding a file; options as of a context."""
    contexts = []

    def open_page(**options):
        client.force_login(owner)
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        tab = context.new_page()
        tab.goto(f"{live_server.url}/trade/imports/add/")
        return tab

    yield open_page
    for context in contexts:
        context.close()


def send(tab, name, content):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    tab.set_input_files("[name=file]", file)
    tab.fill("[name=known_source]", "Belstat")
    tab.fill("[name=family]", "Foreign trade")
    tab.get_by_role("button", name="Send the file").click()
    tab.wait_for_url("**/mapping/")


def wait_for(tab, state):
    """Wait until the work is done, and its result is shown."""
    tab.locator(".page-lead .status-word", has_text=state).wait_for(timeout=30_000)
    assert Import.objects.get().state == state


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("file", FILES)
def test_file_is_read_loaded_and_undone(open_tab, worker, scripts, file):  # noqa: F811
    name, content, figures = FILES[file]
    worker()
    tab = open_tab(java_script_enabled=scripts)
    send(tab, name, content)

    if tab.locator("[name=reporter]").count():
        tab.fill("[name=reporter]", "BY")
    tab.locator("button[name=check]").click()
    wait_for(tab, "checked")
    tab.get_by_role("button", name="Load the figures").click()
    wait_for(tab, "loaded")
    assert TradeFigure.objects.count() == figures

    tab.get_by_role("link", name="Undo the import").click()
    tab.get_by_role("button", name="Undo the import").click()
    wait_for(tab, "undone")
    assert TradeFigure.objects.count() == 0


def test_reading_follows_what_is_chosen(open_tab):
    tab = open_tab()
    send(tab, "trade.csv", CSV.encode())

    tab.select_option("[name=unit]", "1000")

    tab.locator("[data-part=reading]", has_text="$100,000").wait_for(timeout=5_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_columns_are_accessible(open_tab, scheme, width):
    tab = open_tab(color_scheme=scheme, viewport={"width": width, "height": 844})
    send(tab, "trade.xlsx", TWO_ROWS)

    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run(document)")["violations"]

    assert [v["id"] for v in found if v["impact"] != "minor"] == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
