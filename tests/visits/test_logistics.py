"""What is arranged for a visit: for whom, in which order, and for nobody else to read."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests.factories import (
    ArrangementFactory,
    DelegateFactory,
    PersonFactory,
    ProgrammeItemFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.models import Arrangement, Visit

pytestmark = pytest.mark.django_db


def url(name, visit):
    return reverse(f"visits:{name}", args=[visit.public_id])


def sent(visit, *rows, initial=0):
    data = {
        "version": visit.version,
        "arrangements-TOTAL_FORMS": len(rows),
        "arrangements-INITIAL_FORMS": initial,
    }
    for number, row in enumerate(rows):
        plain = {"kind": "arrival", **row}
        data |= {f"arrangements-{number}-{name}": value for name, value in plain.items()}
    return data


def texts(response):
    found = response.context["forms"].problems()
    return [(str(problem["label"]), str(problem["text"])) for problem in found]


@pytest.fixture
def visit():
    return VisitFactory()


def test_arrangements_are_for_a_side_a_group_or_a_delegate(protocol, visit):
    group = VisitGroupFactory(visit=visit, title_en="Business part")
    guest = DelegateFactory(visit=visit, person=PersonFactory(name_en="Ivan Ivanov"))
    hotel = VenueFactory(name_en="Hotel Minsk")
    rows = [
        {"whom": "the whole delegation", "day": "14.9.2026", "time": "930", "detail": "KC 407"},
        {"whom": "business part", "kind": "hotel", "venue": "hotel minsk"},
        {"whom": "IVAN IVANOV", "kind": "car", "detail": "1234 AB-7"},
        {"whom": ""},
    ]

    response = protocol.post(url("edit_logistics", visit), sent(visit, *rows))

    made = Arrangement.objects.order_by("pk")
    assert response.url == url("logistics", visit)
    assert list(made.values_list("kind", "side", "group", "delegate", "venue")) == [
        ("arrival", "sending", None, None, None),
        ("hotel", "sending", group.pk, None, hotel.pk),
        ("car", "sending", None, guest.pk, None),
    ]
    assert (made[0].day, made[0].time) == (date(2026, 9, 14), time(9, 30))
    assert Visit.objects.get().version == visit.version + 1


def test_row_is_changed_and_another_removed(protocol, visit):
    kept = ArrangementFactory(visit=visit, kind="car", detail="Car")
    gone = ArrangementFactory(visit=visit, kind="hotel")
    host = DelegateFactory(visit=visit, side="receiving", post_en="Chairman")
    rows = [
        {"id": kept.pk, "kind": "car", "whom": "Chairman", "detail": "Van"},
        {"id": gone.pk, "kind": "hotel", "whom": "the whole delegation", "DELETE": "on"},
    ]

    protocol.post(url("edit_logistics", visit), sent(visit, *rows, initial=2))

    row = Arrangement.objects.get()
    assert (row.pk, row.side, row.delegate, row.detail) == (kept.pk, "receiving", host, "Van")


def test_row_that_was_not_changed_is_not_saved(protocol, visit):
    host = DelegateFactory(visit=visit, side="receiving", post_en="Chairman")
    kept = ArrangementFactory(visit=visit, kind="car", side="receiving", delegate=host)
    row = {"id": kept.pk, "kind": "car", "whom": "chairman", "detail": kept.detail}

    protocol.post(url("edit_logistics", visit), sent(visit, row, initial=1))

    assert kept.history.count() == 1


@pytest.mark.parametrize(
    ("row", "label", "text"),
    [
        (
            {"whom": "Nobody", "detail": "x"},
            "arrangement 1, For whom",
            "Nobody here is called “Nobody”. Choose a side, a group or a delegate of this visit.",
        ),
        ({"detail": "x"}, "arrangement 1, For whom", "This field is required."),
        (
            {"whom": "the receiving side", "day": "15.9.2026", "last_day": "14.9.2026"},
            "arrangement 1",
            "It ends before it starts. Check both days.",
        ),
        (
            {"whom": "the receiving side", "time": "noon"},
            "arrangement 1, Time",
            "Write the time as 09:30.",
        ),
    ],
)
def test_mistake_is_told_and_nothing_is_lost(protocol, visit, row, label, text):
    response = protocol.post(url("edit_logistics", visit), sent(visit, row))

    assert texts(response) == [(label, text)]
    assert all(value in response.content.decode() for value in row.values())
    assert not Arrangement.objects.exists()


def test_stale_save_is_answered_409(protocol, visit):
    data = sent(visit, {"whom": "the whole delegation", "detail": "Typed detail"})
    visit.save()

    response = protocol.post(url("edit_logistics", visit), data)

    assert response.status_code == 409
    assert "Typed detail" in response.content.decode()


def test_page_lists_them_by_kind_with_diets_and_interpreters(protocol, visit):
    guest = DelegateFactory(
        visit=visit,
        person=PersonFactory(name_en="Ivan Ivanov"),
        diet="no fish",
        interpreter="kk-en",
    )
    ArrangementFactory(visit=visit, kind="car", delegate=guest)
    ArrangementFactory(visit=visit, kind="arrival", day=date(2026, 9, 15), detail="second")
    ArrangementFactory(visit=visit, kind="arrival", day=date(2026, 9, 14), detail="first")

    response = protocol.get(url("logistics", visit))

    kinds = response.context["kinds"]
    assert [str(kind["heading"]) for kind in kinds] == ["Arrival", "Car"]
    assert [row.detail for row in kinds[0]["arrangements"]] == ["first", "second"]
    assert [row.whom for kind in kinds for row in kind["arrangements"]] == [
        "the whole delegation",
        "the whole delegation",
        "Ivan Ivanov",
    ]
    assert response.context["needs"] == [guest]


def test_words_in_another_language_are_marked(protocol, visit):
    ArrangementFactory(visit=visit, detail="Flight 000", contact="Водитель", phone="+375 (17) 0-00")
    DelegateFactory(visit=visit, diet="Без рыбы")

    protocol.cookies["django_language"] = "ru"
    html = protocol.get(url("logistics", visit)).content.decode()

    assert '<span lang="en">Flight 000</span>' in html
    assert '<span>Водитель</span> <a class="nowrap" href="tel:+37517000">' in html
    assert '"><span>Без рыбы</span></td>' in html


def test_delegates_of_one_name_are_told_apart(protocol, visit):
    DelegateFactory(visit=visit, precedence=1, post_en="Adviser")
    second = DelegateFactory(visit=visit, precedence=2, post_en="Adviser")
    row = {"whom": f"Adviser [{second.uid}]", "kind": "car"}

    protocol.post(url("edit_logistics", visit), sent(visit, row))

    assert Arrangement.objects.get().delegate == second


@pytest.mark.parametrize("name", ["logistics", "logistics_print", "edit_logistics"])
@pytest.mark.parametrize("count", [1, 3])
def test_logistics_query_count(protocol, visit, name, count, django_assert_num_queries):
    for _number in range(count):
        guest = DelegateFactory(visit=visit, person=PersonFactory(), diet="no fish")
        ArrangementFactory(visit=visit, delegate=guest, venue=VenueFactory())
    protocol.get(reverse("visits:list"))

    with django_assert_num_queries(8):
        protocol.get(url(name, visit))


CANARIES = {
    "diet": "CANARYDIET",
    "interpreter": "CANARYTONGUE",
    "internal_note": "CANARYNOTE",
}
READERS_PAGES = (
    *("visit", "delegation", "programme", "print"),
    "releases",
)


def test_readers_meet_nothing_internal(viewer, visit):
    guest = DelegateFactory(visit=visit, person=PersonFactory(), post_en="Adviser")
    for name, canary in CANARIES.items():
        setattr(guest, name, canary)
    guest.save()
    ProgrammeItemFactory(visit=visit)
    ArrangementFactory(
        visit=visit,
        delegate=guest,
        detail="CANARYFLIGHT",
        contact="CANARYCONTACT",
        phone="CANARY1",
        note="CANARYHOTEL",
    )
    pages = [
        *(url(name, visit) for name in READERS_PAGES),
        reverse("visits:list"),
        reverse("visits:list_csv"),
        reverse("visits:list_xlsx"),
        reverse("portal:history", args=["visit", visit.public_id]),
        reverse("portal:search") + "?q=canary",
        guest.person.get_absolute_url(),
    ]

    for address in pages:
        response = viewer.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200
        assert b"CANARY" not in body, address
