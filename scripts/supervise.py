"""Two processes that live and end together: the server, and the worker beside it.

The server is in charge: its end is the end of both, and its exit code is the result. The worker is
started anew when it dies, ever more slowly while it keeps dying. Plain standard library.
"""

import ctypes
import signal
import subprocess
import sys
import time

PASSED_ON = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2")
LOOK_EVERY = 0.2  # seconds
SLOWEST_RESTART = 30  # seconds between two starts of a worker that keeps dying
LONG_LIFE = 60  # seconds after which a worker's death is no habit
WORKER_MAY_TAKE = 10  # seconds to end
PR_SET_PDEATHSIG = 1


class Worker:
    """The process beside the server, started anew ``pause`` seconds after it has died."""

    def __init__(self, command, **options):
        self.command, self.options = command, options
        self.process = None
        self.pause = 1.0
        self.next_start = 0.0

    def keep_alive(self):
        if self.process is None:
            if time.monotonic() >= self.next_start:
                self.started = time.monotonic()
                self.process = start(self.command, **self.options)
        elif (code := self.process.poll()) is not None:
            self._plan_the_next_start(code)

    def _plan_the_next_start(self, code):
        now = time.monotonic()
        lived_long = now - self.started > LONG_LIFE
        self.pause = 1.0 if lived_long else min(2 * self.pause, SLOWEST_RESTART)
        self.next_start = now + self.pause
        self.process = None
        words = f"The worker ended with {code}; it starts again in {self.pause:.0f} s."
        print(words, file=sys.stderr, flush=True)

    def end(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(WORKER_MAY_TAKE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve_with_worker(server, worker, *, is_up, **options):
    """Run both commands until the server ends; return its exit code.

    ``is_up()`` tells whether the server answers: the worker waits for that, so that the first page
    comes no later for it.
    """
    process = start(server, **options)
    _pass_signals_on(process)
    beside = Worker(worker, **options)
    answered = False
    try:
        while process.poll() is None:
            answered = answered or is_up()
            if answered:
                beside.keep_alive()
            _wait(process)
    finally:
        beside.end()
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def start(command, **options):
    """Start a process that ends when this one does, whatever the reason.

    Its own session: a terminal's Ctrl-C comes once, from here, and not twice.
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent, **options)


def _end_with_parent():
    """Have the kernel send SIGTERM when the parent is gone; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _pass_signals_on(process):
    for name in PASSED_ON:
        signal.signal(getattr(signal, name), lambda number, _frame: process.send_signal(number))


def _wait(process):
    try:
        process.wait(LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return
