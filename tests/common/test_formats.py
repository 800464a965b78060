from datetime import date, datetime
from decimal import Decimal

import pytest
from babel import Locale
from django import forms
from django.template import Context, Template
from django.utils import formats as django_formats
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.format_words import WORDS
from common.formats import (
    amount,
    date_range_label,
    money,
    number,
    partial_date_label,
    percent_change,
    rounding_interval,
    share,
    unit_label,
    window_label,
)
from common.partial_dates import PartialDate
from common.periods import Window

LANGUAGES = ("en", "ru", "kk", "be")
MILLION = 10**6


def in_each(label, *args, **kwargs):
    """What a label gives in English, Russian, Kazakh and Belarusian."""
    return [label(*args, language=language, **kwargs) for language in LANGUAGES]


# Numbers


def test_number_in_each_language():
    value = Decimal("1234567.89")

    assert in_each(number, value) == ["1,234,567.89", *["1\xa0234\xa0567,89"] * 3]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234, None, "1,234"),
        (Decimal("22.0"), None, "22.0"),
        (22.4, None, "22.4"),
        (0.1, 3, "0.100"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "−3"),
        (Decimal("-0.04"), 1, "0.0"),
        (-1234.5, 1, "−1,234.5"),
        (999.96, 1, "1,000.0"),
        (10**40, None, "10" + ",000" * 13),
        (None, None, "no data"),
    ],
)
def test_number_rounds_as_people_do(value, decimals, text):
    assert number(value, decimals, "en") == text


def test_percent_change_has_its_sign():
    assert in_each(percent_change, 0.186) == ["+18.6%", *["+18,6\xa0%"] * 3]
    assert in_each(percent_change, Decimal("-0.401")) == ["−40.1%", *["−40,1\xa0%"] * 3]


@pytest.mark.parametrize(
    ("ratio", "decimals", "text"),
    [
        (0, 1, "0.0%"),
        (0.0004, 1, "0.0%"),
        (-0.0004, 1, "0.0%"),
        (Decimal("0.0005"), 1, "+0.1%"),
        (1.1, 0, "+110%"),
        (-1, 1, "−100.0%"),
        (12.3456, 1, "+1,234.6%"),
        (None, 1, "no data"),
    ],
)
def test_percent_change_rounds(ratio, decimals, text):
    assert percent_change(ratio, decimals, "en") == text


def test_share_has_no_plus():
    assert in_each(share, 0.125) == ["12.5%", *["12,5\xa0%"] * 3]
    assert share(None, language="ru") == "нет данных"


def test_rounding_interval_is_half_the_last_digit_each_way():
    low, high = Decimal("22350000"), Decimal("22450000")

    assert rounding_interval(22_400_000, 100_000) == (low, high)
    assert rounding_interval(Decimal("-10"), 1) == (Decimal("-10.5"), Decimal("-9.5"))
    assert rounding_interval(5, 0) == (5, 5)


# Money


@pytest.mark.parametrize(
    ("value", "rounding_unit", "en", "ru", "kk", "be"),
    [
        (
            22_400_000,
            100_000,
            "$22.4 million",
            "22,4 млн долл. США",
            "22,4 млн АҚШ доллары",
            "22,4 млн дол. ЗША",
        ),
        (
            117_500,
            100,
            "$117,500",
            "117\xa0500 долл. США",
            "117\xa0500 АҚШ доллары",
            "117\xa0500 дол. ЗША",
        ),
        (
            700_000_000,
            MILLION,
            "$700 million",
            "700 млн долл. США",
            "700 млн АҚШ доллары",
            "700 млн дол. ЗША",
        ),
        (10**9, 10**9, "$1 billion", "1 млрд долл. США", "1 млрд АҚШ доллары", "1 млрд дол. ЗША"),
        (
            -1_200_000,
            100_000,
            "−$1.2 million",
            "−1,2 млн долл. США",
            "−1,2 млн АҚШ доллары",
            "−1,2 млн дол. ЗША",
        ),
    ],
)
def test_money_in_each_language(value, rounding_unit, en, ru, kk, be):
    assert in_each(money, value, rounding_unit=rounding_unit) == [en, ru, kk, be]


@pytest.mark.parametrize(
    ("value", "rounding_unit", "text"),
    [
        (22_417_500, 1, "$22,417,500"),
        (22_417_500, 100, "$22,417,500"),
        (22_417_000, 1000, "$22.417 million"),
        (1_234_567_000, 1000, "$1,234.567 million"),
        (Decimal("1234567.89"), 1, "$1,234,568"),
        (Decimal("1234567.89"), 0, "$1,234,567.89"),
        (22_417_500, 100_000, "$22.4 million"),
        (22_000_000, 100_000, "$22.0 million"),
        (22_000_000, 1, "$22,000,000"),
        (22_000_000, 0, "$22 million"),
        (Decimal("22400000.00"), 0, "$22.4 million"),
        (700_422_000, 1, "$700,422,000"),
        (999_999, 1, "$999,999"),
        (1_000_000, 1, "$1,000,000"),
        (999_950_000, 100_000, "$1,000.0 million"),
        (1_000_000_000, 100_000_000, "$1.0 billion"),
        (700_000_000, 100_000_000, "$700 million"),
        (300_000, 100_000, "$0.3 million"),
        (500_000, 10_000, "$500,000"),
        (1_500_000, 500_000, "$1.5 million"),
        (2 * 10**12, 10**12, "$2 trillion"),
        (Decimal("117500.50"), Decimal("0.01"), "$117,500.50"),
        (Decimal("117500.00"), Decimal("0.01"), "$117,500"),
        (0, 1, "$0"),
        (0, 100_000_000, "$0"),
        (-40_000, 100_000, "$0"),
    ],
)
def test_money_shows_what_the_source_rounded_to(value, rounding_unit, text):
    assert money(value, rounding_unit=rounding_unit, language="en") == text


def test_zero_has_no_scale():
    assert in_each(money, 0, rounding_unit=100_000) == [
        "$0",
        "0 долл. США",
        "0 АҚШ доллары",
        "0 дол. ЗША",
    ]
    assert in_each(amount, 0, 100_000, MILLION) == ["0"] * 4
    assert money(0, rounding_unit=100_000, form="words", language="en") == "0 US dollars"


def test_money_in_full_keeps_every_digit():
    amounts = [
        money(v, rounding_unit=100_000, form="full", language="en") for v in (22_417_500, -5)
    ]

    assert amounts == ["$22,417,500", "−$5"]


@pytest.mark.parametrize(
    ("value", "rounding_unit", "en", "ru", "kk", "be"),
    [
        (
            22_400_000,
            100_000,
            "22.4 million US dollars",
            "22,4 миллиона долларов США",
            "22,4 миллион АҚШ доллары",
            "22,4 мільёна долараў ЗША",
        ),
        (
            22_000_000,
            MILLION,
            "22 million US dollars",
            "22 миллиона долларов США",
            "22 миллион АҚШ доллары",
            "22 мільёны долараў ЗША",
        ),
        (
            22_000_000,
            100_000,
            "22.0 million US dollars",
            "22,0 миллиона долларов США",
            "22,0 миллион АҚШ доллары",
            "22,0 мільёна долараў ЗША",
        ),
        (
            25 * 10**9,
            10**9,
            "25 billion US dollars",
            "25 миллиардов долларов США",
            "25 миллиард АҚШ доллары",
            "25 мільярдаў долараў ЗША",
        ),
        (1, 1, "1 US dollar", "1 доллар США", "1 АҚШ доллары", "1 долар ЗША"),
    ],
)
def test_money_in_words(value, rounding_unit, en, ru, kk, be):
    assert in_each(money, value, rounding_unit=rounding_unit, form="words") == [en, ru, kk, be]


def test_money_in_other_currencies():
    assert in_each(money, 45 * 10**8, currency="KZT", rounding_unit=10**8) == [
        "KZT 4.5 billion",
        "4,5 млрд тенге",
        "4,5 млрд теңге",
        "4,5 млрд тэнге",
    ]
    assert in_each(money, 5, currency="XYZ") == ["XYZ 5", "5 XYZ", "5 XYZ", "5 XYZ"]


def test_nothing_reported_is_no_data():
    words = ["no data", "нет данных", "деректер жоқ", "няма даных"]

    assert in_each(money, None) == in_each(amount, None) == in_each(number, None) == words


def test_amount_has_no_currency():
    assert in_each(amount, 22_400_000, 100_000) == ["22.4 million", *["22,4 млн"] * 3]


def test_amount_in_the_unit_of_a_table():
    values = [(22_400_000, 100_000), (117_500, 100), (-896_000_000, MILLION), (5, 1)]

    amounts = [amount(*value, scale=MILLION, language="en") for value in values]

    assert amounts == ["22.4", "0.1175", "−896", "0.000005"]


def test_unit_label_heads_a_table():
    assert in_each(unit_label, scale=MILLION) == [
        "million US dollars",
        "млн долл. США",
        "млн АҚШ доллары",
        "млн дол. ЗША",
    ]
    assert in_each(unit_label, currency="EUR") == ["euros", "евро", "еуро", "еўра"]


# Windows


@pytest.mark.parametrize(
    ("text", "en", "ru", "kk", "be"),
    [
        ("2018", "2018", "2018 г.", "2018 ж.", "2018 г."),
        (
            "2018-01/2018-07",
            "January–July 2018",
            "январь–июль 2018 г.",
            "2018 ж. қаңтар–шілде",
            "студзень–ліпень 2018 г.",
        ),
        (
            "2019-H1",
            "January–June 2019",
            "январь–июнь 2019 г.",
            "2019 ж. қаңтар–маусым",
            "студзень–чэрвень 2019 г.",
        ),
        ("2019-Q2", "Q2 2019", "II квартал 2019 г.", "2019 ж. II тоқсан", "II квартал 2019 г."),
        ("2019-05", "May 2019", "май 2019 г.", "2019 ж. мамыр", "май 2019 г."),
        (
            "2016/2017-Q1",
            "2016 and Q1 2017",
            "2016 г. и I квартал 2017 г.",
            "2016 ж. және 2017 ж. I тоқсан",
            "2016 г. і I квартал 2017 г.",
        ),
        (
            "2018-11/2019-02",
            "November 2018 – February 2019",
            "ноябрь 2018 г. – февраль 2019 г.",
            "2018 ж. қараша – 2019 ж. ақпан",
            "лістапад 2018 г. – люты 2019 г.",
        ),
        ("2016/2017", "2016–2017", "2016–2017 гг.", "2016–2017 жж.", "2016–2017 гг."),
    ],
)
def test_window_label_in_each_language(text, en, ru, kk, be):
    assert in_each(window_label, Window.parse(text)) == [en, ru, kk, be]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2018-02/2018-04", "February–April 2018"),
        ("2018-Q1", "Q1 2018"),
        ("2018-Q4", "Q4 2018"),
        ("2018-07/2018-12", "July–December 2018"),
        ("2016/2018-05", "2016–2017 and January–May 2018"),
        ("2016/2017-01", "2016 and January 2017"),
        ("2017-07/2018-06", "July 2017 – June 2018"),
        ("2016-02/2018-12", "February 2016 – December 2018"),
    ],
)
def test_window_label_of_other_stretches(text, label):
    assert window_label(Window.parse(text), "en") == label


@pytest.mark.parametrize(
    ("text", "en", "ru"),
    [
        (
            "2013-01/2013-07",
            "January–July [2013, year inferred]",
            "январь–июль [2013 г., год установлен предположительно]",
        ),
        ("2013", "[2013, year inferred]", "[2013 г., год установлен предположительно]"),
        (
            "2016/2017-Q1",
            "[2016 and Q1 2017, year inferred]",
            "[2016 г. и I квартал 2017 г., год установлен предположительно]",
        ),
    ],
)
def test_window_label_marks_an_inferred_year(text, en, ru):
    window = Window.parse(text)

    assert window_label(window, "en", year_inferred=True) == en
    assert window_label(window, "ru", year_inferred=True) == ru


# Dates


@pytest.mark.parametrize(
    ("text", "en", "ru", "kk", "be"),
    [
        ("2026-03-09", "9 March 2026", "9 марта 2026 г.", "2026 ж. 9 наурыз", "9 сакавіка 2026 г."),
        ("2018-09", "September 2018", "сентябрь 2018 г.", "2018 ж. қыркүйек", "верасень 2018 г."),
        ("2018-Q3", "Q3 2018", "III квартал 2018 г.", "2018 ж. III тоқсан", "III квартал 2018 г."),
        (
            "2018-H1",
            "first half of 2018",
            "первое полугодие 2018 г.",
            "2018 ж. бірінші жартыжылдық",
            "першае паўгоддзе 2018 г.",
        ),
        ("2018", "2018", "2018 г.", "2018 ж.", "2018 г."),
        (
            "../2018-12-31",
            "by 31 December 2018",
            "до 31 декабря 2018 г.",
            "2018 ж. 31 желтоқсанға дейін",
            "да 31 снежня 2018 г.",
        ),
        (
            "../2018-07",
            "by the end of July 2018",
            "до конца июля 2018 г.",
            "2018 ж. шілденің соңына дейін",
            "да канца ліпеня 2018 г.",
        ),
        (
            "../2018-Q3",
            "by the end of Q3 2018",
            "до конца III квартала 2018 г.",
            "2018 ж. III тоқсанның соңына дейін",
            "да канца III квартала 2018 г.",
        ),
        (
            "../2018-H1",
            "by the end of the first half of 2018",
            "до конца первого полугодия 2018 г.",
            "2018 ж. бірінші жартыжылдықтың соңына дейін",
            "да канца першага паўгоддзя 2018 г.",
        ),
        (
            "../2018",
            "by the end of 2018",
            "до конца 2018 г.",
            "2018 ж. соңына дейін",
            "да канца 2018 г.",
        ),
        (
            "XXXX-09-25",
            "25 September (year not stated)",
            "25 сентября (год не указан)",
            "25 қыркүйек (жылы көрсетілмеген)",
            "25 верасня (год не пазначаны)",
        ),
        (
            "?2013-09-25",
            "25 September [2013, inferred]",
            "25 сентября [2013 г., предположительно]",
            "[2013 ж., болжамды] 25 қыркүйек",
            "25 верасня [2013 г., меркавана]",
        ),
        ("", "date not known", "дата неизвестна", "күні белгісіз", "дата невядомая"),
    ],
)
def test_partial_date_label_in_each_language(text, en, ru, kk, be):
    assert in_each(partial_date_label, PartialDate(text)) == [en, ru, kk, be]


@pytest.mark.parametrize(
    ("text", "basis", "label"),
    [
        ("2018", "inferred", "[2018, inferred]"),
        ("2018-09-25", "inferred", "[25 September 2018, inferred]"),
        ("?2013-09-25", "inferred", "[25 September 2013, inferred]"),
        ("../2018", "inferred", "[by the end of 2018, inferred]"),
        ("2019", "counted_back", "2019 (counted back)"),
        ("../?2013", "printed", "by the end of [2013, inferred]"),
        ("../XXXX-04-18", "printed", "by 18 April (year not stated)"),
        ("XXXX-H2", "printed", "second half (year not stated)"),
        ("", "inferred", "date not known"),
    ],
)
def test_partial_date_label_marks_what_is_not_printed(text, basis, label):
    assert partial_date_label(PartialDate(text, basis), "en") == label


def test_partial_date_label_of_a_plain_date():
    assert partial_date_label(date(2026, 3, 9), "be") == "9 сакавіка 2026 г."
    assert partial_date_label(None, "en") == "date not known"


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    year=st.integers(1500, 2200),
    part=st.sampled_from(["", "-02", "-09", "-11-30", "-05-01", "-Q1", "-Q4", "-H1", "-H2"]),
    limit=st.sampled_from(["", "../"]),
)
def test_label_is_read_back(language, year, part, limit):
    when = PartialDate(f"{limit}{year}{part}")

    assert PartialDate.parse(partial_date_label(when, language)) == when


@pytest.mark.parametrize(
    ("start", "end", "en", "ru", "kk", "be"),
    [
        (
            "2025-04-15",
            "2025-04-16",
            "15–16 April 2025",
            "15–16 апреля 2025 г.",
            "2025 ж. 15–16 сәуір",
            "15–16 красавіка 2025 г.",
        ),
        (
            "2025-04-30",
            "2025-05-02",
            "30 April – 2 May 2025",
            "30 апреля – 2 мая 2025 г.",
            "2025 ж. 30 сәуір – 2 мамыр",
            "30 красавіка – 2 мая 2025 г.",
        ),
        (
            "2025-12-30",
            "2026-01-02",
            "30 December 2025 – 2 January 2026",
            "30 декабря 2025 г. – 2 января 2026 г.",
            "2025 ж. 30 желтоқсан – 2026 ж. 2 қаңтар",
            "30 снежня 2025 г. – 2 студзеня 2026 г.",
        ),
    ],
)
def test_date_range_label_in_each_language(start, end, en, ru, kk, be):
    days = date.fromisoformat(start), date.fromisoformat(end)

    assert in_each(date_range_label, *days) == [en, ru, kk, be]


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        ("2025-04-15", "2025-04-15", "15 April 2025"),
        ("2025-04-15", "", "15 April 2025"),
        ("", "2025-04-16", "16 April 2025"),
        ("", "", "date not known"),
        ("2025-04", "2025-05", "April–May 2025"),
        ("2025-04-15", "2025-05", "15 April 2025 – May 2025"),
        ("2025-04-15", "../2025-04-20", "15 April 2025 – by 20 April 2025"),
        ("../2025-04-15", "../2025-04-20", "by 15 April 2025 – by 20 April 2025"),
        ("?2013-09-25", "?2013-09-27", "25–27 September [2013, inferred]"),
        ("?2013-09-25", "2013-09-27", "25 September [2013, inferred] – 27 September 2013"),
        ("XXXX-09-25", "XXXX-09-27", "25–27 September (year not stated)"),
    ],
)
def test_date_range_label_of_partial_dates(start, end, label):
    assert date_range_label(PartialDate(start), PartialDate(end), "en") == label


def test_date_range_label_keeps_apart_what_is_known_differently():
    start, end = PartialDate("2025-04-15"), PartialDate("2025-04-16", "counted_back")

    assert date_range_label(start, end, "en") == "15 April 2025 – 16 April 2025 (counted back)"


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_label_without_a_language_takes_the_active_one(language):
    with translation.override(language):
        labels = money(22_400_000), partial_date_label(date(2026, 3, 9))

    assert labels == (
        money(22_400_000, language=language),
        partial_date_label(date(2026, 3, 9), language),
    )


@pytest.mark.parametrize(("language", "text"), [("ru-RU", "2018 г."), ("de", "2018"), ("", "2018")])
def test_other_languages_fall_back(language, text):
    assert window_label(Window.year(2018), language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_those_of_the_unicode_locale_data(language):
    months = Locale(language).months
    by_themselves = [name.lower() for name in months["stand-alone"]["wide"].values()]
    in_dates = [name.lower() for name in months["format"]["wide"].values()]

    words = WORDS[language]
    assert [name.lower() for name in words.months] == by_themselves
    assert [name.lower() for name in words.months_of] == in_dates


# Django's own formats


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "9 July 2026", "9 July 2026, 15:05"),
        ("ru", "9 июля 2026 г.", "9 июля 2026 г., 15:05"),
        ("be", "9 ліпеня 2026 г.", "9 ліпеня 2026 г., 15:05"),
        ("kk", "2026 ж. 9 шілде", "2026 ж. 9 шілде, 15:05"),
    ],
)
def test_django_dates(language, day, moment):
    template = Template('{{ when|date:"DATE_FORMAT" }}|{{ when|date:"DATETIME_FORMAT" }}')

    with translation.override(language):
        text = template.render(Context({"when": datetime(2026, 7, 9, 15, 5)}))

    # Kazakh month names are capitals in Django's own catalogue.
    assert text.lower() == f"{day}|{moment}".lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_short_dates_times_and_weeks(language):
    moment = datetime(2026, 3, 9, 9, 5)

    with translation.override(language):
        names = ("SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT", "TIME_FORMAT")
        texts = [django_formats.date_format(moment, name) for name in names]
        monday = django_formats.get_format("FIRST_DAY_OF_WEEK")

    assert texts == ["09.03.2026", "09.03.2026 09:05", "09:05"]
    assert monday == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_numbers_agree_with_ours(language):
    value = Decimal("1234567.89")

    with translation.override(language):
        text = django_formats.number_format(value, use_l10n=True, force_grouping=True)

    assert text == number(value, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["9.3.2026", "09.03.26", "2026-03-09"])
def test_django_date_field_reads(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 3, 9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_datetime_field_reads(language):
    with translation.override(language):
        moment = forms.DateTimeField().clean("9.3.2026 9:05")

    assert moment.replace(tzinfo=None) == datetime(2026, 3, 9, 9, 5)
