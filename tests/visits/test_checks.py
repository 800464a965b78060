"""What the checks of a programme find, and what they leave alone."""

from datetime import date, time

import pytest

from tests.factories import (
    CountryFactory,
    DelegateFactory,
    MissionFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    TravelTimeFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.checks import findings_of
from visits.checks.finding import Weight
from visits.models import ProgrammeItem

pytestmark = pytest.mark.django_db

# A Monday that is no holiday in either country.
DAY = date(2026, 9, 14)
KINDS = ProgrammeItem.Kind


@pytest.fixture
def protocol():
    return UserFactory(role="protocol")


@pytest.fixture
def visit():
    return VisitFactory(title_en="Visit", start="2026-09-14", end="2026-09-16")


def add(visit, title, starts, ends=None, **fields):
    defaults = {"day": DAY, "responsible_post": "Officer", "venue": fields.pop("venue", None)}
    groups, delegates = fields.pop("groups", []), fields.pop("delegates", [])
    item = ProgrammeItemFactory(
        visit=visit, title_en=title, starts=starts, ends=ends, **(defaults | fields)
    )
    item.groups.set(groups)
    item.delegates.set(delegates)
    return item


def found(visit, user, *kinds):
    """Return weight and text of the findings of these kinds."""
    return [(one.weight, one.text) for one in findings_of(visit, user) if one.kind in kinds]


def test_delegation_in_two_places(visit, protocol):
    add(visit, "Talks", time(9), time(10, 30), venue=VenueFactory())
    add(visit, "Plant", time(10), time(11), venue=VenueFactory())

    assert found(visit, protocol, "two_places") == [
        (Weight.CLASH, "The delegation is at the same time at “Talks” and at “Plant”.")
    ]


def test_what_begins_as_the_other_ends_is_no_clash(visit, protocol):
    add(visit, "Talks", time(9), time(10), venue=VenueFactory())
    add(visit, "Plant", time(10), time(11), venue=VenueFactory())

    assert found(visit, protocol, "two_places") == []


def test_groups_may_go_different_ways_at_one_time(visit, protocol):
    one, other = (VisitGroupFactory(visit=visit, title_en=name) for name in ("A", "B"))
    add(visit, "Talks", time(9), time(10), groups=[one])
    add(visit, "Plant", time(9), time(10), groups=[other])

    assert found(visit, protocol, "two_places") == []


def test_delegate_named_elsewhere_than_the_group(visit, protocol):
    group = VisitGroupFactory(visit=visit, title_en="A")
    delegate = DelegateFactory(visit=visit, group=group, post_en="Director")
    add(visit, "Talks", time(9), time(10), groups=[group])
    add(visit, "Interview", time(9, 30), time(9, 45), delegates=[delegate])

    assert found(visit, protocol, "two_places") == [
        (Weight.CLASH, "Director: at the same time at “Talks” and at “Interview”.")
    ]


def test_internal_item_for_nobody_in_particular_clashes_with_nothing(visit, protocol):
    add(visit, "Talks", time(9), time(10))
    add(visit, "Luggage", time(9), time(10), audience=ProgrammeItem.Audience.INTERNAL)

    assert found(visit, protocol, "two_places") == []


def test_responsible_person_in_two_venues(visit, protocol):
    groups = [VisitGroupFactory(visit=visit), VisitGroupFactory(visit=visit)]
    person = PersonFactory(name_en="A. Example")
    for name, group in zip(("Talks", "Plant"), groups, strict=True):
        fields = {"groups": [group], "venue": VenueFactory(), "responsible": person}
        add(visit, name, time(9), time(10), **fields)

    assert found(visit, protocol, "two_places") == [
        (Weight.CLASH, "A. Example is responsible for “Talks” and “Plant” at the same time.")
    ]


def test_group_that_is_not_there_yet_or_any_more(visit, protocol):
    late = VisitGroupFactory(visit=visit, title_en="Late", first_day=date(2026, 9, 15))
    early = VisitGroupFactory(visit=visit, title_en="Early", last_day=date(2026, 9, 13))
    add(visit, "Talks", time(9), time(10), groups=[late, early])

    assert found(visit, protocol, "not_there") == [
        (Weight.CLASH, "“Late” arrives on 15 September 2026."),
        (Weight.CLASH, "“Early” leaves on 13 September 2026."),
    ]


def test_room_taken_by_another_group(visit, protocol):
    venue = VenueFactory(name_en="House of Government")
    groups = [VisitGroupFactory(visit=visit), VisitGroupFactory(visit=visit)]
    add(visit, "Talks", time(9), time(10), groups=groups[:1], venue=venue, room="Hall 1")
    add(visit, "Press", time(9), time(10), groups=groups[1:], venue=venue, room="hall 1")
    add(visit, "Call", time(9), time(10), groups=groups[1:], venue=venue, room="Hall 2")

    assert found(visit, protocol, "room_taken") == [
        (Weight.CLASH, "House of Government, hall 1 is taken by “Talks” at this time.")
    ]


def test_room_and_person_needed_by_another_visit(visit, protocol):
    venue, person = VenueFactory(name_en="Hall"), PersonFactory(name_en="A. Example")
    add(visit, "Talks", time(9), time(10), venue=venue, responsible=person)
    other = VisitFactory(title_en="Other visit")
    add(other, "Signing", time(9, 30), time(11), venue=venue, responsible=person)

    assert found(visit, protocol, "room_taken", "two_places") == [
        (Weight.CLASH, "Hall is taken by “Signing” of “Other visit” at this time."),
        (Weight.CLASH, "A. Example: at the same time at “Signing” of “Other visit”."),
    ]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_visit_that_does_not_take_place_needs_no_room(visit, protocol, status):
    venue = VenueFactory()
    add(visit, "Talks", time(9), time(10), venue=venue)
    add(VisitFactory(status=status), "Signing", time(9), time(10), venue=venue)

    assert found(visit, protocol, "room_taken") == []


def test_restricted_visit_is_not_told_of(visit):
    venue = VenueFactory()
    add(visit, "Talks", time(9), time(10), venue=venue)
    add(VisitFactory(visibility="restricted"), "Signing", time(9), time(10), venue=venue)

    assert found(visit, UserFactory(role="viewer"), "room_taken") == []


def test_way_that_takes_longer_than_there_is_time(visit, protocol):
    one, other = VenueFactory(name_en="Hotel"), VenueFactory(name_en="Plant")
    TravelTimeFactory(one=one, other=other, minutes=40)
    add(visit, "Breakfast", time(8), time(9), venue=one)
    add(visit, "Tour", time(9, 30), time(11), venue=other)

    assert found(visit, protocol, "travel") == [
        (Weight.CLASH, "Hotel → Plant: planned 30 minutes, the way takes 40 minutes.")
    ]


def test_way_that_takes_just_the_time_there_is(visit, protocol):
    one, other = VenueFactory(), VenueFactory()
    TravelTimeFactory(one=one, other=other, minutes=30)
    add(visit, "Breakfast", time(8), time(9), venue=one)
    add(visit, "Tour", time(9, 30), time(11), venue=other)

    assert found(visit, protocol, "travel") == []


def test_way_reckoned_from_the_map_is_a_doubt(visit, protocol):
    one = VenueFactory(name_en="Hotel", latitude=53.90, longitude=27.57)
    other = VenueFactory(name_en="Plant", latitude=53.95, longitude=27.57)
    add(visit, "Breakfast", time(8), time(9), venue=one)
    add(visit, "Tour", time(9, 10), time(11), venue=other)

    text = "Hotel → Plant: planned 10 minutes, by the map about 25 minutes (estimate)."
    assert found(visit, protocol, "travel") == [(Weight.DOUBT, text)]


def test_way_that_nobody_knows_is_never_nothing(visit, protocol):
    one, other = VenueFactory(name_en="Hotel"), VenueFactory(name_en="Plant")
    add(visit, "Breakfast", time(8), time(9), venue=one)
    add(visit, "Tour", time(20), time(21), venue=other)

    [finding] = [one for one in findings_of(visit, protocol) if one.kind == "travel"]
    assert (finding.weight, finding.text, finding.pair) == (
        Weight.GAP,
        "Hotel → Plant: how long the way takes is not known.",
        (one, other),
    )


def test_way_that_nobody_knows_is_asked_for_once_where_it_is_gone_first(visit, protocol):
    hotel, plant = VenueFactory(name_en="Hotel"), VenueFactory(name_en="Plant")
    for hour, venue in enumerate((hotel, plant, hotel, plant), 9):
        add(visit, f"At {hour}", time(hour), time(hour, 30), venue=venue)

    ways = [one for one in findings_of(visit, protocol) if one.kind == "travel"]

    assert [(one.item.title_en, one.pair) for one in ways] == [("At 10", (hotel, plant))]


def test_transfer_leads_from_one_venue_to_the_next(visit, protocol):
    hotel, plant = VenueFactory(name_en="Hotel"), VenueFactory(name_en="Plant")
    TravelTimeFactory(one=hotel, other=plant, minutes=40)
    add(visit, "Breakfast", time(8), time(9), venue=hotel)
    way = {"venue": hotel, "arrival_venue": plant, "kind": KINDS.TRANSFER}
    add(visit, "By bus", time(9), time(9, 30), **way)
    add(visit, "Tour", time(9, 30), time(11), venue=plant)

    assert found(visit, protocol, "travel") == [
        (Weight.CLASH, "Hotel → Plant: planned 30 minutes, the way takes 40 minutes.")
    ]


def test_each_group_has_its_own_way(visit, protocol):
    hotel, plant, hall = (VenueFactory(name_en=name) for name in ("Hotel", "Plant", "Hall"))
    for other in (plant, hall):
        TravelTimeFactory(one=hotel, other=other, minutes=30)
    TravelTimeFactory(one=plant, other=hall, minutes=30)
    one, two = (VisitGroupFactory(visit=visit, title_en=name) for name in ("A", "B"))
    add(visit, "Breakfast", time(8), time(9), venue=hotel, groups=[one, two])
    add(visit, "Tour", time(9, 10), time(10), venue=plant, groups=[one])
    add(visit, "Talks", time(9, 30), time(10), venue=hall, groups=[two])

    assert found(visit, protocol, "travel") == [
        (Weight.CLASH, "A: Hotel → Plant: planned 10 minutes, the way takes 30 minutes.")
    ]


def test_meal_of_less_than_half_an_hour(visit, protocol):
    add(visit, "Lunch", time(13), time(13, 20), kind=KINDS.MEAL)
    add(visit, "Dinner", time(19), time(19, 30), kind=KINDS.MEAL)

    assert found(visit, protocol, "meals") == [(Weight.DOUBT, "Less than half an hour to eat.")]


@pytest.mark.parametrize(
    ("ends", "starts", "expected"),
    [
        (time(13), time(13, 30), ["No time to eat between 12:00–15:00."]),
        (time(13), time(13, 45), []),
        (time(12), time(12, 30), ["No time to eat between 12:00–15:00."]),
    ],
)
def test_noon_without_time_to_eat(visit, protocol, ends, starts, expected):
    add(visit, "Talks", time(9), ends)
    add(visit, "Tour", starts, time(17))

    assert [text for _weight, text in found(visit, protocol, "meals")] == expected


def test_lunch_at_noon_is_time_to_eat(visit, protocol):
    add(visit, "Talks", time(9), time(13))
    add(visit, "Lunch", time(13), time(14), kind=KINDS.MEAL)
    add(visit, "Tour", time(14), time(17))

    assert found(visit, protocol, "meals") == []


def test_holiday_where_it_is_and_at_home(visit, protocol):
    belarus, kazakhstan = (
        CountryFactory(code="BY", name_en="Belarus"),
        CountryFactory(code="KZ", name_en="Kazakhstan"),
    )
    MissionFactory(home=kazakhstan, hosts=[belarus])
    minsk = PlaceFactory(parent=belarus, time_zone="Europe/Minsk")
    visit.end = "2026-12-31"
    visit.save()
    add(visit, "Talks", time(9), time(10), day=date(2026, 12, 16), venue=VenueFactory(place=minsk))
    add(visit, "Call", time(9), time(10), day=date(2026, 12, 25), venue=VenueFactory(place=minsk))

    assert found(visit, protocol, "holidays") == [
        (Weight.DOUBT, "Kazakhstan: Independence Day, offices are closed."),
        (Weight.DOUBT, "Belarus: Catholic Christmas Day, offices are closed."),
    ]


def test_saturday_that_is_worked_for_a_monday(protocol):
    belarus = CountryFactory(code="BY", name_en="Belarus")
    visit = VisitFactory(start="2026-04-18", end="2026-04-25")
    venue = VenueFactory(place=PlaceFactory(parent=belarus, time_zone="Europe/Minsk"))
    for number in (18, 20, 25):
        add(visit, "Talks", time(9), time(10), day=date(2026, 4, number), venue=venue)

    assert [text for _weight, text in found(visit, protocol, "holidays")] == [
        "Belarus: a weekend, offices are closed.",
        "Belarus: day off for 25 April 2026, offices are closed.",
        "Belarus: a working day, moved here from a weekday.",
    ]


def test_hours_of_the_venue(visit, protocol):
    venue = VenueFactory(name_en="Museum", opens=time(10), closes=time(18))
    add(visit, "Early", time(9), time(11), venue=venue)
    add(visit, "In time", time(11), time(18), venue=venue)

    assert found(visit, protocol, "outside_hours") == [
        (Weight.DOUBT, "Museum is open 10:00–18:00.")
    ]


def test_venue_that_is_open_over_midnight(visit, protocol):
    venue = VenueFactory(opens=time(18), closes=time(2))
    add(visit, "Reception", time(22), time(1), venue=venue, kind=KINDS.RECEPTION)

    assert found(visit, protocol, "outside_hours") == []


@pytest.mark.parametrize(
    ("starts", "ends"),
    # Longer than it is open, while it is closed, and from one opening into the next.
    [(time(22), time(3)), (time(10), time(1)), (time(1), time(19))],
)
def test_venue_that_is_closed_by_day(visit, protocol, starts, ends):
    venue = VenueFactory(name_en="Club", opens=time(18), closes=time(2))
    add(visit, "Reception", starts, ends, venue=venue, kind=KINDS.RECEPTION)

    assert found(visit, protocol, "outside_hours") == [(Weight.DOUBT, "Club is open 18:00–02:00.")]


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "expected"),
    [
        (KINDS.TALKS, time(7, 30), time(9), ["Outside the usual hours, 08:00–20:00."]),
        (KINDS.TALKS, time(8), time(20), []),
        (KINDS.MEAL, time(7, 30), time(8, 30), []),
        (KINDS.RECEPTION, time(22), time(0, 30), ["Outside the usual hours, 06:00–23:30."]),
        (KINDS.TRANSFER, time(3), time(5), []),
    ],
)
def test_usual_hours(visit, protocol, kind, starts, ends, expected):
    add(visit, "Item", starts, ends, kind=kind)

    assert [text for _weight, text in found(visit, protocol, "outside_hours")] == expected


def test_mission_itself_may_work_at_any_hour(visit, protocol):
    add(visit, "Luggage", time(4), time(5), audience=ProgrammeItem.Audience.INTERNAL)

    assert found(visit, protocol, "outside_hours") == []


def test_what_is_still_missing(visit, protocol):
    MissionFactory(languages="en,ru,kk")
    add(visit, "Talks", time(9), time(10), title_ru="Переговоры", responsible_post="")

    kinds = ("no_venue", "nobody_responsible", "untranslated")
    assert found(visit, protocol, *kinds) == [
        (Weight.GAP, "No venue yet."),
        (Weight.GAP, "Nobody is responsible yet."),
        (Weight.GAP, "No title in: Kazakh."),
    ]


def test_free_time_needs_neither_venue_nor_anybody(visit, protocol):
    add(visit, "Free", time(9), time(10), kind=KINDS.FREE_TIME, responsible_post="")

    assert findings_of(visit, protocol) == []


def test_other_visit_in_the_region_and_with_the_same_officer(protocol):
    region = PlaceFactory(name_en="Vitebsk Oblast")
    visit = VisitFactory(
        start="2026-09-14", end="2026-09-16", stops=[region], officer=protocol, status="planned"
    )
    VisitFactory(
        title_en="Forum", start="2026-09-16", end="2026-09-18", stops=[region], officer=protocol
    )
    VisitFactory(title_en="After", start="2026-09-17", end="2026-09-18", stops=[region])

    assert [text for _weight, text in found(visit, protocol, "other_visits")] == [
        "Vitebsk Oblast: on the same days “Forum” (16–18 September 2026).",
        f"{protocol} is also in charge of “Forum” (16–18 September 2026).",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_checks_take_as_many_queries_for_one_item_as_for_three(
    protocol, count, django_assert_num_queries
):
    MissionFactory()
    stops = [PlaceFactory(parent=PlaceFactory(kind="region")) for _number in range(count)]
    visit = VisitFactory(start="2026-09-14", end="2026-09-16", stops=stops)
    VisitFactory(start="2026-09-14", end="2026-09-16", stops=stops)
    for number in range(count):
        item = add(visit, "Item", time(9 + number), time(10 + number), venue=VenueFactory())
        item.groups.add(VisitGroupFactory(visit=visit))
        item.delegates.add(DelegateFactory(visit=visit))
    protocol.has_perm("visits.view_visit")
    visit = type(visit).objects.get(pk=visit.pk)

    with django_assert_num_queries(11):
        findings_of(visit, protocol)
