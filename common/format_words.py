"""The words and signs with which each language prints numbers, money, dates and windows.

They stand here rather than in the translation catalogue because most are grammatical forms, not
sentences: a catalogue cannot hold that Kazakh says "31 желтоқсанға дейін" and "желтоқсанның соңына
дейін" where English says "December" both times.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

NBSP = "\xa0"


@dataclass(frozen=True)
class Words:
    """One language. ``{}`` and the names in braces are filled in by ``common.formats``."""

    code: str
    no_data: str

    # Numbers; amounts by their power of ten, short as in a table and in full
    decimal: str
    group: str
    percent: str
    scales: dict[int, str]
    scales_in_full: dict[int, dict[str, str]]
    currencies: dict[str, str]
    other_currency: str

    # Months by themselves, after a day, after "by" and a day, after "by the end of"
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    months_by: tuple[str, ...]
    months_end: tuple[str, ...]
    quarter_numbers: tuple[str, ...]
    quarter: str
    quarter_end: str
    halves: tuple[str, str]
    halves_end: tuple[str, str]

    # Years and what is joined to them
    year: str
    years: str
    dated: str
    years_and: str
    by_day: str
    by_end: str

    # How a date is known
    unknown: str
    inferred: str
    year_inferred: str
    counted_back: str
    year_not_stated: str
    half_dated: str = ""  # where it differs from ``dated``


def words_of(language=None):
    """The words of a language, of the active one when None; English for any other language."""
    code = (language or get_language() or "en").lower().split("-")[0]
    return WORDS.get(code, WORDS["en"])


def _row(words):
    return tuple(words.split())


def _same(word):
    """The plural forms of a word that has only one."""
    return {"other": word}


def _forms(one, few, many, fraction):
    """The plural forms of a Russian or Belarusian word: 1, 2, 5 and 2.5 of it."""
    return {"one": one, "few": few, "many": many, "other": fraction}


ROMAN = ("I", "II", "III", "IV")

_EN_MONTHS = _row(
    "January February March April May June July August September October November December"
)
_RU_MONTHS_OF = _row(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
_BE_MONTHS_OF = _row(
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня"
    " жніўня верасня кастрычніка лістапада снежня"
)
_KK_MONTHS = _row(
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
)

ENGLISH = Words(
    code="en",
    no_data="no data",
    decimal=".",
    group=",",
    percent="{}%",
    scales={3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
    scales_in_full={6: _same("million"), 9: _same("billion"), 12: _same("trillion")},
    currencies={"USD": "${}", "EUR": "€{}", "GBP": "£{}"},
    other_currency="{code} {amount}",
    months=_EN_MONTHS,
    months_of=_EN_MONTHS,
    months_by=_EN_MONTHS,
    months_end=_EN_MONTHS,
    quarter_numbers=("1", "2", "3", "4"),
    quarter="Q{}",
    quarter_end="Q{}",
    halves=("first half", "second half"),
    halves_end=("the first half", "the second half"),
    year="{}",
    years="{}–{}",
    dated="{body} {year}",
    half_dated="{body} of {year}",
    years_and="{years} and {rest}",
    by_day="by {}",
    by_end="by the end of {}",
    unknown="date not known",
    inferred="[{}, inferred]",
    year_inferred="[{}, year inferred]",
    counted_back="{} (counted back)",
    year_not_stated="{} (year not stated)",
)

RUSSIAN = Words(
    code="ru",
    no_data="нет данных",
    decimal=",",
    group=NBSP,
    percent="{}" + NBSP + "%",
    scales={3: "тыс.", 6: "млн", 9: "млрд", 12: "трлн"},
    scales_in_full={
        6: _forms("миллион", "миллиона", "миллионов", "миллиона"),
        9: _forms("миллиард", "миллиарда", "миллиардов", "миллиарда"),
        12: _forms("триллион", "триллиона", "триллионов", "триллиона"),
    },
    currencies={
        "USD": "{} долл. США",
        "EUR": "{} евро",
        "RUB": "{} рос. руб.",
        "BYN": "{} бел. руб.",
        "KZT": "{} тенге",
    },
    other_currency="{amount} {code}",
    months=_row("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    months_of=_RU_MONTHS_OF,
    months_by=_RU_MONTHS_OF,
    months_end=_RU_MONTHS_OF,
    quarter_numbers=ROMAN,
    quarter="{} квартал",
    quarter_end="{} квартала",
    halves=("первое полугодие", "второе полугодие"),
    halves_end=("первого полугодия", "второго полугодия"),
    year="{} г.",
    years="{}–{} гг.",
    dated="{body} {year}",
    years_and="{years} и {rest}",
    by_day="до {}",
    by_end="до конца {}",
    unknown="дата неизвестна",
    inferred="[{}, предположительно]",
    year_inferred="[{}, год установлен предположительно]",
    counted_back="{} (рассчитано обратным отсчётом)",
    year_not_stated="{} (год не указан)",
)

KAZAKH = Words(
    code="kk",
    no_data="деректер жоқ",
    decimal=",",
    group=NBSP,
    percent="{}" + NBSP + "%",
    scales={3: "мың", 6: "млн", 9: "млрд", 12: "трлн"},
    scales_in_full={6: _same("миллион"), 9: _same("миллиард"), 12: _same("триллион")},
    currencies={
        "USD": "{} АҚШ доллары",
        "EUR": "{} еуро",
        "RUB": "{} Ресей рублі",
        "BYN": "{} Беларусь рублі",
        "KZT": "{} теңге",
    },
    other_currency="{amount} {code}",
    months=_KK_MONTHS,
    months_of=_KK_MONTHS,
    months_by=_row(
        "қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге"
        " тамызға қыркүйекке қазанға қарашаға желтоқсанға"
    ),
    months_end=_row(
        "қаңтардың ақпанның наурыздың сәуірдің мамырдың маусымның шілденің"
        " тамыздың қыркүйектің қазанның қарашаның желтоқсанның"
    ),
    quarter_numbers=ROMAN,
    quarter="{} тоқсан",
    quarter_end="{} тоқсанның",
    halves=("бірінші жартыжылдық", "екінші жартыжылдық"),
    halves_end=("бірінші жартыжылдықтың", "екінші жартыжылдықтың"),
    year="{} ж.",
    years="{}–{} жж.",
    dated="{year} {body}",
    years_and="{years} және {rest}",
    by_day="{} дейін",
    by_end="{} соңына дейін",
    unknown="күні белгісіз",
    inferred="[{}, болжамды]",
    year_inferred="[{}, жылы болжамды]",
    counted_back="{} (кері санау арқылы есептелген)",
    year_not_stated="{} (жылы көрсетілмеген)",
)

BELARUSIAN = Words(
    code="be",
    no_data="няма даных",
    decimal=",",
    group=NBSP,
    percent="{}" + NBSP + "%",
    scales={3: "тыс.", 6: "млн", 9: "млрд", 12: "трлн"},
    scales_in_full={
        6: _forms("мільён", "мільёны", "мільёнаў", "мільёна"),
        9: _forms("мільярд", "мільярды", "мільярдаў", "мільярда"),
        12: _forms("трыльён", "трыльёны", "трыльёнаў", "трыльёна"),
    },
    currencies={
        "USD": "{} дол. ЗША",
        "EUR": "{} еўра",
        "RUB": "{} рас. руб.",
        "BYN": "{} бел. руб.",
        "KZT": "{} тэнге",
    },
    other_currency="{amount} {code}",
    months=_row(
        "студзень люты сакавік красавік май чэрвень ліпень"
        " жнівень верасень кастрычнік лістапад снежань"
    ),
    months_of=_BE_MONTHS_OF,
    months_by=_BE_MONTHS_OF,
    months_end=_BE_MONTHS_OF,
    quarter_numbers=ROMAN,
    quarter="{} квартал",
    quarter_end="{} квартала",
    halves=("першае паўгоддзе", "другое паўгоддзе"),
    halves_end=("першага паўгоддзя", "другога паўгоддзя"),
    year="{} г.",
    years="{}–{} гг.",
    dated="{body} {year}",
    years_and="{years} і {rest}",
    by_day="да {}",
    by_end="да канца {}",
    unknown="дата невядомая",
    inferred="[{}, меркавана]",
    year_inferred="[{}, год вызначаны меркавана]",
    counted_back="{} (разлічана зваротным адлікам)",
    year_not_stated="{} (год не пазначаны)",
)

WORDS = {words.code: words for words in (ENGLISH, RUSSIAN, KAZAKH, BELARUSIAN)}
