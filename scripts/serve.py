"""Serve the portal with gunicorn, the worker beside it, and say where it is."""

import os
import socket
import sys
import urllib.error
import urllib.request

from scripts.console import ROOT, VAR, VENV, VENV_PYTHON, environment, say
from scripts.supervise import serve_with_worker

ACCOUNTS = ["admin", "diplomat", "protocol", "economist", "viewer"]


def main():
    port = int(os.environ.get("PORT") or 8000)
    if not _is_free(port):
        sys.exit(f"Port {port} is taken; choose another: make run PORT={port + 1}")
    say("Starting the server")
    env = environment(PORT=port, PORTAL_BANNER=banner(port), GUNICORN_LOG_LEVEL="warning")
    gunicorn = [str(VENV / "bin" / "gunicorn"), "--config", "gunicorn.conf.py"]
    worker = [str(VENV_PYTHON), "manage.py", "worker"]
    sys.exit(serve_with_worker(gunicorn, worker, is_up=answers(port), cwd=ROOT, env=env))


def answers(port):
    """Return a function that tells whether the portal answers on that port."""

    def is_up():
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    return is_up


def banner(port):
    """What a newcomer needs to know, printed once the first worker answers."""
    lines = ["", f"The portal is at http://127.0.0.1:{port}/", *_accounts(), "Ctrl-C stops it.", ""]
    return "\n".join(lines)


def _accounts():
    password = VAR / "sample-password"
    if not password.is_file():
        return []
    return [
        f"Sample accounts: {', '.join(ACCOUNTS)}",
        f"Their password: {password.read_text().strip()}  (kept in {password})",
    ]


def _is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main()
