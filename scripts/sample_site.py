"""The portal served by gunicorn over a fresh SQLite database with the sample, for a while."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from scripts.console import ROOT, environment

PASSWORD = "sample-for-a-while"
START_SECONDS = 60
PREPARATION = ("compile_messages", "collectstatic --noinput", "migrate", "load_sample")


@contextmanager
def sample_site(folder):
    """Yield the address of a portal that keeps its data in ``folder`` (a Path)."""
    (folder / "vendor").symlink_to(ROOT / "var" / "vendor")
    port = _free_port()
    env = environment(
        DATABASE_URL=None,
        DJANGO_SETTINGS_MODULE="portal.settings",
        GUNICORN_LOG_LEVEL="warning",
        PORT=port,
        PORTAL_BANNER=None,
        PORTAL_ENV="embedded",
        PORTAL_SAMPLE_PASSWORD=PASSWORD,
        VAR_DIR=folder,
    )
    for command in PREPARATION:
        manage = [sys.executable, "manage.py", *command.split()]
        subprocess.run(manage, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    serve = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    server = subprocess.Popen(serve, cwd=ROOT, env=env)
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answering(address):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz"):
                return address
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


def sign_in(page, address, name):
    """Sign a Playwright page in as one of the sample's accounts."""
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
