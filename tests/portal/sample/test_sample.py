"""The sample: every fact it was written from, as records that answer for themselves."""

import csv
import re
from collections import Counter
from datetime import date, time, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.roles import ADMIN
from common.formats import date_range_label, partial_date_label
from common.periods import Window
from cooperation.models import Agreement, Commitment, Project
from portal.facts import load_facts
from portal.facts.coverage import FACTS, missing_facts, records_by_fact
from portal.facts.sample import FACTS_FILE
from portal.search import search
from regions.models import Mission, Place, Post, Source
from trade.answers import Key, Method, figures_for
from trade.growth import growth_over
from trade.implied import implied_for
from trade.models import Flow, Measure, Statement, Target
from visits.models import Letter, ProgrammeItem, TravelTime, Visit, VisitTask
from visits.programme.days import concerning
from visits.programme.differences import compare
from visits.programme.snapshot import snapshot_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sample"), pytest.mark.thorough]


def place(code):
    return Place.objects.get(code=code)


def answer(reporter, partner, flow, months, measure=Measure.GOODS):
    key = Key.of(place(reporter), place(partner), flow, measure=measure)
    return figures_for([key], Window.parse(months))[key]


def growth(reporter, partner, flow, months):
    key = Key.of(place(reporter), place(partner), flow)
    window = Window.parse(months)
    return growth_over([key], [window])[key][window]


def said(reference):
    return Statement.objects.get(reference=reference)


def visit(reference):
    return Visit.objects.get(reference=reference)


def agreement(reference):
    return Agreement.objects.get(reference=reference)


def project(reference):
    return Project.objects.get(reference=reference)


def references(records):
    return [record.reference for record in records]


def side_codes(sides):
    return [side.place.code for side in sides]


# The whole


def test_sample_holds_so_many_records_of_each_type(sample):
    assert sample.added == Counter(
        source=53,
        statement=47,
        visit=42,
        project=27,
        agreement=24,
        travel_time=21,
        venue=13,
        target=4,
        commitment=1,
    )


def test_every_fact_is_a_record():
    assert len(FACTS) == 125
    assert list(records_by_fact()) == FACTS
    assert missing_facts() == []


def test_check_sample_lists_each_fact_with_its_records():
    listed = StringIO()
    call_command("check_sample", stdout=listed)
    rows = [line.split("\t") for line in listed.getvalue().splitlines()]
    assert sorted({fact for fact, *_rest in rows}) == FACTS
    assert [kind for fact, kind, *_rest in rows if fact == "F152"] == [
        "statement",
        "target",
        "visit",
    ]


def test_loading_the_facts_again_changes_nothing(sample):
    figures = list(Statement.objects.order_by("pk").values_list("pk", "figure", "version"))
    with FACTS_FILE.open(encoding="utf-8") as lines:
        again = load_facts(lines)
    assert (again.added, again.present) == (Counter(), sample.added)
    assert list(Statement.objects.order_by("pk").values_list("pk", "figure", "version")) == figures


@pytest.mark.parametrize("model", [Agreement, Project, Commitment, Visit, ProgrammeItem])
def test_titles_are_there_in_four_languages(model):
    incomplete = [str(record) for record in model.objects.all() if not all(record.titles())]
    assert incomplete == []


def test_purposes_and_posts_are_there_in_all_languages_or_none():
    def is_partial(record, name):
        texts = [getattr(record, f"{name}_{language}") for language in ("en", "ru", "kk", "be")]
        return any(texts) and not all(texts)

    visits = Visit.objects.prefetch_related("delegates")
    assert [v.reference for v in visits if is_partial(v, "purpose") or not v.purpose_en] == []
    assert [d for v in visits for d in v.delegates.all() if is_partial(d, "post")] == []


def test_every_record_names_its_source_but_the_example():
    without = [
        record.reference
        for model in (Agreement, Project, Commitment, Visit)
        for record in model.objects.filter(sources=None)
    ]
    assert without == ["example-programme"]


def test_posts_rest_on_sources_of_the_sample():
    assert Post.objects.filter(source=None).count() == 0
    holder = Post.objects.get(organisation__slug="by-vi-executive-committee")
    assert (holder.person.slug, holder.source.reference) == ("aleksandr-subbotin", "trend25")


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("seed", "25 September [2013, inferred]"),
        ("brest18", "11 September 2018"),
        ("vitdeleg", "18 April (year not stated)"),
        ("almaty19", "[October 2019, inferred]"),
        ("kost22", "date not known"),
    ],
)
def test_source_is_dated_no_firmer_than_its_page(reference, label):
    published = Source.objects.get(reference=reference).published
    assert partial_date_label(published, "en") == label


# The founding news item


def test_seed_total_is_stated_and_its_parts_agree_within_rounding():
    turnover = answer("BY-VI", "KZ", Flow.TURNOVER, "2013-01/2013-07")
    assert (turnover.value, turnover.method) == (22_400_000, Method.STATED)
    assert (turnover.check.value, turnover.check.agrees_within_rounding) == (22_417_500, True)
    assert turnover.year_inferred


def test_seed_parts_are_export_and_import_as_printed():
    export = answer("BY-VI", "KZ", Flow.EXPORT, "2013-01/2013-07")
    imported = answer("BY-VI", "KZ", Flow.IMPORT, "2013-01/2013-07")
    assert (export.value, export.rounding_unit) == (22_300_000, 100_000)
    assert (imported.value, imported.rounding_unit) == (117_500, 100)
    assert [s.printed for s in (*export.statements, *imported.statements)] == [
        "$22.3 million",
        "$117,500",
    ]


def test_seed_window_is_marked_for_its_year():
    assert said("F001").window_basis == Statement.WindowBasis.YEAR_INFERRED
    assert said("F001").window_words == "January–July [2013, year inferred]"


def test_seed_names_its_goods_in_order():
    goods = said("F001").goods.order_by("flow", "position")
    assert [(Flow(good.flow), good.product.code) for good in goods] == [
        (Flow.EXPORT, "meat-dairy"),
        (Flow.EXPORT, "woodwork-timber"),
        (Flow.EXPORT, "wires-conductors"),
        (Flow.EXPORT, "optical-fibre-cables"),
        (Flow.EXPORT, "carpets-flooring"),
        (Flow.EXPORT, "fibreglass"),
        (Flow.IMPORT, "cotton-fibre"),
    ]


def test_seed_delegations_are_three_to_belarus_and_one_from_it():
    mission, held = Mission.objects.current(), Visit.objects.delegations().held().in_year(2013)
    assert sorted(references(held.incoming(mission))) == ["F054", "F055", "F056"]
    assert references(held.outgoing(mission)) == ["F057"]


def test_delegation_of_karaganda_is_counted_in_2013():
    counted = Visit.objects.delegations().held().in_year(2013).sent_by(place("KZ-35"))
    assert references(counted) == ["F054"]
    assert date_range_label(counted[0].start, counted[0].end, "en") == "[2013, inferred]"


def test_two_or_three_more_visits_are_one_idea():
    more = visit("F057-more")
    assert (more.status, more.expected_low, more.expected_high) == ("idea", 2, 3)
    assert partial_date_label(more.start, "en") == "[by the end of 2013, inferred]"
    assert more.start_latest == date(2013, 12, 31)
    assert (more.senders, more.hosts) == ([], [])


def test_meeting_in_vitebsk_oblast_is_no_delegation():
    meeting = visit("F130")
    assert (meeting.kind, meeting.counts_as_delegation) == ("working_meeting", False)
    assert [s.organisation.slug for s in (*meeting.senders, *meeting.hosts)] == [
        "embassy-kz-by",
        "by-vi-executive-committee",
    ]
    assert partial_date_label(meeting.start, "en") == "25 September [2013, inferred]"


def test_visits_of_business_delegations_are_proposed_without_their_regions():
    proposal = visit("F130-proposal")
    assert (proposal.kind, proposal.status) == ("business_mission", "idea")
    assert (side_codes(proposal.senders), side_codes(proposal.hosts)) == (["KZ"], ["BY-VI"])
    assert "does not say which regions signed" in proposal.purpose_en


def test_avenues_are_proposals_with_their_sectors():
    avenues = Project.objects.filter(stage="proposed", reference__startswith="F129").order_by(
        "reference"
    )
    assert {a.reference: [s.slug for s in a.sectors()] for a in avenues} == {
        "F129-culture": ["culture", "science"],
        "F129-energy": ["energy-saving", "green-technology"],
        "F129-green": ["green-technology"],
        "F129-medicine": ["health", "education"],
        "F129-peat": ["peat", "green-technology"],
        "F129-ventures": ["mechanical-engineering", "agriculture"],
    }


def test_medical_staff_is_trained_at_the_university_of_vitebsk():
    organisations = project("F129-medicine").organisations.all()
    assert [o.slug for o in organisations] == ["vitebsk-state-medical-university"]


# Trade


def test_2018_of_belarus_is_whole():
    total = answer("BY", "KZ", Flow.TURNOVER, "2018")
    assert (total.value, total.check.agrees_within_rounding) == (896_000_000, None)
    assert [figure.value for figure in total.also_stated] == [900_000_000]
    assert [s.printed for s in total.shown_only] == ["exceeded $890 million"]
    assert answer("BY", "KZ", Flow.BALANCE, "2018").value == 671_400_000


def test_services_and_investment_stand_apart_from_goods():
    services = answer("BY", "KZ", Flow.TURNOVER, "2018", Measure.SERVICES)
    investment = answer("BY", "KZ", Flow.IMPORT, "2018", Measure.INVESTMENT)
    assert services.value == 153_200_000
    assert (investment.value, [s.reference for s in investment.shown_only]) == (None, ["F038"])


def test_2017_is_reported_by_one_side_and_implied_by_the_other():
    key = Key.of(place("BY"), place("KZ"), Flow.TURNOVER)
    implied = implied_for([key], Window.parse("2017"))[key]
    # 783.7 / 1.323 + 112.3 / 1.156 million
    assert round(implied.value) == 689_511_164
    assert answer("KZ", "BY", Flow.TURNOVER, "2017").value == 604_100_000
    assert not answer("BY", "KZ", Flow.TURNOVER, "2017")


def test_reporter_of_2017_is_inferred():
    basis = Statement.objects.filter(reporter_basis="inferred").order_by("reference")
    assert references(basis) == ["F029", "F030", "F031", "F152-trade"]


@pytest.mark.parametrize(
    ("reference", "low", "high"),
    [
        ("F008", None, 180_000_000),
        ("F009", None, 170_000_000),
        ("F010", 1_200_000, None),
        ("F022", None, 1_000_000_000),
        ("F051", 900_000_000, 1_000_000_000),
        ("F006", None, None),
    ],
)
def test_bounds_are_shown_and_never_computed_with(reference, low, high):
    statement = said(reference)
    assert (statement.amount_low, statement.amount_high) == (low, high)
    assert statement.figure is None


def test_fifteen_months_between_two_regions_are_one_window():
    turnover = answer("BY-HO", "KZ-55", Flow.TURNOVER, "2016-01/2017-03")
    assert turnover.value == 4_000_000
    assert not answer("BY-HO", "KZ-55", Flow.TURNOVER, "2016")


@pytest.mark.parametrize(
    ("reference", "kind", "value", "qualifier"),
    [
        ("F004", "rate", "18.6", "exact"),
        ("F007", "index", "107.5", "exact"),
        ("F014", "index", "170", "exact"),
        ("F021", "times", "4", "over"),
        ("F030", "times", "2", "exact"),
        ("F038", "times", "4.8", "exact"),
        ("F043", "rate", "-9.3", "exact"),
        ("F044", "rate", "12", "nearly"),
        ("F052", "rate", "15", "over"),
    ],
)
def test_growth_is_kept_in_the_kind_it_is_printed_in(reference, kind, value, qualifier):
    statement = said(reference)
    assert (statement.growth_kind, statement.growth_value) == (kind, Decimal(value))
    assert statement.growth_qualifier == qualifier


def test_headline_of_brest_stands_beside_its_text():
    printed = growth("BY-BR", "KZ", Flow.TURNOVER, "2018-01/2018-07").printed[0]
    assert printed.rate == Decimal("0.186")
    assert printed.statement.growth_printed == "up 18.6% year on year; the headline says 18%"


def test_growth_since_2005_names_its_base():
    assert str(said("F021").base_window) == "2005-01/2005-12"
    assert str(said("F004").base_window) == "2017-01/2017-07"


def test_one_statement_is_disputed():
    assert references(Statement.objects.filter(disputed=True)) == ["F050"]


def test_targets_are_of_the_region_and_of_both_countries():
    targets = Target.objects.order_by("window_end").values_list("reference", "amount", "window_end")
    assert [(ref, int(amount), end // 12) for ref, amount, end in targets] == [
        ("F152-target", 3_000_000_000, 2014),
        ("F015", 100_000_000, 2018),
        ("F146-target", 1_000_000_000, 2020),
        ("F053", 2_000_000_000, 2030),
    ]


# Visits


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("F058", "20 April 2017"),
        ("F059", "April 2017"),
        ("F060", "21 June [2016, inferred]"),
        ("F061", "2017 (counted back)"),
        ("F063", "18 April (year not stated)"),
        ("F065", "31 May 2022 (counted back) – 1 June 2022"),
        ("F066", "15–16 April 2025"),
        ("F071", "date not known"),
        ("F074", "3 February 2026 (counted back)"),
        ("F075", "[October 2019, inferred]"),
    ],
)
def test_visit_is_dated_no_firmer_than_its_source(reference, label):
    assert date_range_label(visit(reference).start, visit(reference).end, "en") == label


def test_delegation_of_pavlodar_stops_in_three_cities_and_signs():
    trip = visit("F058")
    assert [stop.place.name_en for stop in trip.stops.all()] == ["Gomel", "Zhlobin", "Rogachev"]
    links = trip.agreement_links.order_by("agreement__reference")
    assert [(link.agreement.reference, link.relation) for link in links] == [
        ("F092", "under"),
        ("F093", "signed"),
        ("F094", "signed"),
    ]


def test_trip_of_the_ambassador_is_no_delegation():
    trips = Visit.objects.filter(kind=Visit.Kind.EMBASSY_TRIP).order_by("reference")
    assert references(trips) == ["F069", "F070", "F071", "F137", "F140", "F152-visit"]
    assert not any(trip.counts_as_delegation for trip in trips)


def test_contracts_of_the_visit_to_karaganda_are_a_lower_bound():
    trip = visit("F065")
    assert (trip.amount, trip.amount_qualifier) == (14_000_000, "over")


def test_companies_travel_as_delegates():
    delegates = visit("F067").delegates.all()
    assert [str(d.person or d.organisation) for d in delegates] == [
        "Ivan Krupko",
        "Gomselmash",
        "Spartak",
        "Zhlobin Meat Plant",
        "Rogachev Milk Canning Plant",
        "Rechitsadrev",
        "Administration of the Free Economic Zone Gomel-Raton",
    ]


def test_session_by_video_link_has_no_stop():
    session = visit("F149")
    assert (session.online, session.stops.count()) == (True, 0)


# Agreements, projects, commitments


def test_south_kazakhstan_is_found_under_turkistan_and_kept_as_named():
    found = Agreement.objects.of_place(place("KZ-61")).get()
    assert found.reference == "F087"
    assert found.parties.get(position=2).printed_differently == "South Kazakhstan Region"


def test_zones_that_the_source_does_not_name_stay_unresolved():
    parties = agreement("F093").parties.all()
    assert [(party.unresolved, party.name) for party in parties] == [
        (True, "FEZ in Gomel Oblast"),
        (True, "FEZ in Pavlodar Oblast"),
    ]
    assert list(agreement("F093").visit_links.values_list("visit__reference", flat=True)) == [
        "F058"
    ]


def test_memorandum_of_vitebsk_names_its_signatories():
    parties = agreement("F097").parties.select_related("place", "signatory")
    assert [(p.place.code, p.signatory.slug) for p in parties] == [
        ("KZ-19", "marat-sultangaziyev"),
        ("BY-VI", "aleksandr-subbotin"),
    ]


def test_five_deals_are_one_record_with_their_number_and_amount():
    deals = agreement("F106")
    assert (deals.document_count, deals.amount, deals.rounding_unit) == (5, 73_400_000, 100_000)


def test_agreements_below_regions_have_cities_districts_and_universities():
    named = {
        reference: [str(party) for party in agreement(reference).parties.all()]
        for reference in ("F088", "F091", "F095")
    }
    assert named == {
        "F088": ["Mogilev", "Semey"],
        "F091": ["Slutsk District", "Pavlodar District"],
        "F095": ["Francysk Skaryna Gomel State University", "Pavlodar State Pedagogical Institute"],
    }


@pytest.mark.parametrize(
    ("reference", "counts"),
    [
        ("F108", {"enterprises": 21}),
        ("F109", {"enterprises": 22}),
        ("F110", {"sites": 12, "prepared": 4, "units_planned": 1500}),
        ("F117", {"first_lot": 20, "units_planned": 500}),
        ("F118", {"units": 20, "units_planned": 5}),
        ("F120", {"projects": 15, "running": 12}),
        ("F121", {"projects": 7, "jobs": 1500, "prepared": 2, "goods_offered": 105}),
        ("F122", {"enterprises": 256, "distribution": 40, "partner_enterprises": 49}),
        ("F123", {"sites": 7, "distribution": 40, "partner_enterprises": 55}),
    ],
)
def test_counts_of_a_project_are_indicators(reference, counts):
    found = {i.kind: int(i.value) for i in project(reference).indicators.all()}
    assert found == counts


def test_commitment_is_due_by_january_2016():
    commitment = Commitment.objects.get()
    assert partial_date_label(commitment.due, "en") == "by the end of January 2016"
    assert (commitment.debtor.slug, commitment.status) == ("by-ma-executive-committee", "open")
    assert references(commitment.visits.all()) == ["F133"]


# The example programme


def test_example_is_marked_and_never_counted():
    example = visit("example-programme")
    assert (example.is_example, example.status, example.counts_as_delegation) == (
        True,
        "planned",
        False,
    )
    assert date_range_label(example.start, example.end, "en") == "14–16 September 2027"
    assert [stop.place.name_en for stop in example.stops.all()] == ["Minsk City", "Vitebsk"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/cooperation/gaps/",
        "/cooperation/reciprocity/",
        "/regions/KZ-19/",
        "/visits/calendar/?day=2027-09-15",
        "/visits/letters/",
        "/visits/releases/",
        "/visits/tasks/",
    ],
)
def test_example_stands_on_no_page_that_counts(client, address):
    client.force_login(User.objects.get(username=ADMIN))
    page = client.get(address)
    assert page.status_code == 200
    assert "Example: delegation of Almaty Region" not in page.content.decode()


def test_example_adds_nothing_to_the_counts_of_visits():
    mission, of_the_year = Mission.objects.current(), Visit.objects.delegations().of_year(2027)
    assert (of_the_year.count(), of_the_year.incoming(mission).count()) == (0, 0)
    assert (VisitTask.objects.count(), VisitTask.objects.real().count()) == (8, 0)
    assert (Letter.objects.count(), Letter.objects.real().count()) == (2, 0)


def test_example_shows_every_kind_of_item_and_both_audiences():
    items = visit("example-programme").programme_items.all()
    assert len(items) == 32
    assert {item.kind for item in items} == set(ProgrammeItem.Kind.values)
    assert Counter(item.audience for item in items) == Counter(guest=28, internal=4)


def test_example_names_nobody():
    example = visit("example-programme")
    assert not example.delegates.filter(person__isnull=False).exists()
    assert not example.programme_items.filter(responsible__isnull=False).exists()


def overlaps(items):
    """Return the titles of what begins before what stands before it ends."""
    pairs = zip(items, items[1:], strict=False)
    return [after["title"]["en"] for before, after in pairs if after["start"] < before["end"]]


def test_guests_of_the_example_are_never_in_two_places():
    shown = snapshot_of(visit("example-programme"))
    guests = [item for item in shown["items"] if item["audience"] == "guest"]
    uids = [one["uid"] for one in (*shown["groups"], *shown["delegates"])]
    assert len(uids) == 16
    assert [overlaps(concerning(shown, guests, uid)) for uid in uids] == [[]] * 16


def test_business_group_of_the_example_leaves_a_day_early():
    leaders, business = visit("example-programme").groups.order_by("position")
    last = {group: group.programme_items.in_order().last() for group in (leaders, business)}
    assert (leaders.last_day, business.last_day) == (None, date(2027, 9, 15))
    assert [str(last[group].day) for group in (leaders, business)] == ["2027-09-16", "2027-09-15"]


def test_delegations_of_the_example_stand_in_protocol_order_by_post():
    delegates = visit("example-programme").delegates.senders_first()
    assert Counter(delegate.side for delegate in delegates) == Counter(sending=10, receiving=4)
    assert str(delegates[0].post) == "Deputy Akim of Almaty Region"
    assert {delegate.address for delegate in delegates} == {""}


def test_example_was_released_before_one_item_was_added():
    example = visit("example-programme")
    release = example.releases.get()
    changes = compare(release.content, snapshot_of(example), internal=True)
    assert (release.name, release.state) == ("Example release", "issued")
    assert (len(release.content["items"]), example.programme_items.count()) == (31, 32)
    assert changes.counts() == [("new", 1)]


def test_example_has_eight_tasks_and_two_letters_of_which_one_answers_the_other():
    example = visit("example-programme")
    asked, agreed = example.letters.order_by("date")
    assert [str(day) for day in example.tasks.values_list("due", flat=True)] == [
        *("2027-07-31", "2027-08-15", "2027-08-24", "2027-08-31"),
        *("2027-09-04", "2027-09-04", "2027-09-17", "2027-09-26"),
    ]
    assert (agreed.in_answer_to, example.letters.unanswered().count()) == (asked, 0)


def test_phones_of_the_example_are_nobodys():
    example = visit("example-programme")
    phones = {item.responsible_phone for item in example.programme_items.all()}
    phones |= {one.phone for one in example.arrangements.all()}
    assert [
        phone for phone in phones if not re.fullmatch(r"(\+375 \d\d \d00-00-0\d)?", phone)
    ] == []


def test_travel_times_of_the_sample_are_marked_as_examples():
    assert set(TravelTime.objects.values_list("note", flat=True)) == {
        "Example: a round figure, nobody has measured it."
    }


def test_night_flight_of_the_example_ends_on_the_clock_of_arrival():
    flight = visit("example-programme").programme_items.in_order().last()
    # 22:15 in Minsk (UTC+3) to 06:05 of the next day in Almaty (UTC+5)
    assert (flight.starts, flight.ends) == (time(22, 15), time(6, 5))
    assert flight.ends_utc - flight.starts_utc == timedelta(hours=5, minutes=50)


@pytest.mark.parametrize(
    ("query", "kind", "first"),
    [
        ("Булегенов", "Visits", "Kazakh Cinema Week in Brest"),
        ("cotton", "Statements of trade", "$117,500"),
        ("hrodna", "Places", "Grodno"),
        ("kostanai", "Places", "Kostanay"),
    ],
)
def test_sample_is_found_by_linked_names_and_goods(query, kind, first):
    user = User.objects.get(username=ADMIN)
    found = {group.label: str(group.records[0]) for group in search(query, user)}
    assert found[kind] == first


def test_sample_loaded_again_differs_in_no_line():
    with FACTS_FILE.open(encoding="utf-8") as lines:
        again = load_facts(lines)
    assert (again.different, again.added.total()) == ([], 0)


@pytest.mark.parametrize("name", ["figures", "statements"])
def test_tables_tell_inferred_years_and_how_firmly_an_amount_is_stated(client, name):
    client.force_login(User.objects.get(username="viewer"))

    text = client.get(f"/trade/{name}/export.csv").getvalue().decode().removeprefix("\ufeff")
    rows = csv.DictReader(StringIO(text))
    [row] = [row for row in rows if row["Months"] == "January–July [2022, year inferred]"]

    assert (row["Year inferred"], row["How firmly stated"]) == ("yes", "about")
