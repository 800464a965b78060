"""Pages of statements: the list, one statement, and what the form does for whom."""

import csv

import pytest
from django.urls import reverse

from common.models import Qualifier, new_public_id
from common.periods import Window
from tests.factories import ProductFactory, SourceFactory, StatementFactory
from tests.trade.countries import TwoCountries
from tests.trade.test_forms import typed
from tests.trade.test_growth import grown
from trade.models import Flow, Measure, Product, Statement, StatementGood, TradeFigure
from trade.readings import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

EDITORS = ("economist", "diplomat", "admin")
LIST = "/trade/statements/"


@pytest.fixture
def countries():
    return TwoCountries()


def listed(client, **query):
    return list(client.get(LIST, query).context["page_obj"])


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


# The list


def test_list_stands_newest_first_with_what_has_no_months_last(viewer, countries):
    undated = countries.by.statement("turnover 2018 1", window=None, derive=False)
    old = countries.by.statement("turnover 2010 870")
    new = countries.by.statement("turnover 2018-01/2018-07 500")

    assert listed(viewer) == [new, old, undated]
    assert listed(viewer, order="window") == [undated, old, new]


@pytest.mark.parametrize(
    "query",
    [
        {"place": "BY"},
        {"place": "KZ"},
        {"flow": "1"},
        {"measure": "2"},
        {"qualifier": "over"},
        {"year": "2018"},
        {"disputed": "on"},
        {"q": "milliarden"},
    ],
)
def test_list_is_narrowed(viewer, countries, query):
    StatementFactory(flow=Flow.IMPORT, window=Window.year(2010))
    wanted = countries.by.statement(
        "export 2018-H1 5",
        measure=Measure.SERVICES,
        qualifier=Qualifier.OVER,
        amount_high=None,
        disputed=True,
        printed="5 Milliarden",
    )

    assert listed(viewer, **query) == [wanted]


def test_list_of_one_source(viewer, countries):
    mine, other = SourceFactory(), SourceFactory()
    wanted = countries.by.statement("export 2018 5", mine)
    countries.by.statement("export 2018 6", other)

    assert listed(viewer, source=mine.public_id) == [wanted]


def test_year_of_the_list_holds_every_window_that_touches_it(viewer, countries):
    long = countries.by.statement("turnover 2016-01/2017-03 4")

    assert listed(viewer, year="2017") == [long]
    assert listed(viewer, year="2018") == []


@pytest.mark.parametrize(
    "query",
    [
        {"place": "nowhere"},
        {"flow": "9"},
        {"year": "99999"},
        {"source": "nothing"},
        {"qualifier": "x"},
    ],
)
def test_filter_that_is_not_understood_is_named_and_left_out(viewer, countries, query):
    countries.with_2018()

    response = viewer.get(LIST, query)

    assert list(response.context["form"].errors) == list(query)
    assert len(response.context["page_obj"]) == 3


@pytest.mark.parametrize(("query", "words"), [({}, "recorded yet"), ({"year": 1990}, "fits these")])
def test_empty_list_says_why(viewer, query, words):
    assert words in viewer.get(LIST, query).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(economist, countries, number, django_assert_num_queries):
    for year in range(number):
        _with_goods(countries.by.statement(f"turnover {2010 + year} 5"))
    economist.get(LIST)

    with django_assert_num_queries(8):
        economist.get(LIST)


def _with_goods(statement):
    product = ProductFactory(
        nomenclature=Product.Nomenclature.GROUP, code=f"goods-{statement.pk}", name_en="Beef"
    )
    StatementGood.objects.create(statement=statement, flow=Flow.EXPORT, product=product)
    return statement


def test_export_holds_what_is_listed(viewer, countries):
    _with_goods(countries.by.statement("turnover 2018-01/2018-07 22.4", **grown("107.5", "index")))
    countries.by.statement("turnover 2010 5")

    rows = rows_of(viewer.get(reverse("trade:statements_csv"), {"year": "2018"}))

    assert len(rows) == 1
    assert (rows[0]["Amount, at least"], rows[0]["Amount, at most"]) == ("22400000", "22400000")
    assert (rows[0]["First day"], rows[0]["Last day"]) == ("2018-01-01", "2018-07-31")
    assert (rows[0]["Growth as printed"], rows[0]["Goods exported"]) == ("107.5", "Beef")
    assert (rows[0]["Growth stated as"], rows[0]["How firmly the growth is stated"]) == (
        "index",
        "exact",
    )
    assert (rows[0]["Gives a figure"], rows[0]["Code of the partner"]) == ("yes", "KZ")


def test_export_marks_the_months_that_are_inferred(viewer, countries):
    countries.by.statement("turnover 2013 5", window_basis="year_inferred")

    row = rows_of(viewer.get(reverse("trade:statements_csv")))[0]

    assert (row["Months"], row["Year inferred"]) == ("[2013, year inferred]", "yes")
    assert row["Growth stated as"] == ""
    assert row["How firmly the growth is stated"] == ""


def test_export_holds_no_formula(viewer, countries):
    countries.by.statement("turnover 2018 5", printed="=1+1")

    assert rows_of(viewer.get(reverse("trade:statements_csv")))[0]["As printed"] == "'=1+1"


# One statement


def test_statement_shows_what_was_read_beside_what_is_printed(viewer, countries):
    said = countries.by.statement(
        "turnover 2021 190",
        printed="$190 million",
        growth_printed="107.5% as against 2020",
        **grown("107.5", Statement.Growth.INDEX),
    )

    page = viewer.get(said.get_absolute_url()).content.decode()

    for words in (
        "<q>$190 million</q>",
        "107.5% as an index: +7.5%",
        "<q>107.5% as against 2020</q>",
        "compared with 2020",
        "rounding leaves open $189.5 million to $190.5 million",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("rate", "18.6", "18.6% as a rate: +18.6%"),
        ("rate", "-9.3", "−9.3% as a rate: −9.3%"),
        ("index", "59.9", "59.9% as an index: −40.1%"),
        ("times", "2.1", "2.1 times: +110%"),
    ],
)
def test_growth_is_shown_with_its_conversion(countries, kind, value, words):
    said = countries.by.statement("turnover 2018 5", **grown(value, kind))

    assert Reading(said).growth_conversion == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"qualifier": Qualifier.OVER, "amount_high": None}, "a bound or a range"),
        (
            {"qualifier": Qualifier.GROWTH_ONLY, "amount_low": None, "amount_high": None},
            "No amount",
        ),
        ({"window": None}, "names no months"),
    ],
)
def test_statement_says_why_it_has_no_figure(viewer, countries, fields, words):
    said = countries.by.statement("turnover 2018 5", **fields)

    assert words in viewer.get(said.get_absolute_url()).content.decode()


def test_statement_beside_a_firmer_one_of_its_source(viewer, countries):
    news = SourceFactory()
    countries.by.statement("turnover 2018 22.4", news)
    rounded = countries.by.statement("turnover 2018 22", news)

    response = viewer.get(rounded.get_absolute_url())

    assert "for the same months is firmer" in response.content.decode()
    assert len(response.context["others"]) == 1


def test_statement_lists_others_of_its_flow_and_months_only(viewer, countries):
    said = countries.by.statement("turnover 2018 896")
    other = countries.by.statement("turnover 2018 900")
    for row in ("export 2018 5", "turnover 2017 5"):
        countries.by.statement(row)
    countries.kz.statement("turnover 2018 5")

    assert viewer.get(said.get_absolute_url()).context["others"] == [other]


@pytest.mark.parametrize("number", [1, 3])
def test_statement_query_count(economist, countries, number, django_assert_num_queries):
    said = _with_goods(countries.by.statement("turnover 2018 896"))
    for _other in range(number):
        _with_goods(countries.by.statement("turnover 2018 900"))
    economist.get(said.get_absolute_url())

    with django_assert_num_queries(7):
        economist.get(said.get_absolute_url())


def test_deleted_or_unknown_statement_is_not_found(viewer, countries):
    said = countries.by.statement("turnover 2018 896")
    said.delete()

    assert viewer.get(said.get_absolute_url()).status_code == 404
    assert viewer.get(f"{LIST}bcdfgh1234/").status_code == 404


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        ("export", "Export of Belarus to Kazakhstan"),
        ("import", "Import of Belarus from Kazakhstan"),
        ("turnover", "Turnover of Belarus with Kazakhstan"),
        ("balance", "Balance of Belarus with Kazakhstan"),
    ],
)
def test_statement_says_whose_trade_with_whom(viewer, countries, flow, words):
    said = countries.by.statement(f"{flow} 2018 5")
    countries.by.statement(f"{flow} 2018 6")

    page = viewer.get(said.get_absolute_url()).content.decode()

    # The heading, what was read, and the other statement of the same months.
    assert page.count(words) == 3


@pytest.mark.parametrize(
    ("fields", "printed", "read"),
    [
        ({}, "as stated in the source", None),
        ({"window_printed": "last year"}, "<q>last year</q>", None),
        ({"window_basis": "year_inferred"}, "not quoted", "year inferred"),
    ],
)
def test_months_do_not_contradict_how_they_are_known(viewer, countries, fields, printed, read):
    said = countries.by.statement("turnover 2021 5", **fields)

    page = viewer.get(said.get_absolute_url()).content.decode()

    months = page.split('<th scope="row">Months</th>')[1].split("</tr>")[0]
    assert printed in months
    assert (f'<div class="muted">{read}</div>' in months) == (read is not None)
    assert '<div class="muted">printed</div>' not in months


# Adding


@pytest.mark.parametrize("role", ["viewer", "protocol", "economist", "diplomat", "admin"])
def test_form_opens_for_those_who_may_add(client_as, role):
    response = client_as(role).get(reverse("trade:add_statement"))

    assert response.status_code == (200 if role in EDITORS else 403)


def test_added_statement_is_shown_with_what_was_read(economist, countries):
    SourceFactory(publisher="BelTA")

    response = economist.post(
        reverse("trade:add_statement"), typed(countries, known_source="BelTA"), follow=True
    )

    said = Statement.objects.get()
    assert response.redirect_chain == [(said.get_absolute_url(), 302)]
    assert "is kept and read as $22.4 million" in response.content.decode()
    assert (said.created_by.username, said.figure.batch.made_by) == (
        said.created_by.username,
        said.created_by,
    )


def test_another_of_the_same_source_starts_filled_in(economist, countries):
    source = SourceFactory(publisher="BelTA")
    values = typed(countries, known_source="BelTA", period="January-July 2013?", further="1")

    response = economist.post(reverse("trade:add_statement"), values, follow=True)

    form = response.context["form"]
    shown = {n: form[n].value() for n in ("known_source", "reporter", "period", "window_basis")}
    assert shown == {
        "known_source": "BelTA",
        "reporter": countries.belarus.pk,
        "period": "January–July 2013",
        "window_basis": "year_inferred",
    }
    assert (form["printed"].value(), source.statements.count()) == ("", 1)


def test_form_with_errors_keeps_what_was_typed(economist, countries):
    values = typed(countries, known_source="nobody", period="soon", note="My note")

    response = economist.post(reverse("trade:add_statement"), values)

    page = response.content.decode()
    assert (response.status_code, Statement.objects.count()) == (200, 0)
    for words in ("Nothing was saved yet", 'value="nobody"', 'value="soon"', "My note"):
        assert words in page


def test_currency_is_asked_for_where_it_is_seen(economist, countries):
    SourceFactory(publisher="BelTA")
    words = {"printed": "5 млн рублей", "known_source": "BelTA", "currency": ""}

    page = economist.post(reverse("trade:add_statement"), typed(countries, **words))

    shown = page.content.decode().partition("Further details")[0]
    assert "Russian or Belarusian roubles?" in shown.partition("How much")[2]


def test_goods_that_are_not_known_are_marked(economist, countries):
    values = typed(countries, source_publisher="BelTA", goods_export=["gold"])

    page = economist.post(reverse("trade:add_statement"), values).content.decode()

    assert page.count("form-control mb-1 is-invalid") == 4


def test_form_sent_twice_makes_one_statement(economist, countries):
    SourceFactory(publisher="BelTA")
    url = reverse("trade:add_statement")
    new_id = economist.get(url).context["form"]["new_id"].value()
    values = typed(countries, known_source="BelTA", new_id=new_id)

    addresses = [economist.post(url, values)["Location"] for _time in range(2)]

    assert addresses == [Statement.objects.get().get_absolute_url()] * 2


def test_form_sent_twice_goes_on_to_the_next_statement_if_that_was_asked(economist, countries):
    source = SourceFactory(publisher="BelTA")
    values = typed(countries, known_source="BelTA", new_id=new_public_id(), further="1")

    first, second = (economist.post(reverse("trade:add_statement"), values) for _time in "12")

    assert f"source={source.public_id}" in second.url
    assert (first.url, Statement.objects.count()) == (second.url, 1)


def test_form_needs_few_queries(economist, countries, django_assert_max_num_queries):
    economist.get(reverse("trade:add_statement"))

    with django_assert_max_num_queries(10):
        economist.get(reverse("trade:add_statement"))


@pytest.mark.parametrize(
    "query", [{"reporter": "nowhere"}, {"period": "soon"}, {"source": "x"}, {"flow": "99"}]
)
def test_address_that_can_not_be_read_leaves_the_form_empty(economist, countries, query):
    response = economist.get(reverse("trade:add_statement"), query)

    assert response.context["form"]["reporter"].value() in (None, "")


# Editing and deleting


def version_of(client, said):
    return (
        client.get(reverse("trade:edit_statement", args=[said.public_id]))
        .context["form"]["version"]
        .value()
    )


def values_of(client, said, **changes):
    form = client.get(reverse("trade:edit_statement", args=[said.public_id])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None} | changes


@pytest.mark.parametrize("view", ["trade:edit_statement", "trade:delete_statement"])
@pytest.mark.parametrize("role", ["viewer", "protocol", "economist", "diplomat", "admin"])
def test_statement_is_changed_by_those_who_may(client_as, countries, role, view):
    said = countries.by.statement("turnover 2018 5")

    response = client_as(role).get(reverse(view, args=[said.public_id]))

    assert response.status_code == (200 if role in EDITORS else 403)


def test_edited_statement_supersedes_its_figure(economist, countries):
    said = countries.by.statement("turnover 2018 22.4")
    values = values_of(economist, said, amount="23.4 million", unit="")

    economist.post(reverse("trade:edit_statement", args=[said.public_id]), values)

    said.refresh_from_db()
    assert (said.figure.value, TradeFigure.objects.current().count()) == (23_400_000, 1)
    assert TradeFigure.objects.count() == 2


def test_save_over_a_newer_version_is_a_conflict(economist, countries):
    said = countries.by.statement("turnover 2018 22.4")
    values = values_of(economist, said, note="mine")
    Statement.objects.get().save()

    response = economist.post(reverse("trade:edit_statement", args=[said.public_id]), values)

    said.refresh_from_db()
    assert (response.status_code, said.note) == (409, "")
    assert "mine" in response.content.decode()


def test_save_without_a_version_is_refused(economist, countries):
    said = countries.by.statement("turnover 2018 22.4")
    values = values_of(economist, said, version="", note="mine")

    response = economist.post(reverse("trade:edit_statement", args=[said.public_id]), values)

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["version"])


def test_deleted_statement_takes_its_figure_along(economist, countries):
    said = countries.by.statement("turnover 2018 22.4")
    url = reverse("trade:delete_statement", args=[said.public_id])

    response = economist.post(url, {"version": said.version})

    assert response["Location"] == LIST
    assert (Statement.objects.count(), TradeFigure.objects.current().count()) == (0, 0)
    assert Statement.all_objects.get().deleted_at is not None


def test_deletion_gives_the_figure_to_the_next_statement_of_the_source(economist, countries):
    news = SourceFactory()
    firm = countries.by.statement("turnover 2018 22.4", news)
    rounded = countries.by.statement("turnover 2018 22", news)

    economist.post(
        reverse("trade:delete_statement", args=[firm.public_id]), {"version": firm.version}
    )

    rounded.refresh_from_db()
    assert rounded.figure.value == 22_000_000


@pytest.mark.parametrize("version", ["", "0", "99", "x", "9" * 40])
def test_deletion_of_another_version_is_a_conflict(economist, countries, version):
    said = countries.by.statement("turnover 2018 22.4")

    response = economist.post(
        reverse("trade:delete_statement", args=[said.public_id]), {"version": version}
    )

    assert (response.status_code, Statement.objects.count()) == (409, 1)
    assert TradeFigure.objects.current().count() == 1


def test_words_of_a_source_are_marked_with_its_language(viewer):
    said = StatementFactory(printed="1,2 Milliarden", source=SourceFactory(language="de"))

    html = viewer.get(said.get_absolute_url()).content.decode()

    assert '<q lang="de">1,2 Milliarden</q>' in html
