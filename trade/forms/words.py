"""What the words of a source say beside the number: how firmly, in which currency, which flow."""

import re

from common.models import Qualifier
from common.search import fold
from trade.amounts import locate_amounts
from trade.models import Flow, Statement

# An upper limit ("up to 5 million") is none of the qualifiers: the person must choose.
LIMIT = "limit"
# A currency that is named but not known, and roubles of whichever country.
UNKNOWN, ROUBLES = "unknown", "roubles"

_BEFORE = {
    Qualifier.NEARLY: (
        r"nearly|almost(?: reach(?:ed|es|ing))?|close to|just (?:under|below)|a little less than"
        r"|почти(?: достиг\w*)?|практически|чуть (?:менее|меньше|ниже)|без малого|близк\w+ к"
        r"|амаль|практычна|крыху менш за|дерлік"
    ),
    LIMIT: (
        r"up to|at most|under|below|not? more than|(?<!no )(?<!not )less than"
        r"|не (?:более|больше|свыше)(?: чем)?|не превы(?:сил\w*|ша\w+)"
        r"|(?<!не )(?:менее|меньше)(?: чем)?|не больш(?: за| чым)?|(?<!не )мен[еш]\w*(?: за| чым)"
    ),
    Qualifier.OVER: (
        r"(?<!no )(?<!not )more than|over|above|in excess of|at least|not? less than"
        r"|exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|topp(?:ed|ing)"
        r"|(?<!не )(?:более|больше|свыше)(?: чем)?|(?<!не )превы(?:сил\w*|ша\w+|сив)"
        r"|не (?:менее|меньше)(?: чем)?|(?<!не )больш(?: за| чым)?|звыш|перавы\w+"
    ),
    Qualifier.ABOUT: (
        r"about|around|approximately|approx\.?|roughly|circa|около|примерно|приблизительно|порядка"
        r"|каля|прыблізна|прыкладна|парадку|шамамен|~|≈"
    ),
}
# In Kazakh most of them follow the amount: "180 миллион доллардан астам".
_AFTER = {
    Qualifier.NEARLY: r"жуық|дерлік",
    Qualifier.OVER: r"астам|артық|асты|асып|с лишним|з лішнім",
    Qualifier.ABOUT: r"шамасында|шамалас",
}
_SIGN = r"(?:(?:us)?[$€₽₸]|usd|eur|rub|byn|kzt)?"
_AHEAD = {
    q: re.compile(rf"(?<!\w)(?:{words})\s*{_SIGN}\s*$", re.IGNORECASE)
    for q, words in _BEFORE.items()
}
_BEHIND = {
    q: re.compile(rf"^\s*(?:[^\W\d]+[\s.]+){{0,3}}?(?:{words})\b", re.IGNORECASE)
    for q, words in _AFTER.items()
}
_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "₸": "KZT", "£": UNKNOWN, "¥": UNKNOWN, "₴": UNKNOWN}
_CURRENCIES = {
    "USD": re.compile(r"usd|dollars?|долл|дол|доллар.*|далар.*"),
    "EUR": re.compile(r"eur|euros?|евро|еуро.*"),
    "RUB": re.compile(r"rub|rur"),
    "BYN": re.compile(r"byn"),
    "KZT": re.compile(r"kzt|tenge|тенге.*|тг"),
    UNKNOWN: re.compile(
        r"gbp|cny|jpy|chf|uah|pln|pounds?|yuans?|yen|francs?|фунт.*|юан.*|иен.*|франк.*|злот.*"
        r"|гривн.*|грывен.*|canadian|australian|канадск.*|австралийск.*"
    ),
    ROUBLES: re.compile(r"rou?bles?|руб|рубл.*"),
}
_ROUBLES_OF = {
    "BYN": re.compile(r"belarus.*|бел|белорусск.*|беларус.*"),
    "RUB": re.compile(r"russian?|росс?|российск.*|расийск.*|ресей.*"),
}
_FLOWS = {
    Flow.EXPORT: re.compile(r"exports?|exported|экспорт\w*|экспарт\w*"),
    Flow.IMPORT: re.compile(r"imports?|imported|импорт\w*|импарт\w*"),
    Flow.TURNOVER: re.compile(
        r"turnover|товарооборот\w*|оборот\w*|товарообмен\w*|тауарайналым\w*|айналым\w*"
        r"|тавараабарот\w*|абарот\w*|тавараабмен\w*"
    ),
    Flow.BALANCE: re.compile(
        r"balance|surplus|deficit|сальдо|профицит\w*|дефицит\w*|прафицыт\w*|дэфицыт\w*|тапшылы\w*"
    ),
}
_SIDES = {
    Statement.BalanceSide.SURPLUS: re.compile(r"surplus|профицит|прафицыт|положительн|станоуч"),
    Statement.BalanceSide.DEFICIT: re.compile(
        r"deficit|дефицит|дэфицыт|отрицательн|адмоун|тапшылы"
    ),
}


def qualifier_in(text, number=None):
    """Return how firmly the words state their amount, LIMIT for "up to", None for no such word.

    ``number`` is the one that was typed: words beside other numbers are not its own.
    """
    for said in locate_amounts(text):
        if number is None or said.amount.number == abs(number):
            found = _ahead(text[: said.start])[0] or _behind(text[said.end :])
            if found:
                return found
    return None


def part_qualifier(text):
    """Return the qualifier in a typed amount, or None, and the amount without its words."""
    number = re.search(r"[0-9][0-9\s.,]*", text)
    if number is None:
        return None, text
    found, head = _ahead(text[: number.start()])
    tail = text[number.end() :]
    behind = _behind(tail)
    if behind:
        tail = re.sub(rf"\s*(?:{_AFTER[behind]})\b", "", tail, flags=re.IGNORECASE)
    return found or behind, head + number[0] + tail


def _ahead(head):
    """Return the qualifier at the end of what stands before a number, and the rest of it."""
    for qualifier, words in _AHEAD.items():
        match = words.search(head)
        if match:
            sign = re.search(rf"{_SIGN}\s*$", match[0], re.IGNORECASE)
            return qualifier, head[: match.start()] + sign[0]
    return None, head


def _behind(tail):
    return next((q for q, words in _BEHIND.items() if words.search(tail)), None)


def currencies_in(text):
    """Return the set of codes of the currencies named; UNKNOWN and ROUBLES stand for no code."""
    found = {code for sign, code in _SIGNS.items() if sign in text}
    words = fold(text).split()
    for position, word in enumerate(words):
        code = next((code for code, names in _CURRENCIES.items() if names.fullmatch(word)), None)
        if code == ROUBLES:
            code = _roubles_after(words[:position])
        if code:
            found.add(code)
    return found


def _roubles_after(words):
    owner = words[-1] if words else ""
    return next((code for code, names in _ROUBLES_OF.items() if names.fullmatch(owner)), ROUBLES)


def flows_in(text):
    """Return the flows that the words name."""
    words = fold(text).split()
    return [flow for flow, names in _FLOWS.items() if any(map(names.fullmatch, words))]


def balance_side_in(text):
    """Return the side of the balance that the words name, "" where they name none."""
    folded = fold(text)
    found = [side for side, names in _SIDES.items() if names.search(folded)]
    return found[0] if len(found) == 1 else ""
