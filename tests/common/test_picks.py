"""Finding one record by what is typed."""

import pytest
from django.core.exceptions import ValidationError

from common.picks import PickField, suggestions
from regions.models import Person, Place
from tests.factories import PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    return PickField(Person.objects.all(), suggestions="people", required=False)


@pytest.mark.parametrize("text", ["Bulat Bakauov", "bakauov", "  БАКАУОВ ", "bulat бакауов"])
def test_person_is_found_by_any_part_in_any_script(field, text):
    person = PersonFactory(name_en="Bulat Bakauov", name_ru="Булат Бакауов")
    PersonFactory(name_en="Somebody Else")

    assert field.clean(text) == person


def test_whole_name_goes_before_a_part_of_another():
    field = PickField(Place.objects.all(), suggestions="places")
    city = PlaceFactory(name_en="Minsk", code="BY-HM")
    PlaceFactory(name_en="Minsk Oblast", code="BY-MI")

    assert field.clean("minsk") == city
    assert field.clean("BY-HM") == city


def test_several_are_named_so_that_one_can_be_chosen(field):
    for name in ("Anna Ivanova", "Ivan Ivanov"):
        PersonFactory(name_en=name)

    with pytest.raises(ValidationError) as caught:
        field.clean("ivanov")

    assert caught.value.messages == [
        "“ivanov” may mean: Anna Ivanova, Ivan Ivanov. Write the whole name."
    ]


@pytest.mark.parametrize("text", ["nobody", "...", "%", "[0123456789]"])
def test_what_is_not_known_is_refused(field, text):
    PersonFactory()

    with pytest.raises(ValidationError, match="is not known here"):
        field.clean(text)


def test_deleted_record_is_not_found(field):
    PersonFactory(name_en="Gone").delete()

    with pytest.raises(ValidationError, match="is not known here"):
        field.clean("gone")


def test_namesakes_are_told_apart(field):
    first, second = PersonFactory.create_batch(2, name_en="Ivan Ivanov")

    labels = suggestions(Person.objects.order_by("pk"))

    assert labels == [f"Ivan Ivanov [{person.public_id}]" for person in (first, second)]
    assert [field.clean(text) for text in labels] == [first, second]


def test_label_of_the_record_it_holds_means_that_record(field):
    _first, second = PersonFactory.create_batch(2, name_en="Ivan Ivanov")
    field.current = second

    assert field.clean("ivan  IVANOV") == second
    assert not field.has_changed(second.pk, "Ivan Ivanov")
    assert field.has_changed(second.pk, "Petr Petrov")
    assert field.has_changed(second.pk, "")


def test_nothing_typed_is_nothing(field):
    assert field.clean("") is None
