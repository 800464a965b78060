"""Serve the portal with gunicorn and say where it is; becomes the server's own process."""

import os
import socket
import sys

from scripts.console import ROOT, VAR, VENV, environment, say

ACCOUNTS = ["admin", "diplomat", "protocol", "economist", "viewer"]


def main():
    port = int(os.environ.get("PORT") or 8000)
    if not _is_free(port):
        sys.exit(f"Port {port} is taken; choose another: make run PORT={port + 1}")
    say("Starting the server")
    env = environment(PORT=port, PORTAL_BANNER=banner(port), GUNICORN_LOG_LEVEL="warning")
    gunicorn = str(VENV / "bin" / "gunicorn")
    os.chdir(ROOT)
    os.execve(gunicorn, [gunicorn, "--config", "gunicorn.conf.py"], env)


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
