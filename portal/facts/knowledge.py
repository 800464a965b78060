"""Readers of what all else rests on: sources, places, organisations, people and their posts."""

from portal.facts import lookups as kinds
from portal.facts.reading import Reader, saved
from regions.models import Organisation, Person, Place, Post, Source


def load_source(line):
    source = Source(
        kind=line.choice("kind", Source.Kind),
        publisher=line.required_text("publisher"),
        title=line.text("title"),
        title_basis=line.text("title_basis", "page"),
        url=line.text("url"),
        language=line.text("language"),
        date_note=line.text("date_note"),
        **line.date("published"),
    )
    return saved(line, source)


def load_place(line):
    place = Place(
        code=line.fields["id"],
        kind=line.choice("kind", Place.Kind),
        parent=line.required_record("parent", kinds.PLACE),
        time_zone=line.text("time_zone"),
        **line.texts("name", "name"),
    )
    return saved(line, place)


def load_organisation(line):
    organisation = Organisation(
        slug=line.fields["id"],
        kind=line.choice("kind", Organisation.Kind),
        place=line.record("place", kinds.PLACE),
        aliases=line.text("aliases"),
        **line.texts("name", "name"),
    )
    return saved(line, organisation)


def load_person(line):
    person = Person(
        slug=line.fields["id"], aliases=line.text("aliases"), **line.texts("name", "name")
    )
    return saved(line, person)


def load_post(line):
    post = Post(
        person=line.required_record("person", kinds.PERSON),
        organisation=line.record("organisation", kinds.ORGANISATION),
        place=line.record("place", kinds.PLACE),
        source=line.record("source", kinds.SOURCE),
        **line.texts("title", "title"),
        **line.date("since"),
        **line.date("until"),
        **line.date("as_of"),
    )
    return saved(line, post)


READERS = {
    "source": Reader(Source, load_source, kinds.SOURCE),
    "place": Reader(Place, load_place, kinds.PLACE),
    "organisation": Reader(Organisation, load_organisation, kinds.ORGANISATION),
    "person": Reader(Person, load_person, kinds.PERSON),
    "post": Reader(Post, load_post),
}
