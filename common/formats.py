"""Numbers, money, dates and windows in the manner of each language, never more precise than known.

Everywhere ``language`` is a code such as ``ru``: None means the active language, and a language the
portal does not speak gives English. A value of None gives "no data".
"""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel.numbers import get_currency_name

from common.format_words import words_of
from common.partial_dates import Basis, PartialDate
from common.periods import Window

MINUS = "−"
DASH = "–"
SPACED_DASH = " – "

# The powers of ten that running text names: trillion, billion, million.
_NAMED_SCALES = (12, 9, 6)
# More decimals than these are read more easily as digits: 22,417,500 rather than 22.4175 million.
_MOST_DECIMALS = 3


# Numbers


def number(value, decimals=None, language=None):
    """``1,234,567.89``; as many decimals as the value is written with when None."""
    words = words_of(language)
    if value is None:
        return words.no_data
    value = _decimal(value)
    places = max(0, -value.as_tuple().exponent) if decimals is None else decimals
    value = _round(value, Decimal(1).scaleb(-places))
    return _sign(value) + _digits(value, places, words)


def percent_change(ratio, decimals=1, language=None):
    """``+18.6%`` for a growth of 0.186; the sign is shown unless it rounds to nothing."""
    plus = "+" if ratio is not None and _percent(ratio, decimals) > 0 else ""
    return plus + share(ratio, decimals, language)


def share(ratio, decimals=1, language=None):
    """``12.5%`` for 0.125."""
    words = words_of(language)
    if ratio is None:
        return words.no_data
    value = _percent(ratio, decimals)
    return _sign(value) + words.percent.format(_digits(value, decimals, words))


def rounding_interval(value, rounding_unit):
    """The lowest and highest value that would be rounded to this one."""
    value, half = _decimal(value), _decimal(rounding_unit) / 2
    return value - half, value + half


def _decimal(value):
    """The number as it is written: a float of 0.1 is 0.1."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _percent(ratio, decimals):
    return _round(_decimal(ratio) * 100, Decimal(1).scaleb(-decimals))


def _round(value, unit):
    """The nearest multiple of the unit, halves away from zero as people round."""
    with localcontext(prec=80):
        return (value / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit


def _sign(value):
    return MINUS if value < 0 else ""


def _digits(value, places, words):
    """The digits in groups of three, without a sign."""
    signs = str.maketrans({",": words.group, ".": words.decimal})
    return f"{abs(value):,.{places}f}".translate(signs)


# Money


def money(value, currency="USD", rounding_unit=1, form="short", language=None):
    """An amount in the largest unit that shows what the source was rounded to, and no more.

    ``rounding_unit`` is the value of the last digit that the source gives: 100000 for "22.4
    million"; 1 for an amount in whole units, all of whose digits count; 0 for one that is exact.
    ``form`` is one of

    - short: ``$22.4 million``, ``22,4 млн долл. США``
    - full: ``$22,400,000``, the digits as they are kept
    - words: ``22.4 million US dollars``, ``22,4 миллиона долларов США``
    """
    words = words_of(language)
    if value is None:
        return words.no_data
    spell = {"short": _short, "full": _full, "words": _in_words}[form]
    value, unit = _decimal(value), _decimal(rounding_unit)
    if form != "full":
        value = _to_unit(value, unit)
    return _sign(value) + spell(abs(value), unit, currency, words)


def money_range(ends, currency, rounding_unit, pattern, language=None):
    """``$900 to 1,000 million``: two amounts of one unit and equal precision, none below nothing.

    ``pattern`` joins their digits: ``%(low)s to %(high)s``.
    """
    words = words_of(language)
    unit = _decimal(rounding_unit)
    low, high = (_to_unit(_decimal(value), unit) for value in ends)
    power = _named_scale(low, unit)
    places = max(_places(value, unit, power) for value in (low, high))
    digits = [_digits(value.scaleb(-power), places, words) for value in (low, high)]
    both = pattern % dict(zip(("low", "high"), digits, strict=True))
    return _with_currency(f"{both} {words.scales[power]}" if power else both, currency, words)


def amount(value, rounding_unit=1, scale=None, language=None):
    """An amount whose currency stands elsewhere; see ``unit_label``.

    With a ``scale`` such as 1000000 the digits alone, counted in it, for a table; without one as
    ``money`` has it, ``22.4 million``.
    """
    words = words_of(language)
    if value is None:
        return words.no_data
    unit = _decimal(rounding_unit)
    value = _to_unit(_decimal(value), unit)
    if scale is None:
        return _sign(value) + _scaled(abs(value), unit, words)
    return _sign(value) + _digits_in_scale(value, unit, _decimal(scale).adjusted(), words)


def unit_label(currency="USD", scale=1, language=None):
    """The unit for the heading of a table: ``million US dollars``, ``млн долл. США``."""
    words = words_of(language)
    power = _decimal(scale).adjusted()
    name = words.scales[power] if power else ""
    pattern = words.currencies.get(currency, "")
    if not pattern.startswith("{}"):
        pattern = "{} " + _currency_name(currency, 10**6, words)
    return pattern.format(name).strip()


def _to_unit(value, unit):
    return _round(value, unit) if unit > 0 else value


def _short(value, unit, currency, words):
    return _with_currency(_scaled(value, unit, words), currency, words)


def _full(value, unit, currency, words):
    return _with_currency(_digits_in_scale(value, Decimal(1), 0, words), currency, words)


def _in_words(value, unit, currency, words):
    power = _named_scale(value, unit)
    digits = _digits_in_scale(value, unit, power, words)
    if not power:
        return f"{digits} {_currency_name(currency, value, words)}"
    # After decimals, be they zeros, the word stands in its form for fractions.
    is_whole = _places(value, unit, power) == 0
    form = Locale(words.code).plural_form(int(value.scaleb(-power))) if is_whole else "other"
    forms = words.scales_in_full[power]
    return f"{digits} {forms.get(form, forms['other'])} {_currency_name(currency, 10**6, words)}"


def _scaled(value, unit, words):
    """The digits and the word for their scale: ``22.4 million``, ``117,500``."""
    return _counted(value, unit, _named_scale(value, unit), words)


def _counted(value, unit, power, words):
    """The digits counted in a power of ten, and its word; nothing is 0 in any unit."""
    digits = _digits_in_scale(value, unit, power, words)
    return f"{digits} {words.scales[power]}" if power and value else digits


def _named_scale(value, unit):
    """The power of ten to count in.

    People say 0.3 million of what is known to the hundred thousand, but 700 million rather than
    0.7 billion. Where a scale would need too many decimals the next smaller one serves.
    """
    return next((power for power in _NAMED_SCALES if _suits(power, value, unit)), 0)


def _suits(power, value, unit):
    if not value or _places(value, unit, power) > _MOST_DECIMALS:
        return False
    return value >= 10**power or unit >= 10 ** (5 if power == 6 else power)


def _digits_in_scale(value, unit, power, words):
    return _digits(value.scaleb(-power), _places(value, unit, power), words)


def _places(value, unit, power):
    """The decimals to show: down to the rounding unit, or all that an exact amount has."""
    if not value:
        return 0
    smallest = (unit if unit >= 1 else value).scaleb(-power).normalize()
    places = max(0, -smallest.as_tuple().exponent)
    return max(places, 2) if places and not power else places


def _with_currency(text, currency, words):
    pattern = words.currencies.get(currency)
    if pattern is None:
        return words.other_currency.format(amount=text, code=currency)
    return pattern.format(text)


def _currency_name(currency, count, words):
    return get_currency_name(currency, count=count, locale=words.code)


# Windows of months


def window_label(window, language=None, year_inferred=False):
    """``2018``, ``Q2 2019``, ``January–July 2018``, ``2016 and Q1 2017``.

    With ``year_inferred`` the year is marked: ``January–July [2013, year inferred]``.
    """
    words = words_of(language)
    mark = words.year_inferred if year_inferred else "{}"
    if window.start_year != window.end_year:
        return mark.format(_label_across_years(window, words))
    year = mark.format(words.year.format(window.start_year))
    return _dated(_months(window, words), year, words)


def months_label(window, language=None):
    """The months of a window within one year, without the year: ``January–July``."""
    words = words_of(language)
    ends = dict.fromkeys((window.start_month, window.end_month))
    return DASH.join(words.months[month - 1] for month in ends)


def month_short(month, language=None):
    """The first letters of a month, counted from 1, for an axis: ``Jan``."""
    return words_of(language).months[month - 1][:3]


def _label_across_years(window, words):
    if window.start_month == 1:
        return _label_of_years(window, words)
    ends = (Window(month, month) for month in (window.start, window.end))
    return SPACED_DASH.join(window_label(month, words.code) for month in ends)


def _label_of_years(window, words):
    """Whole years, or whole years and the months that follow them."""
    if window.end_month == 12:
        return words.years.format(window.start_year, window.end_year)
    years = Window.between((window.start_year, 1), (window.end_year - 1, 12))
    return words.years_and.format(
        years=window_label(years, words.code),
        rest=window_label(window.minus(years), words.code),
    )


def _months(window, words):
    """The months of a window within one year; "" when it is the whole year."""
    if window.is_year:
        return ""
    if window.is_quarter:
        return words.quarter.format(words.quarter_numbers[window.start_month // 3])
    return months_label(window, words.code)


# Dates


def partial_date_label(when, language=None):
    """A PartialDate, a ``datetime.date`` or None, as precise as it is known.

    ``9 March 2026``, ``first half of 2018``, ``by the end of 2018``, ``25 September [2013,
    inferred]``, ``2019 (counted back)``, ``25 September (year not stated)``, ``date not known``.
    """
    words = words_of(language)
    when = _as_partial(when)
    if not when:
        return words.unknown
    text = _dated(_body(when, words), _year(when, words), words, is_half=bool(when.half))
    if when.is_by:
        text = (words.by_day if when.day else words.by_end).format(text)
    return _marked(text, when, words)


def date_range_label(start, end, language=None):
    """``15–16 April 2025``; takes what ``partial_date_label`` takes.

    One date when both are the same or only one is known.
    """
    start, end = _as_partial(start), _as_partial(end)
    if start == end or not (start and end):
        return partial_date_label(start or end, language)
    words = words_of(language)
    if not _share_year(start, end):
        return SPACED_DASH.join(partial_date_label(when, words.code) for when in (start, end))
    if start.day and start.month == end.month:
        body = f"{start.day}{DASH}{_body(end, words)}"
    else:
        dash = SPACED_DASH if start.day else DASH
        body = dash.join(_body(when, words) for when in (start, end))
    return _marked(_dated(body, _year(start, words), words), start, words)


def _as_partial(when):
    if when is None or isinstance(when, PartialDate):
        return when or PartialDate()
    return PartialDate.of(when)


def _share_year(start, end):
    """Whether both are days or both are months, of one year that is known in one way."""
    if start.precision != end.precision or start.precision not in ("day", "month"):
        return False
    known = [(d.year, d.year_inferred, d.is_by, d.basis) for d in (start, end)]
    return known[0] == known[1] and not start.is_by


def _body(when, words):
    """The date without its year; "" when the year is all there is."""
    if when.day:
        months = words.months_by if when.is_by else words.months_of
        return f"{when.day} {months[when.month - 1]}"
    if when.month:
        return (words.months_end if when.is_by else words.months)[when.month - 1]
    if when.quarter:
        pattern = words.quarter_end if when.is_by else words.quarter
        return pattern.format(words.quarter_numbers[when.quarter - 1])
    if when.half:
        return (words.halves_end if when.is_by else words.halves)[when.half - 1]
    return ""


def _year(when, words):
    """The year, in brackets where it was inferred; "" where it is not known."""
    if not when.has_year:
        return ""
    year = words.year.format(when.year)
    # Where all of the date was inferred, the brackets stand around all of it.
    is_marked = when.year_inferred and when.basis != Basis.INFERRED
    return words.inferred.format(year) if is_marked else year


def _dated(body, year, words, *, is_half=False):
    if not (body and year):
        return body or year
    pattern = words.half_dated if is_half and words.half_dated else words.dated
    return pattern.format(body=body, year=year)


def _marked(text, when, words):
    """The text with what a reader has to know of its year and of how the date is known."""
    if not when.has_year:
        text = words.year_not_stated.format(text)
    marks = {Basis.INFERRED: words.inferred, Basis.COUNTED_BACK: words.counted_back}
    return marks.get(when.basis, "{}").format(text)


def dialled(phone):
    """Return what a telephone is to dial of a number as people write it."""
    return re.sub(r"[^0-9+*#]", "", phone)
