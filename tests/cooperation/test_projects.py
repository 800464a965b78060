import pytest

from cooperation.models import Project, ProjectIndicator
from regions.models import Place
from tests.factories import (
    CountryFactory,
    OrganisationFactory,
    PlaceFactory,
    ProjectFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def test_of_place_rolls_up_places_and_organisations():
    region = PlaceFactory(parent=CountryFactory())
    city = PlaceFactory(parent=region, kind=Place.Kind.CITY)
    placed = ProjectFactory(places=[city])
    run = ProjectFactory()
    run.organisations.add(OrganisationFactory(place=city))
    ProjectFactory()

    assert set(Project.objects.of_place(region)) == {placed, run}
    assert Project.objects.of_place(region.country).count() == 2


def test_in_sector_takes_the_further_sectors_and_names_each_once():
    peat, energy = SectorFactory.create_batch(2)
    main = ProjectFactory(sector=peat)
    further = ProjectFactory(sector=energy)
    further.further_sectors.add(peat)
    main.further_sectors.add(peat, energy)

    assert set(Project.objects.in_sector(peat)) == {main, further}
    assert Project.objects.in_sector(peat).count() == 2


def test_sectors_come_main_first():
    peat, energy = SectorFactory(name_en="Peat"), SectorFactory(name_en="Energy")
    project = ProjectFactory(sector=peat)
    project.further_sectors.add(energy)

    assert project.sectors() == [peat, energy]
    assert ProjectFactory().sectors() == []


@pytest.mark.parametrize(("value", "text"), [("1500.00", "Jobs: 1500"), ("2.50", "Jobs: 2.5")])
def test_count_has_no_decimals_that_nobody_counted(value, text):
    indicator = ProjectIndicator(project=ProjectFactory(), kind="jobs", value=value)
    indicator.save()
    indicator.refresh_from_db()

    assert str(indicator).capitalize() == text
