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


# Writes past ``save()``: each is of rows without a history, or of what no history keeps.
DIRECT_WRITES = {
    "accounts/sign_in.py": "when somebody was last here, which the history leaves out",
    "accounts/models/jobs.py": "jobs have no history",
    "common/bulk.py": "the audited function itself",
    "common/history_start.py": "rows of the history",
    "common/models.py": "version and search text, which saves write beside the history",
    "common/search_refresh.py": "search texts, which the history leaves out",
    "regions/models/places.py": "country and region above it, which follow from its parent",
    "regions/purging.py": "the file of a document that is gone; the document stays as it was",
    "regions/reference.py": "members of groups have no history",
    "trade/importers/loading.py": "figures have none: the batch is their journal",
    "trade/importers/problems.py": "imports have no history",
    "trade/importers/starting.py": "imports have no history",
    "trade/services.py": "which figure a statement yields, which nobody edits",
    "trade/views/imports.py": "imports have no history",
    "visits/models/releases.py": "releases have no history, and refuse what makes them one",
    "visits/models/programme.py": "moments follow from the clocks of other items",
    "visits/delegation/personal.py": "personal data and the notes of their uses have no history",
    "visits/forms/delegation.py": "a step between two heads; the rows are saved right after",
}


def direct_writes(path):
    """Yield the lines of calls that write rows without ``save()``: of querysets, not of dicts."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            of_rows = name == "update" and not node.args and node.keywords and _is_queried(node)
            if of_rows or name in ("bulk_create", "bulk_update", "abulk_create", "aupdate"):
                yield node.lineno


def _is_queried(call):
    """Whether what is updated is more than the attribute of a widget or a form."""
    owner = call.func.value
    return isinstance(owner, ast.Call) or (isinstance(owner, ast.Name) and owner.id != "cls")


def test_rows_with_a_history_are_written_by_audited_functions():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for app in MAY_IMPORT
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts and path.relative_to(ROOT).as_posix() not in DIRECT_WRITES
        for line in direct_writes(path)
    ]

    assert wrong == []


def test_no_audited_file_is_named_in_vain():
    unused = [
        name
        for name in DIRECT_WRITES
        if (ROOT / name).exists() and not any(direct_writes(ROOT / name))
    ]

    assert unused == []


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
    "django/",
    "mfa/",
    "simple_history/",
    "403_csrf.html",
    "429.html",
)
