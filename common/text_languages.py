"""The language of a text that is kept in one language, told by its letters."""

from django.utils.html import format_html

from common.texts import reader_language

_KAZAKH = frozenset("әғқңөұүһ")
_BELARUSIAN = frozenset("ў")
# A letter of both, as long as the text has none that Belarusian lacks.
_SHARED = "і"
_NOT_BELARUSIAN = frozenset("ищъ")
_CYRILLIC_LANGUAGES = frozenset({"ru", "kk", "be", "uk"})
# Of two scripts one must have so much; of one language's own letters there must be so many.
_CLEAR = 0.8
_OWN_LETTERS = 0.04


def lang_of(text, printed_in=""):
    """Return the language of a text by its letters, "" where they leave it open.

    A text printed in a source has the source's language unless its script speaks against it. By
    its script alone Latin is read as English, Cyrillic without letters of others as Russian.
    """
    letters = [letter for letter in str(text).casefold() if letter.isalpha()]
    cyrillic = [letter for letter in letters if "Ѐ" <= letter <= "ӿ"]
    share = len(cyrillic) / len(letters) if letters else None
    if share is None or 1 - _CLEAR < share < _CLEAR:
        return ""
    is_cyrillic = share >= _CLEAR
    if printed_in and (printed_in in _CYRILLIC_LANGUAGES) == is_cyrillic:
        return printed_in
    return _cyrillic_language(cyrillic) if is_cyrillic else "en"


def _cyrillic_language(letters):
    kazakh = sum(letter in _KAZAKH for letter in letters)
    belarusian = sum(letter in _BELARUSIAN for letter in letters)
    shared = letters.count(_SHARED)
    if not kazakh + belarusian + shared:
        return "ru"
    is_clear = kazakh + belarusian + shared >= _OWN_LETTERS * len(letters)
    if not is_clear or (kazakh and belarusian):
        return ""
    if belarusian:
        return "be"
    return "kk" if kazakh or _NOT_BELARUSIAN & set(letters) else "be"


def lang_mark(text, printed_in=""):
    """Return the attribute `` lang="…"`` of a text that is not in the reader's language, or ""."""
    language = lang_of(text, printed_in) if text else ""
    if language in ("", reader_language()):
        return ""
    return format_html(' lang="{}"', language)
