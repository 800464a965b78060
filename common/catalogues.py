"""Translation catalogues: extracted, merged and compiled by Babel, without the system's gettext.

For each language there are three files: ``django.po`` holds the portal's own messages,
``packages.po`` what Django and the other packages leave untranslated in that language, and what of
theirs the portal says better (whatever stands there goes before their own), and
``djangojs.po`` the same for the scripts of Django's admin. The first two compile into one.
"""

from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("ru", "kk", "be")
OWN, PACKAGES, SCRIPTS = "django", "packages", "djangojs"
# Function name -> positions of singular and plural, or of context and text.
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
SKIPPED_FOLDERS = {".venv", "node_modules", "tests", "test", "var", "scripts", "migrations"}
# Parts of Django that come with their English messages as a catalogue.
DJANGO_PARTS = (
    "django/conf",
    "django/contrib/admin",
    "django/contrib/auth",
    "django/contrib/contenttypes",
    "django/contrib/sessions",
)
# Packages whose messages stand in their code and templates only; of allauth, what is in use.
ALLAUTH_PARTS = (
    "account",
    "core",
    "mfa",
    "templates/account",
    "templates/allauth",
    "templates/mfa",
)


def po_path(root, language, name=OWN):
    return Path(root) / "locale" / language / "LC_MESSAGES" / f"{name}.po"


def source_files(root):
    """Return the Python files and templates that hold messages, in order."""
    root = Path(root)
    files = [*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]
    return sorted(path for path in files if not SKIPPED_FOLDERS & set(path.relative_to(root).parts))


def messages_of(path):
    """Yield (line, message, comments, context) of one file, as Babel's extract does."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What templatize leaves is indented as the template was, which Python does not accept.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    yield from extract(
        "python", BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
    )


@cache
def extracted(root):
    """Return a catalogue of every message in the code and the templates below ``root``."""
    catalogue = Catalog(project="Embassy portal", charset="utf-8")
    for path in source_files(root):
        where = path.relative_to(root).as_posix()
        for _line, message, comments, context in messages_of(path):
            # Without line numbers a message that only moved changes no catalogue.
            catalogue.add(
                message,
                locations=[(where, None)],  # type: ignore[list-item]  # Babel writes it bare
                auto_comments=comments,
                context=context,
            )
    return catalogue


def wanted_of_packages(root, language):
    """Return a catalogue of what the packages do not translate, or what is said otherwise here."""
    kept = _kept(po_path(root, language, PACKAGES), language)
    catalogue = Catalog(charset="utf-8")
    for folder, english in _package_catalogues():
        translated = folder / "locale" / language / "LC_MESSAGES/django.po"
        _add_missing(catalogue, english, translated, kept)
    return catalogue


def _kept(path, language):
    return read_catalogue(path, language) if path.exists() else Catalog()


def wanted_of_scripts(root, language):
    """Return the same for the scripts of Django's admin."""
    catalogue = Catalog(charset="utf-8")
    folder = _folder("django") / "contrib/admin"
    english = read_catalogue(folder / "locale/en/LC_MESSAGES/djangojs.po", "en")
    translated = folder / "locale" / language / "LC_MESSAGES/djangojs.po"
    kept = _kept(po_path(root, language, SCRIPTS), language)
    _add_missing(catalogue, english, translated, kept)
    return catalogue


@cache
def _package_catalogues():
    """Return pairs of folder and its English messages."""
    return list(_read_packages())


def _read_packages():
    site = _folder("django").parent
    for part in DJANGO_PARTS:
        yield site / part, read_catalogue(site / part / "locale/en/LC_MESSAGES/django.po", "en")
    allauth = Catalog()
    for part in ALLAUTH_PARTS:
        allauth = _joined(allauth, extracted(_folder("allauth") / part))
    yield _folder("allauth"), allauth
    yield _folder("simple_history"), extracted(_folder("simple_history"))


def _folder(package):
    return Path(import_module(package).__file__ or "").parent


def _joined(catalogue, other):
    for message in other:
        if message.id:
            catalogue.add(message.id, context=message.context)
    return catalogue


def _add_missing(catalogue, english, translated_path, kept):
    """Add the messages that the translated catalogue does not hold, and those that are kept."""
    translated = (
        read_catalogue(translated_path, translated_path.parts[-3])
        if translated_path.exists()
        else Catalog()
    )
    for message in english:
        key, context = _key(message), message.context
        is_missing = not is_translated(translated.get(key, context))
        if message.id and (is_missing or kept.get(key, context) is not None):
            catalogue.add(message.id, context=context)


def _key(message):
    return message.id[0] if message.pluralizable else message.id


def is_translated(message):
    """Tell whether every form of the message has a translation nobody has to look at again."""
    if message is None or message.fuzzy:
        return False
    return all(message.string) if message.pluralizable else bool(message.string)


def needed(root, language):
    """Return file name -> catalogue of the messages it has to translate."""
    return {
        OWN: extracted(root),
        PACKAGES: wanted_of_packages(root, language),
        SCRIPTS: wanted_of_scripts(root, language),
    }


def read_catalogue(path, language):
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def update_catalogues(root, language):
    """Write into the .po files what is new, and take out what nobody uses any more."""
    for name, wanted in needed(root, language).items():
        path = po_path(root, language, name)
        catalogue = read_catalogue(path, language) if path.exists() else Catalog(locale=language)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, omit_header=True)


def compile_catalogues(root, language):
    """Write ``django.mo`` and ``djangojs.mo`` beside the .po files."""
    own = read_catalogue(po_path(root, language), language)
    for message in read_catalogue(po_path(root, language, PACKAGES), language):
        if message.id and is_translated(message):
            own.add(message.id, message.string, context=message.context)
    _write_mo(po_path(root, language), own)
    scripts = po_path(root, language, SCRIPTS)
    _write_mo(scripts, read_catalogue(scripts, language))


def _write_mo(path, catalogue):
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
