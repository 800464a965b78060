"""The page of a delegation: its order, its members and its groups."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ArrangementFactory,
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeItemFactory,
    UserFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.delegation.order import put_at, settle_order
from visits.models import Arrangement, Delegate, Visit, VisitGroup

pytestmark = pytest.mark.django_db


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def line(visit, **fields):
    """Return what the quick line sends."""
    plain = {"side": "sending", "role": "member"}
    sent = {f"delegates-0-{name}": value for name, value in {**plain, **fields}.items()}
    return {"version": visit.version, **sent}


def order(visit, side="sending"):
    rows = visit.delegates.on_side(side).in_protocol_order()
    return list(rows.values_list("post_en", "precedence"))


@pytest.fixture
def visit():
    return VisitFactory()


@pytest.fixture
def abc(visit):
    """Three members of a delegation, and who receives them."""
    DelegateFactory(visit=visit, side="receiving", precedence=1, post_en="Chairman")
    return [
        DelegateFactory(visit=visit, precedence=number, post_en=name)
        for number, name in enumerate("ABC", start=1)
    ]


def test_delegates_are_numbered_without_a_gap_on_each_side(visit):
    for number, name in [(7, "C"), (2, "A"), (2, "B")]:
        DelegateFactory(visit=visit, precedence=number, post_en=name)
    DelegateFactory(visit=visit, side="receiving", precedence=9, post_en="D")

    settle_order(visit)

    assert order(visit) == [("A", 1), ("B", 2), ("C", 3)]
    assert order(visit, "receiving") == [("D", 1)]


@pytest.mark.parametrize(
    ("position", "expected"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC"), (-5, "CAB")]
)
def test_delegate_is_put_at_a_place(visit, abc, position, expected):
    put_at(abc[2], position)

    assert "".join(name for name, _number in order(visit)) == expected


def test_each_who_moved_has_an_entry_in_the_history(visit, abc):
    put_at(abc[2], 2)

    changed = Delegate.history.filter(history_type="~").order_by("id")
    assert list(changed.values_list("post_en", "precedence")) == [("B", 3), ("C", 2)]


@pytest.mark.parametrize(
    ("index", "sent", "expected"),
    [
        (1, {"step": "up"}, "BAC"),
        (1, {"step": "down", "to": "2"}, "ACB"),
        (0, {"step": "up"}, "ABC"),
        (0, {"to": "3"}, "BCA"),
        (0, {"to": "abc"}, "ABC"),
        (0, {"to": "9" * 30}, "ABC"),
        (0, {"step": "sideways"}, "ABC"),
    ],
)
def test_delegate_is_moved_by_buttons_and_by_number(protocol, visit, abc, index, sent, expected):
    address = url("move_delegate", visit, abc[index].uid)

    response = protocol.post(address, {"version": visit.version, **sent})

    assert response.url.startswith(f"{url('delegation', visit)}?moved={abc[index].uid}")
    assert "".join(name for name, _number in order(visit)) == expected


def test_moving_is_a_new_version_of_the_visit(protocol, visit, abc):
    sent = {"version": visit.version, "step": "up"}

    first = protocol.post(url("move_delegate", visit, abc[2].uid), sent)
    second = protocol.post(url("move_delegate", visit, abc[2].uid), sent)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "".join(name for name, _number in order(visit)) == "ACB"
    assert url("visit", visit) in second.content.decode()


@pytest.mark.parametrize(
    ("index", "step", "button"),
    [(2, "up", "Move up: C"), (1, "up", "Move down: B"), (1, "down", "Move up: B")],
)
def test_moved_delegate_is_in_focus_again(protocol, visit, abc, index, step, button):
    sent = {"version": visit.version, "step": step}

    page = protocol.post(url("move_delegate", visit, abc[index].uid), sent, follow=True)

    html = page.content.decode()
    assert html.count("autofocus") == 1
    assert f'aria-label="{button}" autofocus' in html


def test_quick_line_adds_a_person_after_all_others(protocol, visit, abc):
    person, ministry = PersonFactory(name_en="Bulat Bakauov"), OrganisationFactory(name_en="Akimat")
    sent = line(visit, person="bakauov", organisation="akimat", post_en="Akim", role="head")

    response = protocol.post(url("add_delegate", visit), sent)

    added = Delegate.objects.get(person=person)
    assert response.url == f"{url('add_delegate', visit)}?side=sending"
    assert (added.precedence, added.role, added.organisation) == (4, "head", ministry)
    assert Visit.objects.search("bakauov").count() == 1
    assert Visit.objects.get().version == visit.version + 1


def test_quick_line_comes_back_empty_in_focus_and_on_the_same_side(protocol, visit):
    sent = line(visit, post_en="Chairman", side="receiving")

    page = protocol.post(url("add_delegate", visit), sent, follow=True)

    form = page.context["quick"]
    assert (form["post_en"].value(), form["side"].value()) == (None, "receiving")
    assert 'name="delegates-0-person"' in page.content.decode()
    assert page.content.decode().count("autofocus") == 1


def test_quick_line_keeps_a_new_person_in_the_language_of_the_name(protocol, visit):
    sent = line(visit, person="Әлия  Сәтқызы", is_new="on", post_en="Deputy")

    protocol.post(url("add_delegate", visit), sent)

    person = Delegate.objects.get().person
    assert (person.name_kk, person.name_ru, person.name_en) == ("Әлия Сәтқызы", "", "")


def test_new_person_needs_no_post(protocol, visit):
    protocol.post(url("add_delegate", visit), line(visit, person="Ivan Ivanov", is_new="on"))

    assert str(Delegate.objects.get()) == "Ivan Ivanov"


@pytest.mark.parametrize(
    ("fields", "name", "text"),
    [
        (
            {"person": "Nobody Known"},
            "person",
            "“Nobody Known” is not known here. Check the spelling, or add it first.",
        ),
        ({}, "__all__", "Name a person, an organisation or at least a post."),
        (
            {"post_en": "Second", "role": "head"},
            "role",
            "A delegation has one head, and “First” is it already. Choose another role, or mark"
            " that the present head steps down.",
        ),
        (
            {"post_en": "ы" * 301},
            "post_en",
            "At most 300 characters fit here; there are 301.",
        ),
    ],
)
def test_mistake_in_the_quick_line_is_told_and_kept(protocol, visit, fields, name, text):
    DelegateFactory(visit=visit, role="head", post_en="First")

    response = protocol.post(url("add_delegate", visit), line(visit, **fields))

    assert response.context["quick"].errors == {name: [text]}
    assert visit.delegates.count() == 1
    assert all(value in response.content.decode() for value in fields.values())


def test_head_steps_down_for_another_in_one_act(protocol, visit):
    old = DelegateFactory(visit=visit, role="head", post_en="First")
    sent = line(visit, post_en="Second", role="head", takes_over="on")

    protocol.post(url("add_delegate", visit), sent)

    old.refresh_from_db()
    assert (old.role, Delegate.objects.get(post_en="Second").role) == ("member", "head")


def test_each_side_has_its_head(protocol, visit):
    DelegateFactory(visit=visit, role="head", post_en="First")

    protocol.post(
        url("add_delegate", visit), line(visit, post_en="Host", role="head", side="receiving")
    )

    assert visit.delegates.filter(role="head").count() == 2


def test_delegate_is_edited_and_moved_on_a_page_of_its_own(protocol, visit, abc):
    fields = {"post_en": "B", "post_ru": "Б", "address": "he_mr", "diet": "vegetarian"}
    sent = line(visit, **fields, position="1")

    response = protocol.post(url("edit_delegate", visit, abc[1].uid), sent)

    edited = Delegate.objects.get(pk=abc[1].pk)
    assert response.url == f"{url('delegation', visit)}?moved={edited.uid}"
    assert (edited.post_ru, edited.address, edited.diet) == ("Б", "he_mr", "vegetarian")
    assert order(visit) == [("B", 1), ("A", 2), ("C", 3)]


def test_who_changes_sides_comes_last_there(protocol, visit, abc):
    sent = line(visit, post_en="A", side="receiving", position="1")

    protocol.post(url("edit_delegate", visit, abc[0].uid), sent)

    assert order(visit) == [("B", 1), ("C", 2)]
    assert order(visit, "receiving") == [("Chairman", 1), ("A", 2)]


def test_group_of_the_other_side_is_refused(protocol, visit, abc):
    group = VisitGroupFactory(visit=visit, side="receiving")
    sent = line(visit, post_en="A", group=group.pk, position="1")

    response = protocol.post(url("edit_delegate", visit, abc[0].uid), sent)

    assert response.context["form"].errors == {"group": ["This group belongs to the other side."]}


def test_group_of_another_visit_is_unknown(protocol, visit, abc):
    sent = line(visit, post_en="A", group=VisitGroupFactory().pk, position="1")

    response = protocol.post(url("edit_delegate", visit, abc[0].uid), sent)

    assert response.context["form"].errors == {"group": ["Choose one from the list."]}


def test_delegate_of_another_visit_is_not_found(protocol, visit):
    stranger = DelegateFactory(visit=VisitFactory(visibility="restricted"))

    assert protocol.get(url("edit_delegate", visit, stranger.uid)).status_code == 404


def test_removed_delegate_lets_the_others_move_up(protocol, visit, abc):
    item = ProgrammeItemFactory(visit=visit)
    item.delegates.set(abc[:2])

    response = protocol.post(url("delete_delegate", visit, abc[0].uid), {"version": visit.version})

    assert response.url == url("delegation", visit)
    assert order(visit) == [("B", 1), ("C", 2)]
    assert list(item.delegates.all()) == [abc[1]]


def test_removed_delegate_is_brought_back_by_the_history(protocol, visit, abc):
    item = ProgrammeItemFactory(visit=visit)
    item.delegates.set(abc[:2])
    protocol.post(url("delete_delegate", visit, abc[0].uid), {"version": visit.version})
    page = protocol.get(reverse("portal:history", args=["visit", visit.public_id]))
    back = reverse(
        "portal:take_back", args=["visit", visit.public_id, page.context["entries"][0].key]
    )

    protocol.post(back, {"version": visit.version + 1})

    assert order(visit) == [("A", 1), ("B", 2), ("C", 3)]
    assert Delegate.objects.get(post_en="A").uid == abc[0].uid
    assert set(item.delegates.all()) == set(abc[:2])


def test_delegate_for_whom_alone_an_item_is_can_not_be_removed_yet(protocol, visit, abc):
    item = ProgrammeItemFactory(visit=visit, title_en="Private talks")
    item.delegates.set(abc[:1])

    response = protocol.post(url("delete_delegate", visit, abc[0].uid), {"version": visit.version})

    assert response.context["items"] == [item]
    assert "Private talks" in response.content.decode()
    assert visit.delegates.count() == 4


def group_sent(visit, **fields):
    return {"version": visit.version, **{f"groups-0-{k}": v for k, v in fields.items()}}


def test_group_is_added_with_its_days(protocol):
    visit = VisitFactory(start="2026-09-14", end="2026-09-18")
    fields = {"side": "sending", "title_ru": "Деловая часть", "last_day": "17.09.26"}

    protocol.post(url("add_group", visit), group_sent(visit, **fields, position="1"))

    group = VisitGroup.objects.get()
    assert (group.title_ru, group.last_day) == ("Деловая часть", date(2026, 9, 17))
    assert Visit.objects.get().version == visit.version + 1


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"last_day": "19.9.2026"}, {"last_day": ["This day is outside the visit."]}),
        (
            {"first_day": "16.9.2026", "last_day": "15.9.2026"},
            {"last_day": ["The group leaves before it arrives. Check both days."]},
        ),
        (
            {"title_en": ""},
            {"title_en": ["Give a title in at least one of the four languages."]},
        ),
    ],
)
def test_mistake_in_a_group_is_told(protocol, fields, errors):
    visit = VisitFactory(start="2026-09-14", end="2026-09-18")
    plain = {"side": "sending", "title_en": "Business", "position": "1"}

    response = protocol.post(url("add_group", visit), group_sent(visit, **{**plain, **fields}))

    assert response.context["form"].errors == errors


def test_removed_group_leaves_its_members(protocol, visit, abc):
    group = VisitGroupFactory(visit=visit)
    abc[0].group = group
    abc[0].save()
    ArrangementFactory(visit=visit, group=group)

    protocol.post(url("delete_group", visit, group.uid), {"version": visit.version})

    assert not visit.groups.exists()
    assert not Arrangement.objects.exists()
    assert Delegate.objects.get(pk=abc[0].pk).group is None


def test_readers_see_the_list_and_no_way_to_change_it(viewer, visit, abc):
    response = viewer.get(url("delegation", visit))

    html = response.content.decode()
    assert response.context["quick"] is None
    assert [side["count"] for side in response.context["sides"]] == [3, 1]
    assert "/move/" not in html
    assert "/personal/" not in html


@pytest.mark.parametrize("role", ["viewer", "protocol"])
@pytest.mark.parametrize("count", [1, 3, 250])
def test_delegation_query_count(client_as, visit, role, count, django_assert_max_num_queries):
    group = VisitGroupFactory(visit=visit)
    person, ministry = PersonFactory(), OrganisationFactory()
    Delegate.objects.bulk_create(
        Delegate(visit=visit, precedence=n + 1, person=person, organisation=ministry, group=group)
        for n in range(count)
    )
    client = client_as(role)
    client.get(reverse("visits:list"))

    with django_assert_max_num_queries(12 if role == "protocol" else 8):
        response = client.get(url("delegation", visit))

    shown = [len(side["delegates"]) for side in response.context["sides"]]
    assert shown == [min(count, 200), 0]


@pytest.mark.thorough
def test_moving_the_last_of_a_thousand_to_the_top(protocol, visit, django_assert_max_num_queries):
    Delegate.objects.bulk_create(
        Delegate(visit=visit, precedence=n + 1, post_en=f"Post {n + 1}") for n in range(1000)
    )
    last = visit.delegates.get(precedence=1000)

    with django_assert_max_num_queries(65):
        response = protocol.post(
            url("move_delegate", visit, last.uid), {"version": visit.version, "to": "1"}
        )

    assert response.status_code == 302
    assert order(visit)[:2] == [("Post 1000", 1), ("Post 1", 2)]
    assert order(visit)[-1] == ("Post 999", 1000)


def test_two_who_add_at_once_are_told_apart(client_as, visit):
    seen = visit.version
    client_as("protocol").post(url("add_delegate", visit), line(visit, post_en="First"))

    late = client_as("diplomat").post(
        url("add_delegate", visit), line(visit, post_en="Second typed") | {"version": seen}
    )

    assert late.status_code == 409
    assert "Second typed" in late.content.decode()
    assert order(visit) == [("First", 1)]


def test_visit_page_shows_thirty_and_leads_to_the_rest(viewer, visit):
    Delegate.objects.bulk_create(
        Delegate(visit=visit, precedence=n + 1, post_en=f"Post {n + 1}.") for n in range(31)
    )

    html = viewer.get(visit.get_absolute_url()).content.decode()

    assert "Post 30." in html
    assert "Post 31." not in html
    assert "All 31 members" in html


def printed(visit):
    return reverse("visits:print_document", args=[visit.public_id, "delegation"])


@pytest.mark.parametrize(("role", "query"), [("viewer", ""), ("protocol", "?release=draft")])
def test_print_is_of_the_list_on_the_screen_for_who_changes_it(client_as, visit, role, query):
    DelegateFactory(visit=visit)

    page = client_as(role).get(url("delegation", visit))

    assert f'href="{printed(visit)}{query}"' in page.text


def test_form_of_address_and_group_are_shown(viewer, visit):
    group = VisitGroupFactory(visit=visit, title_en="Business part")
    person = PersonFactory(name_en="Ivan Ivanov")
    DelegateFactory(visit=visit, person=person, address="he_mr", group=group)

    for address in (url("visit", visit), url("delegation", visit), printed(visit)):
        html = viewer.get(address).content.decode()

        assert "His Excellency Mr" in html
        assert "Business part" in html


def test_user_without_the_right_to_add_people_is_not_offered_it(client, visit):
    user = UserFactory(role="protocol")
    user.groups.get().permissions.filter(codename="add_person").delete()
    client.force_login(user)

    form = client.get(url("delegation", visit)).context["quick"]

    assert "is_new" not in form.fields


def test_order_stays_dense_when_a_removal_is_taken_back_late(protocol, visit, abc):
    protocol.post(url("delete_delegate", visit, abc[0].uid), {"version": visit.version})
    protocol.post(
        url("move_delegate", visit, abc[2].uid), {"version": visit.version + 1, "step": "up"}
    )
    page = protocol.get(reverse("portal:history", args=["visit", visit.public_id]))
    removal = page.context["entries"][1]
    back = reverse("portal:take_back", args=["visit", visit.public_id, removal.key])

    protocol.post(back, {"version": visit.version + 2})

    assert [number for _name, number in order(visit)] == [1, 2, 3]
