"""Files of facts: what a line becomes, and what is refused by line, field, value and reason."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.facts import FactsError, load_facts
from regions.models import Place, Source
from tests.factories import (
    ChecklistStepFactory,
    CountryFactory,
    PlaceFactory,
    ProductFactory,
    SectorFactory,
)
from trade.models import Flow, Product, Statement, Target, TradeFigure
from visits.models import TravelTime, Venue, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

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


# What visits are made of


def visit_with(**lists):
    """Load a visit with these lists and return it."""
    load(SOURCE, VISIT | {"status": "planned", "start": "2027-10-30", "end": "2027-10-31"} | lists)
    return Visit.objects.get()


BUSINESS = {"key": "business", "title": "Business group", "last_day": "2027-10-30"}
HEAD = {"key": "head", "role": "head", "post": "Akim"}
TALKS = {
    "key": "talks",
    "day": "2027-10-30",
    "starts": "09:00",
    "kind": "talks",
    "title": "Talks",
}
PRESS = TALKS | {"key": "press", "starts": "12:00", "title": "Press", "after_release": 1}
NOTE = {"key": "asked", "direction": "sent", "subject": "Visit", "date": "2027-09-01"}


def test_group_has_its_days_and_delegates_belong_to_it():
    director = {"group": "business", "post": "Director", "address": "excellency_ms"}
    private = {"diet": "Vegan", "interpreter": "Kazakh", "internal_note": "Speaks first"}
    group = visit_with(groups=[BUSINESS], delegates=[HEAD, director | private]).groups.get()
    delegate = group.delegates.get()
    assert (group.title, group.first_day, str(group.last_day)) == (
        *("Business group", None, "2027-10-30"),
    )
    assert (delegate.precedence, delegate.address, delegate.diet) == (2, "he_ms", "Vegan")
    assert (delegate.interpreter, delegate.internal_note) == ("Kazakh", "Speaks first")


def test_protocol_order_begins_anew_on_each_side():
    host = {"side": "receiving", "role": "host", "post": "Chairman"}
    delegates = visit_with(delegates=[HEAD, host, {"post": "Director"}]).delegates.all()
    assert [(delegate.precedence, str(delegate.post)) for delegate in delegates] == [
        *((1, "Chairman"), (1, "Akim"), (2, "Director")),
    ]


def test_delegate_is_addressed_in_no_form_that_is_not_stated():
    assert visit_with(delegates=[HEAD]).delegates.get().address == ""


def test_item_is_for_the_groups_and_delegates_that_it_names():
    talks = TALKS | {"groups": ["business"], "delegates": ["head"]}
    visit = visit_with(groups=[BUSINESS], delegates=[HEAD], programme=[talks])
    item = visit.programme_items.get()
    assert [str(one) for one in (*item.groups.all(), *item.delegates.all())] == [
        *("Business group", "Akim"),
    ]


def test_item_keeps_its_room_and_what_is_internal():
    private = {"responsible_phone": "1-00", "car": "2", "interpreter": "Two", "plan_b": "Online"}
    item = visit_with(programme=[TALKS | {"room": "301"} | private]).programme_items.get()
    assert item.room == "301"
    assert {name: getattr(item, name) for name in private} == private


@pytest.mark.parametrize(("fold", "start"), [("first", "00:30"), ("second", "01:30")])
def test_time_that_comes_twice_is_the_one_that_is_named(fold, start):
    PlaceFactory(code="PL", time_zone="Europe/Warsaw")
    venue = {"type": "venue", "id": "hall", "place": "PL", "name": "Hall"}
    item = TALKS | {"day": "2027-10-31", "starts": "02:30", "venue": "hall", "starts_fold": fold}
    load(venue, VISIT | {"programme": [item]})
    assert f"{Visit.objects.get().programme_items.get().starts_utc:%H:%M}" == start


def test_arrangement_is_for_a_group_on_its_side():
    hosts = {"key": "hosts", "title": "Hosts", "side": "receiving"}
    car = {"kind": "car", "group": "hosts", "day": "2027-10-30", "time": "08:15", "detail": "Car 1"}
    [made] = visit_with(groups=[hosts], arrangements=[car]).arrangements.all()
    assert (made.side, made.group.title, made.delegate) == ("receiving", "Hosts", None)
    assert (made.kind, str(made.day), str(made.time), made.detail) == (
        *("car", "2027-10-30", "08:15:00", "Car 1"),
    )


def test_due_day_of_a_task_is_counted_unless_it_is_given():
    counted = {"kind": "report", "title": "Report", "days": 10, "counted_from": "end"}
    given = {"title": "List", "days": 3, "due": "2027-10-01", "waits_for": "Akimat"}
    tasks = visit_with(tasks=[counted, given]).tasks.in_order()
    assert [(str(task.due), task.due_is_set, task.waits_for) for task in tasks] == [
        ("2027-11-10", False, ""),
        ("2027-10-01", True, "Akimat"),
    ]


def test_planned_visit_without_tasks_begins_with_the_checklist_of_its_kind():
    ChecklistStepFactory(visit_kind="delegation", title_en="Invitation", days=30)
    [task] = visit_with().tasks.all()
    assert (task.title, str(task.due)) == ("Invitation", "2027-09-30")


@pytest.mark.parametrize("fields", [{"example": True}, {"tasks": [{"title": "List"}]}])
def test_checklist_does_not_begin_by_itself_for_examples_and_beside_tasks(fields):
    ChecklistStepFactory(visit_kind="delegation", title_en="Invitation")
    assert visit_with(**fields).tasks.count() == len(fields.get("tasks", []))


def test_letter_answers_an_earlier_one():
    answer = {"direction": "received", "kind": "letter", "subject": "Yes", "in_answer_to": "asked"}
    asked, answered = visit_with(letters=[NOTE | {"number": "1"}, answer]).letters.order_by("pk")
    assert (asked.kind, asked.number, str(asked.date)) == ("note", "1", "2027-09-01")
    assert (answered.kind, answered.in_answer_to, answered.date) == ("letter", asked, None)


def test_conversation_is_of_an_item_and_names_who_was_there():
    note = {"title": "Talks", "day": "2027-10-30", "item": "talks", "delegates": ["head"]}
    told = {"also_present": "Press", "text": "Trade", "results": "A plan"}
    visit = visit_with(delegates=[HEAD], programme=[TALKS], conversations=[note | told])
    conversation = visit.conversations.get()
    assert conversation.item == visit.programme_items.get()
    assert [str(one) for one in conversation.delegates.all()] == ["Akim"]
    assert {name: getattr(conversation, name) for name in told} == told


def test_conversation_names_what_came_of_it():
    deed = {"type": "commitment", "id": "C1", "title": "Send a list", "owed_by_place": "BY"}
    note = {"title": "Talks", "day": "2027-10-30", "agreements": ["A1"], "commitments": ["C1"]}
    load(AGREEMENT, deed | {"owed_to_place": "KZ"}, VISIT | {"conversations": [note]})
    [agreement], [commitment] = (
        getattr(Visit.objects.get().conversations.get(), name).all()
        for name in ("agreements", "commitments")
    )
    assert (agreement.reference, commitment.reference) == ("A1", "C1")


def test_release_is_made_of_what_stands_before_it():
    releases = [{"name": "First", "note": "For all"}, {"name": "Second"}]
    visit = visit_with(programme=[PRESS, TALKS], releases=releases)
    first, second = visit.releases.order_by("number")
    assert [len(one.content["items"]) for one in (first, second)] == [1, 2]
    assert (first.name, first.note, first.made_by, second.number) == ("First", "For all", None, 2)


def test_venue_has_its_point_and_its_hours():
    PlaceFactory(code="BY-HM")
    point = {"latitude": "53.9006", "longitude": 27.559, "opens": "09:00", "closes": "18:00"}
    load({"type": "venue", "id": "hall", "place": "BY-HM", "name": "Hall"} | point)
    hall = Venue.objects.get()
    assert hall.point == (53.9006, 27.559)
    assert (str(hall.opens), str(hall.closes)) == ("09:00:00", "18:00:00")


def two_venues():
    PlaceFactory(code="BY-HM")
    return [
        {"type": "venue", "id": name, "place": "BY-HM", "name": name} for name in ("hall", "hotel")
    ]


WAY = {"type": "travel_time", "id": "W1", "one": "hotel", "other": "hall", "minutes": 20}


def test_travel_time_is_kept_once_for_both_ways():
    venues, back = two_venues(), WAY | {"id": "W2", "one": "hall", "other": "hotel"}
    load(*venues, WAY | {"note": "By car"})
    assert load(*venues, WAY | {"note": "By car"}).different == []
    assert load(*venues, back | {"note": "By car"}).different == []
    assert load(*venues, WAY | {"minutes": 30}).different == [(3, "W1")]
    [kept] = TravelTime.objects.all()
    assert (str(kept), kept.minutes, kept.note) == ("hall – hotel", 20, "By car")


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"other": "hotel"}, "other", "hotel"),
        ({"one": "elsewhere"}, "one", "elsewhere"),
        ({"one": None}, "one", ""),
        ({"minutes": None}, "minutes", ""),
        ({"minutes": 0}, "minutes", ""),
        ({"minutes": "20"}, "minutes", "20"),
        ({"metres": 20}, "metres", ""),
    ],
)
def test_travel_time_that_can_not_be_kept_is_refused(changes, field, value):
    assert (3, field, value) in problems(*two_venues(), WAY | changes)
    assert not TravelTime.objects.exists()


@pytest.mark.parametrize(
    ("lists", "field", "value"),
    [
        ({"groups": [BUSINESS | {"colour": 1}]}, "groups.colour", ""),
        ({"groups": [{"title": "Group"}]}, "key", ""),
        ({"groups": [{"key": "business"}]}, "title", ""),
        ({"groups": [BUSINESS, BUSINESS]}, "key", "business"),
        ({"groups": [BUSINESS | {"first_day": "2027-10-31"}]}, "last_day", ""),
        ({"groups": [BUSINESS | {"first_day": "October"}]}, "first_day", "October"),
        ({"delegates": [HEAD | {"group": "business"}]}, "group", "business"),
        ({"delegates": [HEAD | {"address": "Sir"}]}, "address", "Sir"),
        ({"delegates": [HEAD | {"passport_number": "N0"}]}, "delegates.passport_number", ""),
        ({"delegates": [HEAD | {"birth_date": "1970-01-01"}]}, "delegates.birth_date", ""),
        ({"delegates": [HEAD | {"phone": "1-00"}]}, "delegates.phone", ""),
        ({"delegates": [HEAD, HEAD | {"key": "other"}]}, "", ""),
        ({"programme": [TALKS | {"groups": ["business"]}]}, "groups", "business"),
        ({"programme": [TALKS | {"delegates": "head"}]}, "delegates", "head"),
        ({"programme": [TALKS | {"starts_fold": "third"}]}, "starts_fold", "third"),
        ({"programme": [TALKS | {"day": None}]}, "day", ""),
        ({"programme": [TALKS | {"day": "2027-11-01"}]}, "day", ""),
        ({"programme": [PRESS]}, "after_release", "1"),
        ({"programme": [TALKS | {"after_release": -1}]}, "after_release", "-1"),
        ({"arrangements": [{"kind": "boat"}]}, "kind", "boat"),
        ({"arrangements": [{"kind": "car", "time": "noon"}]}, "time", "noon"),
        ({"arrangements": [{"kind": "car", "plate": "1"}]}, "arrangements.plate", ""),
        ({"tasks": [{"kind": "visas"}]}, "title", ""),
        ({"tasks": [{"title": "List", "days": "3"}]}, "days", "3"),
        ({"tasks": [{"title": "List", "counted_from": "now"}]}, "counted_from", "now"),
        ({"letters": [NOTE | {"direction": None}]}, "direction", ""),
        ({"letters": [NOTE | {"subject": ""}]}, "subject", ""),
        ({"letters": [NOTE | {"in_answer_to": "later"}]}, "in_answer_to", "later"),
        ({"letters": [NOTE | {"answer_due": "2027-08-01"}]}, "", ""),
        ({"conversations": [{"title": "Talks"}]}, "day", ""),
        ({"conversations": [{"title": "T", "day": "2027-10-30", "item": "x"}]}, "item", "x"),
        ({"releases": [{"name": "Empty"}]}, "releases", ""),
        ({"programme": [TALKS], "releases": [{"title": "First"}]}, "releases.title", ""),
        ({"programme": [TALKS], "releases": [{}, {}]}, "releases", ""),
    ],
)
def test_row_of_a_visit_that_can_not_be_read_is_refused(lists, field, value):
    line = VISIT | {"status": "planned", "start": "2027-10-30", "end": "2027-10-31"}
    assert [(2, field, value)] == problems(SOURCE, line | lists)
    assert not Visit.all_objects.exists()


def test_keys_of_one_visit_are_not_known_in_the_next():
    line = VISIT | {"id": "V2", "delegates": [{"group": "business", "post": "Director"}]}
    found = problems(SOURCE, VISIT | {"groups": [BUSINESS]}, line)
    assert found == [(3, "group", "business")]


def test_visit_with_all_its_parts_loaded_again_changes_nothing():
    lists = {"groups": [BUSINESS], "delegates": [HEAD], "programme": [TALKS, PRESS]}
    lists |= {"releases": [{}], "letters": [NOTE], "tasks": [{"title": "List"}]}
    former = visit_with(**lists)
    visit = visit_with(**lists)
    assert (visit, visit.version) == (former, former.version)
    counts = {name: getattr(visit, name).count() for name in ("releases", "letters", "tasks")}
    assert counts == {"releases": 1, "letters": 1, "tasks": 1}
    assert (visit.groups.count(), visit.programme_items.count()) == (1, 2)


def test_visit_in_the_documentation_is_loaded():
    text = (settings.BASE_DIR / "docs" / "facts-format.md").read_text(encoding="utf-8")
    block = text.rsplit("```", 2)[1]
    load(json.loads(block))
    visit = Visit.objects.get(reference="autumn")
    assert (visit.programme_items.count(), visit.releases.get().name) == (3, "For the hosts")


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
