"""The programme of one group or person, by the home capital's clock, and of today."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from regions.models import Mission
from tests.factories import (
    CountryFactory,
    DelegateFactory,
    MissionFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)

pytestmark = pytest.mark.django_db

PAGES = ["programme", "programme_internal"]


def url(name, visit):
    return reverse(f"visits:{name}", args=[visit.public_id])


def titles(response):
    return [row["title"] for day in response.context["days"] for row in day["rows"]]


@pytest.fixture
def visit():
    """A visit with items for everybody, for a group, and for a person of no group."""
    visit = VisitFactory(start="2026-09-14", end="2026-09-15")
    group = VisitGroupFactory(visit=visit, title_en="Business")
    person = DelegateFactory(visit=visit, post_en="Governor")
    for hour, title in ((9, "all"), (10, "group"), (11, "person")):
        ProgrammeItemFactory(visit=visit, starts=time(hour), title_en=title, venue=VenueFactory())
    visit.programme_items.get(title_en="group").groups.add(group)
    visit.programme_items.get(title_en="person").delegates.add(person)
    return visit


@pytest.mark.parametrize("name", PAGES)
def test_programme_of_a_group_has_what_it_is_for_and_says_so(protocol, visit, name):
    group = visit.groups.get()

    response = protocol.get(url(name, visit), {"whom": group.uid})

    assert titles(response) == ["all", "group"]
    assert response.context["whom_name"] == "Business"
    assert "Business" in response.content.decode()


def test_programme_of_a_person_has_what_it_is_for(protocol, visit):
    response = protocol.get(url("programme", visit), {"whom": visit.delegates.get().uid})

    assert titles(response) == ["all", "person"]


@pytest.mark.parametrize("name", PAGES)
def test_programme_of_nobody_known_is_not_found(protocol, visit, name):
    other = VisitGroupFactory()

    found = {protocol.get(url(name, visit), {"whom": key}).status_code for key in (other.uid, "x")}

    assert found == {404}


def test_empty_choice_is_the_programme_of_everybody(protocol, visit):
    response = protocol.get(url("programme", visit), {"whom": ""})

    assert titles(response) == ["all", "group", "person"]


@pytest.mark.parametrize(
    ("name", "query", "what"),
    [
        ("programme", {}, "guest/?release=draft"),
        ("programme", {"whom": "UID", "home": "1"}, "personal/?release=draft&whom=UID&home=1"),
        ("programme_internal", {"whom": "UID"}, "internal/?release=draft&whom=UID"),
    ],
)
def test_print_is_of_what_is_on_the_page(protocol, visit, astana, name, query, what):
    uid = visit.groups.get().uid
    asked = {key: value.replace("UID", uid) for key, value in query.items()}

    printed = protocol.get(url(name, visit), asked).context["print_address"]

    assert printed == url("print", visit) + what.replace("UID", uid)


@pytest.mark.parametrize("what", ["personal", "internal"])
def test_print_of_a_group_has_what_it_is_for_and_says_so(protocol, visit, what):
    address = reverse("visits:print_document", args=[visit.public_id, what])

    response = protocol.get(address, {"whom": visit.groups.get().uid})

    told = [f">{title}<" in response.text for title in ("all", "group", "person")]
    assert told == [True, True, False]
    assert str(response.context["document"].faces[0].lines[1]) == "For: Business"


def test_rows_say_for_whom_and_in_which_room(viewer, visit):
    visit.programme_items.filter(title_en="group").update(room="204")

    html = viewer.get(url("programme", visit)).content.decode()

    assert html.count("For: Business") == 1
    assert html.count("Room: 204") == 1


def test_internal_row_has_the_phone_the_car_the_interpreter_and_plan_b(protocol, visit):
    item = visit.programme_items.get(title_en="all")
    item.responsible_phone = "+375 (17) 200-00-00"
    item.car, item.interpreter, item.plan_b = "1234 AB-7", "from Kazakh", "by train"
    item.save()

    html = protocol.get(url("programme_internal", visit)).content.decode()

    assert '<a href="tel:+375172000000">+375 (17) 200-00-00</a>' in html
    assert all(words in html for words in ("1234 AB-7", "from Kazakh", "by train"))


@pytest.fixture
def astana():
    home = CountryFactory(code="KZ")
    MissionFactory(home=home)
    return PlaceFactory(name_en="Astana", parent=home, kind="capital_city", time_zone="Asia/Almaty")


@pytest.mark.parametrize("name", PAGES)
def test_home_capital_s_time_is_shown_when_it_is_asked_for(protocol, visit, astana, name):
    html = protocol.get(url(name, visit), {"home": "1"}).content.decode()

    # 09:00 in Minsk, UTC+3, is 11:00 in Astana, UTC+5.
    assert '<div class="home-time">11:00 <span>Astana</span></div>' in html


@pytest.mark.parametrize("name", PAGES)
def test_home_capital_s_time_is_not_shown_unasked(protocol, visit, astana, name):
    assert "home-time" not in protocol.get(url(name, visit)).content.decode()


def test_home_capital_s_time_is_not_offered_where_it_is_the_same(protocol, astana):
    item = ProgrammeItemFactory(venue=VenueFactory(place=astana))

    response = protocol.get(url("programme", item.visit), {"home": "1"})

    assert response.context["home"] is None


def test_home_capital_s_time_of_a_release_is_not_shown_once_the_capital_is_gone(
    protocol, visit, astana
):
    ReleaseFactory(visit=visit)
    Mission.objects.all().delete()

    response = protocol.get(url("programme", visit), {"home": "1"})

    assert response.context["home"] is None
    assert "home-time" not in response.content.decode()


def test_programme_of_today_is_two_steps_away(protocol):
    today = timezone.localdate()
    visit = VisitFactory(start=today.isoformat(), end=today.isoformat(), status="confirmed")
    ProgrammeItemFactory(visit=visit, day=today)

    home = protocol.get(reverse("portal:home")).content.decode()
    programme = protocol.get(url("programme_internal", visit)).content.decode()

    assert f'href="{url("programme_internal", visit)}#today"' in home
    assert programme.count('<tbody id="today">') == 1


def test_whoever_only_reads_goes_to_the_programme_for_guests(viewer):
    today = timezone.localdate().isoformat()
    visit = VisitFactory(start=today, end=today, status="confirmed")

    html = viewer.get(reverse("portal:home")).content.decode()

    assert f'href="{url("programme", visit)}#today"' in html


def test_visit_of_another_day_has_no_programme_of_today(viewer):
    day = date.fromordinal(timezone.localdate().toordinal() + 2).isoformat()
    visit = VisitFactory(start=day, end=day, status="confirmed")

    html = viewer.get(reverse("portal:home")).content.decode()

    assert (visit.title_en in html, "#today" in html) == (True, False)
