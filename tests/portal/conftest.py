import pytest

from tests.factories import CountryFactory, MissionFactory, PlaceFactory


@pytest.fixture
def belarus():
    return CountryFactory(code="BY", name_en="Belarus")


@pytest.fixture
def kazakhstan():
    return CountryFactory(code="KZ", name_en="Kazakhstan")


@pytest.fixture
def mission(belarus, kazakhstan):
    return MissionFactory(home=kazakhstan, hosts=[belarus])


@pytest.fixture
def vitebsk(belarus):
    return PlaceFactory(code="BY-VI", name_en="Vitebsk Oblast", parent=belarus)


@pytest.fixture
def kostanay(kazakhstan):
    return PlaceFactory(code="KZ-39", name_en="Kostanay Region", parent=kazakhstan)
