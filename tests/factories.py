"""Factories with the fewest fields; a test states the values it asserts on."""

from datetime import date, time
from decimal import Decimal

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from accounts.models import Job, User
from common.periods import Window
from cooperation.models import Agreement, Commitment, Party, Project
from regions.models import Attachment, Mission, Organisation, Person, Place, Post, Sector, Source
from trade.models import (
    Batch,
    Dataset,
    Flow,
    Import,
    ImportMapping,
    Measure,
    Product,
    State,
    Statement,
    Target,
    TradeFigure,
)
from visits.models import (
    Arrangement,
    ChecklistStep,
    Conversation,
    Delegate,
    DelegationUpload,
    Letter,
    ProgrammeItem,
    Release,
    ReleaseLink,
    Stop,
    TravelTime,
    Venue,
    Visit,
    VisitGroup,
    VisitSide,
    VisitTask,
)
from visits.programme.snapshot import snapshot_of

YEAR_2018 = Window.year(2018)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")

    @factory.post_generation
    def role(self, create, name, **kwargs):
        if name:
            self.groups.add(Group.objects.get(name=name))


class JobFactory(factory.django.DjangoModelFactory):
    """Work that waits, without a place in the queue."""

    class Meta:
        model = Job

    kind = "tests.count"
    language = "en"
    made_by = factory.SubFactory(UserFactory)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A region without a parent; give ``parent`` to put it into a country."""

    class Meta:
        model = Place

    code = factory.Sequence(lambda n: f"place-{n}")
    kind = Place.Kind.REGION
    name_en = factory.LazyAttribute(lambda place: f"Place {place.code}")


class CountryFactory(PlaceFactory):
    kind = Place.Kind.COUNTRY
    code = factory.Sequence(lambda n: f"C{n}")


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    kind = Source.Kind.PRESS
    publisher = factory.Sequence(lambda n: f"Publisher {n}")


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A text of three words; ``on=[records]`` hangs it on them."""

    class Meta:
        model = Attachment
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"what was signed", "x"))
    file_name = "text.txt"
    media_type = "text/plain"
    size = 15
    sha256 = factory.Sequence(lambda n: f"{n:064}")

    @factory.post_generation
    def on(self, create, records, **kwargs):
        for record in records or []:
            record.attachments.add(self)


class MissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mission
        skip_postgeneration_save = True

    name_en = "Embassy"
    home = factory.SubFactory(CountryFactory)

    @factory.post_generation
    def hosts(self, create, places, **kwargs):
        self.hosts.set(places or [CountryFactory()])


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sector

    slug = factory.Sequence(lambda n: f"sector-{n}")
    name_en = factory.LazyAttribute(lambda sector: sector.slug)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.COMPANY
    name_en = factory.Sequence(lambda n: f"Organisation {n}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name_en = factory.Sequence(lambda n: f"Person {n}")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    title_en = "Governor"


class AgreementFactory(factory.django.DjangoModelFactory):
    """``parties=[place, organisation, ...]`` makes its parties in that order."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Agreement {n}")

    @factory.post_generation
    def parties(self, create, sides, **kwargs):
        for position, side in enumerate(sides or [], start=1):
            field = "place" if isinstance(side, Place) else "organisation"
            Party.objects.create(agreement=self, position=position, **{field: side})


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Project
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Project {n}")

    @factory.post_generation
    def places(self, create, places, **kwargs):
        self.places.set(places or [])


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    title_en = factory.Sequence(lambda n: f"Commitment {n}")
    owed_by_place = factory.SubFactory(PlaceFactory)


class VisitFactory(factory.django.DjangoModelFactory):
    """``sent_by=[places]``, ``hosts=[places]`` and ``stops=[places]`` make its sides and stops."""

    class Meta:
        model = Visit
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Visit {n}")
    kind = Visit.Kind.DELEGATION
    status = Visit.Status.HELD

    @factory.post_generation
    def sent_by(self, create, places, **kwargs):
        _add_sides(self, VisitSide.Side.SENDING, places)

    @factory.post_generation
    def hosts(self, create, places, **kwargs):
        _add_sides(self, VisitSide.Side.RECEIVING, places)

    @factory.post_generation
    def stops(self, create, places, **kwargs):
        for position, place in enumerate(places or [], start=1):
            Stop.objects.create(visit=self, place=place, position=position)


def _add_sides(visit, side, places):
    for position, place in enumerate(places or [], start=1):
        VisitSide.objects.create(visit=visit, side=side, place=place, position=position)


class DelegateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delegate

    visit = factory.SubFactory(VisitFactory)
    post_en = "Governor"


class DelegationUploadFactory(factory.django.DjangoModelFactory):
    """A list of one name that waits to be confirmed."""

    class Meta:
        model = DelegationUpload

    visit = factory.SubFactory(VisitFactory)
    side = "sending"
    made_by = factory.SubFactory(UserFactory)
    file_name = "list.csv"
    rows = '{"columns": [["Name", "name", "en"]], "rows": [[2, ["Anna"]]]}'


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    name_en = factory.Sequence(lambda n: f"Venue {n}")
    place = factory.SubFactory(PlaceFactory, time_zone="Europe/Minsk")


class ProgrammeItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    visit = factory.SubFactory(VisitFactory)
    day = date(2026, 9, 14)
    starts = time(9, 0)
    title_en = factory.Sequence(lambda n: f"Item {n}")


class VisitGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisitGroup

    visit = factory.SubFactory(VisitFactory)
    title_en = factory.Sequence(lambda n: f"Group {n}")


class ArrangementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Arrangement

    visit = factory.SubFactory(VisitFactory)
    kind = Arrangement.Kind.HOTEL


class TravelTimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TravelTime

    one = factory.SubFactory(VenueFactory)
    other = factory.SubFactory(VenueFactory)
    minutes = 30


class ReleaseFactory(factory.django.DjangoModelFactory):
    """The next release of the programme of ``visit`` as it stands now."""

    class Meta:
        model = Release

    visit = factory.SubFactory(VisitFactory)
    number = factory.LazyAttribute(lambda release: release.visit.releases.count() + 1)
    content = factory.LazyAttribute(lambda release: snapshot_of(release.visit))


class ReleaseLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReleaseLink

    release = factory.SubFactory(ReleaseFactory)


class ChecklistStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistStep

    visit_kind = Visit.Kind.DELEGATION
    title_en = factory.Sequence(lambda n: f"Step {n}")


class VisitTaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisitTask

    visit = factory.SubFactory(VisitFactory)
    title_en = factory.Sequence(lambda n: f"Task {n}")


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    visit = factory.SubFactory(VisitFactory)
    direction = Letter.Direction.SENT
    subject = factory.Sequence(lambda n: f"Letter {n}")


class ConversationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Conversation

    visit = factory.SubFactory(VisitFactory)
    title = factory.Sequence(lambda n: f"Meeting {n}")
    day = date(2026, 9, 14)


class ProductFactory(factory.django.DjangoModelFactory):
    """All goods, of which there is one."""

    class Meta:
        model = Product
        django_get_or_create = ("nomenclature", "edition", "code")

    nomenclature = Product.Nomenclature.TOTAL
    edition = ""
    code = "TOTAL"
    name_en = "All goods"


class ChapterFactory(ProductFactory):
    nomenclature = Product.Nomenclature.HS
    edition = "2022"
    level = Product.CHAPTER
    code = factory.Sequence(lambda n: f"{n % 97 + 1:02}")
    name_en = factory.LazyAttribute(lambda chapter: f"Chapter {chapter.code}")


class DatasetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dataset

    family = factory.Sequence(lambda n: f"family {n}")
    source = factory.SubFactory(SourceFactory)


class BatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Batch

    origin = Batch.Origin.LOAD


class TradeFigureFactory(factory.django.DjangoModelFactory):
    """All goods exported in 2018: 100 dollars, exact; give ``window`` for other months."""

    class Meta:
        model = TradeFigure

    class Params:
        window = YEAR_2018

    reporter = factory.SubFactory(PlaceFactory)
    partner = factory.SubFactory(CountryFactory)
    product = factory.SubFactory(ProductFactory)
    dataset = factory.SubFactory(DatasetFactory)
    batch = factory.SubFactory(BatchFactory)
    start = factory.SelfAttribute("window.start")
    end = factory.SelfAttribute("window.end")
    flow = Flow.EXPORT
    measure = Measure.GOODS
    state = State.REPORTED
    value = Decimal(100)


class StatementFactory(factory.django.DjangoModelFactory):
    """“$22.4 million” of export in 2018, exact; give ``window`` for other months, None for none."""

    class Meta:
        model = Statement

    class Params:
        window = YEAR_2018

    source = factory.SubFactory(SourceFactory)
    printed = "$22.4 million"
    reporter = factory.SubFactory(PlaceFactory)
    partner = factory.SubFactory(CountryFactory)
    product = factory.SubFactory(ProductFactory)
    flow = Flow.EXPORT
    window_start = factory.LazyAttribute(lambda o: o.window and o.window.start)
    window_end = factory.LazyAttribute(lambda o: o.window and o.window.end)
    amount_low = Decimal(22_400_000)
    amount_high = factory.SelfAttribute("amount_low")
    rounding_unit = 100_000


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    class Params:
        window = Window.year(2030)

    reporter = factory.SubFactory(CountryFactory)
    partner = factory.SubFactory(CountryFactory)
    amount = Decimal(2_000_000_000)
    window_start = factory.SelfAttribute("window.start")
    window_end = factory.SelfAttribute("window.end")
    source = factory.SubFactory(SourceFactory)


class ImportMappingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportMapping

    name = factory.Sequence(lambda n: f"Mapping {n}")
    content = {"amounts": [{"column": "Value", "given": {}}]}


class ImportFactory(factory.django.DjangoModelFactory):
    """A file that was added and whose columns are known; the file itself is not there."""

    class Meta:
        model = Import

    file_name = "trade.csv"
    stored_as = factory.Sequence(lambda n: f"imports/{n}/table.csv")
    sha256 = factory.Sequence(lambda n: f"{n:064}")
    format = Import.Format.TABLE
    family = "Foreign trade"
    source = factory.SubFactory(SourceFactory)
    mapping = {"amounts": [{"column": "Value", "given": {}}]}


class CheckedImportFactory(ImportFactory):
    """One new figure, and a name that nobody knows."""

    state = Import.State.CHECKED
    found = {"rows": 2, "added": 1, "rejected": 1}
    questions = [{"dimension": "place", "text": "Nowhere", "reason": "unknown_place", "rows": 1}]


class LoadedImportFactory(CheckedImportFactory):
    state = Import.State.LOADED
    batch = factory.SubFactory(BatchFactory)
