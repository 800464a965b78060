"""The arrows between the apps, and templates that nobody uses."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "common": set(),
    "accounts": {"common"},
    "regions": {"common", "accounts"},
    "cooperation": {"common", "accounts", "regions"},
    "visits": {"common", "accounts", "regions", "cooperation"},
    "trade": {"common", "accounts", "regions"},
    "portal": {"common", "accounts", "regions", "cooperation", "visits", "trade"},
}


def modules_named_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def imported_apps(app):
    for path in sorted((ROOT / app).rglob("*.py")):
        for module in modules_named_in(path):
            yield path, module.split(".")[0]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_app_imports_only_what_it_may(app):
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[app] - {app}

    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in imported_apps(app)
        if name in forbidden
    ]

    assert wrong == []


def test_every_template_is_used():
    templates = sorted(path for path in (ROOT / "templates").rglob("*.html"))
    texts = {path: path.read_text() for path in templates}
    code = "\n".join(
        path.read_text() for app in MAY_IMPORT for path in sorted((ROOT / app).rglob("*.py"))
    )

    unused = [
        name
        for name in (path.relative_to(ROOT / "templates").as_posix() for path in templates)
        if not name.startswith(OVERRIDES)
        and name not in code
        and not any(name in text for path, text in texts.items() if not path.match(name))
    ]

    assert unused == []


# Found by name by Django and by the packages whose templates they replace.
OVERRIDES = (
    "admin/",
    "account/",
    "allauth/",
    "bootstrap5/",
    "mfa/",
    "simple_history/",
    "403_csrf.html",
    "429.html",
)
