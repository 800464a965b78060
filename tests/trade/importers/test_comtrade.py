"""Files of UN Comtrade, in both forms of their columns."""

import pytest

from tests.factories import CountryFactory
from tests.trade.importers.conftest import problems_of, standing
from trade.importers import running
from trade.models import Dataset, Import, Measure, Product, TradeFigure

pytestmark = pytest.mark.django_db

PRESENT = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,"
    "flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
    "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,"
    "aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,"
    "isQtyEstimated,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue,isReported,isAggregate"
)
OLD = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,"
    "Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,"
    "2nd Partner Code,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),"
    "Trade Value (US$),Flag"
)


def row(**values):
    """Return a row of the present form: Belarus exports all goods to Kazakhstan in 2022."""
    usual = {
        "typeCode": "C",
        "freqCode": "A",
        "refYear": 2022,
        "refMonth": 52,
        "period": 2022,
        "reporterCode": 112,
        "flowCode": "X",
        "partnerCode": 398,
        "partner2Code": 0,
        "classificationCode": "H6",
        "cmdCode": "TOTAL",
        "cmdDesc": "All Commodities",
        "customsCode": "C00",
        "mosCode": 0,
        "motCode": 0,
        "netWgt": 5,
        "primaryValue": 100,
    }
    usual |= values
    return ",".join(f'"{usual.get(name, "")}"' for name in PRESENT.split(","))


def old_row(**values):
    usual = {
        "Classification": "H4",
        "Year": 2015,
        "Period": 2015,
        "Trade Flow Code": 2,
        "Trade Flow": "Export",
        "Reporter Code": 112,
        "Partner Code": 398,
        "Commodity Code": "TOTAL",
        "Commodity": "All Commodities",
        "Trade Value (US$)": 7,
    }
    usual |= values
    return ",".join(f'"{usual.get(name, "")}"' for name in OLD.split(","))


@pytest.fixture
def load(office, sheet):
    """Return a function that imports rows of the form and returns the Import."""

    def run(rows, headings=PRESENT, **changes):
        path = office.file(rows, headings)
        content = sheet("\n".join([headings, *rows])).comtrade_mapping().as_json() | changes
        imported = office.importing(
            path, mapping=content, format=Import.Format.COMTRADE, family="UN Comtrade"
        )
        running.check_and_load(imported, path)
        return imported

    return run


def test_annual_row_is_known_by_its_frequency(load):
    load([row(refMonth=52), row(refMonth=99, flowCode="M", primaryValue="40.5")])

    assert standing() == {
        ("KZ", "export", "TOTAL", "2022-01/2022-12"): "100",
        ("KZ", "import", "TOTAL", "2022-01/2022-12"): "40",
    }
    assert Dataset.objects.get(figures__flow=1).family == "UN Comtrade, annual"


def test_monthly_row_is_of_its_month(load):
    load([row(freqCode="M", refMonth=3, period=202203)])

    assert list(standing()) == [("KZ", "export", "TOTAL", "2022-03/2022-03")]
    assert Dataset.objects.get(figures__flow=1).family == "UN Comtrade, monthly"


def test_world_is_partner_0(load):
    load([row(partnerCode=0)])

    assert list(standing()) == [("world", "export", "TOTAL", "2022-01/2022-12")]


def test_country_has_the_number_comtrade_gives_it(load):
    CountryFactory(code="FR", name_en="France", numeric_code=250, comtrade_code=251)

    load([row(partnerCode=251)])

    assert list(standing()) == [("FR", "export", "TOTAL", "2022-01/2022-12")]


@pytest.mark.parametrize("code", ["97", "900"])
def test_unknown_code_is_asked_about(load, code):
    imported = load([row(), row(partnerCode=code, partnerDesc="Sea of Islands, nes")])

    assert imported.questions == [
        {
            "dimension": "place",
            "text": code,
            "name": "Sea of Islands, nes",
            "reason": "unknown_place",
            "rows": 1,
        }
    ]
    assert standing() == {}


def test_unknown_code_is_left_out_where_a_person_said_so(load):
    imported = load([row(), row(partnerCode=97)], answers={"place": {"97": ""}})

    assert (imported.counts.added, imported.counts.left_out) == (1, 1)
    assert imported.counts.reasons == [["partnerCode", "97", 1]]


@pytest.mark.parametrize(
    ("code", "words"),
    [(899, "899 Areas, nes"), (490, "490 Other Asia, nes"), (837, "837 Bunkers")],
)
def test_area_that_is_no_place_is_left_out_by_its_name(load, code, words):
    imported = load([row(partnerCode=0), row(), row(partnerCode=code)])

    assert (imported.counts.added, imported.counts.left_out) == (2, 1)
    assert imported.counts.reasons == [["partnerCode", words, 1]]


def test_area_is_a_place_where_a_person_said_so(load):
    imported = load([row(partnerCode=899)], answers={"place": {"899": "RU"}})

    assert imported.counts.added == 1
    assert list(standing()) == [("RU", "export", "TOTAL", "2022-01/2022-12")]


def test_former_number_of_a_country_is_known(load):
    CountryFactory(code="IT", name_en="Italy", numeric_code=380, comtrade_code=380)

    load([row(partnerCode=381)])

    assert list(standing()) == [("IT", "export", "TOTAL", "2022-01/2022-12")]


def test_other_flows_are_left_out_and_counted(load):
    imported = load([row(), row(flowCode="RX"), row(flowCode="RX"), row(flowCode="RM")])

    assert imported.counts.reasons == [["flowCode", "RX", 2], ["flowCode", "RM", 1]]
    assert len(standing()) == 1


@pytest.mark.parametrize(
    "breakdown",
    [{"partner2Code": 643}, {"customsCode": "C04"}, {"motCode": 2100}, {"mosCode": 1}],
)
def test_breakdown_of_a_total_is_left_out(load, breakdown):
    imported = load([row(), row(primaryValue=60, **breakdown)])

    assert (imported.counts.added, imported.counts.left_out) == (1, 1)


@pytest.mark.parametrize(
    "total", [{"motCode": ""}, {"motCode": "0"}, {"mosCode": ""}, {"partner2Code": ""}]
)
def test_total_is_taken_however_it_is_written(load, total):
    assert load([row(**total)]).counts.added == 1


def test_new_product_has_its_name_in_the_file(load):
    load([row(cmdCode="0201", cmdDesc="Meat of bovine animals"), row(cmdCode="020110", cmdDesc="")])

    heading = Product.objects.get(code="0201")
    assert (heading.edition, heading.level, heading.name_en) == (
        "2022",
        4,
        "Meat of bovine animals",
    )
    assert heading.parent.code == "02"
    below = Product.objects.get(code="020110")
    assert (below.parent, below.name_en) == (heading, "020110")
    assert heading.history.count() == 1


def test_heading_is_known_when_the_file_comes_again(load):
    load([row(cmdCode="0201", cmdDesc="Meat")])

    assert load([row(cmdCode="0201", cmdDesc="Meat")]).counts.unchanged == 1
    assert Product.objects.filter(code="0201").count() == 1


def test_same_code_of_two_editions_is_two_products(load):
    load([row(cmdCode="0201"), row(cmdCode="0201", classificationCode="H5", period=2018)])

    editions = Product.objects.filter(code="0201").values_list("edition", flat=True)
    assert sorted(editions) == ["2017", "2022"]


@pytest.mark.parametrize("code", ["8801", "880100", "7701"])
def test_heading_of_a_chapter_that_is_not_known_is_asked_about_with_its_name(load, code):
    imported = load([row(), row(cmdCode=code, cmdDesc="Balloons")])

    (question,) = imported.questions
    assert (question["text"], question["name"]) == (code, "Balloons")
    assert problems_of(imported) == [(3, "cmdCode", code, "unknown_chapter")]
    assert not Product.objects.filter(code=code).exists()


def test_chapter_of_goods_not_specified_is_made(load):
    load([row(cmdCode="99", cmdDesc="Commodities not specified")])

    assert Product.objects.get(code="99").level == Product.CHAPTER


@pytest.mark.parametrize(("code", "restored"), [("201", "0201"), ("20110", "020110"), ("1", "01")])
def test_lost_zero_is_asked_about_and_then_restored(load, code, restored):
    asked = load([row(cmdCode=code)])
    assert problems_of(asked)[0][3] == "lost_zero"
    assert asked.problems.get().details == {"code": restored}

    load([row(cmdCode=code)], restore_zeros=True)

    assert [key[2] for key in standing()] == [restored]


def test_services_are_a_measure_of_their_own(load):
    load([row(), row(typeCode="S", classificationCode="EB", cmdCode="200", primaryValue=9)])

    found = TradeFigure.objects.values_list("measure", "value")
    assert sorted(found) == [(Measure.GOODS, 100), (Measure.SERVICES, 9)]


def test_goods_of_another_nomenclature_are_left_out(load):
    imported = load([row(), row(classificationCode="S3", cmdCode="011")])

    assert imported.counts.reasons == [["cmdCode, classificationCode", "011 S3", 1]]


def test_old_form_is_read(load):
    load(
        [
            old_row(),
            old_row(**{"Trade Flow": "Import", "Trade Value (US$)": "3"}),
            old_row(**{"Trade Flow": "Re-Export"}),
            old_row(**{"Period": 201503, "Commodity Code": "27"}),
        ],
        OLD,
    )

    assert standing() == {
        ("KZ", "export", "TOTAL", "2015-01/2015-12"): "7",
        ("KZ", "import", "TOTAL", "2015-01/2015-12"): "3",
        ("KZ", "export", "27", "2015-03/2015-03"): "7",
    }


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Trade Value (US$)", "Trade Value (USD)"),
        ("Trade Value (US$)", "TradeValue"),
        ("Netweight (kg)", "Net Weight (kg)"),
        ("Trade Flow", "trade flow"),
        ("Period Desc.", "Period Desc"),
    ],
)
def test_old_form_has_variants(load, name, variant):
    imported = load([old_row()], OLD.replace(f"{name},", f"{variant},", 1))

    assert imported.counts.added == 1


def test_columns_may_stand_in_another_order_with_others_beside(load):
    names = [*reversed(PRESENT.split(",")), "dataset"]
    values = [*reversed(row().split(",")), "x"]

    assert load([",".join(values)], ",".join(names)).counts.added == 1


def test_table_of_another_kind_is_not_comtrade(sheet):
    assert sheet("Region,Value\nMinsk,5\n").comtrade_mapping() is None
