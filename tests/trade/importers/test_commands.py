"""The commands, the long work and the care of stored files."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.jobs import JobError, kind_of
from regions.models import Source
from tests.factories import JobFactory
from tests.trade.importers.conftest import LONG, standing
from tests.trade.importers.test_comtrade import PRESENT, row
from trade.importers import running
from trade.importers.purging import purge_import_files
from trade.importers.silence import SILENCE
from trade.models import Import, ImportMapping, ImportProblem, SumByPartner, TradeFigure

pytestmark = pytest.mark.django_db
EXPORT = "BY,KZ,export,TOTAL,2023,100"


def run(*arguments, **options):
    """Return (exit code, lines) of import_trade."""
    out = io.StringIO()
    try:
        call_command("import_trade", *map(str, arguments), stdout=out, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_comtrade_is_loaded_without_any_option(office):
    path = office.file([row(), row(flowCode="RX")], PRESENT)

    code, lines = run(path)

    assert (code, lines) == (
        0,
        [
            *("Rows: 2", "Left out: 1", "  1 x flowCode RX", "Added: 1", "Changed: 0"),
            *("Unchanged: 0", "Repeated: 0", "Rejected: 0", "Loaded."),
        ],
    )
    dataset = TradeFigure.objects.get().dataset
    assert (dataset.family, dataset.valuation) == ("UN Comtrade, annual", "fob_cif")
    assert (dataset.source.publisher, dataset.source.kind) == ("UN Comtrade", "statistics")
    assert run(path)[1][-1] == "Nothing to load: all figures are known."
    assert Source.objects.filter(publisher="UN Comtrade").count() == 1


def test_dry_run_keeps_nothing(office):
    code, lines = run(office.file([row()], PRESENT), "--dry-run")

    assert (code, lines[-1]) == (0, "Checked: nothing was loaded.")
    assert not Import.objects.exists()
    assert not Source.objects.filter(publisher="UN Comtrade").exists()


def test_bad_rows_are_told_and_end_with_code_1(office, tmp_path):
    path = office.file([EXPORT, "BY,Narnia,export,TOTAL,2023,=5"])
    problems = tmp_path / "problems.csv"

    code, lines = run(path, "--source=Office", "--family=goods", f"--problems={problems}")

    assert code == 1
    assert lines[-3:] == [
        "  row 3, partner: “Narnia”: No place has this name or code.",
        "? place “Narnia” (1): No place has this name or code.",
        "Nothing was loaded: some rows can not be taken.",
    ]
    assert problems.read_text(encoding="utf-8-sig").splitlines() == [
        "row,column,value,reason",
        "3,partner,Narnia,No place has this name or code.",
    ]
    assert Import.objects.get().state == Import.State.DISCARDED


def test_rejected_rows_are_left_out_on_request(office):
    path = office.file([EXPORT, "BY,Narnia,export,TOTAL,2023,5"])

    code, lines = run(path, "--source=Office", "--family=goods", "--leave-out-rejected")

    assert (code, lines[-1], len(standing())) == (0, "Loaded.", 1)


def test_only_the_first_problems_are_told(office):
    path = office.file([f"BY,Narnia,export,TOTAL,2023,{n}" for n in range(30)])

    _code, lines = run(path, "--source=Office", "--family=goods")

    assert sum(line.startswith("  row ") for line in lines) == 20
    assert "  ... and 10 more problems" in lines


@pytest.mark.parametrize("kept", [True, False])
def test_mapping_is_taken_by_its_name_or_from_a_file(office, tmp_path, kept):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(LONG))
    ImportMapping.objects.create(name="long", content=LONG)
    path = office.file([EXPORT])

    name = "long" if kept else mapping
    code, _lines = run(path, f"--mapping={name}", "--source=Office", "--family=goods")

    assert (code, len(standing())) == (0, 1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--family=x"], "Say whose figures these are"),
        (["--source=Office"], "Say in --family"),
        (["--source=Nobody", "--family=x"], "No source has the id or the publisher “Nobody”."),
        (["--source=Office", "--family=x", "--mapping=none"], "no mapping and no file “none”"),
        (["--format=comtrade"], "does not have the columns of UN Comtrade"),
    ],
)
def test_what_is_missing_is_told(office, options, words):
    with pytest.raises(CommandError, match=words):
        run(office.file([EXPORT]), *options)

    assert not Import.objects.exists()


def test_check_trade_finds_and_repairs_wrong_sums(office):
    office.load(["BY,KZ,export,01,2023,10", "BY,RU,export,01,2023,20"])
    call_command("check_trade", stdout=io.StringIO())
    SumByPartner.objects.filter(partner__code="KZ").update(value=11)
    SumByPartner.objects.filter(partner__code="RU").delete()
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("check_trade", stdout=out)

    assert out.getvalue() == "SumByPartner: 3 differ\n"
    call_command("check_trade", "--repair", stdout=io.StringIO())
    call_command("check_trade", stdout=io.StringIO())
    assert sorted(SumByPartner.objects.values_list("value", flat=True)) == [10, 20]


@pytest.fixture
def stored(office, monkeypatch, tmp_path):
    """Return a function that keeps rows as a file in storage and returns their Import."""
    monkeypatch.setattr(running, "stored_path", lambda imported: tmp_path / imported.file_name)

    def store(rows):
        return office.importing(office.file(rows))

    return store


def do(kind, imported, **parameters):
    job = JobFactory(kind=kind, parameters={"imported": imported.public_id, **parameters})
    return kind_of(kind).run(job, SILENCE)


def test_work_checks_loads_and_takes_back(stored):
    imported = stored([EXPORT])

    said = do("trade.check_import", imported)
    assert said == "Rows: 1. New: 1, changed: 0, rejected: 0."
    assert str(do("trade.load_import", imported)) == "Loaded."
    assert len(standing()) == 1
    assert do("trade.undo_import", imported) == "Figures taken back: 1."
    assert standing() == {}


def test_work_tells_in_words_what_hinders_it(stored):
    first, second = stored([EXPORT]), stored(["BY,RU,export,TOTAL,2023,5"])
    for imported in (first, second):
        do("trade.check_import", imported)
        do("trade.load_import", imported)

    with pytest.raises(JobError, match="undo it first"):
        do("trade.undo_import", first)
    with pytest.raises(JobError, match="it is loaded"):
        do("trade.load_import", first)


def test_work_tells_that_the_file_is_no_table(stored, tmp_path):
    imported = stored([EXPORT])
    (tmp_path / imported.file_name).write_bytes(b"%PDF-1.7")

    with pytest.raises(JobError, match="not a table"):
        do("trade.check_import", imported)


def test_work_leaves_out_what_was_agreed_to(stored):
    imported = stored([EXPORT, "BY,Narnia,export,TOTAL,2023,5"])
    do("trade.check_import", imported)

    with pytest.raises(JobError, match="leave them out"):
        do("trade.load_import", imported)
    do("trade.load_import", imported, leave_out_rejected=True)

    assert len(standing()) == 1
    assert ImportProblem.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        ("discarded", 31, False),
        ("discarded", 29, True),
        ("checked", 90, True),
        ("loaded", 90, True),
    ],
)
def test_files_of_discarded_imports_are_removed_after_30_days(office, state, days, is_kept):
    imported = office.importing(office.file([EXPORT]), state=state)
    name = default_storage.save(f"imports/{imported.public_id}", ContentFile(b"x"))
    Import.objects.update(stored_as=name, checked_at=timezone.now() - timedelta(days=days))

    assert purge_import_files() == ([] if is_kept else [name])
    assert default_storage.exists(name) == is_kept


def test_page_says_that_a_command_has_loaded_the_file(office, client_as):
    run(office.file([row()], PRESENT))

    page = client_as("viewer").get(Import.objects.get().get_absolute_url()).content.decode()

    assert "by a command." in page


def test_import_over_which_a_run_was_killed_is_interrupted_until_the_next(office):
    left, open_one = (office.importing(office.file([EXPORT])) for _time in range(2))
    left.run_file.parent.mkdir(parents=True, exist_ok=True)
    left.run_file.touch()
    assert (left.is_interrupted, open_one.is_interrupted) == (True, False)

    run(office.file([row()], PRESENT))

    states = [Import.objects.get(pk=imported.pk).state for imported in (left, open_one)]
    assert (states, left.run_file.exists()) == (["discarded", "uploaded"], False)


def test_mapping_of_endless_depth_is_refused(office, text_file):
    path = text_file("[" * 100_000, name="deep.json")

    with pytest.raises(CommandError, match="is not a file of JSON"):
        call_command("import_trade", office.file([]), mapping=str(path), source="Office")
