"""Search texts follow the names of others, and a command writes them all anew."""

from io import StringIO

import pytest
from django.core.management import call_command

from common.search_refresh import refresh, searchable_models
from cooperation.models import Party
from regions.models import PlaceName
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProjectFactory,
    SourceFactory,
    StatementFactory,
    TargetFactory,
    VisitFactory,
)
from visits.models import Stop

pytestmark = pytest.mark.django_db


def visiting(place):
    return Stop.objects.create(visit=VisitFactory(), place=place, position=1).visit


def naming(place, person, organisation):
    """Return a record of each kind that names one of them."""
    agreement, project = AgreementFactory(), ProjectFactory()
    Party.objects.create(agreement=agreement, organisation=organisation)
    project.places.add(place)
    visit, delegation = visiting(place), DelegateFactory(person=person).visit
    trade = [StatementFactory(reporter=place), TargetFactory(reporter=place)]
    owed = CommitmentFactory(owed_by_place=None, owed_by_organisation=organisation)
    return [agreement, project, visit, delegation, *trade, owed, PostFactory(person=person)]


def test_new_names_reach_every_record_that_names_them():
    named = [PlaceFactory(), PersonFactory(), OrganisationFactory()]
    records = naming(*named)
    for record in records:
        record.refresh_search_text()

    for one in named:
        one.name_en = "Zyzzyva"
        one.save()

    found = [type(record).objects.search("zyzzyva").count() for record in records]
    assert found == [1, 1, 2, 2, 1, 1, 1, 1]


def test_alias_of_a_place_reaches_what_names_it():
    place = PlaceFactory()
    visit = visiting(place)
    PlaceName.objects.create(place=place, name="Zyzzyva")

    place.refresh_search_text()

    assert list(type(visit).objects.search("zyzzyva")) == [visit]


def test_refresh_writes_only_what_differs_and_leaves_history_alone():
    source, _other = SourceFactory(publisher="Belta"), SourceFactory()
    type(source).objects.filter(pk=source.pk).update(search_text="of old")

    changed = refresh(type(source).objects.all())

    source.refresh_from_db()
    assert (changed, source.search_text, source.version) == (1, "belta", 1)
    assert source.history.count() == 1


def test_command_tells_how_many_changed():
    source = SourceFactory()
    type(source).objects.update(search_text="of old")
    told = StringIO()

    call_command("refresh_search", stdout=told)

    lines = told.getvalue().splitlines()
    assert [line for line in lines if not line.endswith(": 0")] == ["  sources: 1"]
    assert len(lines) == len(searchable_models())
