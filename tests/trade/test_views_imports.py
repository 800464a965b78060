"""The way of a file through the pages of imports; the work is done as the worker would."""

import io
import json
from datetime import date, timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.jobs import run_job
from accounts.models import Job
from common.tables import Limits
from regions.models import PlaceName, Source
from tests.factories import CountryFactory, ProductFactory, SourceFactory, UserFactory
from trade.importers.purging import purge_import_files
from trade.models import Import, ImportMapping, Product, TradeFigure
from trade.views.uploads import ImportUpload

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LIST = "/trade/imports/"
ADD = f"{LIST}add/"
CSV = (
    "Reporter;Partner;Flow;Period;Value, USD\n"
    "Belarus;Kazakhstan;export;2023;100\n"
    "Belarus;Kazakhstan;import;2023;40\n"
)
COMTRADE = (
    "typeCode,freqCode,refYear,period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n"
    "C,A,2023,2023,112,X,398,TOTAL,5\n"
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}


@pytest.fixture
def places():
    ProductFactory(nomenclature=Product.Nomenclature.TOTAL, code="TOTAL")
    SourceFactory(publisher="Belstat")
    return (
        CountryFactory(code="BY", name_en="Belarus"),
        CountryFactory(code="KZ", name_en="Kazakhstan"),
    )


def table(text=CSV, name="trade.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def workbook(rows, merged=()):
    """Return a workbook of the rows; ``merged`` are cells with their text, as ("B1:C1", "2023")."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for cells, text in merged:
            sheet.merge_range(cells, text)
    return content.getvalue()


def send(client, file=None, **values):
    values = {"known_source": "Belstat", "family": "Foreign trade", **values}
    return client.post(ADD, {"file": file or table(), **values})


def url(imported, step=""):
    return reverse(f"trade:{step}" if step else "trade:import", args=[imported.public_id])


def mapping_url(imported):
    return url(imported, "import_mapping")


def said(client, imported, **changes):
    """Return what the form of the mapping shows, as a browser would send it."""
    form = client.get(mapping_url(imported)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value not in (None, False)}
    return {**sent, **changes}


def do_work(imported):
    """Do what the import waits for, as the worker does."""
    imported.refresh_from_db()
    run_job.func(imported.job_id, imported.job.attempt)
    imported.refresh_from_db()
    assert imported.job.is_done, imported.job.message
    return imported


def added(client, file=None, **values):
    """Return the Import of a file that was sent."""
    response = send(client, file, **values)
    assert response.status_code == 302, response.context["form"].errors
    return Import.objects.newest_first().first()


def checked(client, file=None, **values):
    imported = added(client, file, **values)
    client.post(mapping_url(imported), said(client, imported, check=""))
    return do_work(imported)


def loaded(client, file=None, **values):
    imported = checked(client, file, **values)
    client.post(url(imported, "load_import"))
    return do_work(imported)


def page_of(client, imported):
    return client.get(url(imported)).content.decode()


# --- Adding -----------------------------------------------------------------------------------


def test_file_is_kept_with_what_is_known_of_it(economist, places):
    response = send(economist, vintage="9.3.2024", coverage="all", valuation="fob_cif")

    imported = Import.objects.get()
    assert response.url == mapping_url(imported)
    assert (imported.file_name, imported.size, imported.format) == ("trade.csv", len(CSV), "table")
    assert (imported.family, imported.vintage) == ("Foreign trade", date(2024, 3, 9))
    assert (imported.coverage, imported.valuation) == ("all", "fob_cif")


def test_file_is_kept_under_a_name_of_its_own(economist, places, settings):
    imported = added(economist)

    assert imported.stored_as == f"imports/{imported.public_id}/table.csv"
    assert (settings.MEDIA_ROOT / imported.stored_as).read_text() == CSV


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trade.pdf", b"%PDF-1.4", "is not a table this portal reads"),
        ("trade.csv", b"", "The file holds no rows."),
        ("trade.xlsx", b"PK\x03\x04 but no workbook", "damaged"),
        ("trade.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "the old Excel format"),
        ("trade.csv", b"<html><table></table></html>", "web page"),
    ],
)
def test_file_that_is_no_table_is_refused_beside_its_field(economist, places, name, content, words):
    response = send(economist, table(content, name))

    assert (response.status_code, Import.objects.count()) == (200, 0)
    assert words in str(response.context["form"].errors["file"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"family": ""}, "family"),
        ({"family": "quoted"}, "family"),
        ({"known_source": ""}, "known_source"),
        ({"known_source": "nobody"}, "known_source"),
        ({"vintage": "soon"}, "vintage"),
        ({"vintage": "2999-01-01"}, "vintage"),
        ({"coverage": "x"}, "coverage"),
        ({"mapping": "x"}, "mapping"),
    ],
)
def test_form_says_what_is_missing(economist, places, changes, field):
    response = send(economist, **changes)

    assert list(response.context["form"].errors) == [field]


def test_source_that_is_not_known_is_added_with_the_file(economist, places):
    added(economist, known_source="", source_publisher="Eurostat", source_kind="statistics")

    assert Import.objects.get().source.publisher == "Eurostat"


def test_source_described_again_is_the_same_one(economist, places):
    new = {"known_source": "", "source_publisher": "Eurostat", "source_kind": "statistics"}

    first = added(economist, **new).source
    again = added(economist, **new).source
    other = added(economist, **new, source_title="Comext").source

    assert (again, other.title, Source.objects.filter(publisher="Eurostat").count()) == (
        first,
        "Comext",
        2,
    )


def test_file_of_comtrade_names_its_data_set_itself(economist, places):
    imported = added(economist, table(COMTRADE), known_source="", family="", valuation="not_said")

    assert (imported.source.publisher, imported.family) == ("UN Comtrade", "UN Comtrade")
    assert (imported.coverage, imported.valuation) == ("all", "fob_cif")


def test_form_sent_twice_makes_one_import(economist, places):
    new_id = economist.get(ADD).context["form"]["new_id"].value()

    answers = [send(economist, new_id=new_id).url for _time in range(2)]

    assert answers == [mapping_url(Import.objects.get())] * 2


def test_seventh_file_of_an_hour_is_refused_in_words(economist, places):
    answers = [send(economist).status_code for _time in range(7)]

    assert answers == [302] * 6 + [429]


def test_forms_that_are_refused_are_not_counted_as_files(economist, places):
    refused = [send(economist, family="").status_code for _time in range(7)]

    assert (refused, send(economist).status_code) == ([200] * 7, 302)


@pytest.mark.parametrize(
    ("name", "content", "limit"),
    [
        ("trade.csv", b"a;b\n" * 300_000, 1),
        ("trade.xlsx", b"PK\x03\x04" + b"0" * 600_000, 0),
        ("trade.csv", b"PK\x03\x04" + b"0" * 600_000, 0),
    ],
)
def test_file_beyond_its_limit_is_refused_with_what_was_typed(
    economist, places, monkeypatch, name, content, limit
):
    small = Limits(text_bytes=1_000_000, workbook_bytes=500_000)
    monkeypatch.setattr("trade.views.uploads.FORM_BYTES", 0)
    monkeypatch.setattr(ImportUpload, "limits", small)

    form = send(economist, table(content, name), vintage="9.3.2024").context["form"]

    assert list(form.errors) == ["file"]
    assert f"at most {limit} MB are read" in form.errors["file"][0]
    assert (form["family"].value(), form["vintage"].value()) == ("Foreign trade", "9.3.2024")


def test_nobody_waits_for_the_end_of_a_far_larger_file(economist, places, monkeypatch):
    monkeypatch.setattr("trade.views.uploads.FORM_BYTES", 0)
    monkeypatch.setattr("trade.views.uploads.MOST_READ", 1000)
    monkeypatch.setattr(ImportUpload, "limits", Limits(text_bytes=1000))

    form = send(economist, table(CSV * 200)).context["form"]

    assert list(form.errors) == ["file"]
    assert form["family"].value() is None


def test_form_without_its_token_is_refused(client, places):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role="economist"))

    assert send(strict).status_code == 403


def test_same_file_added_again_is_said_with_its_link(economist, places):
    first = added(economist)
    second = added(economist)

    for page in (economist.get(mapping_url(second)).content.decode(), page_of(economist, second)):
        assert "This very file was added before" in page
        assert url(first) in page


def test_comtrade_file_is_checked_at_once(economist, places):
    response = send(economist, table(COMTRADE), family="")

    imported = Import.objects.get()
    assert (imported.format, imported.family) == ("comtrade", "UN Comtrade")
    assert response.url == imported.job.get_absolute_url()


# --- What the columns are ---------------------------------------------------------------------


def test_columns_are_suggested_from_their_headings(economist, places):
    form = economist.get(mapping_url(added(economist))).context["form"]

    assert form.roles == ["reporter", "partner", "flow", "period", "amounts"]


def test_first_rows_are_shown_as_they_will_be_read(economist, places):
    preview = economist.get(mapping_url(added(economist))).context["preview"]

    shown = [(f.reporter.code, f.partner.code, f.flow.label, f.amount) for f in preview.figures]
    assert shown == [("BY", "KZ", "export", "$100"), ("BY", "KZ", "import", "$40")]


def test_what_is_still_open_is_asked_in_plain_words(economist, places):
    imported = added(economist, table("Country;2023\nKazakhstan;5\nRussia;6\n"))

    preview = economist.get(mapping_url(imported)).context["preview"]

    assert preview.refused == (
        "Whose figures are these? Choose the column that says it, or the place for all rows."
        " Export or import? Choose the column that says it, or the flow for all rows."
    )


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, ["partner", "flow"]),
        ({"flow": "export"}, ["partner"]),
        ({"flow": "export", "given-1-flow": "import"}, ["partner", "flow"]),
        ({"given-1-reporter": "BY"}, ["reporter", "partner", "flow"]),
    ],
)
def test_heading_is_asked_for_what_no_answer_gives_for_all_rows(economist, places, changes, asked):
    imported = added(economist, table("Year;Kazakhstan;Russia\n2023;5;6\n"))
    values = {**said(economist, imported), "role-0": "period", "show": "", **changes}

    form = economist.post(mapping_url(imported), values).context["form"]

    _heading, _role, fields = form.columns()[1]
    assert [field.name.removeprefix("given-1-") for field in fields] == asked


def test_showing_saves_nothing(economist, places):
    imported = added(economist)

    response = economist.post(
        mapping_url(imported), said(economist, imported, unit="1000", show="")
    )

    imported.refresh_from_db()
    assert response.context["preview"].figures[0].amount == "$100,000"
    assert (imported.mapping, Job.objects.count()) == ({}, 0)


def test_titles_above_the_table_are_shown(economist, places):
    imported = added(economist, table(f"Trade of regions\nthousand US dollars;\n{CSV}"))

    page = economist.get(mapping_url(imported)).content.decode()

    assert "Trade of regions · thousand US dollars" in page


@pytest.mark.parametrize(
    ("amount", "unit", "is_warned"),
    [("1,5", "1", True), ("1,5", "1000", False), ("1", "1", False)],
)
def test_decimals_of_whole_dollars_are_wondered_at(economist, places, amount, unit, is_warned):
    imported = added(economist, table(CSV.replace("100", amount)))
    values = said(economist, imported, show="", unit=unit, decimal_sign=",")

    page = economist.post(mapping_url(imported), values).content.decode()

    assert ("Nothing in the file says" in page) is is_warned


def test_what_no_column_says_is_asked_for(economist, places):
    imported = added(economist)
    values = said(economist, imported, check="", **{"role-0": ""})

    response = economist.post(mapping_url(imported), values)

    assert list(response.context["form"].errors) == ["reporter"]
    assert Job.objects.count() == 0


def test_constant_stands_for_a_column(economist, places):
    imported = added(economist)
    changes = {"role-0": "", "reporter": "Belarus [BY]", "period": ""}

    economist.post(mapping_url(imported), said(economist, imported, check="", **changes))

    imported.refresh_from_db()
    assert imported.mapping["constants"]["reporter"] == "BY"
    assert do_work(imported).counts.added == 2


def test_place_chosen_under_a_heading_is_known_by_its_code(economist, places):
    imported = added(economist)
    changes = {"role-1": "", "given-4-partner": "Kazakhstan [KZ]"}

    economist.post(mapping_url(imported), said(economist, imported, check="", **changes))

    assert do_work(imported).counts.added == 2


def test_place_for_all_rows_is_shown_by_its_name(economist, places):
    text = "Trade of Belarus with Kazakhstan\n\nFlow;2022;2023\nexport;5;6\n"
    imported = added(economist, table(text))

    form = economist.get(mapping_url(imported)).context["form"]

    values = [form[name].value() for name in ("reporter", "partner")]
    assert values == ["Belarus [BY]", "Kazakhstan [KZ]"]


def test_two_columns_of_one_role_are_refused(economist, places):
    imported = added(economist)

    response = economist.post(
        mapping_url(imported), said(economist, imported, check="", **{"role-3": "reporter"})
    )

    assert {"role-3", "period"} == set(response.context["form"].errors)


def test_rows_of_others_are_left_out(economist, places):
    imported = added(economist)
    only = {"only-column-0": "Flow", "only-texts-0": "export\nvoid"}

    economist.post(mapping_url(imported), said(economist, imported, check="", **only))

    imported = do_work(imported)
    assert imported.mapping["only"] == {"Flow": ["export", "void"]}
    assert (imported.counts.added, imported.counts.left_out) == (1, 1)


def test_dash_may_mean_zero(economist, places):
    imported = added(economist, table(CSV.replace(";40", ";–")))

    values = said(economist, imported, show="", **{"mark-dash": "zero"})
    preview = economist.post(mapping_url(imported), values).context["preview"]

    assert [figure.amount for figure in preview.figures] == ["$100", "$0"]


def test_two_rows_of_headings_give_the_months(economist, places):
    rows = [
        ["", "", "", "", ""],
        ["", "export", "import", "export", "import"],
        ["Kazakhstan", 1, 2, 3, 4],
    ]
    content = workbook(rows, [("A1:A2", "Partner"), ("B1:C1", "2023"), ("D1:E1", "2024")])
    imported = added(economist, table(content, "trade.xlsx"))

    values = said(economist, imported, show="", reporter="BY")
    preview = economist.post(mapping_url(imported), values).context["preview"]

    shown = [(f.flow.label, f.window.end_year, f.amount) for f in preview.figures]
    assert shown == [
        ("export", 2023, "$1"),
        ("import", 2023, "$2"),
        ("export", 2024, "$3"),
        ("import", 2024, "$4"),
    ]


def test_other_row_of_headings_reads_the_table_anew(economist, places):
    imported = added(economist, table("Foreign trade\n" + CSV))
    values = said(economist, imported, show="", header_row="3")

    response = economist.post(mapping_url(imported), values)

    assert response.context["is_read_anew"]
    assert response.context["form"].columns_of.header_row == 3


def test_table_without_headings_can_be_looked_at(economist, places):
    imported = added(economist, table("1;2\n3;4\n"))

    response = economist.get(mapping_url(imported))

    assert response.status_code == 200
    assert "No row of headings was found" in response.content.decode()


def test_unknown_names_are_marked_in_their_cell(economist, places):
    imported = added(economist, table(CSV.replace("Kazakhstan;export", "Nowhere;export")))

    preview = economist.get(mapping_url(imported)).context["preview"]

    _line, cells, _problems = preview.rows()[0]
    assert cells[1] == ("Nowhere", ["No place has this name or code."])


def test_mapping_is_kept_by_name_and_used_again(economist, places):
    first = added(economist)
    values = said(economist, first, keep="", keep_as="Belstat, long", unit="1000")
    economist.post(mapping_url(first), values)
    kept = ImportMapping.objects.get()

    second = added(economist, mapping=kept.public_id)

    form = economist.get(mapping_url(second)).context["form"]
    assert (kept.name, kept.content["multiplier"]) == ("Belstat, long", 1000)
    assert (second.named_mapping, form["unit"].value()) == (kept, "1000")


@pytest.mark.parametrize("name", ["", "x" * 121])
def test_mapping_needs_a_name_of_fair_length(economist, places, name):
    imported = added(economist)

    economist.post(mapping_url(imported), said(economist, imported, keep="", keep_as=name))

    assert ImportMapping.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"header_row": "9" * 40},
        {"header_row": "x"},
        {"header_rows": "7"},
        {"unit": "x"},
        {"unit": "own", "own_unit": "0"},
        {"currency": "dollar"},
        {"role-0": "hero"},
        {"role-0": "", "role-1": "", "role-2": "", "role-3": "", "role-4": ""},
        {"reporter": "[", "role-0": ""},
        {"only-column-0": "nowhere"},
        {"layout": ""},
        {"layout": "x" * 300},
        {"rounding_unit": "3"},
        {"period": "soon", "role-3": ""},
    ],
)
def test_hostile_answers_start_no_work(economist, places, changes):
    imported = added(economist)

    response = economist.post(mapping_url(imported), said(economist, imported, check="", **changes))

    assert response.status_code in (200, 302)
    if response.status_code == 302:
        assert do_work(imported).counts.accepted == 0


def test_file_that_is_gone_is_said(economist, places, settings):
    imported = added(economist)
    (settings.MEDIA_ROOT / imported.stored_as).unlink()

    page = economist.get(mapping_url(imported)).content.decode()

    assert "The file is not kept any more" in page


# --- Checking and loading ---------------------------------------------------------------------


def test_check_shows_what_loading_would_do(economist, places):
    imported = checked(economist)

    response = economist.get(url(imported))

    samples = response.context["samples"]
    assert (imported.state, imported.counts.added) == ("checked", 2)
    assert [figure.amount for figure in samples["added"]] == ["$100", "$40"]
    assert TradeFigure.objects.count() == 0


def test_figures_are_loaded_and_linked(economist, places):
    imported = loaded(economist)

    page = page_of(economist, imported)

    assert (imported.state, TradeFigure.objects.count()) == ("loaded", 2)
    assert f"/trade/figures/?batch={imported.batch_id}" in page


def test_changed_figures_are_shown_beside_the_old_ones(economist, places):
    loaded(economist, vintage="2024-01-01")
    second = checked(economist, table(CSV.replace(";100", ";120")), vintage="2024-02-01")

    (changed,) = economist.get(url(second)).context["samples"]["changed"]

    assert (changed.before, changed.amount) == ("$100", "$120")
    assert (second.counts.changed, second.counts.unchanged) == (1, 1)


def test_same_file_again_says_that_nothing_would_change(economist, places):
    loaded(economist)
    second = checked(economist)

    page = page_of(economist, second)

    assert "Every figure of the file stands here already" in page
    assert economist.post(url(second, "load_import")).url == url(second)


def test_rejected_rows_are_left_out_only_by_the_tick(economist, places):
    imported = checked(economist, table(CSV + "Belarus;Nowhere;export;2023;7\n"))

    refused = economist.post(url(imported, "load_import"))
    economist.post(url(imported, "load_import"), {"leave_out_rejected": "yes"})

    assert "Mark that these are left out" in refused.content.decode()
    assert (do_work(imported).state, TradeFigure.objects.count()) == ("loaded", 2)


def test_problems_are_shown_and_handed_out(economist, places):
    imported = checked(economist, table(CSV + "Belarus;=Nowhere;export;2023;7\n"))

    response = economist.get(url(imported, "import_problems_csv"))

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Row,Column,Value,Reason",
        "4,Partner,'=Nowhere,No place has this name or code.",
    ]
    assert "=Nowhere" in page_of(economist, imported)


def test_first_hundred_problems_are_shown(economist, places):
    rows = "".join(f"Belarus;Nowhere {n};export;2023;7\n" for n in range(101))

    response = economist.get(url(checked(economist, table(CSV + rows))))

    assert len(response.context["problems"]) == 100
    assert "These are the first hundred" in response.content.decode()


# --- Questions --------------------------------------------------------------------------------


def asked(client, text="Kazachstan"):
    return checked(client, table(CSV.replace("Kazakhstan", text)))


def test_unknown_name_is_asked_about_and_remembered(economist, places):
    imported = asked(economist)
    answers = {"answer-0": "Kazakhstan [KZ]", "alias-0": "on"}

    economist.post(url(imported, "import_answers"), answers)

    assert do_work(imported).counts.added == 2
    kept = PlaceName.objects.get()
    assert (kept.place.code, kept.name, kept.kind) == ("KZ", "Kazachstan", "alias")


def test_name_is_remembered_for_the_place_that_was_typed_by_its_name(economist, places):
    text = CSV.replace("import;2023", "import;2024")
    text = text.replace("Kazakhstan;export", "Kazachstan;export")
    imported = checked(economist, table(text.replace("Kazakhstan;import", "Qazaqstan;import")))
    answers = {f"answer-{n}": "Kazakhstan" for n in range(2)}

    economist.post(url(imported, "import_answers"), {**answers, "alias-0": "on", "alias-1": "on"})

    kept = PlaceName.objects.values_list("place__code", "name")
    assert set(kept) == {("KZ", "Kazachstan"), ("KZ", "Qazaqstan")}
    assert do_work(imported).counts.added == 2


def test_word_for_a_total_is_asked_about_and_not_remembered(economist, places):
    imported = asked(economist, "Всего")

    economist.post(url(imported, "import_answers"), {"answer-0": "Kazakhstan", "alias-0": "on"})

    assert do_work(imported).counts.added == 2
    assert not PlaceName.objects.exists()


def test_rows_of_an_unknown_name_are_left_out(economist, places):
    imported = asked(economist)

    economist.post(url(imported, "import_answers"), {"out-0": "on"})

    assert do_work(imported).mapping["answers"] == {"place": {"Kazachstan": ""}}
    assert (imported.counts.left_out, imported.counts.rejected) == (2, 0)


def test_heading_that_is_not_known_is_asked_about_as_a_column(economist, places):
    rows = "Flow;Period;Kazakhstan;Others\nexport;2023;5;6\nimport;2023;7;8\n"
    imported = added(economist, table(rows))
    changes = {"check": "", "reporter": "BY"}
    economist.post(mapping_url(imported), said(economist, imported, **changes))
    do_work(imported)

    page = page_of(economist, imported)
    economist.post(url(imported, "import_answers"), {"out-0": "on"})

    assert "for a whole column" in page
    assert "leave out this column" in page
    assert (do_work(imported).counts.added, imported.counts.rejected) == (2, 0)


@pytest.mark.parametrize("answers", [{}, {"answer-0": "Atlantis"}])
def test_answer_that_is_none_is_asked_for_again(economist, places, answers):
    imported = asked(economist)

    response = economist.post(url(imported, "import_answers"), answers)

    assert response.status_code == 200
    assert response.context["answers"].errors


def test_lost_zeros_are_put_back_when_confirmed(economist, places):
    ProductFactory(nomenclature=Product.Nomenclature.HS, level=2, code="01", name_en="Animals")
    text = "Reporter;Partner;Flow;Period;HS code;Value\nBelarus;Kazakhstan;export;2023;1;100\n"
    imported = checked(economist, table(text))

    page = page_of(economist, imported)
    economist.post(url(imported, "import_answers"), {"zeros": "restore"})

    assert "Codes of goods without their first zero" in page
    assert do_work(imported).counts.added == 1


def test_decimal_sign_is_asked_for(economist, places):
    rows = CSV.replace(";100", ";1,234").replace(";40", ";2,345")
    imported = added(economist, table(rows))
    economist.post(mapping_url(imported), said(economist, imported, check="", decimal_sign=""))
    do_work(imported)

    economist.post(url(imported, "import_answers"), {"decimal_sign": ","})

    assert do_work(imported).samples["added"][0][9] == "1.23"


# --- Undoing, discarding, and what can not be done ----------------------------------------------


def test_import_is_undone(economist, places):
    imported = loaded(economist)

    economist.post(url(imported, "undo_import"))

    assert (do_work(imported).state, TradeFigure.objects.count()) == ("undone", 0)
    assert "Undone on" in page_of(economist, imported)


def test_import_under_a_later_one_is_not_undone(economist, places):
    first = loaded(economist, vintage="2024-01-01")
    second = loaded(economist, table(CSV.replace(";100", ";120")), vintage="2024-02-01")

    response = economist.post(url(first, "undo_import"))

    first.refresh_from_db()
    assert (first.state, response.status_code) == ("loaded", 200)
    assert url(second) in response.content.decode()


def test_discarded_file_is_checked_again_as_a_new_import(economist, places):
    discarded = checked(economist, vintage="2024-03-09")
    economist.post(url(discarded, "discard_import"))
    shown = page_of(economist, discarded)

    economist.post(url(discarded, "check_import_again"))

    again = do_work(Import.objects.newest_first().first())
    assert "Check this file again" in shown
    assert (again.state, again.counts.added, again.vintage) == ("checked", 2, date(2024, 3, 9))
    discarded.refresh_from_db()
    assert (discarded.state, discarded.stored_as) == ("discarded", "")
    assert url(again) in page_of(economist, discarded)


def test_undone_file_is_loaded_again(economist, places):
    imported = loaded(economist)
    economist.post(url(imported, "undo_import"))
    do_work(imported)

    economist.post(url(imported, "check_import_again"))
    again = do_work(Import.objects.newest_first().first())
    economist.post(url(again, "load_import"))

    assert (do_work(again).state, TradeFigure.objects.count()) == ("loaded", 2)
    imported.refresh_from_db()
    assert imported.state == "undone"


def test_file_whose_columns_were_never_said_is_asked_of_them(economist, places):
    imported = added(economist)
    economist.post(url(imported, "discard_import"))

    response = economist.post(url(imported, "check_import_again"))

    assert response.url == mapping_url(Import.objects.newest_first().first())


def test_file_is_checked_again_once(economist, places):
    imported = checked(economist)
    economist.post(url(imported, "discard_import"))

    for _time in range(2):
        economist.post(url(imported, "check_import_again"))

    assert Import.objects.count() == 2


def test_file_that_was_removed_can_not_be_checked_again(economist, places):
    imported = checked(economist)
    economist.post(url(imported, "discard_import"))
    Import.objects.update(checked_at=timezone.now() - timedelta(days=31))
    purge_import_files()

    response = economist.post(url(imported, "check_import_again"), follow=True)

    page = response.content.decode()
    assert (Import.objects.count(), "Check this file again" in page) == (1, False)
    assert page.count("The file is not kept any more. Add it again.") == 2


def test_checked_file_is_checked_again(economist, places):
    imported = checked(economist)
    assert "Check this file again" in page_of(economist, imported)

    economist.post(url(imported, "check_import"))

    assert do_work(imported).state == "checked"


STEPS = ["import_mapping", "check_import", "import_answers", "load_import", "undo_import"]


def test_file_of_a_loaded_import_is_not_checked_again(economist, places):
    imported = loaded(economist)

    assert economist.post(url(imported, "check_import_again")).url == url(imported)
    assert Import.objects.count() == 1


@pytest.mark.parametrize("step", [*STEPS, "discard_import"])
def test_step_out_of_turn_is_said_in_words(economist, places, step):
    imported = added(economist)
    Import.objects.update(state="discarded")

    for response in (
        economist.get(url(imported, step), follow=True),
        economist.post(url(imported, step), follow=True),
    ):
        assert response.redirect_chain == [(url(imported), 302)]
        assert "This can not be done with the import as it is now" in response.content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_step_waits_for_the_work_under_way(economist, places, step):
    imported = added(economist)
    economist.post(mapping_url(imported), said(economist, imported, check=""))

    assert economist.post(url(imported, step)).url == url(imported)
    assert Job.objects.count() == 1


def test_work_ordered_twice_is_done_once(economist, places):
    imported = checked(economist)

    for _time in range(2):
        economist.post(url(imported, "load_import"))

    assert Job.objects.filter(kind="trade.load_import").count() == 1


def test_interrupted_work_says_so_and_starts_again(client, places):
    owner = UserFactory(role="economist")
    client.force_login(owner)
    imported = added(client)
    client.post(mapping_url(imported), said(client, imported, check=""))
    Job.objects.get().begin()

    page = page_of(client, imported)

    assert "The work was interrupted" in page
    assert 'name="restart"' in page


@pytest.mark.parametrize("name", ["import", "import_mapping", "import_problems_csv", "undo_import"])
@pytest.mark.parametrize("public_id", ["nothing", "0", "x" * 300])
def test_unknown_import_is_not_found(economist, name, public_id):
    assert economist.get(reverse(f"trade:{name}", args=[public_id])).status_code == 404


# --- Lists ------------------------------------------------------------------------------------


def test_empty_list_says_what_to_do(economist):
    page = economist.get(LIST).content.decode()

    assert "No file has been imported yet" in page
    assert ADD in page


def test_list_is_narrowed_by_state(economist, places):
    imported = loaded(economist)
    added(economist, table(CSV.replace("40", "41")))

    response = economist.get(LIST, {"state": "loaded"})

    assert list(response.context["page_obj"]) == [imported]


@pytest.mark.parametrize("query", ["state=x", "source=x", "made_by=%00", "order=x&page=abc"])
def test_list_with_a_filter_that_can_not_be_read(economist, query):
    assert economist.get(f"{LIST}?{query}").status_code in (200, 400)


def test_list_as_csv(economist, places):
    loaded(economist)

    response = economist.get(f"{LIST}export.csv")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("trade.csv,Belstat,Foreign trade,loaded,2,2,0,0,0,")


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(economist, places, number, django_assert_max_num_queries):
    for _import in range(number):
        added(economist)
    economist.get(LIST)

    with django_assert_max_num_queries(8):
        economist.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_page_query_count(economist, places, number, django_assert_max_num_queries):
    rows = "".join(f"Belarus;Nowhere {n};export;2023;7\n" for n in range(number))
    imported = checked(economist, table(CSV + rows))
    economist.get(url(imported))

    with django_assert_max_num_queries(13):
        economist.get(url(imported))


# --- Mappings ---------------------------------------------------------------------------------

CONTENT = {
    "amounts": [{"column": "Value", "given": {}}],
    "columns": {"reporter": "R", "partner": "P", "flow": "F", "period": "T"},
}


@pytest.fixture
def kept():
    return ImportMapping.objects.create(name="Long form", content=CONTENT)


def json_file(content):
    return SimpleUploadedFile("mapping.json", json.dumps(content).encode())


def test_mapping_is_handed_out_and_taken_in(economist, kept):
    file = economist.get(reverse("trade:mapping_file", args=[kept.public_id]))
    upload = SimpleUploadedFile("mapping.json", file.content)

    economist.post(reverse("trade:add_mapping"), {"name": "Copy", "file": upload})

    copy = ImportMapping.objects.get(name="Copy")
    assert copy.content["columns"] == CONTENT["columns"]
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "content", [[], {}, {"amounts": []}, {"version": 9}, "text", {"amounts": 1, "hero": 2}, None]
)
def test_file_that_is_no_mapping_is_refused(economist, content):
    values = {"name": "New", "file": json_file(content)}

    response = economist.post(reverse("trade:add_mapping"), values)

    assert list(response.context["form"].errors) == ["file"]


def test_deep_json_is_refused(economist):
    upload = SimpleUploadedFile("mapping.json", b"[" * 100_000)

    response = economist.post(reverse("trade:add_mapping"), {"name": "New", "file": upload})

    assert list(response.context["form"].errors) == ["file"]


def test_mapping_is_renamed(economist, kept):
    form = economist.get(reverse("trade:rename_mapping", args=[kept.public_id])).context["form"]
    values = {"name": "Monthly", "version": form["version"].value()}

    economist.post(reverse("trade:rename_mapping", args=[kept.public_id]), values)

    kept.refresh_from_db()
    assert kept.name == "Monthly"


def test_name_of_another_mapping_is_refused(economist, kept):
    values = {"name": "Long form", "file": json_file(CONTENT)}

    response = economist.post(reverse("trade:add_mapping"), values)

    assert list(response.context["form"].errors) == ["name"]


def test_deleted_mapping_is_not_offered(economist, kept):
    url = reverse("trade:delete_mapping", args=[kept.public_id])

    economist.post(url, {"version": kept.version})

    assert list(economist.get(reverse("trade:mappings")).context["mappings"]) == []
    assert kept not in economist.get(ADD).context["form"].fields["mapping"].queryset


def test_list_of_mappings_counts_their_files(economist, places, kept):
    added(economist, mapping=kept.public_id)

    (shown,) = economist.get(reverse("trade:mappings")).context["mappings"]

    assert shown.used == 1


# --- Roles ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["viewer", "protocol"])
def test_who_may_not_import_sees_no_buttons(client_as, places, role):
    imported = checked(client_as("economist"))
    client = client_as(role)

    page = page_of(client, imported)

    assert "import_mapping" not in page and "Load the figures" not in page
    assert [client.post(url(imported, step)).status_code for step in STEPS] == [403] * 5
