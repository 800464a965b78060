"""Texts kept in four languages, and which of them the reader gets; texts that are read."""

import re

from django.utils import translation
from django.utils.html import format_html

LANGUAGES = ("en", "ru", "kk", "be")
# Whoever reads Kazakh or Belarusian reads Russian sooner than English.
FALLBACKS = {
    "en": ("en", "ru", "kk", "be"),
    "ru": ("ru", "en", "kk", "be"),
    "kk": ("kk", "ru", "en", "be"),
    "be": ("be", "ru", "en", "kk"),
}


def reader_language():
    """Return the active language as one of the portal's four, English when it is none."""
    language = (translation.get_language() or "en").split("-")[0]
    return language if language in LANGUAGES else "en"


class LocalText(str):
    """A text that knows its language and marks itself in HTML when it is not the reader's.

    In HTML attributes use ``|force_escape``, which gives the text without the mark.
    """

    lang: str

    def __new__(cls, text, lang):
        self = super().__new__(cls, text)
        self.lang = lang
        return self

    def __html__(self):
        if not self or self.lang == reader_language():
            return format_html("{}", str.__str__(self))
        return format_html('<span lang="{}">{}</span>', self.lang, str.__str__(self))

    def __str__(self):
        return str.__str__(self)

    @classmethod
    def of(cls, instance, prefix):
        """Return ``<prefix>_<language>`` of the instance, the nearest that is not empty."""
        return cls.among(texts_of(instance, prefix))

    @classmethod
    def among(cls, texts):
        """Return the reader's of texts by language, the nearest that is not empty."""
        language = reader_language()
        for code in FALLBACKS[language]:
            if text := texts.get(code):
                return cls(text, code)
        return cls("", language)


def texts_of(instance, prefix):
    """Return the texts ``<prefix>_<language>`` of the instance by language."""
    return {code: getattr(instance, f"{prefix}_{code}") for code in LANGUAGES}


def whole_number(text):
    """Return the number that a text of 1 to 18 digits is, and any database takes; else None."""
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None


def cited(text):
    """Return who is cited and where: "Belstat via https://…" as ("Belstat", "https://…").

    The address is "" where none stands at the end.
    """
    words, scheme, rest = text.rpartition("https://")
    if not scheme or " " in rest:
        return text, ""
    return words.strip().removesuffix(" via") or rest, scheme + rest
