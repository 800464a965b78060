"""The form that takes a quoted figure with its source."""

from decimal import Decimal

import pytest

from common.models import Qualifier, new_public_id
from common.periods import Window
from regions.models import Source
from tests.factories import PersonFactory, ProductFactory, SourceFactory
from tests.trade.countries import TwoCountries
from tests.trade.test_growth import grown
from trade.forms import Prefill, StatementForm
from trade.forms.sources import label_of
from trade.models import Flow, Measure, Product, Statement, StatementGood, TradeFigure

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    return TwoCountries()


@pytest.fixture
def source():
    return SourceFactory(publisher="BelTA", title="Trade is growing", url="https://belta.by/1")


def typed(countries, **fields):
    """What a person sends: "$22.4 million" of turnover of Belarus in January-July 2018."""
    blank = {
        "printed": "$22.4 million",
        "reporter": countries.belarus.pk,
        "flow": Flow.TURNOVER,
        "measure": Measure.GOODS,
        "period": "January-July 2018",
        "qualifier": Qualifier.EXACT,
        "reporter_basis": Statement.Basis.PRINTED,
    }
    return {**blank, **fields}


def sent(countries, instance=None, **fields):
    return StatementForm(typed(countries, **fields), instance=instance or Statement())


def saved(countries, instance=None, **fields):
    form = sent(countries, instance, **fields)
    assert form.errors == {}
    return form.save()


def again(countries, statement, **changes):
    """What is sent when the form of a statement is opened, changed and saved."""
    form = StatementForm(instance=statement)
    values = {name: form[name].value() for name in form.fields}
    return saved(
        countries, statement, **{k: v for k, v in values.items() if v is not None} | changes
    )


# Whose trade, and which months


def test_form_of_half_a_minute(countries, source):
    statement = saved(countries, known_source="https://belta.by/1")

    assert (statement.source, statement.reporter, statement.partner) == (
        source,
        countries.belarus,
        countries.kazakhstan,
    )
    assert statement.window == Window.parse("2018-01/2018-07")
    assert (statement.amount_low, statement.amount_high) == (22_400_000, 22_400_000)
    assert (statement.rounding_unit, statement.currency) == (100_000, "USD")
    assert statement.product.nomenclature == Product.Nomenclature.TOTAL


def test_statement_yields_its_figure_at_once(countries, source):
    statement = saved(countries, known_source="BelTA")

    figure = TradeFigure.objects.current().get()
    assert (figure, figure.value, figure.window) == (
        statement.figure,
        22_400_000,
        statement.window,
    )


def test_partner_of_the_home_country_is_the_host(countries, source):
    statement = saved(countries, known_source="BelTA", reporter=countries.kazakhstan.pk)

    assert statement.partner == countries.belarus


def test_partner_of_a_region_is_the_other_country(countries, source):
    brest = countries.region("Brest").reporter

    assert saved(countries, known_source="BelTA", reporter=brest.pk).partner == countries.kazakhstan


def test_partner_that_is_chosen_stays(countries, source):
    brest = countries.region("Brest").reporter

    assert saved(countries, known_source="BelTA", partner=brest.pk).partner == brest


@pytest.mark.parametrize(
    ("period", "basis", "months", "kept"),
    [
        ("2018", "", "2018-01/2018-12", Statement.WindowBasis.PRINTED),
        ("январь–июль 2018 г.", "", "2018-01/2018-07", Statement.WindowBasis.PRINTED),
        ("January–July 2013?", "", "2013-01/2013-07", Statement.WindowBasis.YEAR_INFERRED),
        ("2013", "inferred", "2013-01/2013-12", Statement.WindowBasis.INFERRED),
    ],
)
def test_period_with_how_it_is_known(countries, source, period, basis, months, kept):
    statement = saved(countries, known_source="BelTA", period=period, window_basis=basis)

    assert (str(statement.window), statement.window_basis) == (months, kept)


def test_statement_without_a_period_gives_no_figure(countries, source):
    statement = saved(countries, known_source="BelTA", period="")

    assert (statement.window, statement.window_basis) == (None, Statement.WindowBasis.NONE)
    assert (statement.figure, TradeFigure.objects.count()) == (None, 0)


def test_period_that_can_not_be_read_is_kept_beside_its_error(countries, source):
    form = sent(countries, known_source="BelTA", period="last spring")

    assert list(form.errors) == ["period"]
    assert "January–July 2018" in form.errors["period"][0]
    assert form["period"].value() == "last spring"


# How much


@pytest.mark.parametrize(
    ("qualifier", "fields", "kept"),
    [
        ("exact", {"amount": "22,4", "unit": "1000000"}, (22_400_000, 22_400_000, 100_000)),
        ("exact", {"amount": "22.4"}, (22_400_000, 22_400_000, 100_000)),
        ("exact", {"amount": "$117,500", "unit": "1"}, (117_500, 117_500, 1)),
        ("exact", {"printed": "$117,500"}, (117_500, 117_500, 1)),
        ("about", {"amount": "700 million"}, (700_000_000, 700_000_000, 100_000_000)),
        ("nearly", {"printed": "nearly $180 million"}, (None, 180_000_000, 1_000_000)),
        ("over", {"amount": "1.2 bn"}, (1_200_000_000, None, 100_000_000)),
        (
            "range",
            {"amount": "900", "amount_to": "1000", "unit": "1000000"},
            (900_000_000, 1_000_000_000, 1_000_000),
        ),
        ("range", {"printed": "$1.5 million to $2 million"}, (1_500_000, 2_000_000, 100_000)),
    ],
)
def test_amount_as_firmly_as_it_is_stated(countries, source, qualifier, fields, kept):
    statement = saved(countries, known_source="BelTA", qualifier=qualifier, **fields)

    read = (statement.amount_low, statement.amount_high, statement.rounding_unit)
    assert read == kept


@pytest.mark.parametrize("qualifier", ["nearly", "over", "range"])
def test_bounds_give_no_figure(countries, source, qualifier):
    fields = {"amount": "22", "amount_to": "23", "unit": "1000000"}

    assert saved(countries, known_source="BelTA", qualifier=qualifier, **fields).figure is None


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"amount": "lots"}, "amount", "Write the number alone"),
        ({"amount": "117,500", "unit": "1000000"}, "amount", "may mean 117.500 or 117500"),
        ({"printed": "a good deal"}, "amount", "can not be read from the words"),
        ({"printed": "$1 million and $2 million"}, "amount", "can not be read from the words"),
        ({"amount": "5"}, "unit", "Choose the unit"),
        ({"amount": "$117,500"}, "unit", "Choose the unit"),
        ({"amount": "-5 million"}, "amount", "Only a balance can be less than nothing"),
        ({"qualifier": "range", "amount": "5 million"}, "amount_to", "second amount"),
        (
            {"qualifier": "range", "amount": "5 million", "amount_to": "4 million"},
            "amount_to",
            "must be the larger one",
        ),
        ({"qualifier": "growth_only", "amount": "5 million"}, "qualifier", "An amount is given"),
        ({"qualifier": "growth_only"}, "growth_kind", "say how the growth is stated"),
    ],
)
def test_amount_that_does_not_hold_says_why(countries, source, fields, field, words):
    form = sent(countries, known_source="BelTA", **fields)

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_balance_with_a_minus_is_a_deficit(countries, source):
    statement = saved(countries, known_source="BelTA", flow=Flow.BALANCE, amount="-13.5 million")

    assert (statement.amount_low, statement.balance_side) == (13_500_000, "deficit")
    assert statement.figure.value == -13_500_000


# What is left to the words


def left_to_words(printed, **fields):
    return {
        "known_source": "BelTA",
        "printed": printed,
        "flow": "",
        "qualifier": "",
        "currency": "",
        **fields,
    }


def as_worded(countries, printed, **fields):
    return saved(countries, **left_to_words(printed, **fields))


@pytest.mark.parametrize(
    ("printed", "qualifier"),
    [
        ("$22.4 million", "exact"),
        ("почти 180 млн", "nearly"),
        ("nearly $180 million", "nearly"),
        ("almost 180 million", "nearly"),
        ("close to $180 million", "nearly"),
        ("180 миллион долларға жуық", "nearly"),
        ("дерлік 180 миллион", "nearly"),
        ("амаль 180 млн", "nearly"),
        ("около 40 миллионов", "about"),
        ("about $40 million", "about"),
        ("порядка 40 млн", "about"),
        ("шамамен 40 миллион", "about"),
        ("каля 40 млн", "about"),
        ("more than $40 million", "over"),
        ("over US$ 40 million", "over"),
        ("более 40 млн", "over"),
        ("не менее 40 млн", "over"),
        ("свыше 40 млн", "over"),
        ("товарооборот превысил 40 млн", "over"),
        ("40 миллион доллардан астам", "over"),
        ("больш за 40 млн", "over"),
        ("in about 2018 it was $40 million", "exact"),
    ],
)
def test_qualifier_left_to_the_words_is_theirs(countries, source, printed, qualifier):
    assert as_worded(countries, printed).qualifier == qualifier


@pytest.mark.parametrize(
    ("amount", "qualifier", "kept"),
    [
        ("180", "nearly", 180_000_000),
        ("40", "over", 40_000_000),
        ("about 40 million", "about", 40_000_000),
        ("40 миллионнан астам", "over", 40_000_000),
        ("5 million", "exact", 5_000_000),
    ],
)
def test_qualifier_is_that_of_the_amount_typed(countries, source, amount, qualifier, kept):
    printed = "over $40 million, nearly $180 million exported"

    said = as_worded(countries, printed, amount=amount)

    known = said.amount_low if said.amount_low is not None else said.amount_high
    assert (said.qualifier, known) == (qualifier, kept)


def test_qualifier_that_is_chosen_goes_before_the_words(countries, source):
    said = as_worded(countries, "nearly $180 million", qualifier="exact")

    assert (said.qualifier, said.amount_low) == ("exact", 180_000_000)


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"printed": "от 20 до 25 млн долларов"}, 20_000_000, 25_000_000),
        ({"printed": "20-25 million"}, 20_000_000, 25_000_000),
        ({"printed": "$20–25 million"}, 20_000_000, 25_000_000),
        ({"printed": "from 900 million to 1 billion dollars"}, 900_000_000, 1_000_000_000),
        ({"printed": "от 900 млн до миллиарда долларов"}, 900_000_000, 1_000_000_000),
        ({"printed": "between $20 and $25 million"}, 20_000_000, 25_000_000),
        ({"printed": "20-дан 25 миллион долларға дейін"}, 20_000_000, 25_000_000),
        ({"printed": "ад 20 да 25 млн"}, 20_000_000, 25_000_000),
        ({"printed": "some", "amount": "20-25 million"}, 20_000_000, 25_000_000),
        ({"printed": "some", "amount": "20-25", "unit": "1000000"}, 20_000_000, 25_000_000),
        ({"printed": "some", "amount": "20 million", "amount_to": "25 mn"}, 20_000_000, 25_000_000),
    ],
)
def test_range_is_read_with_both_its_ends(countries, source, fields, low, high):
    said = as_worded(countries, **fields)

    assert (said.qualifier, said.amount_low, said.amount_high) == ("range", low, high)


@pytest.mark.parametrize(
    ("printed", "currency", "amount"),
    [
        ("22.4 million", "USD", 22_400_000),
        ("22,4 млн долл. США", "USD", 22_400_000),
        ("9 мың АҚШ доллары", "USD", 9_000),
        ("€5 million", "EUR", 5_000_000),
        ("5 млн евро", "EUR", 5_000_000),
        ("2,5 млрд тенге", "KZT", 2_500_000_000),
        ("2,5 млрд теңге", "KZT", 2_500_000_000),
        ("₸5 млн", "KZT", 5_000_000),
        ("₽5 млн", "RUB", 5_000_000),
        ("5 млн российских рублей", "RUB", 5_000_000),
        ("5 million Belarusian roubles", "BYN", 5_000_000),
        ("5 млн беларускіх рублёў", "BYN", 5_000_000),
    ],
)
def test_currency_left_to_the_words_is_theirs(countries, source, printed, currency, amount):
    said = as_worded(countries, printed)

    assert (said.currency, said.amount_low) == (currency, amount)


def test_currency_typed_with_the_amount_goes_before_that_of_the_words(countries, source):
    assert as_worded(countries, "$5 million", amount="€4.5 million").currency == "EUR"


def test_currency_that_is_chosen_goes_before_the_words(countries, source):
    assert as_worded(countries, "5 млн рублей", currency="BYN").currency == "BYN"


@pytest.mark.parametrize(
    ("printed", "flow"),
    [
        ("$5 million", Flow.TURNOVER),
        ("exports were $5 million", Flow.EXPORT),
        ("экспорт составил 5 млн", Flow.EXPORT),
        ("импорт 5 млн", Flow.IMPORT),
        ("імпарт 5 млн", Flow.IMPORT),
        ("тауар айналымы 5 миллион", Flow.TURNOVER),
        ("сальдо 5 млн", Flow.BALANCE),
    ],
)
def test_flow_left_to_the_words_is_theirs(countries, source, printed, flow):
    assert as_worded(countries, printed).flow == flow


def test_flow_that_is_chosen_goes_before_the_words(countries, source):
    assert as_worded(countries, "exports were $5 million", flow=Flow.IMPORT).flow == Flow.IMPORT


def test_deficit_in_the_words_is_one(countries, source):
    said = as_worded(countries, "trade deficit of $5 million")

    assert (said.flow, said.balance_side) == (Flow.BALANCE, "deficit")
    assert said.figure.value == -5_000_000


@pytest.mark.parametrize(
    ("printed", "field", "words"),
    [
        ("up to $5 million", "qualifier", "only an upper limit"),
        ("не более 5 млн", "qualifier", "only an upper limit"),
        ("22,4 миллиона рублей", "currency", "Russian or Belarusian"),
        ("£5 million", "currency", "not listed here"),
        ("$5 million against the euro", "currency", "several currencies"),
        ("exports and imports of $5 million", "flow", "several flows (export, import)"),
        ("rose from $20 million to $25 million", "amount", "can not be read from the words"),
    ],
)
def test_words_that_leave_a_doubt_are_asked_about(countries, source, printed, field, words):
    form = sent(countries, **left_to_words(printed))

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_new_form_leaves_to_the_words_what_is_not_known():
    blank, known = StatementForm(), StatementForm(initial={"flow": Flow.IMPORT})

    assert [blank[name].value() for name in ("flow", "qualifier", "currency")] == ["", "", ""]
    assert known["flow"].value() == Flow.IMPORT


# Without an amount


@pytest.mark.parametrize(
    ("qualifier", "fields", "kept"),
    [
        ("", {"growth_kind": "rate", "growth": "52.4"}, "growth_only"),
        ("exact", {"growth_kind": "rate", "growth": "52.4"}, "exact"),
        ("", {"goods_export": ["butter"]}, "exact"),
        ("exact", {"goods_import": ["butter"]}, "exact"),
    ],
)
def test_growth_or_goods_need_no_amount(countries, source, goods, qualifier, fields, kept):
    said = as_worded(countries, "a good deal", qualifier=qualifier, **fields)

    assert (said.qualifier, said.amount_low, said.amount_high) == (kept, None, None)
    assert (said.currency, said.figure) == ("USD", None)


def test_partner_is_another_place_than_the_reporter(countries, source):
    form = sent(countries, known_source="BelTA", partner=countries.belarus.pk)

    assert form.errors == {"partner": ["A place has no trade with itself."]}


# Growth


@pytest.mark.parametrize(
    ("kind", "text", "value", "decimals"),
    [
        ("rate", "18,6 %", "18.6", 1),
        ("rate", "−9.3", "-9.3", 1),
        ("index", "107.5%", "107.5", 1),
        ("times", "2.1 times", "2.1", 1),
        ("rate", "30", "30", 0),
    ],
)
def test_growth_as_printed(countries, source, kind, text, value, decimals):
    statement = saved(countries, known_source="BelTA", growth_kind=kind, growth=text)

    assert (statement.growth_kind, statement.growth_value) == (kind, Decimal(value))
    assert (statement.growth_decimals, statement.growth_qualifier) == (decimals, "exact")
    assert statement.base_window == Window.parse("2017-01/2017-07")


def test_growth_alone(countries, source):
    statement = saved(
        countries,
        known_source="BelTA",
        printed="up 52.4%",
        qualifier="growth_only",
        growth_kind="rate",
        growth="52.4",
        base_period="2015",
    )

    assert (statement.amount_low, statement.amount_high, statement.figure) == (None, None, None)
    assert statement.base_window == Window.year(2015)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"growth": "18.6"}, "growth_kind"),
        ({"growth_kind": "rate"}, "growth"),
        ({"growth_kind": "rate", "growth": "much"}, "growth"),
        ({"growth_kind": "rate", "growth": "-101"}, "growth"),
        ({"growth_kind": "index", "growth": "-5"}, "growth"),
        ({"growth_kind": "rate", "growth": "1.2345"}, "growth"),
        ({"growth_kind": "rate", "growth": "1000000"}, "growth"),
    ],
)
def test_growth_that_does_not_hold(countries, source, fields, field):
    assert list(sent(countries, known_source="BelTA", **fields).errors) == [field]


# The source


def test_new_source_is_saved_with_the_statement(countries):
    statement = saved(
        countries,
        source_publisher="law.by",
        source_title="Potential",
        source_url="law.by/news/1",
        source_published="28.8.2019",
        source_kind="ministry",
        source_language="en",
    )

    made = Source.objects.get()
    assert (statement.source, made.publisher, made.title) == (made, "law.by", "Potential")
    assert (made.url, made.published.text, made.kind) == (
        "https://law.by/news/1",
        "2019-08-28",
        Source.Kind.MINISTRY,
    )
    assert str(statement.figure.vintage) == "2019-08-28"


@pytest.mark.parametrize(
    "words",
    ["BelTA", "growing", "https://belta.by/1", "http://belta.by/1/", "BelTA: Trade is growing"],
)
def test_known_source_is_found_by_words_or_address(countries, source, words):
    assert saved(countries, known_source=words).source == source


def test_address_of_a_known_source_makes_no_second_one(countries, source):
    statement = saved(countries, source_publisher="Other", source_url="https://belta.by/1/")

    assert (statement.source, Source.objects.count()) == (source, 1)


def test_new_address_pasted_as_the_source_needs_only_a_publisher(countries, source):
    address = "https://inform.kz/a1"
    assert list(sent(countries, known_source=address).errors) == ["source_publisher"]

    statement = saved(countries, known_source=address, source_publisher="Kazinform")

    assert (statement.source.url, statement.source.kind) == (address, Source.Kind.PRESS)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "known_source", "Choose a source"),
        ({"known_source": "Reuters"}, "known_source", "No source with these words"),
        ({"known_source": "..."}, "known_source", "No source with these words"),
        ({"known_source": "BelTA"}, "known_source", "Several sources fit"),
        (
            {"source_publisher": "X", "source_url": "not an address"},
            "source_url",
            "no address of a page",
        ),
        (
            {"source_publisher": "X", "source_published": "31.2.2018"},
            "source_published",
            "no such day",
        ),
    ],
)
def test_source_that_is_not_clear(countries, source, fields, field, words):
    SourceFactory(publisher="BelTA", title="Another")

    form = sent(countries, **fields)

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_one_of_several_sources_is_chosen_by_its_label(countries, source):
    SourceFactory(publisher="BelTA", title="Trade is growing fast")

    assert saved(countries, known_source=label_of(source)).source == source


def test_dated_source_is_chosen_by_its_label(countries):
    dated = SourceFactory(publisher="law.by", published="2019-08-28")
    SourceFactory(publisher="law.by", published="2020")

    assert saved(countries, known_source="law.by, 2019-08-28").source == dated


def test_source_of_an_edited_statement_stays_though_another_is_called_the_same(countries):
    mine, _other = SourceFactory(publisher="BelTA"), SourceFactory(publisher="BelTA")
    kept = countries.by.statement("turnover 2018 22", mine)

    assert again(countries, kept, note="Checked.").source == mine


def test_source_without_a_title_is_known_by_its_address():
    source = SourceFactory(publisher="BelTA", url="https://belta.by/1", published="2018")

    assert label_of(source) == "BelTA: https://belta.by/1, 2018"


def test_nothing_is_saved_while_an_error_stands(countries):
    form = sent(countries, source_publisher="law.by", period="soon")

    assert not form.is_valid()
    assert (Source.objects.count(), Statement.objects.count()) == (0, 0)


# Goods, and who said it


@pytest.fixture
def goods():
    names = {"tractors": "Tractors", "milk-dairy": "Milk and dairy products", "butter": "Butter"}
    return {
        code: ProductFactory(
            nomenclature=Product.Nomenclature.GROUP, code=code, name_en=name, name_ru=f"ru {name}"
        )
        for code, name in names.items()
    }


def named(statement):
    rows = StatementGood.objects.filter(statement=statement).order_by("flow", "position")
    return [(good.flow, good.position, good.product.code, good.printed) for good in rows]


def test_goods_stand_in_the_order_of_the_source(countries, source, goods):
    statement = saved(
        countries,
        known_source="BelTA",
        goods_export=["tractors", "", "dairy products; Butter"],
        goods_import=["ru butter"],
    )

    assert named(statement) == [
        (Flow.EXPORT, 1, "tractors", ""),
        (Flow.EXPORT, 2, "milk-dairy", "dairy products"),
        (Flow.EXPORT, 3, "butter", ""),
        (Flow.IMPORT, 1, "butter", ""),
    ]


def test_goods_named_twice_stand_once(countries, source, goods):
    typed_goods = ["dairy products, tractors, Milk and dairy products"]

    statement = saved(countries, known_source="BelTA", goods_export=typed_goods)

    assert [row[2:] for row in named(statement)] == [
        ("milk-dairy", "dairy products"),
        ("tractors", ""),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("gold", "No goods are called “gold”"), ("products", "may mean")]
)
def test_goods_that_are_not_known(countries, source, goods, text, words):
    ProductFactory(nomenclature=Product.Nomenclature.GROUP, code="oil", name_en="Oil products")

    form = sent(countries, known_source="BelTA", goods_export=["butter", text])

    assert words in form.errors["goods_export"][0]
    assert form["goods_export"].value() == ["butter", text]


def test_words_of_the_source_stay_when_goods_are_reordered(countries, source, goods):
    statement = saved(countries, known_source="BelTA", goods_export=["dairy products, butter"])

    again(countries, statement, goods_export=["butter", "Milk and dairy products"])

    assert named(statement) == [
        (Flow.EXPORT, 1, "butter", ""),
        (Flow.EXPORT, 2, "milk-dairy", "dairy products"),
    ]


def test_speaker_with_a_known_name_is_tied_to_the_person(countries, source):
    speaker = PersonFactory(name_en="Askar Beisenbayev", name_ru="Аскар Бейсенбаев")

    known = saved(countries, known_source="BelTA", said_by_printed="Аскар Бейсенбаев")
    other = saved(countries, known_source="BelTA", said_by_printed="the ambassador")

    assert (known.said_by, other.said_by) == (speaker, None)
    assert other.said_by_printed == "the ambassador"


# Editing


def test_editing_nothing_changes_nothing(countries, source, goods):
    statement = saved(
        countries,
        known_source="BelTA",
        qualifier="about",
        amount="700 million",
        growth_kind="index",
        growth="107.5",
        goods_export=["butter"],
    )
    before = TradeFigure.objects.current().get()

    edited = again(countries, statement)

    assert (edited.amount_low, edited.rounding_unit) == (700_000_000, 100_000_000)
    assert (edited.growth_value, edited.growth_decimals) == (Decimal("107.5"), 1)
    assert named(edited) == [(Flow.EXPORT, 1, "butter", "")]
    assert TradeFigure.objects.get() == before


def test_rounding_that_no_typed_number_has_is_kept(countries, source):
    kept = countries.by.statement("turnover 2018 22", source, rounding_unit=5_000_000)

    edited = again(countries, kept, note="Checked.")

    assert (edited.rounding_unit, edited.note) == (5_000_000, "Checked.")


def test_speaker_who_was_tied_stays_when_something_else_changes(countries, source):
    speaker = PersonFactory()
    kept = countries.by.statement(
        "turnover 2018 22", source, said_by=speaker, said_by_printed="the ambassador"
    )

    assert again(countries, kept, note="Checked.").said_by == speaker


def test_changed_amount_supersedes_the_figure(countries, source):
    statement = saved(countries, known_source="BelTA")
    first = statement.figure

    edited = again(countries, statement, amount="23.4", unit="1000000")

    first.refresh_from_db()
    assert (edited.figure.value, first.superseded_by == edited.figure.batch) == (23_400_000, True)


def test_statement_that_becomes_a_bound_loses_its_figure(countries, source):
    statement = saved(countries, known_source="BelTA")

    edited = again(countries, statement, qualifier="over")

    assert (edited.figure, edited.amount_low, edited.amount_high) == (None, 22_400_000, None)
    assert TradeFigure.objects.current().count() == 0


def test_form_shows_what_is_kept(countries, source):
    statement = countries.by.statement(
        "turnover 2018-01/2018-07 900",
        source,
        qualifier=Qualifier.RANGE,
        amount_high=Decimal(1_000_000_000),
        **grown("107.50", Statement.Growth.INDEX),
    )

    form = StatementForm(instance=statement)

    shown = {name: form[name].value() for name in ("period", "amount", "amount_to", "unit")}
    assert shown == {
        "period": "January–July 2018",
        "amount": "900",
        "amount_to": "1000",
        "unit": "1000000",
    }
    assert (form["growth"].value(), form["known_source"].value()) == (
        "107.50",
        "BelTA: Trade is growing",
    )


# Sent twice


def test_statement_takes_the_id_the_form_was_given(countries, source):
    new_id = new_public_id()

    assert saved(countries, known_source="BelTA", new_id=new_id).public_id == new_id


@pytest.mark.parametrize("new_id", ["../../etc", "short", "aaaaaaaaaa"])
def test_id_that_is_none_is_not_taken(countries, source, new_id):
    assert saved(countries, known_source="BelTA", new_id=new_id).public_id != new_id


# What the address already says


def test_prefill_reads_what_it_can(countries, source):
    form = Prefill(
        {
            "source": source.public_id,
            "reporter": "by",
            "partner": "nowhere",
            "flow": "1",
            "period": "2018-01/2018-07",
            "basis": "year_inferred",
        }
    )

    assert form.initial_of_form() == {
        "known_source": source,
        "reporter": countries.belarus.pk,
        "flow": Flow.EXPORT,
        "period": "January–July 2018",
        "window_basis": "year_inferred",
    }
