"""What the page about a save that came too late tells."""

import pytest
from django.http import QueryDict

from common.conflicts import changes_since, typed_fields
from tests.factories import SourceFactory
from visits.models import Visit


@pytest.mark.django_db
def test_changes_tell_what_was_saved_meanwhile():
    source = SourceFactory(publisher="A", title="T")
    source.publisher = "B"
    source.save()

    assert changes_since(source, version=1) == [{"label": "publisher", "before": "A", "after": "B"}]


def test_typed_fields_are_named_in_words():
    posted = QueryDict(
        "csrfmiddlewaretoken=x&version=1&title_en=Visit&stops-TOTAL_FORMS=1"
        "&stops-0-id=5&stops-0-place=Minsk&outcome=&unknown=y"
    )

    assert typed_fields(posted, Visit) == [
        {"label": "title in English", "value": "Visit"},
        {"label": "place (1)", "value": "Minsk"},
        {"label": "unknown", "value": "y"},
    ]
