"""What every record has: an id for addresses, a version, soft deletion, history, search."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import translation

from common.context import forget_request, set_request
from common.fields import Basis
from common.models import StaleRecord
from common.partial_dates import PartialDate
from regions.models import Place, Source
from tests.factories import (
    AgreementFactory,
    CountryFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_save_raises_the_version():
    source = SourceFactory()

    source.save()

    assert (source.version, Source.objects.get().version) == (2, 2)


def test_save_over_a_newer_version_is_refused():
    first, second = SourceFactory(publisher="A"), Source.objects.get()
    first.publisher = "B"
    first.save()
    second.publisher = "C"

    with pytest.raises(StaleRecord):
        second.save()

    assert (Source.objects.get().publisher, second.version) == ("B", 1)


def test_failed_save_keeps_the_version_read():
    PlaceFactory(code="XX-1")
    other = PlaceFactory(code="XX-2")
    other.code = "XX-1"

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()

    assert other.version == 1


def test_narrow_save_claims_no_version():
    source = SourceFactory()

    source.save(update_fields=["title"])

    assert Source.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_of_parallel_saves_exactly_one_wins():
    pk = SourceFactory().pk
    copies = [Source.objects.get(pk=pk) for _i in range(4)]
    outcomes = []

    def save(copy):
        try:
            copy.save()
            outcomes.append("saved")
        except StaleRecord:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[copy]) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["saved", "stale", "stale", "stale"]


def test_deleted_record_disappears_and_can_be_restored():
    source = SourceFactory()

    source.delete()
    after_deletion = Source.objects.count()
    source.restore()

    assert (after_deletion, Source.objects.count()) == (0, 1)


def test_record_that_others_rest_on_can_not_be_deleted():
    person = PersonFactory()
    PostFactory(person=person)

    with pytest.raises(ProtectedError):
        person.delete()

    assert person.deleted_at is None


def test_code_of_a_deleted_place_can_be_used_again():
    PlaceFactory(code="XX").delete()

    PlaceFactory(code="XX")

    assert Place.objects.filter(code="XX").count() == 1


def test_history_tells_values_actor_and_route(rf):
    request = rf.post("/admin/")
    request.user, request.request_id = UserFactory(username="who"), "abc"
    token = set_request(request)
    source = SourceFactory(publisher="A")
    forget_request(token)

    entry = source.history.get()

    assert (entry.publisher, entry.history_user.username) == ("A", "who")
    assert (entry.route, entry.request_id) == ("admin", "abc")


def test_who_saves_is_noted(rf):
    request = rf.post("/")
    request.user = UserFactory()
    token = set_request(request)
    source = SourceFactory()
    forget_request(token)

    assert (source.created_by, source.changed_by) == (request.user, request.user)


@pytest.mark.parametrize("query", ["витебск", "VITEBSK", "Віцебск", "vitebskaya"])
def test_search_finds_in_any_language_case_and_script(query):
    place = PlaceFactory(
        name_en="Vitebsk Oblast", name_ru="Витебская область", name_be="Віцебская вобласць"
    )
    PlaceFactory(name_en="Brest Oblast", name_ru="Брестская область")

    assert list(Place.objects.search(query)) == [place]


def test_search_needs_every_term():
    PlaceFactory(name_en="Minsk Oblast")

    assert list(Place.objects.search("minsk city")) == []


def test_name_in_the_readers_language_is_not_marked():
    place = PlaceFactory(name_en="Abai", name_ru="Абай <b>")

    assert str(place.name) == "Abai"
    assert place.name.__html__() == "Abai"


def test_name_in_another_language_is_marked_in_html():
    place = PlaceFactory(name_en="Abai", name_ru="Абай <b>")

    with translation.override("kk"):
        assert place.name.__html__() == '<span lang="ru">Абай &lt;b&gt;</span>'


def test_partial_date_keeps_text_basis_and_ends():
    SourceFactory(published=PartialDate("?2013-09", Basis.INFERRED))

    source = Source.objects.get()

    assert source.published == PartialDate("?2013-09", "inferred")
    assert str(source.published_earliest) == "2013-09-01"
    assert str(source.published_latest) == "2013-09-30"


def test_partial_date_without_a_year_has_no_ends():
    SourceFactory(published="XXXX-09-25")

    source = Source.objects.get()

    assert (source.published_earliest, source.published_latest) == (None, None)


def test_place_counts_towards_its_region_and_country():
    country = CountryFactory()
    region = PlaceFactory(parent=country)
    city = PlaceFactory(parent=region, kind=Place.Kind.CITY)
    district = PlaceFactory(parent=city, kind=Place.Kind.DISTRICT)

    assert (region.country, region.region) == (country, None)
    assert (city.country, city.region) == (country, region)
    assert (district.country, district.region) == (country, region)


def test_restricted_record_is_invisible_without_the_right():
    viewer, diplomat = UserFactory(role="viewer"), UserFactory(role="diplomat")
    agreement = AgreementFactory(visibility="restricted")
    records = type(agreement).objects

    assert list(records.visible_to(viewer)) == []
    assert list(records.visible_to(diplomat)) == [agreement]


def test_restricted_record_is_visible_to_who_made_it():
    viewer = UserFactory(role="viewer")
    agreement = AgreementFactory(visibility="restricted", created_by=viewer)

    assert list(type(agreement).objects.visible_to(viewer)) == [agreement]


def test_new_record_is_written_with_its_history_and_asks_for_no_ties(django_assert_num_queries):
    with django_assert_num_queries(2):
        agreement = AgreementFactory()

    source = SourceFactory()
    agreement.sources.add(source)

    newest, first = agreement.history.order_by("-pk")
    assert [entry.source for entry in newest.sources.all()] == [source]
    assert list(first.sources.all()) == []
