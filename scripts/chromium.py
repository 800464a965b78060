"""Find a Chromium for the browser tests, installing one where there is none.

python -m scripts.chromium               print its path
python -m scripts.chromium COMMAND ...   run a command with PORTAL_CHROMIUM naming it
"""

import os
import shutil
import subprocess
import sys

from scripts.console import VENV_PYTHON, Failed, environment, run

NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def main():
    try:
        path = find() or install()
    except Failed as problem:
        sys.exit(f"Chromium: {problem}")
    if len(sys.argv) == 1:
        print(path)
        return
    sys.exit(subprocess.run(sys.argv[1:], env=environment(PORTAL_CHROMIUM=path)).returncode)


def find():
    """The path of a Chromium that runs, the one PORTAL_CHROMIUM names before all; else None."""
    given = os.environ.get("PORTAL_CHROMIUM")
    if given:
        if not _runs(given):
            raise Failed(f"PORTAL_CHROMIUM names {given}, which does not run")
        return given
    paths = [path for name in NAMES if (path := shutil.which(name))]
    return next((path for path in [*paths, _playwrights_own()] if path and _runs(path)), None)


def install():
    """Install one by the system's package manager as root, else Playwright's own."""
    problems = []
    for attempt in (_install_by_system, _install_by_playwright):
        try:
            attempt()
        except Failed as problem:
            problems.append(str(problem))
        if path := find():
            return path
    raise Failed("\n".join(["none on this machine, and none could be installed", *problems]))


def _install_by_system():
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    env = environment(DEBIAN_FRONTEND="noninteractive")
    run("List of the system's packages", ["apt-get", "update"], log_name="apt-update", env=env)
    # The fonts have the Kazakh and Belarusian letters.
    packages = ["chromium", "fonts-dejavu-core"]
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    run("Chromium by the system's package manager", command, log_name="apt-chromium", env=env)


def _install_by_playwright():
    command = [VENV_PYTHON, "-m", "playwright", "install", "chromium"]
    run("Chromium by Playwright", command, log_name="playwright")


def _playwrights_own():
    answer = subprocess.run(
        [VENV_PYTHON, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()


def _runs(path):
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


if __name__ == "__main__":
    main()
