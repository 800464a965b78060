"""Readers of venues and of the times between two of them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.facts import lookups as kinds
from portal.facts.reading import Reader, kept, note_invalid, saved
from visits.models import TravelTime, Venue


def load_venue(line):
    venue = Venue(
        place=line.required_record("place", kinds.PLACE),
        organisation=line.record("organisation", kinds.ORGANISATION),
        address=line.text("address"),
        time_zone=line.text("time_zone"),
        latitude=line.decimal("latitude"),
        longitude=line.decimal("longitude"),
        opens=line.clock("opens"),
        closes=line.clock("closes"),
        **line.texts("name", "name"),
    )
    return saved(line, venue)


def load_travel_time(line):
    one, other = _venues(line)
    if one is not None and one == other:
        line.refuse("other", line.raw("other"), _("A way leads from one venue to another one."))
    line.require("minutes")
    travel_time = TravelTime(
        one=one, other=other, minutes=line.integer("minutes"), note=line.text("note")
    )
    _put_in_order(line, travel_time)
    return kept(line, travel_time)


def _venues(line):
    return [line.required_record(name, kinds.VENUE) for name in ("one", "other")]


def _put_in_order(line, travel_time):
    """Turn the pair the way it is kept, which it is compared with when it is read again."""
    try:
        travel_time.clean()
    except ValidationError as error:
        note_invalid(line, error)


@dataclass(frozen=True)
class TravelTimeReader(Reader):
    def find(self, line):
        """Return the time that is kept between the two venues, whoever entered it."""
        pair = _venues(line)
        if None in pair:
            return None
        return self.model.objects.filter(one__in=pair, other__in=pair).first()


READERS = {
    "venue": Reader(Venue, load_venue, kinds.VENUE),
    "travel_time": TravelTimeReader(TravelTime, load_travel_time),
}
