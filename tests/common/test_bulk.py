"""Many records written at once have the version, history and search text of single ones."""

import pytest

from common import context
from common.bulk import create_with_history, update_with_history
from regions.models import Place, Sector
from tests.factories import PlaceFactory, SectorFactory, UserFactory

pytestmark = pytest.mark.django_db


class Request:
    path, request_id = "/regions/", "r1"

    def __init__(self, user):
        self.user = user


@pytest.fixture
def user():
    """Somebody whose request is being answered."""
    user = UserFactory()
    token = context.set_request(Request(user))
    yield user
    context.forget_request(token)


def entries(model):
    names = ("history_type", "history_change_reason", "history_user", "request_id", "route")
    return list(model.history.order_by("pk").values_list("slug", *names))


def test_created_records_are_as_if_saved(user):
    made = create_with_history([Sector(slug=slug, name_en=slug.title()) for slug in "ab"], "files")

    assert [sector.pk is not None for sector in made] == [True, True]
    assert list(Sector.objects.search("A")) == [made[0]]
    assert {sector.created_by for sector in Sector.objects.all()} == {user}
    assert entries(Sector) == [(slug, "+", "files", user.pk, "r1", "portal") for slug in ("a", "b")]


def test_updated_records_have_their_next_version_and_history(user):
    sector, other = SectorFactory(slug="a", name_en="Trade"), SectorFactory(slug="b")

    count = update_with_history(Sector.objects.filter(slug="a"), "merged", name_en="Energy")

    sector.refresh_from_db()
    assert (count, sector.version, sector.changed_by) == (1, 2, user)
    assert list(Sector.objects.search("energy")) == [sector]
    assert entries(Sector)[-1] == ("a", "~", "merged", user.pk, "r1", "portal")
    other.refresh_from_db()
    assert other.version == 1


def test_history_holds_the_values_that_were_written(user):
    sector = SectorFactory(name_en="A")

    update_with_history(Sector.objects.filter(pk=sector.pk), name_en="B")

    kept = Sector.history.order_by("pk").values_list("name_en", "version")
    assert list(kept) == [("A", 1), ("B", 2)]


@pytest.mark.thorough
def test_thousand_records_are_written_in_few_queries(django_assert_max_num_queries):
    records = [Place(code=f"p-{n}", kind="city", name_en=f"P {n}") for n in range(1000)]

    with django_assert_max_num_queries(100):
        create_with_history(records)

    assert Place.history.count() == 1000


def test_names_of_updated_records_are_found_where_they_are_named():
    place = PlaceFactory(name_en="Old")

    update_with_history(Place.objects.filter(pk=place.pk), name_en="New")

    assert list(Place.objects.search("new")) == [place]
