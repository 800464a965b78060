"""What people say of names that the portal does not know."""

from django.db import transaction

from regions.models import Place, PlaceName
from trade.importers.problems import LONGEST


@transaction.atomic
def keep_answer_as_alias(text, place, by=None):
    """Let the text mean the place in every later file; the history of the place tells of it.

    Return the PlaceName, an earlier one where the place is known by the text already.
    """
    text = " ".join(text.split())[:LONGEST]
    place = Place.objects.select_for_update().get(pk=place.pk)
    alias, is_new = PlaceName.objects.get_or_create(
        place=place, name=text, language="", kind=PlaceName.Kind.ALIAS, since=None
    )
    if is_new:
        place._change_reason = f"alias: {text}"[:100]
        if by is not None:
            place._history_user = by
        place.save()
    return alias
