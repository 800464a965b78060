"""What differs between two programmes: matched by uid, told in the reader's words."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import (
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.programme.differences import Change, Sign, compare
from visits.programme.snapshot import snapshot_of

pytestmark = pytest.mark.django_db
TALKS = "Talks"


@pytest.fixture
def minsk():
    place = PlaceFactory(name_en="Minsk", time_zone="Europe/Minsk")
    return VenueFactory(name_en="Hotel", place=place)


@pytest.fixture
def almaty():
    place = PlaceFactory(name_en="Almaty", time_zone="Asia/Almaty")
    return VenueFactory(name_en="Akimat", place=place)


@pytest.fixture
def talks(minsk):
    visit = VisitFactory(title_en="Visit of the governor", start="2026-09-14", end="2026-09-16")
    return ProgrammeItemFactory(
        visit=visit, venue=minsk, starts=time(9), ends=time(10, 30), title_en=TALKS, kind="talks"
    )


def changed(item, **fields):
    """Return the snapshots of the programme before and after a change of the item."""
    before = snapshot_of(item.visit)
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    return before, snapshot_of(item.visit)


def one_change(snapshots, **how):
    """Return the signs and the changes of the one item that differs."""
    [row] = compare(*snapshots, **how).items
    return row.signs, [(change.label, change.before, change.after) for change in row.changes]


def test_same_programme_differs_in_nothing(talks):
    snapshot = snapshot_of(talks.visit)

    assert not compare(snapshot, snapshot, internal=True)


def test_item_is_matched_by_its_key_though_its_title_is_another(talks):
    found = one_change(changed(talks, title_en="Negotiations"))

    assert found == ((Sign.CHANGED,), [("title", "Talks", "Negotiations")])


def test_item_of_the_same_title_is_another_item(talks):
    before = snapshot_of(talks.visit)
    twin = {"visit": talks.visit, "venue": talks.venue, "title_en": TALKS, "kind": "talks"}
    talks.delete()
    new = ProgrammeItemFactory(**twin, starts=time(9), ends=time(10, 30))

    rows = compare(before, snapshot_of(new.visit)).items

    assert {(row.uid, row.signs) for row in rows} == {
        (talks.uid, (Sign.CANCELLED,)),
        (new.uid, (Sign.NEW,)),
    }


NINE = "14 September 2026, 09:00–10:30 (Minsk, UTC+3)"


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"starts": time(9, 30)}, "14 September 2026, 09:30–10:30 (Minsk, UTC+3)"),
        ({"day": date(2026, 9, 15)}, "15 September 2026, 09:00–10:30 (Minsk, UTC+3)"),
        ({"ends": None}, "14 September 2026, 09:00 (Minsk, UTC+3)"),
        ({"ends": time(1)}, "14 September 2026, 09:00–01:00 (+1) (Minsk, UTC+3)"),
    ],
)
def test_item_at_another_time_is_moved(talks, fields, after):
    found = one_change(changed(talks, **fields))

    assert found == ((Sign.MOVED,), [("when", NINE, after)])


def test_item_on_another_clock_is_moved_though_its_hours_are_the_same(talks, almaty):
    signs, changes = one_change(changed(talks, venue=almaty))

    assert signs == (Sign.MOVED, Sign.CHANGED)
    assert changes == [
        ("when", NINE, "14 September 2026, 09:00–10:30 (Almaty, UTC+5)"),
        ("venue", "Hotel, Minsk", "Akimat, Almaty"),
    ]


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"kind": "meeting"}, ("kind", "talks", "meeting")),
        ({"room": "5"}, ("room", "", "5")),
    ],
)
def test_field_that_changed_is_told_with_both_values(talks, fields, change):
    assert one_change(changed(talks, **fields)) == ((Sign.CHANGED,), [change])


def test_whom_an_item_is_for_is_told_by_name(talks):
    before = snapshot_of(talks.visit)
    talks.groups.add(VisitGroupFactory(visit=talks.visit, title_en="Business"))

    differences = compare(before, snapshot_of(talks.visit))

    [row] = differences.items
    assert row.changes == (Change("for whom", "everybody", "Business"),)
    assert [(one.name, one.signs) for one in differences.groups] == [("Business", (Sign.NEW,))]


def test_change_in_another_language_names_the_language(talks):
    found = one_change(changed(talks, title_ru="Переговоры"))

    assert found == ((Sign.CHANGED,), [("title (Russian)", "Talks", "Переговоры")])


def test_change_is_told_in_the_language_of_the_reader(talks):
    with translation.override("ru"):
        _signs, changes = one_change(changed(talks, title_ru="Переговоры"))

    assert [(before, after) for _label, before, after in changes] == [("Talks", "Переговоры")]


INTERNAL = [
    ({"responsible_post": "Attaché"}, ("responsible post", "", "Attaché")),
    ({"responsible_phone": "+375 1"}, ("phone", "", "+375 1")),
    ({"car": "1"}, ("car", "", "1")),
    ({"interpreter": "en–ru"}, ("interpreter", "", "en–ru")),
    ({"internal_note": "Flags"}, ("internal note", "", "Flags")),
    ({"plan_b": "Indoors"}, ("plan B", "", "Indoors")),
]


@pytest.mark.parametrize(("fields", "change"), INTERNAL)
def test_internal_field_is_told_to_the_mission_alone(talks, fields, change):
    snapshots = changed(talks, **fields)

    assert not compare(*snapshots)
    assert one_change(snapshots, internal=True) == ((Sign.CHANGED,), [change])


def test_who_is_responsible_is_told_to_the_mission_alone(talks):
    person, office = PersonFactory(name_en="A. B."), OrganisationFactory(name_en="Office")
    snapshots = changed(talks, responsible=person, responsible_organisation=office)

    assert not compare(*snapshots)
    assert one_change(snapshots, internal=True)[1] == [
        ("responsible person", "", "A. B."),
        ("responsible organisation", "", "Office"),
    ]


@pytest.mark.parametrize(
    ("audiences", "guest_sign"),
    [(("guest", "internal"), Sign.CANCELLED), (("internal", "guest"), Sign.NEW)],
)
def test_item_that_changes_its_readers_comes_or_goes_for_guests(talks, audiences, guest_sign):
    talks.audience = audiences[0]
    talks.save()

    snapshots = changed(talks, audience=audiences[1])

    assert one_change(snapshots) == ((guest_sign,), [])
    assert one_change(snapshots, internal=True)[0] == (Sign.CHANGED,)


def test_items_come_in_the_order_they_take_place(talks):
    before = snapshot_of(talks.visit)
    for day, title in [(16, "last"), (14, "first"), (15, "second")]:
        ProgrammeItemFactory(visit=talks.visit, day=date(2026, 9, day), title_en=title)

    rows = compare(before, snapshot_of(talks.visit)).items

    assert [row.name for row in rows] == ["first", "second", "last"]


def test_items_are_counted_by_what_became_of_them(talks):
    before = snapshot_of(talks.visit)
    ProgrammeItemFactory(visit=talks.visit)
    ProgrammeItemFactory(visit=talks.visit)
    talks.starts = time(9, 30)
    talks.save()

    found = compare(before, snapshot_of(talks.visit)).counts()

    assert found == [("new", 2), ("moved", 1)]


def test_delegates_and_their_posts_are_told(talks):
    stays = DelegateFactory(visit=talks.visit, post_en="Governor", precedence=1)
    leaves = DelegateFactory(visit=talks.visit, post_en="Deputy", precedence=2)
    before = snapshot_of(talks.visit)
    leaves.delete()
    stays.post_en = "Acting governor"
    stays.save()
    DelegateFactory(visit=talks.visit, post_en="Adviser", precedence=3)

    rows = compare(before, snapshot_of(talks.visit)).delegates

    assert [(str(row.name), row.signs) for row in rows] == [
        ("Acting governor", (Sign.CHANGED,)),
        ("Adviser", (Sign.NEW,)),
        ("Deputy", (Sign.CANCELLED,)),
    ]
    assert rows[0].changes == (Change("post", "Governor", "Acting governor"),)


def test_protocol_order_is_told_of_those_who_stay(talks):
    ends = [
        DelegateFactory(visit=talks.visit, post_en=post, precedence=n)
        for n, post in enumerate(["One", "Two", "Three"], 1)
    ]
    before = snapshot_of(talks.visit)
    ends[0].precedence = 4
    ends[0].save()

    [change] = compare(before, snapshot_of(talks.visit)).order

    assert change == Change("protocol order", "One, Two, Three", "Two, Three, One")


def test_order_is_the_same_when_one_leaves(talks):
    first = DelegateFactory(visit=talks.visit, precedence=1)
    DelegateFactory(visit=talks.visit, precedence=2)
    before = snapshot_of(talks.visit)
    first.delete()

    assert compare(before, snapshot_of(talks.visit)).order == ()


def test_dates_of_the_visit_are_told(talks):
    before = snapshot_of(talks.visit)
    talks.visit.end = "2026-09-17"
    talks.visit.title_en = "Visit"
    talks.visit.save()

    found = compare(before, snapshot_of(talks.visit)).visit

    assert found == (
        Change("title", "Visit of the governor", "Visit"),
        Change("dates", "14–16 September 2026", "14–17 September 2026"),
    )


@pytest.mark.parametrize("field", ["purpose_en", "status"])
def test_what_a_programme_does_not_print_is_no_difference_for_guests(talks, field):
    before = snapshot_of(talks.visit)
    setattr(talks.visit, field, "cancelled")
    talks.visit.save()

    assert not compare(before, snapshot_of(talks.visit))


CANARY = "canary-93d1"


@pytest.fixture
def two_releases(talks):
    """Two releases between which every internal field came to hold a mark."""
    ReleaseFactory(visit=talks.visit)
    talks.internal_note = talks.plan_b = talks.car = talks.interpreter = CANARY
    talks.responsible_post = talks.responsible_phone = CANARY
    talks.room = "7"
    talks.save()
    ProgrammeItemFactory(visit=talks.visit, title_en=CANARY, audience="internal")
    return ReleaseFactory(visit=talks.visit).visit


@pytest.mark.parametrize(("role", "times"), [("viewer", 0), ("protocol", 7)])
def test_page_of_differences_tells_guests_nothing_internal(client_as, two_releases, role, times):
    url = reverse("visits:differences", args=[two_releases.public_id, 1, 2])

    html = client_as(role).get(url).content.decode()

    assert html.count(CANARY) == times
    assert "<ins>7</ins>" in html


def test_differences_to_the_draft_are_for_those_who_change_it(client_as, two_releases):
    url = reverse("visits:differences_to_draft", args=[two_releases.public_id, 1])

    statuses = {role: client_as(role).get(url).status_code for role in ("viewer", "protocol")}

    assert statuses == {"viewer": 403, "protocol": 200}


@pytest.mark.parametrize("numbers", [(1, 9), (9, 1), (0, 1), (10**40, 1), (1, 10**40)])
def test_release_that_is_not_there_is_not_compared(viewer, two_releases, numbers):
    url = reverse("visits:differences", args=[two_releases.public_id, *numbers])

    assert viewer.get(url).status_code == 404
