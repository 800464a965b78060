"""What was deleted lately is listed to those who may restore it, and comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.deleted_records import deleted_for
from portal.record_kinds import KINDS
from tests.factories import (
    AgreementFactory,
    AttachmentFactory,
    ProgrammeItemFactory,
    StatementFactory,
    UserFactory,
    VisitFactory,
)
from trade.models import TradeFigure
from trade.services import derive_figure
from visits.models import Visit

pytestmark = pytest.mark.django_db

LIST = "/deleted/"


def restore_url(record):
    return reverse("portal:restore", args=[record._meta.model_name, record.public_id])


def test_deleted_records_are_listed_latest_first(diplomat):
    for factory in (VisitFactory, AgreementFactory):
        factory(title_en=factory.__name__).delete()

    rows = diplomat.get(LIST).context["page_obj"].object_list

    assert [(row.kind.name, str(row.record), row.days_left) for row in rows] == [
        ("agreement", "AgreementFactory", 29),
        ("visit", "VisitFactory", 29),
    ]


def test_after_30_days_nothing_is_offered(diplomat):
    visit = VisitFactory(deleted_at=timezone.now() - timedelta(days=30))

    assert diplomat.get(LIST).context["page_obj"].object_list == []
    assert diplomat.post(restore_url(visit)).status_code == 404


def test_each_role_sees_what_it_may_restore():
    VisitFactory().delete()
    StatementFactory().delete()
    VisitFactory(visibility="restricted").delete()

    found = {
        role: sorted(row.kind.name for row in deleted_for(UserFactory(role=role)))
        for role in ("viewer", "economist", "protocol", "diplomat")
    }

    assert found == {
        "viewer": [],
        "economist": ["statement"],
        "protocol": ["visit", "visit"],
        "diplomat": ["statement", "visit", "visit"],
    }


def test_restored_visit_comes_back_with_its_programme(diplomat):
    item = ProgrammeItemFactory()
    item.visit.delete()

    response = diplomat.post(restore_url(item.visit))

    assert response.url == item.visit.get_absolute_url()
    assert Visit.objects.get().programme_items.get() == item


def test_restored_document_hangs_on_its_record_again(diplomat):
    agreement = AgreementFactory()
    document = AttachmentFactory(on=[agreement])
    document.delete()

    response = diplomat.post(restore_url(document))

    assert response.status_code == 302
    assert list(agreement.attachments.all()) == [document]


def test_history_of_a_document_tells_nothing_of_where_its_file_is(diplomat):
    document = AttachmentFactory(on=[AgreementFactory()])

    url = reverse("portal:history", args=["attachment", document.public_id])
    [entry] = diplomat.get(url).context["entries"]

    told = [one.label for change in entry.changes for one in change.fields]
    assert "title" in told
    assert "file" not in told


def test_restored_statement_has_its_figure_again(economist):
    statement = StatementFactory()
    statement.delete()
    derive_figure(statement)
    withdrawn = TradeFigure.objects.current().count()

    economist.post(restore_url(statement))

    assert (withdrawn, TradeFigure.objects.current().count()) == (0, 1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_restoring_is_refused_to_viewers(viewer, kind):
    assert viewer.post(f"/deleted/{kind.name}/bcdfghjkmn/restore/").status_code == 403


@pytest.mark.parametrize(
    ("factory", "address"),
    [
        (VisitFactory, "visits:delete"),
        (AgreementFactory, "cooperation:delete_agreement"),
        (StatementFactory, "trade:delete_statement"),
    ],
)
def test_message_after_deleting_offers_undo(admin, factory, address):
    record = factory()
    sent = {"version": record.version}

    page = admin.post(reverse(address, args=[record.public_id]), sent, follow=True).text

    assert f'action="{restore_url(record)}"' in page
    assert admin.post(restore_url(record)).url == record.get_absolute_url()


def test_page_before_deleting_counts_what_goes_with_it(diplomat):
    visit = ProgrammeItemFactory().visit
    ProgrammeItemFactory(visit=visit)

    response = diplomat.get(reverse("visits:delete", args=[visit.public_id]))

    assert [(str(row["label"]), row["count"]) for row in response.context["parts"]] == [
        ("programme items", 2)
    ]


@pytest.mark.parametrize("count", (1, 3))
def test_deleted_query_count(diplomat, django_assert_num_queries, count):
    for _number in range(count):
        VisitFactory().delete()
    diplomat.get(LIST)

    with django_assert_num_queries(12):
        diplomat.get(LIST)
