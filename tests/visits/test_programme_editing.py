"""One day of a programme on one page: what is typed, what is refused, and that nothing is lost."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from tests.factories import (
    DelegateFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.models import ProgrammeItem, Venue, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MONDAY, TUESDAY = date(2026, 9, 14), date(2026, 9, 15)


@pytest.fixture
def planned():
    return VisitFactory(start="2026-09-14", end="2026-09-15", status="planned")


def day_url(visit, day=MONDAY):
    return reverse("visits:edit_day", args=[visit.public_id, day])


def row(number, **fields):
    return {f"programme_items-{number}-{name}": value for name, value in fields.items()}


def typed(number, **fields):
    """Return a row as the page sends it, each field the plainest unless it is given."""
    return row(number, **{"starts": "9", "kind": "meeting", "audience": "guest", **fields})


def sent(visit, *rows, initial=0, **more):
    """Return what the page of a day sends: rows that were there come first."""
    data = {
        "version": visit.version,
        "programme_items-TOTAL_FORMS": len(rows),
        "programme_items-INITIAL_FORMS": initial,
    }
    for fields in rows:
        data |= fields
    return data | more


def kept(item, number, **fields):
    """Return the row of an item as the page sends it when only ``fields`` are changed."""
    unchanged = {
        "id": item.pk,
        "starts": item.starts.isoformat("minutes"),
        "ends": item.ends.isoformat("minutes") if item.ends else "",
        "day": item.day.isoformat(),
        "title_en": item.title_en,
        "venue": str(item.venue or ""),
    }
    return typed(number, **{**unchanged, **fields})


def problems(response):
    return [
        (str(problem["label"]), str(problem["text"]))
        for problem in response.context["forms"].problems()
    ]


def hours(visit):
    items = visit.programme_items.in_order()
    return [(item.day.day, item.starts.isoformat("minutes"), item.title_en) for item in items]


def test_day_is_written_on_one_page(protocol, planned):
    hotel = VenueFactory(name_en="Hotel in Minsk")
    data = sent(
        planned,
        typed(0, starts="0930", ends="+45", title_en="Talks", venue="hotel", room="204"),
        typed(1, starts=""),
        typed(
            2, starts="23.30", ends="110", title_ru="Переезд", car="1234 AB-7", plan_b="by train"
        ),
    )

    response = protocol.post(day_url(planned), data)

    items = planned.programme_items.in_order()
    found = [(item.day, item.starts, item.ends, item.venue, item.room, item.car) for item in items]
    assert response.url == day_url(planned)
    assert found == [
        (MONDAY, time(9, 30), time(10, 15), hotel, "204", ""),
        (MONDAY, time(23, 30), time(1, 10), None, "", "1234 AB-7"),
    ]
    assert Visit.objects.get().version == planned.version + 1


@pytest.mark.parametrize(
    ("text", "kept_as"),
    [
        *((text, time(9)) for text in ("9", "09", "9.00", "9:00", "09:00", "900", "0900", "9-00")),
        *((text, time(9, 30)) for text in ("930", "9.30", "9:30", "09:30", "09:30:00", " 9 30 ")),
        ("0", time(0)),
        ("2359", time(23, 59)),
    ],
)
def test_time_is_read_as_people_write_it(protocol, planned, text, kept_as):
    protocol.post(day_url(planned), sent(planned, typed(0, starts=text, title_en="Talks")))

    assert [item.starts for item in planned.programme_items.all()] == [kept_as]


@pytest.mark.parametrize("text", ["nine", "24:00", "9:60", "99999", "-9", "٩", "9:3"])
def test_unreadable_time_says_how_to_write_it(protocol, planned, text):
    response = protocol.post(
        day_url(planned), sent(planned, typed(0, starts=text, title_en="Talks"))
    )

    assert problems(response) == [("item 1, Starts", "Write the time as 09:30.")]


@pytest.mark.parametrize(
    ("ends", "kept_as"),
    [("+45", time(9, 45)), ("+ 5", time(9, 5)), ("+1:30", time(10, 30)), ("+90", time(10, 30))],
)
def test_end_may_be_typed_as_how_long_it_lasts(protocol, planned, ends, kept_as):
    protocol.post(day_url(planned), sent(planned, typed(0, ends=ends, title_en="Talks")))

    assert planned.programme_items.get().ends == kept_as


@pytest.mark.parametrize("ends", ["+1440", "+24:00", "+", "+1.5h", "45+"])
def test_unreadable_end_says_how_to_write_it(protocol, planned, ends):
    response = protocol.post(day_url(planned), sent(planned, typed(0, ends=ends, title_en="Talks")))

    text = "Write the time as 09:30, or +45 for 45 minutes after the start."
    assert problems(response) == [("item 1, Ends", text)]


def test_length_of_a_flight_ends_on_the_clock_of_its_arrival(protocol, planned):
    VenueFactory(name_en="Minsk airport")
    VenueFactory(name_en="Almaty airport", place=PlaceFactory(time_zone="Asia/Almaty"))
    flight = typed(
        0,
        starts="2200",
        ends="+4:10",
        kind="transfer",
        title_en="Flight",
        venue="minsk",
        arrival_venue="almaty",
    )

    protocol.post(day_url(planned), sent(planned, flight))

    item = planned.programme_items.get()
    # 22:00 in Minsk is 19:00 UTC; 4:10 later it is 23:10 UTC, and 04:10 in Almaty.
    assert (item.ends, item.ends_utc) == (time(4, 10), datetime(2026, 9, 14, 23, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("fields", "label", "text"),
    [
        (
            {"day": "17.09.2026"},
            "item 1, Day",
            "This day is outside the visit, which takes place: 14–15 September 2026.",
        ),
        (
            {"day": "31.9.2026"},
            "item 1, Day",
            "Write the day, the month and the year, as 9.3.2026.",
        ),
        (
            {"ends": "08:00"},
            "item 1, Ends",
            "The item ends before it starts. Only what lasts at most 12 hours is read as ending on"
            " the next day.",
        ),
        (
            {"title_en": ""},
            "item 1, Title in English",
            "Give a title in at least one of the four languages.",
        ),
        (
            {"venue": "Nowhere"},
            "item 1, Venue",
            "“Nowhere” is not known here. Check the spelling, or add it first.",
        ),
        ({"kind": "party"}, "item 1, Kind", "Choose one from the list."),
    ],
)
def test_mistake_is_told_and_nothing_is_lost(protocol, planned, fields, label, text):
    data = typed(
        0, **{"title_en": "Talks", "ends": "10:00", "internal_note": "Kept note", **fields}
    )

    response = protocol.post(day_url(planned), sent(planned, data))

    assert problems(response) == [(label, text)]
    assert "Kept note" in response.content.decode()
    assert not ProgrammeItem.objects.exists()


def test_title_too_long_in_four_languages_is_told_and_kept(protocol, planned):
    titles = {
        "title_en": "a" * 5000,
        "title_ru": "ы" * 5000,
        "title_kk": "ә" * 5000,
        "title_be": "ў" * 5000,
    }

    response = protocol.post(day_url(planned), sent(planned, typed(0, **titles)))

    text = "At most 500 characters fit here; there are 5000."
    assert sorted(problems(response)) == [
        (f"item 1, Title in {language}", text)
        for language in ("Belarusian", "English", "Kazakh", "Russian")
    ]
    assert all(title in response.content.decode() for title in titles.values())


def test_emoji_are_kept_and_nul_is_refused_in_words(protocol, planned):
    title = "Talks 🤝 Ә ў"

    refused = protocol.post(day_url(planned), sent(planned, typed(0, title_en="Ta\0lks")))
    protocol.post(day_url(planned), sent(planned, typed(0, title_en=title)))

    assert [label for label, _text in problems(refused)] == ["item 1, Title in English"]
    assert planned.programme_items.get().title_en == title


def test_items_stand_as_they_happen_on_both_clocks(protocol, planned):
    almaty = VenueFactory(place=PlaceFactory(time_zone="Asia/Almaty"))
    # 08:00 in Minsk and 09:00 in Almaty: the second is an hour earlier.
    ProgrammeItemFactory(visit=planned, venue=VenueFactory(), starts=time(8), title_en="Minsk")
    ProgrammeItemFactory(visit=planned, venue=almaty, starts=time(9), title_en="Almaty")

    response = protocol.get(day_url(planned))

    assert rows_shown(response)[:2] == [("09:00:00", "Almaty"), ("08:00:00", "Minsk")]


def test_page_that_came_back_incomplete_says_so(protocol, planned):
    response = protocol.post(day_url(planned), {"version": planned.version})

    text = "This page came back incomplete. Open it again, please."
    assert problems(response) == [("", text)]


def test_stale_day_is_answered_409_and_what_was_typed_is_kept(protocol, planned):
    data = sent(planned, typed(0, title_en="Typed title", ends="+45"))
    planned.save()

    response = protocol.post(day_url(planned), data)

    html = response.content.decode()
    assert response.status_code == 409
    assert ("Typed title" in html, "+45" in html) == (True, True)
    assert not ProgrammeItem.objects.exists()


def mark(client, visit, day=MONDAY):
    """Return what the page of the day knows it by."""
    return client.get(day_url(visit, day)).context["forms"].form["mark"].value()


def test_day_is_saved_though_another_day_has_changed_meanwhile(protocol, planned):
    seen = mark(protocol, planned)
    other = sent(planned, typed(0, title_en="Tuesday"))
    protocol.post(day_url(planned, TUESDAY), other)

    response = protocol.post(
        day_url(planned), sent(planned, typed(0, title_en="Monday"), mark=seen)
    )

    assert response.status_code == 302
    assert hours(planned) == [(14, "09:00", "Monday"), (15, "09:00", "Tuesday")]
    assert Visit.objects.get().version == planned.version + 2


def test_day_is_stale_once_somebody_else_concerns_an_item_of_it(protocol, planned):
    item = ProgrammeItemFactory(visit=planned)
    seen = mark(protocol, planned)
    item.groups.add(VisitGroupFactory(visit=planned))
    planned.save()
    planned.version -= 1

    rows = kept(item, 0, title_en="Mine")
    response = protocol.post(day_url(planned), sent(planned, rows, initial=1, mark=seen))

    assert response.status_code == 409


@pytest.mark.parametrize("change", ["delete", "save", "add"])
def test_mark_of_a_day_tells_of_every_change_to_its_items(protocol, planned, change):
    item = ProgrammeItemFactory(visit=planned)
    ProgrammeItemFactory(visit=planned, day=TUESDAY)
    seen = mark(protocol, planned)

    if change == "add":
        ProgrammeItemFactory(visit=planned)
    else:
        getattr(item, change)()

    assert mark(protocol, planned) != seen


def test_day_sent_twice_makes_its_items_once(protocol, planned):
    data = sent(planned, typed(0, title_en="Talks"))

    answers = [protocol.post(day_url(planned), data).status_code for _time in range(2)]

    assert answers == [302, 409]
    assert planned.programme_items.count() == 1


def test_row_that_is_gone_is_named_and_can_be_taken_off(protocol, planned):
    item = ProgrammeItemFactory(visit=planned)
    data = sent(planned, kept(item, 0, title_en="Mine"), initial=1)
    item.delete()

    told = problems(protocol.post(day_url(planned), data))
    response = protocol.post(day_url(planned), data | row(0, DELETE="on"))

    text = "This row is no longer here: it was removed, or moved to another day."
    assert told == [("item 1", text)]
    assert response.status_code == 302


def test_row_is_removed_and_moved_to_another_day(protocol, planned):
    gone, moved = (ProgrammeItemFactory(visit=planned, title_en=name) for name in ("gone", "moved"))
    rows = kept(gone, 0, DELETE="on"), kept(moved, 1, day="15.9.2026")

    protocol.post(day_url(planned), sent(planned, *rows, initial=2))

    assert hours(planned) == [(15, "09:00", "moved")]


def test_row_without_its_venue_leaves_no_clock_behind(protocol, planned):
    almaty = VenueFactory(place=PlaceFactory(time_zone="Asia/Almaty"))
    first = ProgrammeItemFactory(visit=planned, venue=almaty)
    second = ProgrammeItemFactory(visit=planned, starts=time(10))
    rows = kept(first, 0, DELETE="on"), kept(second, 1)

    protocol.post(day_url(planned), sent(planned, *rows, initial=2))

    # In Almaty 10:00 is 05:00 UTC; without any venue the visit goes by UTC.
    assert planned.programme_items.get().starts_utc == datetime(2026, 9, 14, 10, tzinfo=UTC)


def test_rows_stand_for_groups_and_persons(protocol, planned):
    group = VisitGroupFactory(visit=planned)
    person = DelegateFactory(visit=planned)

    protocol.post(
        day_url(planned),
        sent(planned, typed(0, title_en="Talks", groups=[group.pk], delegates=[person.pk])),
    )

    item = planned.programme_items.get()
    assert (list(item.groups.all()), list(item.delegates.all())) == ([group], [person])


def test_group_of_another_visit_is_no_choice(protocol, planned):
    VisitGroupFactory(visit=planned)
    other = VisitGroupFactory()

    response = protocol.post(
        day_url(planned), sent(planned, typed(0, title_en="Talks", groups=[other.pk]))
    )

    assert problems(response) == [("item 1, Groups", "Choose from the list.")]


def test_of_a_large_delegation_heads_and_the_chosen_are_offered(protocol, planned):
    members = DelegateFactory.create_batch(41, visit=planned)
    head = DelegateFactory(visit=planned, role="head")
    ProgrammeItemFactory(visit=planned).delegates.add(members[7])

    forms = protocol.get(day_url(planned)).context["forms"]

    offered = forms.items.forms[0].fields["delegates"].choices
    assert sorted(key for key, _name in offered) == sorted([str(head.pk), str(members[7].pk)])


def rows_shown(response):
    """Return the starts and titles of the rows as they stand on the page."""
    return [
        (str(form["starts"].value() or ""), str(form["title_en"].value() or ""))
        for form in response.context["forms"].items.lines
    ]


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        ("", [("", ""), ("9", "first"), ("11", "second")]),
        ("0", [("9", "first"), ("10:30", ""), ("11", "second")]),
        ("1", [("9", "first"), ("11", "second"), ("11:45", "")]),
        ("77", [("", ""), ("9", "first"), ("11", "second")]),
        ("x", [("", ""), ("9", "first"), ("11", "second")]),
    ],
)
def test_row_is_inserted_and_starts_when_the_one_before_ends(protocol, planned, after, rows):
    data = sent(
        planned,
        typed(0, title_en="first", ends="1030"),
        typed(1, starts="11", title_en="second", ends="+45"),
        insert=after,
    )

    response = protocol.post(day_url(planned), data)

    assert rows_shown(response) == rows
    assert problems(response) == []
    assert not ProgrammeItem.objects.exists()


def test_inserted_row_left_as_it_was_offered_is_not_kept(protocol, planned):
    data = sent(
        planned, typed(0, title_en="Talks"), row(1, starts="10:30", sent="10:30", kind="meeting")
    )

    protocol.post(day_url(planned), data)

    assert hours(planned) == [(14, "09:00", "Talks")]


def test_row_with_a_time_of_its_own_and_no_title_is_told(protocol, planned):
    data = sent(planned, row(0, starts="10:45", sent="10:30", kind="meeting", audience="guest"))

    response = protocol.post(day_url(planned), data)

    text = "Give a title in at least one of the four languages."
    assert problems(response) == [("item 1, Title in English", text)]


def test_inserted_row_stays_where_it_is_when_the_page_comes_back(protocol, planned):
    item = ProgrammeItemFactory(visit=planned, title_en="late", starts=time(15))
    data = {
        **typed(1, starts="12", title_en="early"),
        **kept(item, 0, ends="nonsense"),
    }

    response = protocol.post(day_url(planned), sent(planned, data, {}, initial=1))

    assert rows_shown(response) == [("12", "early"), ("15:00", "late")]
    assert problems(response)[0][0] == "item 2, Ends"


def test_row_is_copied_with_all_that_is_typed(protocol, planned):
    group = VisitGroupFactory(visit=planned)
    item = ProgrammeItemFactory(visit=planned)
    data = sent(
        planned,
        kept(item, 0, title_en="Lunch", car="bus", groups=[group.pk]),
        initial=1,
        duplicate="0",
    )

    response = protocol.post(day_url(planned), data)

    copy = response.context["forms"].items.lines[1]
    values = [copy[name].value() for name in ("title_en", "car", "groups", "id")]
    assert values == ["Lunch", "bus", [str(group.pk)], None]
    assert planned.programme_items.count() == 1


def test_more_rows_are_given_without_saving_or_judging(protocol, planned):
    data = sent(planned, typed(0, title_en="Kept", ends="x"), more_rows="programme_items")

    response = protocol.post(day_url(planned), data)

    assert rows_shown(response) == [("9", "Kept"), ("", ""), ("", ""), ("", "")]
    assert problems(response) == []


@pytest.fixture
def three(planned):
    """Items at 9, 10 and 23:30, the last over midnight."""
    venue = VenueFactory(name_en="Hotel")
    return [
        ProgrammeItemFactory(visit=planned, venue=venue, title_en=name, starts=start, ends=end)
        for name, start, end in (
            ("first", time(9), time(10)),
            ("second", time(10), time(11)),
            ("third", time(23, 30), time(0, 15)),
        )
    ]


def shifted(client, visit, items, minutes, day=MONDAY, **button):
    rows = [kept(item, number) for number, item in enumerate(items)]
    data = sent(visit, *rows, initial=len(rows), **{"shift-minutes": minutes}, **button)
    return client.post(day_url(visit, day), data)


def test_row_and_all_that_follow_are_shifted_over_midnight(protocol, planned, three):
    shifted(protocol, planned, three, "45", shift_from="1")

    last = planned.programme_items.get(title_en="third")
    assert hours(planned) == [
        (14, "09:00", "first"),
        (14, "10:45", "second"),
        (15, "00:15", "third"),
    ]
    assert (last.ends, last.ends_utc) == (time(1), datetime(2026, 9, 14, 22, tzinfo=UTC))


def test_one_row_alone_is_shifted_back(protocol, planned, three):
    shifted(protocol, planned, three, "-15", shift_one="1")

    assert hours(planned) == [
        (14, "09:00", "first"),
        (14, "09:45", "second"),
        (14, "23:30", "third"),
    ]


def test_shift_out_of_the_visit_is_refused_and_nothing_is_changed(protocol, planned, three):
    response = shifted(protocol, planned, three, "-600", shift_from="0")

    text = "“first”: This day is outside the visit, which takes place: 14–15 September 2026."
    assert problems(response) == [("Minutes to shift by", text)]
    assert [start for _day, start, _title in hours(planned)] == ["09:00", "10:00", "23:30"]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        ("", "Write by how many minutes."),
        ("0", "Write by how many minutes."),
        ("ten", "Write a whole number."),
        ("1440", "Write a number from -1439 to 1439."),
    ],
)
def test_shift_by_no_number_says_what_to_write(protocol, planned, three, minutes, text):
    response = shifted(protocol, planned, three, minutes, shift_from="0")

    assert problems(response) == [("Minutes to shift by", text)]


@pytest.mark.parametrize("number", ["9", "x", ""])
def test_shift_of_an_empty_row_says_so(protocol, planned, three, number):
    response = shifted(protocol, planned, three, "5", shift_from=number)

    text = "This row is empty: there is nothing to shift."
    assert problems(response) == [("Minutes to shift by", text)]


def test_what_is_typed_is_saved_with_the_shift(protocol, planned, three):
    rows = [kept(item, number) for number, item in enumerate(three[:2])]
    rows.append(typed(3, starts="12", ends="+30", title_en="new"))
    rows.insert(2, kept(three[2], 2, starts="20:00", ends="21:00"))
    data = sent(planned, *rows, initial=3, shift_from="1", **{"shift-minutes": "30"})

    protocol.post(day_url(planned), data)

    assert hours(planned) == [
        (14, "09:00", "first"),
        (14, "10:30", "second"),
        (14, "12:30", "new"),
        (14, "20:30", "third"),
    ]


def test_shift_leaves_one_entry_of_history_for_each_row(protocol, planned, three):
    shifted(protocol, planned, three, "5", shift_from="1")

    assert [item.history.count() for item in planned.programme_items.in_order()] == [1, 2, 2]


def test_venue_that_is_not_known_is_added_without_losing_a_row(protocol, planned):
    PlaceFactory(name_en="Minsk")
    venue = {"venue-name_en": "House of Government", "venue-place": "minsk"}
    data = sent(planned, typed(0, title_en="Kept"), add_venue="yes", **venue)

    response = protocol.post(day_url(planned), data)

    assert [(str(venue), str(venue.place)) for venue in Venue.objects.all()] == [
        ("House of Government", "Minsk")
    ]
    assert rows_shown(response) == [("9", "Kept")]
    assert "House of Government" in response.context["forms"].suggestions()["venues"]
    assert response.context["forms"].new_venue["name_en"].value() is None
    assert problems(response) == []


def test_venue_is_named_in_the_other_languages_too(protocol, planned):
    PlaceFactory(name_en="Minsk")
    names = {"en": "Embassy", "ru": "Посольство", "kk": "Елшілік", "be": "Пасольства"}
    venue = {f"venue-name_{code}": name for code, name in names.items()}
    data = sent(planned, add_venue="yes", **venue, **{"venue-place": "minsk"})

    protocol.post(day_url(planned), data)

    [kept] = Venue.objects.all()
    assert {code: getattr(kept, f"name_{code}") for code in names} == names


def test_venue_typed_and_not_added_is_added_by_the_save(protocol, planned):
    PlaceFactory(name_en="Minsk")
    venue = {"venue-name_en": "House of Government", "venue-place": "minsk"}
    data = sent(planned, typed(0, title_en="Talks", venue="house of government"), **venue)

    protocol.post(day_url(planned), data)

    assert str(planned.programme_items.get().venue) == "House of Government"


@pytest.mark.parametrize("button", [{}, {"add_venue": "yes"}])
def test_venue_in_an_unknown_place_is_told_and_kept(protocol, planned, button):
    venue = {"venue-name_en": "House", "venue-place": "Atlantis"}

    response = protocol.post(
        day_url(planned), sent(planned, typed(0, title_en="Talks"), **venue, **button)
    )

    text = "“Atlantis” is not known here. Check the spelling, or add it first."
    assert problems(response) == [("Place", text)]
    assert 'value="House"' in response.content.decode()
    assert not ProgrammeItem.objects.exists()


def test_venue_is_not_added_twice(protocol, planned):
    known = VenueFactory(name_en="House", place=PlaceFactory(name_en="Minsk"))
    venue = {"venue-name_en": "house", "venue-place": "Minsk"}

    response = protocol.post(day_url(planned), sent(planned, add_venue="yes", **venue))

    text = "This venue is kept already: choose it in the row."
    assert problems(response) == [("Name in English", text)]
    assert list(Venue.objects.all()) == [known]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-09-14", 200),
        ("2026-09-16", 404),
        ("2026-09-31", 404),
        ("2026-13-01", 404),
        ("0000-01-01", 404),
        ("2026-9-14", 404),
    ],
)
def test_day_in_the_address_is_one_of_the_visit(protocol, planned, day, status):
    address = f"{reverse('visits:programme', args=[planned.public_id])}{day}/edit/"

    assert protocol.get(address).status_code == status


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_day_no_clock_can_reckon_with_is_not_found(protocol, day):
    visit = VisitFactory(stops=[PlaceFactory(time_zone="Europe/Minsk")])

    assert protocol.get(day_url(visit, day)).status_code == 404


def test_day_of_an_item_left_outside_the_visit_still_opens(protocol, planned):
    ProgrammeItemFactory(visit=planned, day=date(2026, 9, 20))

    assert protocol.get(day_url(planned, date(2026, 9, 20))).status_code == 200


def test_days_before_and_after_are_one_step_away(protocol, planned):
    days = protocol.get(day_url(planned)).context["days"]

    assert days == {"before": None, "after": TUESDAY}


def test_save_may_go_on_to_the_next_day(protocol, planned):
    data = sent(planned, typed(0, title_en="Talks"), next_day="yes")

    assert protocol.post(day_url(planned), data).url == day_url(planned, TUESDAY)


def test_clock_is_named_where_it_changes(protocol, planned):
    minsk, almaty = (
        VenueFactory(place=PlaceFactory(time_zone=zone)) for zone in ("Europe/Minsk", "Asia/Almaty")
    )
    for hour, venue in ((9, minsk), (10, None), (15, almaty), (16, None)):
        ProgrammeItemFactory(visit=planned, venue=venue, starts=time(hour))

    forms = protocol.get(day_url(planned)).context["forms"]

    named = [form.clock for form in forms.items.initial_forms]
    assert (forms.clock, named) == ("Minsk, UTC+3", ["", "", "Almaty, UTC+5", ""])


@pytest.mark.parametrize("count", [1, 3, 40])
def test_day_asks_as_many_questions_for_any_number_of_items(
    protocol, planned, count, django_assert_num_queries
):
    groups = VisitGroupFactory.create_batch(2, visit=planned)
    delegate = DelegateFactory(visit=planned, person=PersonFactory())
    for _number in range(count):
        item = ProgrammeItemFactory(
            visit=planned, venue=VenueFactory(), responsible=PersonFactory()
        )
        item.groups.add(groups[0])
        item.delegates.add(delegate)
    protocol.get(reverse("visits:list"))

    with django_assert_num_queries(15):
        protocol.get(day_url(planned))


def test_100_items_of_a_day_open_and_are_saved(protocol, planned):
    venue = VenueFactory(name_en="Hotel")
    items = [
        ProgrammeItem(visit=planned, day=MONDAY, starts=time(9), title_en=f"{n}", venue=venue)
        for n in range(100)
    ]
    create_items(items)
    rows = [kept(item, number, title_en=f"changed {number}") for number, item in enumerate(items)]

    opened = protocol.get(day_url(planned))
    saved = protocol.post(day_url(planned), sent(planned, *rows, initial=100))

    assert (opened.status_code, saved.status_code) == (200, 302)
    assert planned.programme_items.filter(title_en__startswith="changed").count() == 100


def create_items(items):
    """Insert items at once, with the moments that follow from their clocks."""
    for item in items:
        item.clean()
    ProgrammeItem.objects.bulk_create(items)


@pytest.mark.parametrize(
    ("venue", "told"),
    [("", ["The day is saved.", "The checks have 1 remark on this day."]), ("Hall", None)],
)
def test_save_says_how_much_the_checks_find(protocol, planned, venue, told):
    VenueFactory(name_en="Hall")
    fields = {"title_en": "Talks", "venue": venue, "responsible_post": "Officer"}

    response = protocol.post(day_url(planned), sent(planned, typed(0, **fields)), follow=True)

    words = [str(message) for message in response.context["messages"]]
    assert words == (told or ["The day is saved."])
