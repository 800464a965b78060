"""Words that headings of tables use in the four languages, for ``suggesting``.

A word is matched at its beginning, one with a space at its end as a whole.
"""

from common.search import fold


def stems(text):
    """Return the words or stems of the text, parted by |, made comparable."""
    return tuple(fold(word) + " " * word.endswith(" ") for word in text.split("|"))


def has_any(folded, wanted):
    """Whether a folded text has one of the stems at the beginning of a word."""
    text = f" {folded} "
    return any(f" {stem}" in text for stem in wanted)


# What a column is for, the surest words first; "region" and "country" may be either side.
ROLES = (
    ("reporter", stems("reporter|reporting|declarant|отчитыва|есеп беруші|справаздачн")),
    (
        "partner",
        stems(
            "partner|counterpart|контрагент|партнер|партнёр|әріптес|серіктес|партнёр|destination"
            "|страна назначения|страна происхождения|межелі ел|шығарылған ел|краіна прызначэння"
        ),
    ),
    (
        "flow",
        stems(
            "flow|trade flow|direction|поток|направлени|товаропоток|бағыт|ағын|плын|кірунак"
            "|напрамак|вид торговли|тип торговли"
        ),
    ),
    (
        "product",
        stems(
            "hs |hs code|commodity code|product code|cmdcode|тн вэд|код тн вэд|код товара"
            "|код тавару|тауар коды|сэқ тн|еаэо сэқ|тн зэд|commodity|product|goods"
            "|товар |товары |товарн|тауар |тауарлар |тавар |тавары "
            "|chapter|код группы|группа|продукц"
        ),
    ),
    (
        "name",
        stems(
            "name|description|наименован|название|описание|атауы|найменне|назва|апісанне|показател"
        ),
    ),
    ("region", stems("region|oblast|province|регион|област|субъект|өңір|облыс|рэгіён|вобласц")),
    (
        "country",
        stems("country|countries|стран|государств|ел |елдер|елі |мемлекет|краін|дзяржав"),
    ),
    ("year", stems("year|год |годы|года |жыл |жылы |жылдар")),
    ("month", stems("month|месяц|ай |айлар|айы ")),
    ("period", stems("period|период|кезең|перыяд|date|дата|күні|quarter|квартал|тоқсан")),
)
# Whole headings, folded.
CODE = frozenset(("code", "codes", "код", "коды", "код code", "коды код", "код коды"))
AMOUNT = stems(
    "value|amount|sum|trade value|стоимост|сумма|объем|объём|құны|сома|көлем|кошт|вартасц|сума"
    "|аб'ём|абем|usd|долл|fob|cif|фоб|сиф|товарооборот|тауар айналым|тавараабарот"
)
# Columns that hold no amount of money: weights, shares, growth, running numbers.
ASIDE = stems(
    "weight|netweight|net weight|gross|kg |quantity|qty|unit|share|growth|index|rank|no |id "
    "|вес |масса|нетто|брутто|кг |тонн|количеств|ед изм|единиц|доля|темп|рост |прирост|индекс"
    "|удельный|в процентах|процент|номер|п п|"
    "салмақ|таза салмақ|саны |өлшем|үлес|өсу|өсім|пайыз|вага |маса |колькасц|адзінк|доля|тэмп"
    "|прырост|індэкс|працэнт"
)
CUMULATIVE = stems(
    "нарастающим итогом|с начала года|cumulative|year to date|ytd |өсу қорытындысымен|жыл басынан"
    "|нарастаючым вынікам|з пачатку года"
)
MULTIPLIERS = (
    (1000, stems("тыс|thousand|мың|тыс|000 ")),
    (1_000_000, stems("млн|million|mln|mio |mil |миллион|мільён")),
    (1_000_000_000, stems("млрд|billion|bln|миллиард|мільярд")),
)
CURRENCIES = (
    ("USD", stems("usd|долл|dollar|us |ақш долл|доллар")),
    ("EUR", stems("eur|евро|еўра|еуро")),
    ("KZT", stems("тенге|теңге|kzt|тэнге")),
    ("BYN", stems("byn|бел руб|белорусских руб|беларускіх руб")),
    ("RUB", stems("rub|рос руб|российских руб|расійскіх руб")),
    ("CNY", stems("cny|юан")),
)
UNIT_WORDS = stems(
    "тыс|млн|млрд|миллион|миллиард|мільён|мільярд|thousand|million|mln|billion|bln|мың"
    "|usd|долл|dollar|доллар|eur|евро|еўра|тенге|теңге|kzt|byn|rub|руб|юан|cny"
)
# Words that belong to a unit where one is there: "долл. США", "in thousand US dollars".
FILLERS = "сша|ақш|злш|us|u s|of|in|в|у|в ценах|америки"
