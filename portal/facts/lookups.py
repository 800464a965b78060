"""Finding the records that a line names: places by code, sources by id, the rest by slug."""

from django.utils.translation import gettext as _

from cooperation.models import Agreement, Commitment
from regions.models import Organisation, Person, Place, Sector, Source
from trade.models import Product
from visits.models import Venue, Visit

PLACE, SOURCE, SECTOR, ORGANISATION, PERSON, PRODUCT, AGREEMENT, COMMITMENT, VENUE, VISIT = (
    "place",
    "source",
    "sector",
    "organisation",
    "person",
    "product",
    "agreement",
    "commitment",
    "venue",
    "visit",
)
# What each kind is looked up in, and the field that holds its code.
FIELDS = {
    PLACE: (Place, "code"),
    SOURCE: (Source, "reference"),
    SECTOR: (Sector, "slug"),
    ORGANISATION: (Organisation, "slug"),
    PERSON: (Person, "slug"),
    PRODUCT: (Product, "code"),
    AGREEMENT: (Agreement, "reference"),
    COMMITMENT: (Commitment, "reference"),
    VENUE: (Venue, "reference"),
    VISIT: (Visit, "reference"),
}
# Rows of a visit, which have keys that hold within their visit only.
GROUP, DELEGATE, ITEM, LETTER = "group", "delegate", "item", "letter"
ROWS = (GROUP, DELEGATE, ITEM, LETTER)


class Lookups:
    """Codes to records, each kind read once; what the file makes is added as it comes."""

    def __init__(self):
        self._tables = {}

    def find(self, kind, code):
        return self._table(kind).get(code) if isinstance(code, str) else None

    def add(self, kind, code, record):
        self._table(kind)[code] = record

    def forget_rows(self):
        """Begin another visit, whose rows have keys of their own."""
        self._tables |= {kind: {} for kind in ROWS}

    @staticmethod
    def word_for(kind):
        words = {
            PLACE: _("place"),
            SOURCE: _("source"),
            SECTOR: _("sector"),
            ORGANISATION: _("organisation"),
            PERSON: _("person"),
            PRODUCT: _("product"),
            AGREEMENT: _("agreement"),
            COMMITMENT: _("commitment"),
            VENUE: _("venue"),
            VISIT: _("visit"),
            GROUP: _("group"),
            DELEGATE: _("delegate"),
            ITEM: _("programme item"),
            LETTER: _("letter"),
        }
        return words[kind]

    def _table(self, kind):
        if kind not in self._tables:
            model, field = FIELDS[kind]
            rows = model.objects.exclude(**{field: ""})
            self._tables[kind] = {getattr(row, field): row for row in rows}
        return self._tables[kind]
