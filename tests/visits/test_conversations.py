"""Notes of conversation: written from the programme, with what came of the meetings."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cooperation.models import Commitment
from regions.models import Source
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    ConversationFactory,
    DelegateFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    SourceFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.attendance import attendance_of
from visits.models import Conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return VisitFactory(start="2026-09-14", end="2026-09-18")


@pytest.fixture
def note(visit):
    return ConversationFactory(visit=visit, title="Talks")


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def sent(visit, prefix="conversations-0", **fields):
    plain = {"title": "Talks", "day": "14.9.2026"} if prefix == "conversations-0" else {}
    named = {f"{prefix}-{name}": value for name, value in {**plain, **fields}.items()}
    return {"version": visit.version, **named}


def posts(attendance):
    return "".join(one.post_en for one in attendance.delegates)


@pytest.fixture
def people(visit):
    """A and B go, B with a group that leaves on the 14th; H receives."""
    early = VisitGroupFactory(visit=visit, last_day=date(2026, 9, 14))
    return {
        "A": DelegateFactory(visit=visit, precedence=1, post_en="A"),
        "B": DelegateFactory(visit=visit, precedence=2, post_en="B", group=early),
        "H": DelegateFactory(visit=visit, side="receiving", post_en="H"),
    }


@pytest.mark.parametrize(("day", "expected"), [(14, "ABH"), (15, "AH")])
def test_meeting_for_everybody_is_attended_by_all_who_are_there(visit, people, day, expected):
    item = ProgrammeItemFactory(visit=visit, day=date(2026, 9, day))

    assert posts(attendance_of(item)) == expected


def test_post_without_a_person_is_called_by_the_post(visit):
    akimat = OrganisationFactory(name_en="Akimat")
    named = DelegateFactory(visit=visit, person=PersonFactory(name_en="Anna"), organisation=akimat)
    post = DelegateFactory(visit=visit, post_en="Akim", organisation=akimat)
    alone = DelegateFactory(visit=visit, post_en="", organisation=akimat)

    assert [one.name for one in (named, post, alone)] == ["Anna", "Akim", "Akimat"]


def test_meeting_is_attended_by_whom_it_is_for_and_by_those_who_receive(visit, people):
    item = ProgrammeItemFactory(visit=visit)
    item.groups.add(people["B"].group)

    assert posts(attendance_of(item)) == "BH"


def test_hosts_who_are_named_come_without_the_others(visit, people):
    DelegateFactory(visit=visit, side="receiving", precedence=2, post_en="I")
    item = ProgrammeItemFactory(visit=visit)
    item.delegates.add(people["A"], people["H"])

    assert posts(attendance_of(item)) == "AH"


def test_who_is_responsible_is_there_too(visit, people):
    item = ProgrammeItemFactory(
        visit=visit,
        responsible=PersonFactory(name_en="Ivan Petrov"),
        responsible_organisation=OrganisationFactory(name_en="Chamber"),
        responsible_post="Director",
    )

    assert attendance_of(item).also == "Ivan Petrov, Director, Chamber"


def test_responsible_who_is_a_delegate_is_counted_once(visit, people):
    host = DelegateFactory(visit=visit, side="receiving", precedence=2, person=PersonFactory())
    item = ProgrammeItemFactory(visit=visit, responsible=host.person)
    item.delegates.add(people["A"], people["H"])

    attendance = attendance_of(item)

    assert (host in attendance.delegates, attendance.also) == (True, "")


def test_note_begins_with_what_the_programme_says(protocol, visit, people):
    item = ProgrammeItemFactory(visit=visit, title_en="Talks with the governor")

    form = protocol.get(url("add_conversation", visit) + f"?item={item.uid}").context["form"]

    assert (form["title"].value(), form["day"].value()) == ("Talks with the governor", item.day)
    assert form["delegates"].value() == [people[name].pk for name in "ABH"]
    assert form["item"].value() == item.pk


def test_note_is_saved_with_attendance_and_who_wrote_it(protocol, visit, people):
    agreement = AgreementFactory()
    data = sent(
        visit, delegates=[people["A"].pk, people["H"].pk], agreements=[agreement.pk], text="Said."
    )

    response = protocol.post(url("add_conversation", visit), data)

    note = Conversation.objects.get()
    assert response.url == note.get_absolute_url()
    assert note.written_by == protocol.get("/").context["user"]
    assert {one.post_en for one in note.delegates.all()} == {"A", "H"}
    links = visit.agreement_links.values_list("agreement", "relation")
    assert list(links) == [(agreement.pk, "signed")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This field is required."),
        ("title", "ж" * 5000, "At most 500 characters fit here; there are 5000."),
        ("day", "31.2.2026", "Write the day, the month and the year, as 9.3.2026."),
        ("delegates", ["9" * 30], "Choose from the list."),
    ],
)
def test_wrong_note_is_told_in_words(protocol, visit, field, value, words):
    response = protocol.post(url("add_conversation", visit), sent(visit, **{field: value}))

    assert response.context["form"].errors[field] == [words]
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("field", ["item", "delegates"])
def test_note_takes_nothing_of_another_visit(protocol, visit, field):
    other = {"item": ProgrammeItemFactory, "delegates": DelegateFactory}[field]()

    response = protocol.post(url("add_conversation", visit), sent(visit, **{field: other.pk}))

    assert list(response.context["form"].errors) == [field]


def test_long_text_of_four_scripts_is_kept_whole(protocol, visit):
    text = "Ҳəқ Ўў Ää жЖ " * 2000

    protocol.post(url("add_conversation", visit), sent(visit, text=text))

    assert Conversation.objects.get().text == text.strip()


def test_what_the_editor_may_not_know_of_stays_with_the_note(protocol, visit, note):
    Permission.objects.get(codename="view_restricted_agreement").group_set.clear()
    hidden, open_one = AgreementFactory(visibility="restricted"), AgreementFactory()
    note.agreements.add(hidden)

    page = protocol.get(note.get_absolute_url())
    protocol.post(url("edit_conversation", visit, note.uid), sent(visit, agreements=[open_one.pk]))

    assert str(hidden) not in page.content.decode()
    assert set(note.agreements.all()) == {hidden, open_one}


def test_form_sent_twice_makes_one_note(protocol, visit):
    data = sent(visit)

    answers = [protocol.post(url("add_conversation", visit), data) for _n in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert Conversation.objects.count() == 1


@pytest.fixture
def sides(visit):
    """The regions that send and receive, as the form of a commitment names them."""
    places = PlaceFactory(name_en="Kostanay"), PlaceFactory(name_en="Vitebsk")
    for side, place in zip(("sending", "receiving"), places, strict=True):
        visit.sides.create(side=side, place=place)
    return [f"place-{place.pk}" for place in places]


def test_commitment_goes_to_the_ledger_to_the_note_and_to_the_visit(diplomat, visit, note, sides):
    data = sent(
        visit,
        "commitment",
        title_en="Send the draft",
        owed_by=sides[0],
        owed_to=sides[1],
        due="1.12.2026",
        visibility="mission",
        evidence="",
    )

    diplomat.post(url("add_visit_commitment", visit, note.uid), data)

    made = Commitment.objects.get()
    assert (str(made.debtor), str(made.creditor)) == ("Kostanay", "Vitebsk")
    assert (made.due.text, made.status) == ("2026-12-01", "open")
    assert list(note.commitments.all()) == list(visit.commitments.all()) == [made]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"owed_by": "place-999"}, "owed_by"),
        ({"owed_by": ""}, "owed_by"),
        ({"title_en": ""}, "title_en"),
        ({"due": "soon"}, "due"),
    ],
)
def test_wrong_commitment_is_told_beside_it(diplomat, visit, note, sides, fields, field):
    plain = {"title_en": "Send", "owed_by": sides[0], "visibility": "mission"}

    response = diplomat.post(
        url("add_visit_commitment", visit, note.uid), sent(visit, "commitment", **plain | fields)
    )

    assert list(response.context["form"].errors) == [field]
    assert not Commitment.objects.exists()


def test_nobody_owes_anything_to_oneself(diplomat, visit, note, sides):
    data = sent(visit, "commitment", title_en="Send", owed_by=sides[0], owed_to=sides[0])

    response = diplomat.post(
        url("add_visit_commitment", visit, note.uid), data | {"commitment-visibility": "mission"}
    )

    assert list(response.context["form"].errors) == ["owed_to"]


def test_commitments_are_added_by_those_who_keep_the_ledger(protocol, visit, note):
    response = protocol.post(
        url("add_visit_commitment", visit, note.uid), sent(visit, "commitment")
    )

    assert response.status_code == 403
    assert protocol.get(note.get_absolute_url()).context["form"] is None


def test_press_item_becomes_a_source_of_the_visit(protocol, visit):
    data = sent(visit, "press", publisher="BelTA", title="Talks in Minsk", published="15.9.2026")

    protocol.post(url("add_press", visit), data)

    source = visit.sources.get()
    assert (str(source), source.kind, source.published.text) == (
        "BelTA: Talks in Minsk",
        "press",
        "2026-09-15",
    )


def test_press_item_that_is_kept_already_is_not_made_again(protocol, visit):
    kept = SourceFactory(publisher="BelTA", title="Talks", url="https://belta.example/1")

    protocol.post(url("add_press", visit), sent(visit, "press", known="belta talks"))
    visit.refresh_from_db()
    again = sent(visit, "press", publisher="BelTA", url="https://belta.example/1")
    protocol.post(url("add_press", visit), again)

    assert list(visit.sources.all()) == list(Source.objects.all()) == [kept]


def test_press_item_without_a_publisher_is_asked_about(protocol, visit):
    response = protocol.post(url("add_press", visit), sent(visit, "press", title="Talks"))

    assert list(response.context["form"].errors) == ["publisher"]


def test_page_names_the_meetings_without_a_note(protocol, visit, note):
    note.item = ProgrammeItemFactory(visit=visit, title_en="Told")
    note.save()
    ProgrammeItemFactory(visit=visit, title_en="Untold", kind="talks")
    ProgrammeItemFactory(visit=visit, title_en="Lunch", kind="meal")

    page = protocol.get(url("conversations", visit))

    assert [str(item) for item in page.context["without_a_note"]] == ["Untold"]


def test_removed_note_comes_back_with_all_that_hung_on_it(protocol, visit, note, people):
    commitment = CommitmentFactory()
    note.delegates.add(people["A"])
    note.commitments.add(commitment)
    protocol.post(url("delete_conversation", visit, note.uid), {"version": visit.version})
    assert not Conversation.objects.exists()

    entry = protocol.get(reverse("portal:history", args=["visit", visit.public_id])).context[
        "entries"
    ][0]
    assert [change.title for change in entry.changes] == ["Note of conversation: Talks"]
    visit.refresh_from_db()
    back = reverse("portal:take_back", args=["visit", visit.public_id, entry.key])
    protocol.post(back, {"version": visit.version})

    again = Conversation.objects.get()
    assert list(again.delegates.all()) == [people["A"]]
    assert list(again.commitments.all()) == [commitment]


def test_note_is_printed_and_written_as_a_file(protocol, visit, note, people):
    MissionFactory()
    note.text, note.results = "What was said.", "What came of it."
    note.save()
    note.delegates.add(people["A"])

    page = protocol.get(url("print_conversation", visit, note.uid))
    file = protocol.get(url("conversation_docx", visit, note.uid))

    html = page.content.decode()
    assert [html.count(text) for text in ("What was said.", "What came of it.")] == [1, 1]
    assert file["Content-Disposition"] == (
        f'attachment; filename="note-2026-09-14-{note.uid}.docx"'
    )
    assert file.content.startswith(b"PK")


@pytest.mark.parametrize("count", [1, 3])
def test_notes_query_count(diplomat, visit, count, django_assert_num_queries):
    for _n in range(count):
        ConversationFactory(visit=visit)
        ProgrammeItemFactory(visit=visit)
        visit.sources.add(SourceFactory())
    diplomat.get(url("conversations", visit))

    with django_assert_num_queries(8):
        diplomat.get(url("conversations", visit))


@pytest.mark.parametrize("count", [1, 3])
def test_note_query_count(diplomat, visit, note, count, django_assert_num_queries):
    for _n in range(count):
        note.delegates.add(DelegateFactory(visit=visit, person=PersonFactory()))
        note.agreements.add(AgreementFactory())
        note.commitments.add(CommitmentFactory())
    diplomat.get(note.get_absolute_url())

    with django_assert_num_queries(11):
        diplomat.get(note.get_absolute_url())
