"""What the history of a record tells, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.context import forget_request, set_request
from cooperation.models import Party
from portal.record_history import RecordHistory
from portal.record_kinds import KINDS, get_kind
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ProjectFactory,
    SectorFactory,
    SourceFactory,
    StatementFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Stop, VisitAgreement

pytestmark = pytest.mark.django_db


class Act:
    """A request for the length of a block: all that is done in it is one act of the user."""

    number = 0

    def __init__(self, user):
        self.user = user
        self.path = "/"

    def __enter__(self):
        Act.number += 1
        self.request_id = f"{Act.number:032}"
        self.token = set_request(self)

    def __exit__(self, *error):
        forget_request(self.token)


def address(record):
    return reverse("portal:history", args=[record._meta.model_name, record.public_id])


def entries(client, record):
    return client.get(address(record)).context["entries"]


def told(entry):
    """Return the changes of an entry as pairs of title and rows of label, before, after."""
    return [
        (change.title, [(one.label, one.told_before, one.told_after) for one in change.fields])
        for change in entry.changes
    ]


@pytest.fixture
def editor(db):
    return UserFactory(role="diplomat", first_name="Aigerim", last_name="S.")


def test_changes_of_a_visit_are_told_in_words(viewer, editor):
    visit = VisitFactory(title_en="Trip", start="2018", kind="forum")
    with Act(editor):
        visit.start, visit.kind, visit.online = "2018-Q3", "delegation", True
        visit.save()

    newest = entries(viewer, visit)[0]

    assert (newest.what, newest.who, newest.way) == ("Changed", "Aigerim S.", "portal")
    assert told(newest) == [
        (
            "",
            [
                ("kind", "forum", "delegation visit"),
                ("start", "2018", "Q3 2018"),
                ("by video link", "no", "yes"),
            ],
        )
    ]


def test_ties_are_told_by_name(viewer, editor):
    peat, flax = SectorFactory(name_en="Peat"), SectorFactory(name_en="Flax")
    agreement = AgreementFactory(signed_in=PlaceFactory(name_en="Here"))
    agreement.sectors.add(peat)
    with Act(editor):
        agreement.signed_in = PlaceFactory(name_en="There")
        agreement.save()
        agreement.sectors.set([flax])

    assert told(entries(viewer, agreement)[0]) == [
        ("", [("signed in", "Here", "There"), ("sectors", "Peat", "Flax")])
    ]


def test_rows_of_a_record_stand_in_its_history(viewer, editor):
    visit, minsk = VisitFactory(), PlaceFactory(name_en="Minsk")
    with Act(editor):
        stop = Stop.objects.create(visit=visit, place=minsk)
    with Act(editor):
        stop.arrival = "2018-09-25"
        stop.save()
    with Act(editor):
        stop.delete()

    removed, changed, added = entries(viewer, visit)[:3]

    assert [entry.changes[0].how for entry in (removed, changed, added)] == [
        "removed",
        "changed",
        "created",
    ]
    assert told(changed) == [("Stop: Minsk", [("arrival", "", "25 September 2018")])]
    assert told(added) == [("Stop: Minsk", [("order", "", "1"), ("place", "", "Minsk")])]


def test_creation_and_deletion_are_entries(editor):
    with Act(editor):
        project = ProjectFactory(title_en="Plant")
    with Act(editor):
        project.delete()
    with Act(editor):
        project.restore()

    history = RecordHistory(get_kind("project"), project, editor)

    whats = [entry.what for entry in history.entries(history.acts)]
    assert whats == ["Restored", "Deleted", "Created"]


@pytest.mark.parametrize(
    "factory",
    [
        VisitFactory,
        AgreementFactory,
        ProjectFactory,
        CommitmentFactory,
        StatementFactory,
        SourceFactory,
        PersonFactory,
        OrganisationFactory,
    ],
)
def test_every_kind_has_its_page(viewer, factory):
    response = viewer.get(address(factory()))

    assert response.status_code == 200
    assert [entry.what for entry in response.context["entries"]] == ["Created"]


def test_every_part_of_a_record_has_a_history():
    cascading = {
        relation.related_model
        for kind in KINDS
        for relation in kind.model._meta.related_objects
        if getattr(relation.on_delete, "__name__", "") == "CASCADE"
        and hasattr(relation.related_model, "history")
        and relation.field.name == kind.name
        and not hasattr(relation.related_model, "public_id")
    }

    assert cascading == {part.model for kind in KINDS for part in kind.parts}


def test_months_are_told_as_months(viewer, editor):
    statement = StatementFactory()
    with Act(editor):
        statement.window_end -= 6
        statement.save()

    assert told(entries(viewer, statement)[0]) == [
        ("", [("last month", "December 2018", "June 2018")])
    ]


def test_restricted_record_has_no_history_for_others(client_as):
    hidden = VisitFactory(visibility="restricted")

    answers = [client_as(role).get(address(hidden)) for role in ("viewer", "diplomat")]

    assert [answer.status_code for answer in answers] == [404, 200]


@pytest.mark.parametrize("kind", ["user", "nothing", "visitside"])
def test_unknown_kind_is_not_found(viewer, kind):
    assert viewer.get(f"/history/{kind}/{VisitFactory().public_id}/").status_code == 404


def test_internal_programme_stays_internal(client_as, editor):
    visit = VisitFactory()
    with Act(editor):
        ProgrammeItemFactory(visit=visit, title_en="Escort", audience="internal")
        item = ProgrammeItemFactory(visit=visit, title_en="Opening")
    with Act(editor):
        item.internal_note = "Bring the flag"
        item.save()

    shown = client_as("viewer").get(address(visit)).text
    known = client_as("protocol").get(address(visit)).text

    assert [word in shown for word in ("Escort", "Bring the flag", "Opening")] == [
        False,
        False,
        True,
    ]
    assert [word in known for word in ("Escort", "Bring the flag")] == [True, True]


def test_restricted_links_do_not_appear(client_as, editor):
    visit = VisitFactory()
    secret = AgreementFactory(title_en="Secret pact", visibility="restricted")
    promise = CommitmentFactory(title_en="Secret promise", visibility="restricted")
    with Act(editor):
        VisitAgreement.objects.create(visit=visit, agreement=secret)
        visit.commitments.add(promise)

    assert entries(client_as("viewer"), visit)[0].changes == []
    assert "Secret" not in client_as("viewer").get(address(visit)).text
    assert "Secret promise" in client_as("diplomat").get(address(visit)).text


def test_commands_that_follow_closely_are_one_act(viewer):
    visit = VisitFactory()
    visit.save()
    visit.save()
    late = visit.history.first()
    late.history_date = timezone.now() + timedelta(minutes=1)
    late.save()

    assert len(entries(viewer, visit)) == 2


def test_pages_hold_25_entries(viewer, editor):
    visit = VisitFactory()
    for number in range(26):
        with Act(editor):
            visit.outcome = f"{number}"
            visit.save()

    first = viewer.get(address(visit))
    second = viewer.get(f"{address(visit)}?page=2")

    assert (len(first.context["entries"]), len(second.context["entries"])) == (25, 2)
    assert first.context["page_obj"].paginator.count == 27


@pytest.mark.parametrize("count", (1, 3))
def test_history_query_count(viewer, editor, django_assert_num_queries, count):
    visit = VisitFactory(stops=[PlaceFactory()])
    for _number in range(count):
        with Act(editor):
            visit.outcome += "More. "
            visit.save()
            DelegateFactory(visit=visit, person=PersonFactory())
    viewer.get(address(visit))

    with django_assert_num_queries(15):
        viewer.get(address(visit))


def test_moment_is_told_in_the_zone_of_the_reader(client, editor):
    visit = VisitFactory()
    visit.history.update(history_date="2026-03-09T21:30:00Z")
    client.force_login(UserFactory(role="viewer", time_zone="Asia/Almaty"))

    assert "10 March 2026, 02:30" in client.get(address(visit)).text


def test_party_that_moved_is_in_the_history(viewer, editor):
    agreement = AgreementFactory(parties=[PlaceFactory(name_en="Brest")])
    party = Party.objects.get()
    with Act(editor):
        party.position = 2
        party.save()

    assert told(entries(viewer, agreement)[0]) == [("Party: Brest", [("order", "1", "2")])]
