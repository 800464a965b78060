"""The places that the title of a table names, in whatever case it declines them.

"Экспорт Витебской области в Казахстан" tells whose trade it is and with whom, where no column does.
What is found is a proposal, which a person sees and confirms.
"""

from collections import defaultdict
from typing import NamedTuple

from common.search import fold, stem
from regions.models import Place

_LEAST_LETTERS = 5
# By how much the stems of two forms of a word may differ: the languages share their endings.
_MOST_APART = 2
# After one of these stands the partner: "с Казахстаном", "to Kazakhstan".
_TOWARDS = frozenset("с со в во из з са у to from with".split())  # noqa: SIM905
_REPUBLIC = ("республик", "рэспублик", "republic", "the", "of")


class Named(NamedTuple):
    """A place that a title names; ``is_towards`` after a word such as "with" or "to"."""

    place: Place
    is_towards: bool


def places_named(title, names):
    """Return the countries and regions that the title names, as Named, in their order.

    ``names`` are folded names with the keys of the places they mean.
    """
    index = _by_stems(names)
    words = fold(title).split()
    stems = list(map(stem, words))
    found, start = {}, 0
    while start < len(words):
        length, place = _longest(index, stems[start:])
        if place is not None:
            found.setdefault(place.pk, Named(place, _is_towards(words[:start])))
        start += length
    return list(found.values())


def _is_towards(before):
    """Whether the words before a name end with one of direction: "with", "with the Republic"."""
    while before and before[-1].startswith(_REPUBLIC):
        before = before[:-1]
    return bool(before) and before[-1] in _TOWARDS


def sides_named(named, *, own):
    """Return {side: code of the place} for reporter and partner as the title names them.

    ``own`` are the countries whose regions the rows report of, where they do: none of them is the
    partner, and no other place is the reporter.
    """
    by = [n.place for n in named if not n.is_towards]
    reporter = None if own else next((p for p in by if p.is_regional), by[0] if by else None)
    ours = own | ({reporter.pk, reporter.country_id} if reporter else set())
    others = [n for n in named if _is_country(n.place) and n.place.pk not in ours]
    towards = [n.place for n in others if n.is_towards] or [n.place for n in others[:1]]
    sides = {"reporter": reporter, "partner": towards[0] if len(towards) == 1 else None}
    return {side: place.code for side, place in sides.items() if place is not None}


def _is_country(place):
    return place.kind == Place.Kind.COUNTRY


def _by_stems(names):
    """Return [(stems of the words of a name, the one place it means)], the longest names first."""
    places = Place.objects.regional() | Place.objects.countries()
    known = {place.pk: place for place in places}
    meant = defaultdict(set)
    for name, keys in names.items():
        if len(name) >= _LEAST_LETTERS and name.replace(" ", "").isalpha():
            meant[tuple(map(stem, name.split()))] |= keys
    single = [(stems, next(iter(keys))) for stems, keys in meant.items() if len(keys) == 1]
    index = [(stems, known[key]) for stems, key in single if key in known]
    return sorted(index, key=lambda pair: -len(pair[0]))


def _longest(index, stems):
    """Return (how many words, the place that they name); (1, None) for none."""
    for name, place in index:
        if len(name) <= len(stems) and all(map(_is_one_word, name, stems)):
            return len(name), place
    return 1, None


def _is_one_word(stem, other):
    shorter, longer = sorted((stem, other), key=len)
    is_long = len(shorter) >= _LEAST_LETTERS and len(longer) - len(shorter) <= _MOST_APART
    return stem == other or (is_long and longer.startswith(shorter))
