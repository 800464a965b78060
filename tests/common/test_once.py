"""A form that is sent twice makes one record, in a row or at once."""

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from common.models import new_public_id
from common.once import made_by_this_form, make_once
from regions.models import Sector
from tests.factories import SectorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(rf):
    """Return the request of a form that brings the id of its record to be."""
    request = rf.post("/", {"new_id": new_public_id()})
    request.user = UserFactory()
    return request


def sector_of(request, **changes):
    made = {"public_id": request.POST["new_id"], "created_by": request.user}
    return SectorFactory(name_en="Peat", **made | changes)


def outcome(request, make=lambda: HttpResponse("made now")):
    answer = make_once(request, Sector, make, lambda sector: HttpResponse(sector.name_en))
    return answer.content.decode()


def test_form_sent_for_the_first_time_makes_its_record(sent):
    assert outcome(sent) == "made now"


def test_form_sent_again_leads_to_the_record_of_the_first_time(sent):
    sector_of(sent)

    assert outcome(sent) == "Peat"


def test_id_that_no_database_keeps_is_no_id(sent, rf):
    request = rf.post("/", {"new_id": "a\0b"})
    request.user = sent.user

    assert made_by_this_form(request, Sector) is None


def test_form_that_comes_second_of_two_at_once_leads_to_the_record_of_the_first(sent):
    def make():
        sector_of(sent)
        with transaction.atomic():
            sector_of(sent)

    assert outcome(sent, make) == "Peat"


def test_record_of_somebody_else_is_not_shown(sent):
    sector_of(sent, created_by=UserFactory())

    assert outcome(sent) == "made now"


def test_fault_of_another_kind_is_not_hidden(sent):
    def make():
        with transaction.atomic():
            SectorFactory(public_id="same")
            SectorFactory(public_id="same")

    with pytest.raises(IntegrityError):
        outcome(sent, make)
