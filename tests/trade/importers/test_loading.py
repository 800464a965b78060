"""What a load makes of figures that stand, and what its undoing leaves."""

from datetime import date
from decimal import Decimal

import pytest

from tests.trade.importers.conftest import LONG, everything, problems_of, standing
from trade.importers import loading, running
from trade.importers.loading import NotNewest
from trade.models import (
    Batch,
    Dataset,
    Import,
    State,
    SumByChapter,
    SumByPartner,
    SumByReporter,
    TradeFigure,
)
from trade.summaries import differences

pytestmark = pytest.mark.django_db

EXPORT = "BY,KZ,export,TOTAL,2023,100"
IMPORT = "BY,KZ,import,TOTAL,2023,40"


def counted(imported):
    """Return (added, changed, unchanged, repeated, rejected, confirmed)."""
    counts = imported.counts
    return (
        *(counts.added, counts.changed, counts.unchanged),
        *(counts.repeated, counts.rejected, counts.confirmed),
    )


def test_new_figures_are_added(office):
    imported = office.load([EXPORT, IMPORT])

    assert counted(imported) == (2, 0, 0, 0, 0, 0)
    assert standing() == {
        ("KZ", "export", "TOTAL", "2023-01/2023-12"): "100",
        ("KZ", "import", "TOTAL", "2023-01/2023-12"): "40",
    }
    assert imported.state == Import.State.LOADED
    assert TradeFigure.objects.filter(batch=imported.batch).count() == 2


def test_same_file_again_changes_nothing(office):
    office.load([EXPORT, IMPORT], "2024-02-01")
    before, batches = everything(), Batch.objects.count()

    again = office.load([EXPORT, IMPORT], "2024-02-01")

    assert counted(again) == (0, 0, 2, 0, 0, 0)
    assert everything() == before
    assert (Batch.objects.count(), again.batch, again.state) == (batches, None, "loaded")
    assert running.outcome_of(again) == running.Outcome.KNOWN


def test_samples_are_looked_for_beyond_the_first_rows(office, monkeypatch):
    office.load([EXPORT, IMPORT])
    monkeypatch.setattr(loading, "SAMPLED", 1)
    later = [f"BY,KZ,export,TOTAL,{year},7" for year in (2024, 2025)]

    again = office.load([EXPORT, "BY,KZ,import,TOTAL,2023,41", *later])

    shown = {name: [row[0] for row in rows] for name, rows in again.samples.items() if rows}
    assert shown == {"added": [4, 5], "changed": [3]}


def test_changed_figure_supersedes_the_one_that_stood(office):
    first = office.load([EXPORT, IMPORT])

    second = office.load(["BY,KZ,export,TOTAL,2023,90", IMPORT])

    assert counted(second) == (0, 1, 1, 0, 0, 0)
    assert standing()["KZ", "export", "TOTAL", "2023-01/2023-12"] == "90"
    replaced = TradeFigure.objects.get(value=100)
    assert (replaced.batch, replaced.superseded_by) == (first.batch, second.batch)


def test_zero_secret_and_missing_figures_differ(office):
    office.load(["BY,KZ,export,01,2023,0", "BY,KZ,export,02,2023,c", "BY,KZ,export,27,2023,-"])

    found = TradeFigure.objects.values_list("product__code", "state", "value")
    assert sorted(found) == [
        ("01", State.ZERO, Decimal(0)),
        ("02", State.NOT_DISCLOSED, None),
        ("27", State.NOT_AVAILABLE, None),
    ]


def test_row_that_stands_twice_is_taken_once(office):
    imported = office.load([EXPORT, EXPORT])

    assert counted(imported) == (1, 0, 0, 1, 0, 0)


def test_rows_that_contradict_each_other_are_all_refused(office):
    imported = office.load([EXPORT, "BY,KZ,export,TOTAL,2023,101", EXPORT])

    assert counted(imported) == (0, 0, 0, 0, 3, 0)
    assert problems_of(imported) == [
        (3, "", "101", "contradiction"),
        (4, "", "100", "contradiction"),
    ]
    assert not TradeFigure.objects.exists()


def test_older_publication_does_not_replace_a_later_one(office):
    office.load([EXPORT], "2024-05-01")

    older = office.load(["BY,KZ,export,TOTAL,2023,90", IMPORT], "2024-02-01")

    assert counted(older) == (1, 0, 0, 0, 1, 0)
    assert problems_of(older) == [(2, "", "90", "newer_stands")]
    assert standing() == {("KZ", "export", "TOTAL", "2023-01/2023-12"): "100"}


def test_later_publication_of_the_same_value_confirms_it(office):
    office.load([EXPORT], "2024-02-01")

    later = office.load([EXPORT], "2024-05-01")

    assert counted(later) == (0, 0, 1, 0, 0, 1)
    figure = TradeFigure.objects.get()
    assert (figure.vintage, figure.confirmed_by) == (date(2024, 2, 1), later.batch)
    assert SumByReporter.objects.get().vintage == date(2024, 5, 1)


def test_confirmed_figure_is_not_replaced_by_a_publication_between(office):
    office.load([EXPORT], "2024-02-01")
    office.load([EXPORT], "2024-05-01")

    between = office.load(["BY,KZ,export,TOTAL,2023,90"], "2024-03-01")

    assert counted(between) == (0, 0, 0, 0, 1, 0)


def test_bad_row_keeps_the_whole_file_out(office):
    imported = office.load([EXPORT, "BY,Narnia,export,TOTAL,2023,5"])

    assert counted(imported) == (1, 0, 0, 0, 1, 0)
    assert problems_of(imported) == [(3, "partner", "Narnia", "unknown_place")]
    assert imported.questions == [
        {"dimension": "place", "text": "Narnia", "name": "", "reason": "unknown_place", "rows": 1}
    ]
    assert (standing(), imported.state) == ({}, Import.State.CHECKED)


def test_bad_row_is_left_out_where_that_is_asked_for(office):
    rows = [EXPORT, "BY,Narnia,export,TOTAL,2023,5"]

    office.load(rows, leave_out_rejected=True)

    assert standing() == {("KZ", "export", "TOTAL", "2023-01/2023-12"): "100"}


def test_preview_equals_the_result(office):
    office.load([EXPORT, "BY,RU,export,TOTAL,2023,7"])
    path = office.file(["BY,KZ,export,TOTAL,2023,90", "BY,RU,export,TOTAL,2023,7", IMPORT])
    imported = office.importing(path)

    previewed = running.check(imported, path)
    loaded = running.load(imported, path)

    assert (previewed.added, previewed.changed, previewed.unchanged) == (1, 1, 1)
    assert loaded == previewed
    assert TradeFigure.objects.filter(batch=imported.batch).count() == 2
    assert TradeFigure.objects.filter(superseded_by=imported.batch).count() == 1


def test_file_is_not_loaded_once_figures_have_changed_since_its_preview(office):
    path = office.file([EXPORT])
    imported = office.importing(path)
    running.check(imported, path)
    office.load([EXPORT])
    before = everything()

    with pytest.raises(running.NotLoadable):
        running.load(imported, path)

    assert everything() == before


def test_file_is_not_loaded_once_it_is_another_than_was_checked(office):
    path = office.file([EXPORT])
    imported = office.importing(path)
    running.check(imported, path)
    path.write_text(path.read_text().replace("100", "900"))

    with pytest.raises(running.NotLoadable, match="not the one that was checked"):
        running.load(imported, path)

    assert (standing(), imported.state) == ({}, Import.State.CHECKED)


def test_import_is_not_loaded_twice(office):
    path = office.file([EXPORT])
    imported = office.importing(path)
    running.check(imported, path)
    running.load(imported, path)

    with pytest.raises(running.NotLoadable):
        running.load(imported, path)

    assert Batch.objects.count() == 1


def test_sums_are_of_chapters_and_single_partners(office):
    office.load(
        [
            *("BY,KZ,export,01,2023,10", "BY,KZ,export,02,2023,20.5", "BY,KZ,export,27,2023,c"),
            *("BY,RU,export,01,2023,5", "BY,RU,export,TOTAL,2023,50"),
            *("BY,world,export,TOTAL,2023,1000", "BY,KZ,export,0101,2023,9"),
        ]
    )

    partners = SumByPartner.objects.values_list(
        "partner__code", "value", "figures", "not_disclosed"
    )
    assert sorted(partners) == [("KZ", Decimal("30.5"), 2, 1), ("RU", Decimal(5), 1, 0)]
    chapters = SumByChapter.objects.values_list("product__code", "value", "figures")
    assert sorted(chapters, key=str) == [
        ("01", Decimal(15), 2),
        ("02", Decimal("20.5"), 1),
        ("27", None, 0),
    ]
    # What Russia's trade comes to is stated; Kazakhstan's is the sum of its chapters.
    assert SumByReporter.objects.get().value == Decimal("80.5")
    assert differences() == {}


def test_sums_follow_a_revision(office):
    office.load(["BY,KZ,export,01,2023,10", "BY,KZ,export,02,2023,20"])

    office.load(["BY,KZ,export,01,2023,15"])

    assert SumByPartner.objects.get().value == 35
    assert differences() == {}


def test_sums_of_other_months_and_reporters_stay_when_one_is_revised(office):
    office.load(
        ["BY,KZ,export,01,2023-01,10", "BY,KZ,export,02,2023-01,20", "BY,KZ,export,01,2023-02,5"]
        + ["KZ,BY,export,01,2023-02,8", "BY,RU,export,01,2023-02,3"]
    )

    office.load(["BY,KZ,export,01,2023-02,7"])

    by_reporter = SumByReporter.objects.values_list("reporter__code", "end", "value")
    january, february = 2023 * 12, 2023 * 12 + 1
    assert set(by_reporter) == {("BY", january, 30), ("BY", february, 10), ("KZ", february, 8)}
    assert differences() == {}


@pytest.mark.parametrize(
    ("rows", "vintage"),
    [
        (["BY,KZ,export,01,2023,15", "BY,RU,export,02,2023,1"], "2024-05-01"),
        (["BY,KZ,export,01,2023,10", "BY,KZ,export,02,2023,20"], "2024-05-01"),
        (["BY,KZ,export,01,2023,c", "BY,KZ,export,0201,2023,3"], "2024-05-01"),
    ],
)
def test_undo_brings_back_exactly_the_state_before(office, rows, vintage):
    office.load(["BY,KZ,export,01,2023,10", "BY,KZ,export,02,2023,20"], "2024-02-01")
    office.load(["BY,KZ,export,01,2023,10"], "2024-03-01")
    before = everything()
    imported = office.load(rows, vintage)
    assert everything() != before

    running.undo(imported)

    assert everything() == before
    assert (imported.state, imported.batch.undone_at is None) == ("undone", False)


def test_newest_import_is_undone_first(office):
    first = office.load([EXPORT])
    second = office.load([IMPORT])

    with pytest.raises(NotNewest) as refusal:
        running.undo(first)

    assert refusal.value.newest == second.batch
    running.undo(second)
    running.undo(first)
    assert everything() == [[], [], [], []]


def test_import_of_another_data_set_does_not_hinder_an_undo(office):
    first = office.load([EXPORT])
    office.load([EXPORT], family="other")

    assert running.undo(first) == 1


def test_import_is_not_undone_twice(office):
    imported = office.load([EXPORT])
    running.undo(imported)

    with pytest.raises(running.NotLoadable):
        running.undo(imported)


def test_annual_and_monthly_figures_of_comtrade_are_data_sets_of_their_own(office):
    mapping = {**LONG, "places": "comtrade"}
    rows = ["112,398,X,TOTAL,2023,100", "112,398,X,TOTAL,202301,9"]

    office.load(rows, format="comtrade", family="UN Comtrade", mapping=mapping)

    found = TradeFigure.objects.values_list("dataset__family", "value")
    assert sorted(found) == [("UN Comtrade, annual", 100), ("UN Comtrade, monthly", 9)]
    assert Dataset.objects.count() == 2
