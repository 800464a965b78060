"""What holds for the whole repository: inert templates, no live markup, complete catalogues."""

import re
from functools import cache
from pathlib import Path

import pytest

from common.catalogues import LANGUAGES, is_translated, needed, po_path, read_catalogue

ROOT = Path(__file__).parent.parent
APPS = ("common", "accounts", "regions", "cooperation", "visits", "trade", "portal")
CODE = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:"
)
LIVE_MARKUP = re.compile(r"mark_safe|\|safe\b|autoescape off|SafeString\(")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_no_template_holds_a_script_or_a_style():
    guilty = [name_of(path) for path in TEMPLATES if INLINE.search(path.read_text())]

    assert guilty == []


def test_nothing_is_declared_safe():
    guilty = [name_of(path) for path in [*CODE, *TEMPLATES] if LIVE_MARKUP.search(path.read_text())]

    assert guilty == []


def test_no_test_is_skipped():
    marks = re.compile(r"mark\.(skip|skipif|xfail)|pytest\.skip|importorskip")
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]

    assert [name_of(path) for path in tests if marks.search(path.read_text())] == []


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def forms_of(message):
    return message.string if message.pluralizable else (message.string,)


@cache
def catalogue_pairs(language):
    """Return rows of file name, what it has to hold, and what it holds."""
    return [
        (name, wanted, read_catalogue(po_path(ROOT, language, name), language))
        for name, wanted in needed(ROOT, language).items()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    missing = [
        (name, message.id)
        for name, wanted, catalogue in catalogue_pairs(language)
        for message in wanted
        if message.id and not is_translated(catalogue.get(key_of(message), message.context))
    ]

    assert missing == []


def key_of(message):
    return message.id[0] if message.pluralizable else message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_nothing_unused(language):
    unused = [
        (name, message.id)
        for name, wanted, catalogue in catalogue_pairs(language)
        for message in catalogue
        if message.id and wanted.get(key_of(message), message.context) is None
    ]

    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    wrong = []
    for name, _wanted, catalogue in catalogue_pairs(language):
        for message in catalogue:
            if not message.id or not is_translated(message):
                continue
            # The last form has to hold all of them; "one" may spell its number out.
            said = message.id[-1] if message.pluralizable else message.id
            if sorted(set(PLACEHOLDER.findall(said))) != sorted(
                set(PLACEHOLDER.findall(forms_of(message)[-1]))
            ):
                wrong.append((name, message.id))

    assert wrong == []


# Rightly the same words in Belarusian and Russian.
SAME_IN_BOTH = {
    "%(field)s (%(language)s)",
    "“%(item)s”: %(reason)s",
    "For:",
    "Month",
    "No.",
    "Partner",
    "Release %(number)s",
    "dates",
    "key",
    "release",
    "Back",
    "Before",
    "Code",
    "Code of the partner",
    "Currency",
    "Date",
    "Dates",
    "Field",
    "File",
    "Growth",
    "Key",
    "May",
    "Menu",
    "Members",
    "Password",
    "SHA-256",
    "Share",
    "Status",
    "Task",
    "Trade with",
    "UN Comtrade",
    "USD, EUR, KZT, BYN, RUB.",
    "Year",
    "UN Comtrade code",
    "code",
    "share",
    "currency",
    "date",
    "field",
    "file",
    "The file",
    "forum",
    "growth",
    "mapping",
    "mappings",
    "member",
    "month",
    "note verbale",
    "parameters",
    "parliament",
    "partner",
    "status",
    "trade with",
    "two",
    "website",
    "year",
    "with %(name)s",
    "“%(name)s” is not a file of JSON: %(error)s.",
    # Signs and placeholders only.
    "%(flow)s of %(reporter)s with %(partner)s",
    "%(amount)s in %(window)s",
    "%(low)s to %(high)s",
    "“%(printed)s”",
    "<q>%(printed)s</q>",
    "%(flow)s of %(reporter)s with %(partner)s,",
    "%(flow)s, %(window)s",
    "%(kind)s: %(name)s",
    "en, ru, kk, be, de …",
}


def test_belarusian_is_not_russian():
    russian = read_catalogue(po_path(ROOT, "ru"), "ru")
    belarusian = read_catalogue(po_path(ROOT, "be"), "be")

    same = {
        key_of(message)
        for message in belarusian
        if message.id
        and (said := russian.get(key_of(message), message.context)) is not None
        and forms_of(message) == forms_of(said)
    }

    assert same - SAME_IN_BOTH == set()
