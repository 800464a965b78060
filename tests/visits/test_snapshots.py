"""Snapshots of programmes, whose programme it is, and moments that follow from other items."""

import json
from datetime import UTC, date, datetime, time
from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import (
    DelegateFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.models import Delegate, ProgrammeItem, Release
from visits.models.releases import ReleaseIsFinal
from visits.programme.days import guest_programme
from visits.programme.snapshot import snapshot_of

pytestmark = pytest.mark.django_db

DAY_1, DAY_2 = date(2026, 9, 14), date(2026, 9, 15)


def titles(visit, whom):
    days = guest_programme(snapshot_of(visit), whom.uid)
    return [row["title"] for day in days for row in day["rows"]]


@pytest.fixture
def split_visit():
    """Two groups, of which the second leaves after the first day, and one delegate without."""
    visit = VisitFactory()
    visit.early = VisitGroupFactory(visit=visit, title_en="Business", last_day=DAY_1)
    visit.other = VisitGroupFactory(visit=visit, title_en="Governor's group")
    visit.guest = DelegateFactory(visit=visit, group=visit.early, post_en="Director")
    visit.single = DelegateFactory(visit=visit, post_en="Adviser")
    ProgrammeItemFactory(visit=visit, title_en="talks", day=DAY_1)
    ProgrammeItemFactory(visit=visit, title_en="plant", day=DAY_1, starts=time(10)).groups.add(
        visit.early
    )
    ProgrammeItemFactory(visit=visit, title_en="call", day=DAY_1, starts=time(11)).groups.add(
        visit.other
    )
    item = ProgrammeItemFactory(visit=visit, title_en="interview", day=DAY_1, starts=time(12))
    item.delegates.add(visit.guest)
    ProgrammeItemFactory(visit=visit, title_en="farewell", day=DAY_2)
    return visit


def test_group_that_leaves_early_has_nothing_after_its_last_day(split_visit):
    assert titles(split_visit, split_visit.early) == ["talks", "plant"]
    assert titles(split_visit, split_visit.other) == ["talks", "call", "farewell"]


def test_delegate_has_what_is_for_the_group_and_for_the_person(split_visit):
    assert titles(split_visit, split_visit.guest) == ["talks", "plant", "interview"]
    assert titles(split_visit, split_visit.single) == ["talks", "farewell"]


def test_nobody_has_a_programme_under_an_unknown_key(split_visit):
    with pytest.raises(KeyError):
        guest_programme(snapshot_of(split_visit), "unknown")


def test_row_says_for_whom_it_is(split_visit):
    [first, _second] = guest_programme(snapshot_of(split_visit))

    assert [row["for_whom"] for row in first["rows"]] == [
        [],
        ["Business"],
        ["Governor's group"],
        ["Director"],
    ]


def test_snapshot_is_plain_data_and_the_same_twice(split_visit):
    snapshot = snapshot_of(split_visit)

    assert json.loads(json.dumps(snapshot)) == snapshot == snapshot_of(split_visit)


def test_snapshot_keeps_what_is_renamed_later():
    person = PersonFactory(name_en="A. Example")
    visit = VisitFactory(title_en="Visit of May")
    DelegateFactory(visit=visit, person=person)
    snapshot = snapshot_of(visit)

    person.name_en = "B. Other"
    person.save()

    assert snapshot["delegates"][0]["name"]["en"] == "A. Example"


def test_snapshot_takes_as_many_queries_for_one_item_as_for_three(django_assert_num_queries):
    counts = []
    for count in (1, 3):
        visit = VisitFactory()
        for _number in range(count):
            item = ProgrammeItemFactory(visit=visit, venue=VenueFactory())
            item.groups.add(VisitGroupFactory(visit=visit))
        visit = type(visit).objects.get(pk=visit.pk)
        with django_assert_num_queries(8):
            counts.append(len(snapshot_of(visit)["items"]))

    assert counts == [1, 3]


def test_item_without_a_venue_follows_when_the_one_before_it_moves():
    minsk = VenueFactory(place=PlaceFactory(time_zone="Europe/Minsk"))
    almaty = VenueFactory(place=PlaceFactory(time_zone="Asia/Almaty"))
    first = ProgrammeItemFactory(venue=minsk, day=DAY_1, starts=time(9))
    after = ProgrammeItemFactory(visit=first.visit, day=DAY_1, starts=time(10))

    first.venue = almaty
    first.save()

    after.refresh_from_db()
    assert after.starts_utc == datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
    assert after.history.count() == 1


def test_venue_that_gets_another_clock_keeps_the_time_on_the_wall():
    venue = VenueFactory(place=PlaceFactory(time_zone="Europe/Minsk"))
    item = ProgrammeItemFactory(venue=venue, day=DAY_1, starts=time(9))

    venue.time_zone = "Asia/Almaty"
    venue.save()

    item.refresh_from_db()
    assert (item.starts, item.starts_utc) == (time(9), datetime(2026, 9, 14, 4, 0, tzinfo=UTC))


@pytest.mark.parametrize("field", ["content", "name", "number", "note"])
def test_release_is_never_changed(field):
    release = ReleaseFactory(name="first")
    release = Release.objects.get(pk=release.pk)

    setattr(release, field, {"content": {}, "number": 9}.get(field, "other"))

    with pytest.raises(ReleaseIsFinal):
        release.save()


def test_release_may_be_decided_on():
    release = Release.objects.get(pk=ReleaseFactory(state=Release.State.WAITING).pk)

    release.state = Release.State.ISSUED
    release.save()

    assert Release.objects.issued().newest() == release


def test_rows_from_before_the_keys_get_one_each():
    keys = import_module("visits.migrations.0006_keys_of_rows")
    visit = VisitFactory()
    rows = [DelegateFactory(visit=visit), ProgrammeItemFactory(visit=visit)]
    former = [row.uid for row in rows]

    keys.give_keys(apps, None)

    given = [type(row).objects.get(pk=row.pk).uid for row in rows]
    history = [type(row).history.get(id=row.pk).uid for row in rows]
    assert given == history
    assert set(given).isdisjoint(former)
    assert {Delegate, ProgrammeItem} == {type(row) for row in rows}
