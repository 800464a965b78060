"""The server, the same for production and for the embedded set-up.

BIND, PORT, WEB_CONCURRENCY, WEB_THREADS, FORWARDED_ALLOW_IPS and GUNICORN_LOG_LEVEL change it.
"""

import os
import signal

wsgi_app = "portal.wsgi:application"
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"

# Not preloaded: the typesetter of the documents must not be loaded before a fork.
preload_app = False
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
timeout = 60
graceful_timeout = 20
keepalive = 5
# A worker shows that it lives by touching a file; on a slow disk that would look like a hang.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None

# Nobody's word on scheme and address is taken until the proxy is named.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "")
control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL") or "info"


def post_worker_init(worker):
    """Leave Ctrl-C to the master; say where the portal is once the application has loaded.

    A terminal sends Ctrl-C to master and workers at once, and the master then sends its own
    signal to stop: a worker that gets the second while it handles the first may wait for itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    text = os.environ.get("PORTAL_BANNER")
    if text and worker.age == 1:
        print(text, flush=True)


def on_exit(server):
    if os.environ.get("PORTAL_BANNER"):
        print("\nThe portal has stopped.", flush=True)
