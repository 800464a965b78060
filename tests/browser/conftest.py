"""The portal as it is served, with its sample, and a Chromium to look at it."""

import json
import os
import re

import pytest
from django.test import Client

from common.models import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from scripts.console import ROOT
from scripts.sample_site import sample_site, sign_in
from tests.browser.pages import ALL

# An id in an address of the portal, or the number of a record in the administration.
RECORD_ID = rf"(?:[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}|\d+)"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Of tests with records of their own rather than the sample; one process makes their database.
OWN_DATA = (pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("own data"))
# Playwright keeps an event loop in this thread; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the address of a portal served by gunicorn over a fresh SQLite with the sample."""
    with sample_site(tmp_path_factory.mktemp("var")) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": os.environ["PORTAL_CHROMIUM"],
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def signed_in(browser, site):
    """Return a function that gives the cookies of a role, from one real sign-in."""
    states = {}

    def state_of(role):
        if role not in states:
            context = browser.new_context()
            page = context.new_page()
            sign_in(page, site, role)
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state_of


class Visitor:
    """Somebody who looks at pages: ``open`` them, and ask what is wrong with them."""

    def __init__(self, context, site):
        self.context, self.site = context, site
        self.page = context.new_page()
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path):
        self.complaints.clear()
        return self.page.goto(self.site + path)

    def find(self, path, link, end):
        """Return the path itself, or the first link on it that is like ``link``, plus ``end``.

        The path may be the name of another type of page, which is found first; ``*`` in the link
        is the id of a record.
        """
        if not link:
            return path
        self.open(self.find(*ALL[path]) if path in ALL else path)
        links = self.page.eval_on_selector_all("a[href]", "links => links.map(a => a.pathname)")
        wanted = re.compile(re.escape(link).replace(r"\*", RECORD_ID))
        return next(filter(wanted.fullmatch, links)) + end

    def speak(self, language):
        cookie = {"name": "django_language", "value": language, "url": self.site}
        self.context.add_cookies([cookie])

    def sideways(self):
        """Return by how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def axe(self, rules=None):
        """Return what axe finds that matters, as "impact rule: where"; by all rules, or some."""
        if not self.page.evaluate("typeof window.axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        chosen = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
        options = json.dumps({"resultTypes": ["violations"], **chosen})
        found = self.page.evaluate(f"axe.run(document, {options})")["violations"]
        return [
            f"{violation['impact']} {violation['id']}: {violation['nodes'][0]['html'][:120]}"
            for violation in found
            if violation["impact"] in ("critical", "serious", "moderate")
        ]


@pytest.fixture
def visit_as(browser, site, signed_in):
    """Return a function that makes a Visitor of a role (None: nobody) for a window size."""
    contexts = []

    def arrive(role, width=1440, height=900, **options):
        state = signed_in(role) if role else None
        context = browser.new_context(
            viewport={"width": width, "height": height},
            storage_state=state,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        return Visitor(context, site)

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def tab_of(browser, live_server):
    """Return a function that opens a tab for a user, None for nobody."""
    contexts = []

    def open_tab(user, **options):
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()
