"""The encoding of a text file, by its marks and by whether its words are words."""

import codecs
import re
from collections import Counter

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Letters of Russian, Belarusian and Ukrainian; of Russian and Kazakh. The first encoding wins a
# draw: "ў" of Belarusian has the code of "ұ", which Kazakh hardly writes without its other letters.
_ALPHABETS = {
    "cp1251": "а-яёіўєїґ",
    "kz1048": "а-яёіәғқңөұүһ",
    "cp866": "а-яёўєї",
    "koi8-r": "а-яё",
}
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS_READ = 2000
_CLEAR_SHARE = 0.8


def bom_encoding(start):
    """Return the encoding that the first bytes of a file declare, or None."""
    return next((name for mark, name in BOMS if start.startswith(mark)), None)


def utf16_without_bom(start):
    """Return "utf-16-le" or "utf-16-be" where every other byte of the start is often NUL.

    Delimiters, digits and line ends are such characters in every language.
    """
    often, seldom = max(4, len(start) // 10), len(start) // 200
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd >= often and even <= seldom:
        return "utf-16-le"
    if even >= often and odd <= seldom:
        return "utf-16-be"
    return None


def eight_bit_encoding(sample):
    """Return the eight-bit encoding in which most words of the sample are words, or None."""
    words = Counter(_WORD.findall(sample)[:_WORDS_READ])
    shares = {name: _share_of_words(words, name) for name in (*_ALPHABETS, "cp1252")}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best and shares[best] >= _CLEAR_SHARE else None


def _share_of_words(words, encoding):
    is_word = _is_western if encoding == "cp1252" else _cyrillic_test(_ALPHABETS[encoding])
    right = sum(
        count
        for word, count in words.items()
        if all(map(is_word, _pieces(word.decode(encoding, "replace"))))
    )
    return right / (words.total() or 1)


# Quotation marks, dashes and NBSP, which stand beside words without a space.
_BESIDE = re.compile(r"[\s\u00a0«»“”„‘’–—…№°‰€•§·±¹²³]+")


def _pieces(word):
    return filter(None, _BESIDE.split(word))


def _cyrillic_test(lower):
    upper = lower.upper()
    pattern = re.compile(f"[{upper}{lower}]?[{lower}]*|[{upper}]+|[A-Za-z]+")
    return pattern.fullmatch


# Text of another alphabet read as Western has hardly one plain letter in a word.
_WESTERN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]+")


def _is_western(word):
    plain = sum(letter.isascii() for letter in word)
    return _WESTERN.fullmatch(word) and plain * 2 >= len(word)
