"""Translation catalogues: extracted, merged and compiled by Babel, without the system's gettext."""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("ru", "kk", "be")
# function name -> positions of singular and plural, or of context and text.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SKIPPED_FOLDERS = {".venv", "node_modules", "tests", "var", "scripts", "migrations"}


def po_path(root, language):
    return Path(root) / "locale" / language / "LC_MESSAGES" / "django.po"


def source_files(root):
    """Return the Python files and templates that hold messages, in order."""
    files = [*Path(root).rglob("*.py"), *Path(root).rglob("*.html"), *Path(root).rglob("*.txt")]
    return sorted(path for path in files if not SKIPPED_FOLDERS & set(path.relative_to(root).parts))


def messages_of(path):
    """Yield (line, message, comments, context) of one file, as Babel's extract does."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    yield from extract(
        "python", BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
    )


def extracted(root):
    """Return a catalogue of every message in the code and the templates."""
    catalogue = Catalog(project="Embassy portal", charset="utf-8")
    for path in source_files(root):
        where = path.relative_to(root).as_posix()
        for _line, message, comments, context in messages_of(path):
            # Without line numbers a message that only moved changes no catalogue.
            catalogue.add(
                message, locations=[(where, None)], auto_comments=comments, context=context
            )
    return catalogue


def read_catalogue(path, language):
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def write_catalogue(path, catalogue):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=False)


def compile_catalogue(path, language):
    """Write the .mo beside the .po."""
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read_catalogue(path, language))
