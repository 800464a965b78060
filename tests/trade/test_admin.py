"""The admin of trade: months in words, figures that follow, and what nobody edits."""

import pytest
from django.urls import reverse
from django.utils import timezone

from common.periods import Window
from tests.factories import ProductFactory, SourceFactory, TargetFactory
from tests.trade.countries import TwoCountries
from trade.models import (
    Batch,
    Dataset,
    Flow,
    Product,
    Statement,
    StatementGood,
    Target,
    TradeFigure,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MODELS = [Statement, Target, Product, TradeFigure, Dataset, Batch]
VIEW_ONLY = [TradeFigure, Dataset, Batch]


@pytest.fixture
def countries():
    return TwoCountries()


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def sent_by(client, record, **changes):
    """Return what the admin form of a record sends, with these changes."""
    response = client.get(url(type(record), "change", record.pk))
    form = response.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for row in [formset.management_form, *formset.initial_forms]:
            values |= {row.add_prefix(name): row[name].value() for name in row.fields}
    return {name: value for name, value in values.items() if value is not None} | changes


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_query_count(admin, countries, model, number, django_assert_max_num_queries):
    for year in range(number):
        countries.by.statement(f"turnover {2010 + year} 5")
        TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan)
    admin.get(url(model, "changelist"))

    with django_assert_max_num_queries(12):
        assert admin.get(url(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_is_searched_by_places_and_sources(admin, countries, model):
    countries.by.statement("turnover 2018 5", SourceFactory(publisher="law.by"))

    for query in ("belarus", "x" * 300, "'\""):
        assert admin.get(url(model, "changelist"), {"q": query}).status_code == 200


def test_figures_are_found_by_reporter_partner_and_source(admin, countries):
    countries.by.statement("turnover 2018 5", SourceFactory(publisher="law.by"))
    countries.kz.figures(["turnover 2010 6"])

    def found(query):
        response = admin.get(url(TradeFigure, "changelist"), {"q": query})
        return response.context["cl"].result_count

    assert [found(words) for words in ("belarus", "law", "belarus law", "nobody")] == [2, 1, 1, 0]


@pytest.mark.parametrize(
    ("query", "number"),
    [({"figure": "yes"}, 1), ({"figure": "no"}, 1), ({"figure": "x"}, 2), ({"country": "BY"}, 2)],
)
def test_statements_are_filtered(admin, countries, query, number):
    countries.by.statement("turnover 2018 5")
    countries.by.statement("turnover 2018 5", window=None)
    countries.region("Brest")

    response = admin.get(url(Statement, "changelist"), query)

    assert response.context["cl"].result_count == number


@pytest.mark.parametrize("model", VIEW_ONLY, ids=lambda model: model.__name__)
def test_what_the_program_writes_is_only_looked_at(admin, countries, model):
    countries.by.statement("turnover 2018 5")
    record = model.objects.first()

    assert admin.get(url(model, "add")).status_code == 403
    assert admin.get(url(model, "change", record.pk)).status_code == 200
    assert admin.post(url(model, "change", record.pk), {}).status_code == 403
    assert admin.post(url(model, "delete", record.pk), {"post": "yes"}).status_code == 403


def test_months_are_edited_in_words_and_the_figure_follows(admin, countries):
    said = countries.by.statement("turnover 2018 5")
    values = sent_by(admin, said, period="январь–июль 2017 г.")

    response = admin.post(url(Statement, "change", said.pk), values)

    said.refresh_from_db()
    assert response.status_code == 302
    assert (said.window, said.figure.window) == (Window.parse("2017-01/2017-07"),) * 2
    assert TradeFigure.objects.current().count() == 1


def test_months_taken_away_take_the_figure_away(admin, countries):
    said = countries.by.statement("turnover 2018 5")

    admin.post(url(Statement, "change", said.pk), sent_by(admin, said, period=""))

    said.refresh_from_db()
    assert (said.window, said.window_basis, said.figure) == (None, "none", None)


def test_months_given_to_a_statement_ask_how_they_are_known(admin, countries):
    said = countries.by.statement("turnover 2018 5", window=None, window_basis="none")

    response = admin.post(url(Statement, "change", said.pk), sent_by(admin, said, period="2018"))

    assert list(response.context["adminform"].form.errors) == ["window_basis"]


def test_goods_are_edited_below_the_statement(admin, countries):
    said = countries.by.statement("turnover 2018 5")
    beef = ProductFactory(nomenclature=Product.Nomenclature.GROUP, code="beef", name_en="Beef")
    row = {"flow": Flow.EXPORT, "position": 1, "product": beef.pk, "printed": ""}
    values = sent_by(admin, said, **{f"goods-0-{name}": value for name, value in row.items()})

    admin.post(url(Statement, "change", said.pk), values | {"goods-TOTAL_FORMS": "1"})

    assert list(StatementGood.objects.values_list("statement", "product")) == [(said.pk, beef.pk)]


def test_stale_save_is_a_conflict(admin, countries):
    said = countries.by.statement("turnover 2018 5")
    values = sent_by(admin, said, note="mine")
    Statement.objects.get().save()

    assert admin.post(url(Statement, "change", said.pk), values).status_code == 409


def test_deleted_statement_loses_its_figure_and_gets_one_when_restored(admin, countries):
    said = countries.by.statement("turnover 2018 5")

    admin.post(url(Statement, "delete", said.pk), {"post": "yes"})
    without = TradeFigure.objects.current().count()
    admin.post(
        url(Statement, "changelist") + "?deleted=yes",
        {"action": "restore_records", "_selected_action": [said.pk]},
    )

    said.refresh_from_db()
    assert (without, said.figure.value) == (0, 5_000_000)


def test_restored_source_settles_its_figures(admin, countries):
    source = SourceFactory(published="2019-08-28")
    said = countries.by.statement("turnover 2018 5", source)
    Statement.objects.filter(pk=said.pk).update(figure=None)
    TradeFigure.objects.all().delete()
    type(source).objects.filter(pk=source.pk).update(deleted_at=timezone.now())

    admin.post(
        url(type(source), "changelist") + "?deleted=yes",
        {"action": "restore_records", "_selected_action": [source.pk]},
    )

    said.refresh_from_db()
    assert said.figure.value == 5_000_000


def test_former_state_brings_back_its_figure(admin, countries):
    said = countries.by.statement("turnover 2018 5")
    first = said.history.earliest("history_date")
    said.amount_low = said.amount_high = 6_000_000
    said.save()
    address = reverse("admin:trade_statement_simple_history", args=[said.pk, first.pk])
    form = admin.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}

    admin.post(address, {name: value for name, value in values.items() if value is not None})

    said.refresh_from_db()
    assert (said.amount_low, said.figure.value) == (5_000_000, 5_000_000)


def test_one_who_only_looks_sees_the_months(protocol, countries):
    said = countries.by.statement("turnover 2018-01/2018-07 5")

    page = protocol.get(url(Statement, "change", said.pk)).content.decode()

    assert "January–July 2018" in page


def test_target_is_edited_with_its_months_in_words(admin, countries):
    target = TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan)
    shown = sent_by(admin, target)

    admin.post(url(Target, "change", target.pk), shown | {"period": "2027", "amount": "5"})

    target.refresh_from_db()
    assert (shown["period"], target.window, target.amount) == ("2030", Window.year(2027), 5)


def test_target_without_months_is_refused(admin, countries):
    target = TargetFactory(reporter=countries.belarus, partner=countries.kazakhstan)

    response = admin.post(url(Target, "change", target.pk), sent_by(admin, target, period=""))

    assert list(response.context["adminform"].form.errors) == ["period"]


def test_new_day_of_a_source_is_the_vintage_of_its_figures(admin, countries):
    source = SourceFactory(published="2019-08-28")
    said = countries.by.statement("turnover 2018 5", source)

    admin.post(url(type(source), "change", source.pk), sent_by(admin, source, published="2020"))

    said.refresh_from_db()
    assert str(said.figure.vintage) == "2020-12-31"


def test_figure_is_named_in_words(admin, countries):
    countries.by.statement("turnover 2018-01/2018-07 5")

    shown = admin.get(url(TradeFigure, "changelist")).context["cl"].result_list

    assert [str(figure) for figure in shown] == [
        "Belarus – Kazakhstan, turnover, January–July 2018"
    ]


@pytest.mark.parametrize("view", ["changelist", "change"])
def test_vintage_that_nobody_knows_is_said_so(admin, countries, view):
    countries.by.statement("turnover 2018 5", SourceFactory(published=""))
    args = [TradeFigure.objects.get().pk] if view == "change" else []

    page = admin.get(url(TradeFigure, view, *args)).content.decode()

    assert "not known" in page
    assert "1900" not in page


def test_dataset_of_quotations_is_named_so(admin, countries):
    countries.by.statement("turnover 2018 5", SourceFactory(publisher="law.by", title="Trade"))

    page = admin.get(url(Dataset, "change", Dataset.objects.get().pk)).content.decode()

    assert "as quoted" in page
    assert str(Dataset.objects.get()) == "as quoted: law.by: Trade"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"amount_low": "", "amount_high": ""}, ["qualifier"]),
        ({"amount_low": "5", "amount_high": "6"}, ["qualifier"]),
        ({"qualifier": "over"}, ["qualifier"]),
        ({"qualifier": "over", "amount_high": ""}, []),
        ({"qualifier": "nearly", "amount_low": ""}, []),
        ({"qualifier": "range", "amount_high": ""}, ["qualifier"]),
        ({"qualifier": "growth_only", "amount_low": "", "amount_high": ""}, ["qualifier"]),
    ],
)
def test_amounts_must_be_those_of_the_qualifier(admin, countries, changes, wrong):
    said = countries.by.statement("turnover 2018 5")

    response = admin.post(url(Statement, "change", said.pk), sent_by(admin, said, **changes))

    assert response.status_code == (200 if wrong else 302)
    assert not wrong or list(response.context["adminform"].form.errors) == wrong


def test_goods_named_stand_for_an_amount(admin, countries):
    said = countries.by.statement("turnover 2018 5")
    beef = ProductFactory(nomenclature=Product.Nomenclature.GROUP, code="beef", name_en="Beef")
    row = {"flow": Flow.EXPORT, "position": 1, "product": beef.pk, "printed": ""}
    row = {f"goods-0-{name}": value for name, value in row.items()}
    values = sent_by(
        admin, said, amount_low="", amount_high="", **row, **{"goods-TOTAL_FORMS": "1"}
    )

    response = admin.post(url(Statement, "change", said.pk), values)

    assert response.status_code == 302
