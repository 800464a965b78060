"""The report of a visit: what it tells, to whom, on the page and as a file."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    ConversationFactory,
    DelegateFactory,
    LetterFactory,
    MissionFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    SourceFactory,
    UserFactory,
    VisitFactory,
    VisitTaskFactory,
)
from visits.documents.editions import Edition
from visits.documents.orders import Order, What
from visits.models import Visit
from visits.report import report, without_a_note

pytestmark = pytest.mark.django_db

NOW = "2026-09-20T09:00:00+03:00"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit():
    MissionFactory()
    return VisitFactory(
        title_en="To Minsk",
        start="2026-09-14",
        end="2026-09-18",
        level="region",
        purpose_en="To agree on a roadmap",
        outcome="A roadmap is agreed",
    )


@pytest.fixture
def told(visit):
    """A visit of which there is something of everything to tell."""
    DelegateFactory(visit=visit, person=PersonFactory(name_en="Anna"), post_en="Governor")
    item = ProgrammeItemFactory(visit=visit, title_en="Talks", kind="talks")
    ProgrammeItemFactory(visit=visit, title_en="Secret call", audience="internal")
    ProgrammeItemFactory(visit=visit, title_en="Chamber", day=date(2026, 9, 15))
    note = ConversationFactory(
        visit=visit, item=item, title="Talks", text="Trade was spoken of", results="Flights resume"
    )
    note.delegates.add(visit.delegates.get())
    agreement = AgreementFactory(title_en="Roadmap", kind="roadmap", signed="2026-09-14")
    visit.agreement_links.create(agreement=agreement, relation="signed")
    owed = PlaceFactory(name_en="Vitebsk")
    commitment = CommitmentFactory(title_en="Send a draft", owed_by_place=owed, due="2026-09-19")
    visit.commitments.add(commitment)
    note.commitments.add(commitment)
    asked = LetterFactory(visit=visit, number="7", subject="Dates", answer_due=date(2026, 9, 10))
    LetterFactory(visit=visit, number="8", subject="Yes", in_answer_to=asked)
    LetterFactory(visit=visit, number="9", subject="Thanks", answer_due=date(2026, 9, 30))
    visit.sources.add(SourceFactory(publisher="BelTA", title="Talks in Minsk"))
    VisitTaskFactory(visit=visit, title_en="Write the report", due=date(2026, 9, 28))
    VisitTaskFactory(visit=visit, title_en="Visas", done_at=NOW)
    return visit


def order_of(visit, user=None, release=None, languages=("en",)):
    user = user or UserFactory(role="diplomat")
    return Order(Edition(visit, release), What.REPORT, languages, user=user)


def parts(blocks, side=0):
    """Return heading -> lines of the sections of text."""
    found, heading = {}, None
    for block in blocks:
        if block.block == "section":
            heading = str(block.headings[side])
        elif block.block == "text":
            found[heading] = [str(line) for line in block.columns[side]]
    return found


def test_report_tells_what_is_recorded(told):
    found = parts(report(order_of(told)))

    assert found == {
        "The visit": [
            "Kind: Delegation visit",
            "Status: held",
            "Level: region",
            "To agree on a roadmap",
        ],
        "Programme as held": ["By the programme as it stands; it was not released."],
        "Notes of conversation": ["14 September 2026 · Talks", "Anna", "Trade was spoken of"],
        "Results": ["A roadmap is agreed", "14 September 2026 · Talks", "Flights resume"],
        "Agreements signed": ["Roadmap", "roadmap · 14 September 2026"],
        "Commitments": [
            "Send a draft",
            "Owed by: Vitebsk",
            "19 September 2026 · open · overdue",
        ],
        "Notes verbales and letters": [
            "Note verbale 7 · sent",
            "Dates",
            "Answered by: note verbale 8",
            "Note verbale 8 · sent",
            "Yes",
            "Note verbale 9 · sent",
            "Thanks",
            "Not answered; answer due: 30 September 2026",
        ],
        "In the press": ["BelTA: Talks in Minsk"],
        "Still open": [
            "Task · Write the report · 28 September 2026",
            "Answer · Note verbale 9 · 30 September 2026",
            "Commitment · Send a draft · 19 September 2026 · Vitebsk",
            "No note of conversation · Secret call · 14 September 2026",
            "No note of conversation · Chamber · 15 September 2026",
        ],
    }


def test_report_leaves_out_what_there_is_nothing_to_tell_of(visit):
    Visit.objects.update(outcome="")
    visit.refresh_from_db()

    headings = [str(b.headings[0]) for b in report(order_of(visit)) if b.block == "section"]
    assert headings == ["The visit", "Programme as held"]


def test_programme_of_the_report_is_that_of_the_release_for_guests(told):
    release = ReleaseFactory(visit=told)
    told.programme_items.filter(title_en="Chamber").delete()

    blocks = report(order_of(told, release=release))

    tables = [block for block in blocks if block.block == "table"][1:]
    titles = [str(row.cells[1][0]) for table in tables for row in table.rows]
    assert titles == ["Talks", "Chamber"]
    assert parts(blocks)["Programme as held"] == ["By release 1 of 20 September 2026"]


def test_report_is_written_in_two_languages_side_by_side(told):
    found = report(order_of(told, languages=("ru", "en")))

    assert [str(line) for line in found[0].headings][1] == "The visit"
    assert all(len(block.columns) == 2 for block in found if block.block == "text")


def test_report_tells_nobody_of_what_they_may_not_know_of(told):
    told.commitments.update(visibility="restricted")
    told.agreement_links.get().agreement.__class__.objects.update(visibility="restricted")
    viewer = UserFactory(role="viewer")

    found = parts(report(order_of(told, viewer)))

    assert found.keys() & {"Agreements signed", "Commitments"} == set()
    assert not any("Send a draft" in line for line in found["Still open"])


def test_texts_of_the_report_say_their_language(visit):
    Visit.objects.update(outcome="Согласована дорожная карта")
    visit.refresh_from_db()

    blocks = report(order_of(visit))

    assert blocks[-1].columns[0][0].pieces[0].lang == "ru"


def test_meetings_and_talks_should_have_a_note(told):
    assert [str(item) for item in without_a_note(told)] == ["Secret call", "Chamber"]


def test_page_and_files_of_the_report_are_for_those_who_prepare_visits(told, client_as):
    names = [
        ("report", []),
        *((f"print_{kind}", ["report"]) for kind in ("document", "pdf", "docx")),
    ]
    urls = [reverse(f"visits:{name}", args=[told.public_id, *more]) for name, more in names]

    assert [client_as("viewer").get(url).status_code for url in urls] == [403, 404, 404, 404]
    assert [client_as("protocol").get(url).status_code for url in urls] == [200, 200, 200, 200]


def test_report_of_a_restricted_visit_is_unknown_to_whom_it_is_hidden(protocol, told):
    Permission.objects.get(codename="view_restricted_visit").group_set.clear()
    Visit.objects.update(visibility="restricted")

    assert protocol.get(reverse("visits:report", args=[told.public_id])).status_code == 404


def test_printed_report_is_internal_and_no_draft(protocol, told):
    address = reverse("visits:print_document", args=[told.public_id, "report"])

    document = protocol.get(address).context["document"]

    assert document.marks() == ["INTERNAL"]
    assert document.title == "Report of the visit: To Minsk"
    assert document.faces[0].foot == "Printed on 20 September 2026, 09:00 (Europe/Minsk)"


def test_hostile_text_is_inert_on_the_page(protocol, told):
    Visit.objects.update(outcome="\"'><svg/onload=alert(1)>")

    page = protocol.get(reverse("visits:report", args=[told.public_id])).content.decode()

    assert "<svg/onload" not in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("is_released", "queries"), [(True, 13), (False, 21)])
def test_report_query_count(diplomat, told, count, is_released, queries, django_assert_num_queries):
    for number in range(count):
        note = ConversationFactory(visit=told)
        note.delegates.add(DelegateFactory(visit=told, precedence=number + 2))
        LetterFactory(visit=told)
        VisitTaskFactory(visit=told, owner=UserFactory())
    if is_released:
        ReleaseFactory(visit=told)
    address = reverse("visits:report", args=[told.public_id])
    diplomat.get(address)

    with django_assert_num_queries(queries):
        diplomat.get(address)
