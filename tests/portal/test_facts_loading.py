"""Files of facts: what a line becomes, and what is refused by line, field, value and reason."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from portal.facts import FactsError, load_facts
from regions.models import Place, Source
from tests.factories import CountryFactory, PlaceFactory, ProductFactory, SectorFactory
from trade.models import Flow, Product, Statement, Target, TradeFigure
from visits.models import Visit

pytestmark = pytest.mark.django_db

SOURCE = {"type": "source", "id": "paper", "kind": "press", "publisher": "Paper"}
STATEMENT = {
    "type": "statement",
    "id": "S1",
    "source": "paper",
    "printed": "$22.4 million",
    "reporter": "BY",
    "partner": "KZ",
    "flow": "export",
    "window": "2018-01/2018-07",
    "amount": "22.4",
    "unit": "million",
}
AGREEMENT = {
    "type": "agreement",
    "id": "A1",
    "title": "Pact",
    "kind": "roadmap",
    "status": "signed",
}
VISIT = {"type": "visit", "id": "V1", "title": "Trip", "kind": "delegation", "status": "held"}


@pytest.fixture(autouse=True)
def _countries_and_goods():
    CountryFactory(code="BY")
    CountryFactory(code="KZ")
    ProductFactory()


def written(*lines):
    return [json.dumps(line, ensure_ascii=False) for line in lines]


def load(*lines):
    return load_facts(written(*lines))


def problems(*lines):
    """Return what is wrong with the lines as (number, field, value), and see that none is kept."""
    with pytest.raises(FactsError) as caught:
        load(*lines)
    assert not Source.all_objects.exists()
    return [(problem.number, problem.field, problem.value) for problem in caught.value.problems]


def statement(**changes):
    """Load the statement with changes and return it."""
    load(SOURCE, STATEMENT | changes)
    return Statement.objects.get()


# What lines become


def test_statement_with_amount_and_window_yields_its_figure():
    figure = statement().figure
    assert (figure.value, figure.rounding_unit) == (22_400_000, 100_000)
    assert (str(figure.window), figure.flow) == ("2018-01/2018-07", Flow.EXPORT)
    assert figure.dataset.source.reference == "paper"


@pytest.mark.parametrize(
    ("qualifier", "amount", "expected"),
    [
        ("exact", "22.4", (22_400_000, 22_400_000, 100_000)),
        ("about", "700", (700_000_000, 700_000_000, 100_000_000)),
        ("nearly", "180", (None, 180_000_000, 1_000_000)),
        ("over", "1.2", (1_200_000, None, 100_000)),
        ("range", ["900", "1000"], (900_000_000, 1_000_000_000, 1_000_000)),
        ("growth_only", None, (None, None, 1)),
    ],
)
def test_qualifier_decides_which_bounds_are_kept(qualifier, amount, expected):
    said = statement(qualifier=qualifier, amount=amount)
    assert (said.amount_low, said.amount_high, said.rounding_unit) == expected


@pytest.mark.parametrize("qualifier", ["nearly", "over", "growth_only"])
def test_bounds_and_growth_alone_yield_no_figure(qualifier):
    amount = None if qualifier == "growth_only" else "180"
    assert statement(qualifier=qualifier, amount=amount).figure is None
    assert not TradeFigure.objects.exists()


@pytest.mark.parametrize(
    ("amount", "unit", "value", "rounding_unit"),
    [
        ("1.234", "billion", 1_234_000_000, 1_000_000),
        ("0.1175", "million", 117_500, 100),
        ("117500", None, 117_500, 1),
        (58.3, "million", 58_300_000, 100_000),
        ("22.40", "million", 22_400_000, 10_000),
    ],
)
def test_amount_keeps_its_value_and_the_worth_of_its_last_digit(amount, unit, value, rounding_unit):
    said = statement(amount=amount, unit=unit)
    assert (said.amount_low, said.rounding_unit) == (Decimal(value), rounding_unit)


def test_rounding_unit_that_is_given_goes_before_the_digits():
    assert statement(amount="700", rounding_unit=50_000_000).rounding_unit == 50_000_000


def test_growth_is_kept_as_printed_with_its_base():
    growth = {"kind": "times", "value": "4.0", "qualifier": "over", "base": "2005"}
    said = statement(window="2010", growth=growth)
    assert (said.growth_kind, said.growth_value, said.growth_decimals) == ("times", 4, 1)
    assert (said.growth_qualifier, str(said.base_window)) == ("over", "2005-01/2005-12")


def test_goods_are_kept_in_their_order_with_their_words():
    for code in ("coal", "beef"):
        ProductFactory(nomenclature=Product.Nomenclature.GROUP, code=code)
    goods = {"flow": "import", "products": ["coal", "beef"], "printed": ["hard coal"]}
    named = statement(goods=[goods]).goods.all()
    assert [(good.product.code, good.printed) for good in named] == [
        ("coal", "hard coal"),
        ("beef", ""),
    ]


def test_null_is_the_same_as_a_field_that_is_not_there():
    said = statement(window=None, said_by=None, qualifier=None, growth=None, note=None)
    assert (said.window, said.said_by, said.qualifier, said.note) == (None, None, "exact", "")
    assert said.window_basis == Statement.WindowBasis.NONE


def test_target_is_an_amount_to_be_reached_in_a_window():
    target = {"type": "target", "id": "T1", "source": "paper", "reporter": "BY", "partner": "KZ"}
    load(SOURCE, target | {"amount": "2", "unit": "billion", "window": "2030"})
    loaded = Target.objects.get()
    assert (loaded.amount, loaded.rounding_unit) == (2_000_000_000, 1_000_000_000)
    assert (str(loaded.window), loaded.flow) == ("2030-01/2030-12", Flow.TURNOVER)


def test_partial_date_is_kept_with_its_basis():
    load(SOURCE | {"published": "?2013-09-25", "published_basis": "inferred"})
    source = Source.objects.get()
    assert (source.published.text, source.published.basis) == ("?2013-09-25", "inferred")
    assert source.published_latest.isoformat() == "2013-09-25"


def test_later_line_names_records_of_earlier_ones():
    SectorFactory(slug="peat")
    signed = {"agreement": "A1", "relation": "signed_at"}
    load(SOURCE, AGREEMENT | {"sectors": ["peat"]}, VISIT | {"agreements": [signed]})
    visit = Visit.objects.get()
    assert [(link.relation, link.agreement.reference) for link in visit.agreement_links.all()] == [
        ("signed", "A1")
    ]


def test_texts_go_to_their_languages():
    load(VISIT | {"title": {"en": "Trip", "kk": "Сапар", "be": None}})
    assert Visit.objects.get().titles() == ["Trip", "", "Сапар", ""]


def test_programme_item_that_ends_before_it_starts_ends_the_next_day():
    PlaceFactory(code="BY-HM", time_zone="Europe/Minsk")
    item = {"day": "2027-09-14", "starts": "22:00", "ends": "00:30", "kind": "reception"}
    venue = {"type": "venue", "id": "hall", "place": "BY-HM", "name": "Hall"}
    load(venue, VISIT | {"programme": [item | {"title": "Evening", "venue": "hall"}]})
    loaded = Visit.objects.get().programme_items.get()
    assert loaded.ends_utc.isoformat() == "2027-09-14T21:30:00+00:00"


def test_empty_lines_are_passed_over_but_counted():
    with pytest.raises(FactsError) as caught:
        load_facts(["\n", *written(SOURCE), "   \n", "{\n"])
    assert [problem.number for problem in caught.value.problems] == [4]


# What is refused


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"colour": "red"}, "colour", ""),
        ({"goods": [{"flow": "export", "colour": "red"}]}, "goods.colour", ""),
        ({"growth": {"kind": "rate", "value": "9", "since": "2005"}}, "growth.since", ""),
        ({"reporter": "XX"}, "reporter", "XX"),
        ({"reporter": ["BY"]}, "reporter", "['BY']"),
        ({"reporter": None}, "reporter", ""),
        ({"source": "elsewhere"}, "source", "elsewhere"),
        ({"said_by": "nobody"}, "said_by", "nobody"),
        ({"product": "99"}, "product", "99"),
        ({"flow": "exports"}, "flow", "exports"),
        ({"flow": True}, "flow", "True"),
        ({"window": "2018-13"}, "window", "2018-13"),
        ({"window": 2018}, "window", "2018"),
        ({"amount": "22,4"}, "amount", "22,4"),
        ({"amount": "NaN"}, "amount", "NaN"),
        ({"amount": True}, "amount", "True"),
        ({"amount": ["1", "2", "3"]}, "amount", "['1', '2', '3']"),
        ({"amount": ["900", "1000"]}, "qualifier", "exact"),
        ({"amount": None, "unit": None}, "amount", ""),
        ({"amount": None, "goods": []}, "amount", ""),
        ({"partner": "BY"}, "partner", ""),
        ({"amount": "9999999999999", "unit": "billion"}, "amount_low", ""),
        ({"unit": "lakh"}, "unit", "lakh"),
        ({"unit": ["million"]}, "unit", "['million']"),
        ({"rounding_unit": "1"}, "rounding_unit", "1"),
        ({"currency": "usd"}, "currency", "usd"),
        ({"printed": 22.4}, "printed", "22.4"),
        ({"disputed": "yes"}, "disputed", "yes"),
        ({"growth": "18%"}, "growth", "18%"),
        ({"growth": {"kind": "rate", "value": "a lot"}}, "value", "a lot"),
        ({"goods": "coal"}, "goods", "coal"),
        ({"goods": [{"flow": "export", "printed": "coal"}]}, "printed", "coal"),
    ],
)
def test_field_that_can_not_be_read_is_named_with_its_value(changes, field, value):
    found = problems(SOURCE, STATEMENT | changes)
    assert (2, field, value) in found
    assert {number for number, _field, _value in found} == {2}


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        (SOURCE | {"published": "2018-02-30"}, "published", "2018-02-30"),
        (SOURCE | {"published": 2018}, "published", "2018"),
        (SOURCE | {"published_basis": "guessed"}, "published_basis", "guessed"),
        (SOURCE | {"publisher": ""}, "publisher", ""),
        (SOURCE | {"kind": "rumour"}, "kind", "rumour"),
        (SOURCE | {"url": "ask at the desk"}, "url", ""),
        (AGREEMENT | {"amount": ["1", "2"]}, "amount", "['1', '2']"),
        (AGREEMENT | {"title": {"de": "Pakt"}}, "title", "{'de': 'Pakt'}"),
        (AGREEMENT | {"title": {"en": ["Pact"]}}, "title", "{'en': ['Pact']}"),
        (AGREEMENT | {"document_count": 1.5}, "document_count", "1.5"),
        (AGREEMENT | {"parties": ["BY"]}, "parties", "['BY']"),
        (AGREEMENT | {"parties": [{}]}, "", ""),
        (AGREEMENT | {"sectors": "peat"}, "sectors", "peat"),
        (VISIT | {"level": "royal"}, "level", ""),
        (VISIT | {"start": "2018-09", "end": "2017"}, "end", ""),
        (VISIT | {"programme": [{"day": "0001-01-01", "starts": "09:00"}]}, "day", "0001-01-01"),
        (VISIT | {"programme": [{"day": "2027-09-14", "starts": "9"}]}, "starts", "9"),
        (VISIT | {"programme": [{"day": "2027-09-14", "starts": "09:00Z"}]}, "starts", "09:00Z"),
        ({"type": "rumour", "id": "R1"}, "type", "rumour"),
        ({"type": ["source"], "id": "R1"}, "type", "['source']"),
        ({"id": "R1"}, "type", ""),
        (SOURCE | {"id": ""}, "id", ""),
        (SOURCE | {"id": 7}, "id", "7"),
        (SOURCE | {"id": "x" * 41}, "id", "x" * 41),
    ],
)
def test_record_that_can_not_be_made_is_refused(line, field, value):
    assert (1, field, value) in problems(line)


@pytest.mark.parametrize("text", ["{", "[]", "7", '"source"', '{"type": "source"'])
def test_line_that_is_no_object_is_refused(text):
    with pytest.raises(FactsError) as caught:
        load_facts([text])
    assert [(p.number, p.field, p.value) for p in caught.value.problems] == [(1, "", text)]


@pytest.mark.parametrize("publisher", ["a\x00b", "a\ud800b"])
def test_character_that_can_not_be_stored_is_refused(publisher):
    with pytest.raises(FactsError) as caught:
        load_facts([json.dumps(SOURCE | {"publisher": publisher})])
    assert [(p.number, p.field) for p in caught.value.problems] == [(1, "")]


def test_backslash_before_the_code_of_nul_is_an_ordinary_text():
    load(SOURCE | {"publisher": r"a\u0000b"})
    assert Source.objects.get().publisher == r"a\u0000b"


def test_all_lines_are_loaded_or_none():
    assert problems(SOURCE, STATEMENT, AGREEMENT | {"kind": "wish"}) == [(3, "kind", "wish")]
    assert not Statement.all_objects.exists()
    assert not TradeFigure.objects.exists()


def test_every_bad_line_is_listed_in_order():
    bad_source = SOURCE | {"id": "other", "kind": "rumour"}
    bad_visit = VISIT | {"start": "soon"}
    assert problems(SOURCE, bad_source, bad_visit, STATEMENT) == [
        (2, "kind", "rumour"),
        (3, "start", "soon"),
    ]


def test_every_problem_of_a_line_is_listed_once():
    goods = [{"flow": "exports", "products": ["coal", "peat"], "printed": 7}]
    line = STATEMENT | {"flow": "sale", "amount": "12,5", "window": "soon", "goods": goods}
    assert problems(SOURCE, line | {"said_by": "nobody", "printed": "p" * 501, "colour": 1}) == [
        (2, "said_by", "nobody"),
        (2, "flow", "sale"),
        (2, "window", "soon"),
        (2, "amount", "12,5"),
        (2, "printed", ""),
        (2, "flow", "exports"),
        (2, "printed", "7"),
        (2, "products", "coal"),
        (2, "products", "peat"),
        (2, "colour", ""),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (SOURCE | {"id": "x" * 41}, [("id", "An id has at most 40 characters.")]),
        (
            {"type": "source", "id": "S"},
            [("kind", "This field must be given."), ("publisher", "This field must be given.")],
        ),
        ({"type": "person", "id": "P"}, [("name", "This field must be given.")]),
        (AGREEMENT | {"amount": "12,5"}, [("amount", "Write the number with a point: 12.5.")]),
        (
            VISIT | {"start": "2018-09", "end": "2017"},
            [("end", "The visit ends before it starts. Check both dates.")],
        ),
    ],
)
def test_reason_is_told_in_plain_words(line, expected):
    with pytest.raises(FactsError) as caught:
        load(line)
    assert [(problem.field, problem.reason) for problem in caught.value.problems] == expected


def test_no_problem_goes_over_the_end_of_its_line():
    with pytest.raises(FactsError) as caught:
        load_facts(["{\n", *written(SOURCE | {"kind": "a\nb"})])
    assert [problem.value for problem in caught.value.problems] == ["{", "a b"]


def test_id_used_for_something_else_in_the_same_file_is_refused():
    assert problems(SOURCE, SOURCE | {"publisher": "Other"}) == [(2, "id", "paper")]


def test_id_is_its_own_within_the_type_only():
    load(SOURCE, VISIT | {"id": "paper"})
    assert (Source.objects.get().reference, Visit.objects.get().reference) == ("paper", "paper")


# What is there already


def test_same_file_twice_changes_nothing():
    load(SOURCE, STATEMENT)
    result = load(SOURCE, STATEMENT)
    assert (result.added, result.present) == (Counter(), Counter(source=1, statement=1))
    assert (Statement.objects.count(), TradeFigure.objects.count()) == (1, 1)


def test_record_that_people_have_edited_is_left_as_it_stands():
    load(SOURCE)
    Source.objects.update(publisher="Paper, corrected")
    load(SOURCE, STATEMENT)
    assert Statement.objects.get().source.publisher == "Paper, corrected"


def test_known_id_with_other_content_is_left_out_and_told():
    load(SOURCE, STATEMENT, VISIT)
    result = load(SOURCE, STATEMENT | {"amount": "23"}, VISIT | {"start": "2018"})
    assert result.different == [(2, "S1"), (3, "V1")]
    assert Statement.objects.get().amount_low == 22_400_000


def test_line_is_compared_with_what_was_loaded_not_with_what_people_made_of_it():
    load(SOURCE, AGREEMENT | {"signed": "2018-Q3", "amount": "1.50"}, VISIT)
    source = Source.objects.get()
    source.publisher = "Paper, corrected"
    source.save()
    again = load(SOURCE, AGREEMENT | {"signed": "2018-Q3", "amount": "1.50"}, VISIT)
    assert again.different == []
    assert load(SOURCE | {"publisher": "Paper, corrected"}).different == [(1, "paper")]


def test_deleted_record_is_not_made_again():
    load(VISIT)
    Visit.objects.get().delete()
    assert load(VISIT).present == Counter(visit=1)
    assert not Visit.objects.exists()


def test_place_of_the_reference_data_is_left_as_it_stands():
    line = {"type": "place", "id": "KZ", "kind": "region", "parent": "BY", "name": "Other"}
    assert load(line).present == Counter(place=1)
    assert Place.objects.get(code="KZ").kind == Place.Kind.COUNTRY


# The command


@pytest.fixture
def file(tmp_path):
    return tmp_path / "facts.jsonl"


def test_command_tells_what_was_added(file, capsys):
    file.write_text("\n".join(written(SOURCE, STATEMENT)), encoding="utf-8")
    call_command("load_facts", file)
    call_command("load_facts", file)
    assert capsys.readouterr().out.splitlines() == [
        "source: 1 added, 0 already there",
        "statement: 1 added, 0 already there",
        "source: 0 added, 1 already there",
        "statement: 0 added, 1 already there",
    ]


def test_command_tells_which_lines_were_left_out(file, capsys):
    load(SOURCE, VISIT)
    changed = written(SOURCE | {"title": "T"}, VISIT | {"status": "planned"})
    file.write_text("\n".join(changed[:1]), encoding="utf-8")
    call_command("load_facts", file)
    file.write_text("\n".join(changed), encoding="utf-8")
    call_command("load_facts", file)
    told = [line for line in capsys.readouterr().out.splitlines() if "differ" in line]
    assert told == [
        "1 line differs from what was loaded before and was left out: line 1 (paper)",
        "2 lines differ from what was loaded before and were left out: line 1 (paper), line 2 (V1)",
    ]


def test_command_reads_a_file_with_a_byte_order_mark(file):
    file.write_text("\n".join(written(SOURCE)), encoding="utf-8-sig")
    call_command("load_facts", file)
    assert Source.objects.get().publisher == "Paper"


def test_command_lists_line_field_value_and_reason(file):
    file.write_text("\n".join(written(SOURCE, VISIT | {"status": "over"}, SOURCE | {"a": 1})))
    with pytest.raises(CommandError) as caught:
        call_command("load_facts", file)
    assert str(caught.value).splitlines() == [
        "Nothing was loaded.",
        "line 2, status (over): This must be one of: idea, planned, confirmed, under_way, held, "
        "postponed, cancelled.",
        "line 3, id (paper): An earlier line has this id.",
    ]


def test_command_names_a_file_that_is_not_there(file):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_facts", file)


def test_command_refuses_what_is_not_utf_8(file):
    file.write_bytes("\n".join(written(SOURCE | {"publisher": "Вести"})).encode("cp1251"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("load_facts", file)
    assert not Source.objects.exists()
