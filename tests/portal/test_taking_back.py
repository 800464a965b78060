"""A change is taken back from the history: only what it changed, over the version that was read."""

import pytest
from django.urls import reverse

from cooperation.models import Agreement, Party
from portal.record_history import RecordHistory
from portal.record_kinds import get_kind
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DelegateFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    SectorFactory,
    StatementFactory,
    UserFactory,
    VisitFactory,
)
from tests.portal.test_history import Act, entries
from tests.portal.test_history import address as history_address
from trade.models import TradeFigure
from trade.services import derive_figure
from visits.models import Delegate, ProgrammeItem, Stop, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return UserFactory(role="diplomat")


def newest(record, user):
    kind = get_kind(record._meta.model_name)
    return RecordHistory(kind, type(record).objects.get(pk=record.pk), user).acts[0]


def address(record, entry):
    kind = record._meta.model_name
    return reverse("portal:take_back", args=[kind, record.public_id, entry.key])


def take_back(client, record, entry):
    record.refresh_from_db()
    return client.post(address(record, entry), {"version": record.version})


def test_field_goes_back_and_later_changes_stay(diplomat, editor):
    visit = VisitFactory(outcome="", start="2018")
    with Act(editor):
        visit.outcome, visit.start = "Signed", "2018-Q3"
        visit.save()
    entry = newest(visit, editor)
    with Act(editor):
        visit.title_ru = "Поездка"
        visit.save()

    response = take_back(diplomat, visit, entry)

    visit = Visit.objects.get(pk=visit.pk)
    assert response.url == history_address(visit)
    assert (visit.outcome, visit.start.text, visit.title_ru) == ("", "2018", "Поездка")
    assert entries(diplomat, visit)[0].what == "A change taken back"


def test_page_says_what_will_be_done(diplomat, editor):
    visit = VisitFactory(outcome="Nothing")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()

    response = diplomat.get(address(visit, newest(visit, editor)))

    fields = response.context["taking"].steps[0].fields
    assert [(one.label, one.told_before, one.told_after) for one in fields] == [
        ("outcome", "Signed", "Nothing")
    ]
    assert Visit.objects.get().outcome == "Signed"


def test_stale_version_is_answered_409(diplomat, editor):
    visit = VisitFactory(outcome="")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()
    entry = newest(visit, editor)

    response = diplomat.post(address(visit, entry), {"version": visit.version - 1})

    assert response.status_code == 409
    assert Visit.objects.get().outcome == "Signed"


@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_unreadable_version_is_answered_409(diplomat, editor, version):
    visit = VisitFactory(outcome="")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()

    response = diplomat.post(address(visit, newest(visit, editor)), {"version": version})

    assert response.status_code == 409


def test_ties_go_back_and_others_stay(diplomat, editor):
    peat, flax, milk = (SectorFactory(name_en=name) for name in ("Peat", "Flax", "Milk"))
    agreement = AgreementFactory()
    agreement.sectors.set([peat])
    with Act(editor):
        agreement.sectors.set([flax])
    entry = newest(agreement, editor)
    with Act(editor):
        agreement.sectors.add(milk)

    take_back(diplomat, agreement, entry)

    assert set(Agreement.objects.get().sectors.all()) == {peat, milk}


def test_hidden_ties_are_left_alone(client_as, editor):
    visit = VisitFactory()
    secret = CommitmentFactory(visibility="restricted")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()
        visit.commitments.add(secret)
    client = client_as("protocol")
    user = client.get("/").wsgi_request.user
    user.groups.get().permissions.filter(codename="view_restricted_commitment").delete()

    take_back(client, visit, newest(visit, editor))

    visit = Visit.objects.get()
    assert (visit.outcome, list(visit.commitments.all())) == ("", [secret])


def test_removed_row_is_there_again(diplomat, editor):
    visit = VisitFactory(stops=[PlaceFactory(name_en="Minsk")])
    stop = Stop.objects.get()
    stop.arrival = "2018-09-25"
    stop.save()
    with Act(editor):
        Stop.objects.get().delete()

    take_back(diplomat, visit, newest(visit, editor))

    again = Stop.objects.get()
    assert (again.pk, again.place.name_en, again.arrival.text) == (stop.pk, "Minsk", "2018-09-25")
    assert "minsk" in Visit.objects.get().search_text


def test_added_row_is_removed(diplomat, editor):
    agreement = AgreementFactory(parties=PlaceFactory.create_batch(2))
    with Act(editor):
        Party.objects.create(agreement=agreement, position=3, place=PlaceFactory())

    take_back(diplomat, agreement, newest(agreement, editor))

    assert Party.objects.count() == 2


def test_row_gets_its_earlier_fields(diplomat, editor):
    item = ProgrammeItemFactory(title_en="Opening", internal_note="")
    with Act(editor):
        item.internal_note, item.audience = "Bring the flag", "internal"
        item.save()

    take_back(diplomat, item.visit, newest(item.visit, editor))

    item = ProgrammeItem.objects.get()
    assert (item.internal_note, item.audience) == ("", "guest")


def test_heads_of_a_delegation_change_places_back(diplomat, editor):
    visit = VisitFactory()
    first = DelegateFactory(visit=visit, role="head")
    second = DelegateFactory(visit=visit, role="member")
    with Act(editor):
        first.role = "member"
        first.save()
        second.role = "head"
        second.save()

    take_back(diplomat, visit, newest(visit, editor))

    roles = Delegate.objects.order_by("pk").values_list("role", flat=True)
    assert list(roles) == ["head", "member"]


def test_what_a_rule_forbids_is_said_and_nothing_done(diplomat, editor):
    visit = VisitFactory(start="2018-09", end="2018-10")
    with Act(editor):
        visit.start = "2018-08"
        visit.save()
    entry = newest(visit, editor)
    with Act(editor):
        visit.end = "2018-08"
        visit.save()

    response = take_back(diplomat, visit, entry)

    assert response.context["problems"] == ["The visit ends before it starts. Check both dates."]
    assert Visit.objects.get().start.text == "2018-08"


def test_figure_follows_its_statement_back(economist, editor):
    statement = StatementFactory()
    derive_figure(statement)
    with Act(editor):
        statement.amount_low = statement.amount_high = 30_000_000
        statement.save()
        derive_figure(statement)

    take_back(economist, statement, newest(statement, editor))

    assert [figure.value for figure in TradeFigure.objects.current()] == [22_400_000]


def test_taking_back_can_be_taken_back(diplomat, editor):
    visit = VisitFactory(outcome="")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()
    take_back(diplomat, visit, newest(visit, editor))

    take_back(diplomat, visit, newest(visit, editor))

    assert Visit.objects.get().outcome == "Signed"


def test_nothing_is_offered_where_it_stands_already(diplomat, editor):
    visit = VisitFactory(outcome="")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()
    entry = newest(visit, editor)
    with Act(editor):
        visit.outcome = ""
        visit.save()

    response = take_back(diplomat, visit, entry)

    assert (response.status_code, response.context["taking"].steps) == (200, [])
    assert Visit.objects.get().version == visit.version


def test_creation_can_not_be_taken_back(diplomat, editor):
    visit = VisitFactory()

    response = take_back(diplomat, visit, newest(visit, editor))

    assert response.context["taking"].is_possible is False
    assert entries(diplomat, visit)[0].may_be_taken_back is False


def test_viewer_may_not_take_back(viewer, editor):
    visit = VisitFactory(outcome="")
    with Act(editor):
        visit.outcome = "Signed"
        visit.save()

    assert take_back(viewer, visit, newest(visit, editor)).status_code == 403
    assert entries(viewer, visit)[0].may_be_taken_back is False


@pytest.mark.parametrize("key", ["visit-0", "stop-1", "x", "visit-99999999999999999999"])
def test_unknown_entry_is_not_found(diplomat, key):
    visit = VisitFactory()

    assert diplomat.get(f"{history_address(visit)}{key}/take-back/").status_code == 404
