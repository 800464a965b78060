"""The figure of a statement follows the statement."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from common.models import Qualifier
from common.periods import Window
from tests.factories import CountryFactory, DatasetFactory, SourceFactory, UserFactory
from tests.trade.builders import Pair
from trade.models import Batch, Dataset, Flow, Measure, State, Statement, TradeFigure
from trade.models.figures import UNKNOWN_VINTAGE
from trade.services import derive_figure, derive_figures_of

pytestmark = pytest.mark.django_db


def change(statement, **fields):
    for name, value in fields.items():
        setattr(statement, name, value)
    statement.save()
    return derive_figure(statement)


def current():
    return list(TradeFigure.objects.current().order_by("pk"))


def test_figure_says_what_the_statement_says():
    pair, economist = Pair(), UserFactory()
    source = SourceFactory(published="2019-08-28")
    statement = pair.statement("export 2018-H1 22.4", source, derive=False)

    figure = derive_figure(statement, by=economist)

    assert (figure.value, figure.rounding_unit, figure.state) == (
        22_400_000,
        100_000,
        State.REPORTED,
    )
    assert (figure.window, figure.flow) == (Window.parse("2018-H1"), Flow.EXPORT)
    assert (figure.reporter, figure.partner) == (pair.reporter, pair.partner)
    assert (figure.dataset.family, figure.dataset.source) == (Dataset.QUOTED, source)
    assert (figure.vintage, figure.statement) == (date(2019, 8, 28), statement)
    assert (figure.batch.origin, figure.batch.made_by) == (Batch.Origin.STATEMENT, economist)


def test_deriving_again_changes_nothing():
    statement = Pair().statement("export 2018 22.4")
    figure, version = statement.figure, statement.version

    assert derive_figure(statement) == figure
    assert (TradeFigure.objects.count(), Batch.objects.count()) == (1, 2)
    statement.refresh_from_db()
    assert (statement.version, statement.history.count()) == (version, 1)


def test_statements_of_one_source_share_its_dataset():
    pair, source = Pair(), SourceFactory()
    one = pair.statement("export 2018 22.4", source)
    other = pair.statement("import 2018 1.4", source)

    assert one.figure.dataset == other.figure.dataset
    assert one.figure.vintage == UNKNOWN_VINTAGE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_low", Decimal(22_300_000)),
        ("rounding_unit", 1),
        ("currency", "EUR"),
        ("flow", Flow.IMPORT),
        ("window_end", Window.parse("2018-07").end),
    ],
)
def test_changed_statement_replaces_its_figure(field, value):
    statement = Pair().statement("export 2018 22.4")
    former = statement.figure

    figure = change(statement, **{field: value})

    former.refresh_from_db()
    assert former.superseded_by is not None
    assert (former.value, current()) == (22_400_000, [figure])
    assert statement.figure == figure


@pytest.mark.parametrize(
    "fields",
    [
        {"qualifier": Qualifier.NEARLY},
        {"amount_low": None},
        {"window_start": None, "window_end": None},
    ],
)
def test_statement_that_gives_no_amount_any_more_loses_its_figure(fields):
    statement = Pair().statement("export 2018 22.4")

    assert change(statement, **fields) is None
    assert (current(), TradeFigure.objects.count()) == ([], 1)


def test_deleted_statement_loses_its_figure_and_gets_one_when_restored():
    statement = Pair().statement("export 2018 22.4")
    statement.delete()
    gone = derive_figure(statement)
    statement.restore()
    back = derive_figure(statement)

    assert (gone, back.value) == (None, 22_400_000)
    assert current() == [back]


def test_statement_moved_to_another_source_takes_its_figure_along():
    statement = Pair().statement("export 2018 22.4")

    figure = change(statement, source=SourceFactory())

    assert figure.dataset.source == statement.source
    assert current() == [figure]


@pytest.mark.parametrize("coarse_first", [True, False])
def test_firmer_statement_of_one_source_yields_the_figure(coarse_first):
    pair, source = Pair(), SourceFactory()
    rows = ["turnover 2018 900", "turnover 2018 896.0"]
    statements = [pair.statement(row, source) for row in rows[:: 1 if coarse_first else -1]]

    for statement in statements:
        statement.refresh_from_db()
    held = {statement.printed: statement.figure is not None for statement in statements}
    assert held == {"$turnover 2018 900": False, "$turnover 2018 896.0": True}
    assert [figure.value for figure in current()] == [896_000_000]


def test_exact_statement_wins_over_about_of_one_source():
    pair, source = Pair(), SourceFactory()
    pair.statement("turnover 2018 896.1", source, qualifier=Qualifier.ABOUT)
    pair.statement("turnover 2018 890", source)

    assert [figure.value for figure in current()] == [890_000_000]


def test_weaker_statement_steps_in_when_the_firmer_is_deleted():
    pair, source = Pair(), SourceFactory()
    weaker = pair.statement("turnover 2018 900", source)
    firmer = pair.statement("turnover 2018 896.0", source)
    firmer.delete()
    derive_figure(firmer)

    weaker.refresh_from_db()
    assert current() == [weaker.figure]
    assert weaker.figure.value == 900_000_000


def test_same_amount_stated_twice_keeps_its_figure():
    pair, source = Pair(), SourceFactory()
    first = pair.statement("turnover 2018 896", source)
    second = pair.statement("turnover 2018 896", source)
    figure = first.figure
    first.delete()
    derive_figure(first)

    second.refresh_from_db()
    assert (second.figure, current()) == (figure, [figure])
    assert Statement.all_objects.get(pk=first.pk).figure is None


def test_deficit_is_below_zero():
    side = Statement.BalanceSide.DEFICIT
    deficit = Pair().statement("balance 2018 5", balance_side=side)
    turnover = Pair().statement("turnover 2018 5", balance_side=side)

    assert (deficit.figure.value, turnover.figure.value) == (-5_000_000, 5_000_000)


def test_zero_is_a_state_of_its_own():
    assert Pair().statement("export 2018 0").figure.state == State.ZERO


@pytest.mark.parametrize("flow", ["export", "import", "turnover"])
def test_only_a_balance_is_kept_below_zero(flow):
    with pytest.raises(IntegrityError, match="statement_only_balance_negative"):
        Pair().statement(f"{flow} 2018 -5")


def test_place_has_no_trade_with_itself():
    place = CountryFactory()

    with pytest.raises(IntegrityError, match="statement_of_two_places"):
        Pair(place, place).statement("export 2018 5")


def test_rules_of_a_statement_are_said_in_plain_words():
    said = Pair().statement("export 2018 5")
    said.amount_low, said.partner = Decimal(-5), said.reporter

    with pytest.raises(ValidationError) as caught:
        said.full_clean()

    assert caught.value.message_dict == {
        "partner": ["A place has no trade with itself."],
        "__all__": ["Only a balance can be less than nothing."],
    }


def test_new_date_of_a_source_is_the_vintage_of_its_figures():
    pair, source = Pair(), SourceFactory()
    pair.statement("export 2018 5", source)
    source.published = "2019-08-28"
    source.save()

    derive_figures_of(source)

    assert [figure.vintage for figure in current()] == [date(2019, 8, 28)]


def test_stale_form_does_not_bring_a_superseded_figure_back():
    pair, source = Pair(), SourceFactory()
    weaker = pair.statement("turnover 2018 900", source)
    read_before = Statement.objects.get(pk=weaker.pk)
    pair.statement("turnover 2018 896.0", source)

    assert change(read_before, note="rounded") is None
    assert [figure.value for figure in current()] == [896_000_000]


def test_stale_form_that_moves_the_statement_leaves_no_figure_behind():
    pair, source = Pair(), SourceFactory()
    weaker = pair.statement("turnover 2018 900", source)
    firmer = pair.statement("turnover 2018 896.0", source)
    read_before = Statement.objects.get(pk=weaker.pk)
    firmer.delete()
    derive_figure(firmer)

    figure = change(read_before, flow=Flow.EXPORT)

    assert current() == [figure]


def test_other_measures_and_windows_of_a_source_keep_their_figures():
    pair, source = Pair(), SourceFactory()
    goods = pair.statement("turnover 2018 896", source)
    services = pair.statement("turnover 2018 153.2", source, measure=Measure.SERVICES)
    half = pair.statement("turnover 2018-H1 400", source)

    change(goods, amount_low=Decimal(897_000_000), amount_high=Decimal(897_000_000))

    assert {services.figure, half.figure, goods.figure} == set(current())


def test_statement_that_moves_leaves_its_figure_to_one_that_says_the_same():
    pair, source = Pair(), SourceFactory()
    first = pair.statement("turnover 2018 896", source)
    second = pair.statement("turnover 2018 896", source)
    figure = first.figure

    moved = change(first, flow=Flow.EXPORT)

    second.refresh_from_db()
    assert (second.figure, set(current())) == (figure, {figure, moved})


def test_undisputed_statement_wins_over_a_disputed_one_of_the_same_source():
    pair, source = Pair(), SourceFactory()
    pair.statement("turnover 2018 896.1", source, disputed=True)
    pair.statement("turnover 2018 890", source)

    assert [figure.value for figure in current()] == [890_000_000]


def test_figures_of_a_table_are_not_those_of_statements():
    pair, source = Pair(), SourceFactory()
    (of_table,) = pair.figures(["export 2018 5"], DatasetFactory(source=source))

    statement = pair.statement("export 2018 6", source)

    assert current() == [of_table, statement.figure]
