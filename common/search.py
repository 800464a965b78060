"""Text made comparable for search, on any database and from any keyboard.

A record keeps ``search_text(...)``; a query is split by ``terms``, and each term is looked for in
it. Letters that a Russian keyboard lacks are folded to those it has, so that "Оскемен" finds
"Өскемен", and Cyrillic is kept in Latin letters as well, so that "vitebsk" finds "Витебск".
"""

import re
import unicodedata

from django.db.models import Q
from django.utils import translation

from common.texts import LANGUAGES

MAX_QUERY = 200
MAX_TERMS = 8

# Kazakh, Belarusian and Ukrainian letters, and ё, as typed on a Russian keyboard.
_LOOKALIKES = str.maketrans("ёәғқңөұүһіўґєї", "еагкноуухиугеи")

# Latin letters that do not decompose into a plain letter and a mark.
_PLAIN_LATIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})

# A word as long as this is looked for by its stem, which keeps at least so many letters.
INFLECTED = 6
LEAST_STEM = 5

# Endings of nouns and adjectives, folded: "витебская" and "витебской", "облысының" and "облысында".
_SLAVIC = (
    "ая яя ое ее ые ие ый ий ой ей ай яй ого его аго яго ому ему аму яму ым им ымы ими ых их"
    " ую юю аю ою ею ью ы и а я у ю е о ь ом ем ам ям ами ями ах ях ов ев ау яу"
    " ия ии ию иям иями иях ией"
)
_KAZAKH = (
    "нын нин дын дин тын тин га ге ка ке ды ди ты ти ны ни да де та те нда нде дан ден нан нен"
    " мен бен пен дар дер лар лер тар тер лык лик дык дик тык тик сы си сын син сына сине"
    " сынын синин сында синде ын ин ына ине ынын инин ында инде"
)
_ENGLISH = "s es"

# Words that only join others; a query of nothing else is looked for as it is.
_JOINING = frozenset(
    "в во у ва о об и з с со на по для мен жане туралы of and the in to for with".split()  # noqa: SIM905
)

_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")

_LATIN = str.maketrans("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", "ъь") | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)


def fold(text):
    """Lower case, plain letters and digits, single spaces; "" for None.

    Case, accents, ё, letters outside the Russian alphabet and all punctuation are evened out. NUL,
    which PostgreSQL cannot store, goes with the punctuation.
    """
    text = unicodedata.normalize("NFKC", text or "").casefold()
    text = text.translate(_LOOKALIKES).translate(_PLAIN_LATIN)
    letters = "".join(_plain(char) for char in text)
    return " ".join(letters.split())


def _plain(char):
    """The letter without its marks, or a space for what is no letter or digit."""
    if char == "й":
        return char  # a letter of its own, though Unicode takes it for и with a breve
    letters = (c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "".join(c if _is_word(c) else " " for c in letters)


def _is_word(char):
    """Whether it is a letter or a digit; modifier letters serve as apostrophes and are neither."""
    return char.isalnum() and unicodedata.category(char) != "Lm"


def to_latin(text):
    """The folded text with its Cyrillic spelt in Latin letters."""
    return fold(text).translate(_LATIN)


def search_text(*parts):
    """The words of the parts, folded, and the same in Latin letters; each word once."""
    folded = [fold(part) for part in parts]
    words = " ".join([*folded, *(to_latin(part) for part in folded)]).split()
    return " ".join(dict.fromkeys(words))


def terms(query):
    """The folded words of a query, each to be found, without those that only join them.

    At most eight, from the first 200 characters: the rest of a long query is ignored.
    """
    words = dict.fromkeys(fold((query or "")[:MAX_QUERY]).split())
    telling = [word for word in words if word not in _JOINING]
    return (telling or list(words))[:MAX_TERMS]


def _with_latin(endings):
    """The endings in both alphabets, the longest first."""
    return sorted({*endings, *map(to_latin, endings)} - {""}, key=len, reverse=True)


_ENDINGS = _with_latin(f"{_SLAVIC} {_KAZAKH} {_ENGLISH}".split())


def stem(term):
    """The part of a folded word that its cases share; a short word or a number is left whole."""
    if len(term) < INFLECTED or not term.isalpha():
        return term
    for ending in _ENDINGS:
        if term.endswith(ending) and len(term) - len(ending) >= LEAST_STEM:
            return term[: -len(ending)]
    return term


def holds_any_form(field, term):
    """The condition that the search text in the field holds the term, or a word of its stem."""
    whole, begins = Q(**{f"{field}__contains": term}), stem(term)
    if begins == term:
        return whole
    return whole | Q(**{f"{field}__startswith": begins}) | Q(**{f"{field}__contains": f" {begins}"})


def in_every_language(*labels):
    """The labels, or what calling them gives, in the four languages: words for kinds of records."""
    words = []
    for language in LANGUAGES:
        with translation.override(language):
            words += [str(label() if callable(label) else label) for label in labels]
    return words


def years(*dates):
    """The years that the texts of dates name, in their order."""
    return [year for date in dates for year in _YEAR.findall(date)]
