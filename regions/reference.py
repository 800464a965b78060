"""The project's own reference data: countries, places, their names and changes, and sectors.

Countries come from ISO 3166 (pycountry) with names from CLDR (Babel) and the corrections in
``data/country_names.csv``; all else from the files beside it. Loading again adds what is new and
leaves what people have edited.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pycountry
from babel import Locale
from django.db import transaction

from common.texts import LANGUAGES
from regions.models import (
    Membership,
    Organisation,
    Person,
    Place,
    PlaceChange,
    PlaceName,
    Post,
    Sector,
    Source,
)

DATA = Path(__file__).parent / "data"

# Where UN Comtrade numbers a country otherwise than ISO does.
COMTRADE_CODES = {"CH": 757, "FR": 251, "IN": 699, "NO": 579, "US": 842}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_reference(tell=lambda text: None):
    """Load what is missing; ``tell`` is told each step."""
    tell("countries")
    _add_missing(Place, "code", _countries())
    tell("places")
    _load_places()
    tell("members of groups")
    _load_members()
    tell("names and changes of places")
    _load_place_names()
    _load_place_changes()
    tell("sectors")
    _add_missing(Sector, "slug", (Sector(slug=r["slug"], **_names(r)) for r in _rows("sectors")))


@transaction.atomic
def load_people():
    """Load the organisations and people whom the sample's facts name."""
    _add_missing(Organisation, "slug", _organisations())
    _add_missing(Person, "slug", _people())


def _rows(name):
    return rows_of(DATA / f"{name}.csv")


def _names(row, prefix="name"):
    return {f"{prefix}_{language}": row[f"{prefix}_{language}"] for language in LANGUAGES}


def _add_missing(model, field, records):
    """Save the records whose code is not there yet, deleted ones counted as there."""
    known = set(model.all_objects.values_list(field, flat=True))
    for record in records:
        if getattr(record, field) not in known:
            record.save()


def _countries():
    corrections = {row["code"]: row for row in _rows("country_names")}
    territories = {language: Locale(language).territories for language in LANGUAGES}
    for country in pycountry.countries:
        corrected = corrections.get(country.alpha_2, {})
        names = {
            f"name_{language}": corrected.get(f"name_{language}")
            or territories[language][country.alpha_2]
            for language in LANGUAGES
        }
        numeric = int(country.numeric)
        yield Place(
            code=country.alpha_2,
            kind=Place.Kind.COUNTRY,
            numeric_code=numeric,
            comtrade_code=COMTRADE_CODES.get(country.alpha_2, numeric),
            **names,
        )


def _load_places():
    known = {place.code: place for place in Place.all_objects.all()}
    rows = list(_rows("places"))
    for row in rows:
        if row["code"] not in known:
            known[row["code"]] = place = _place(row, known.get(row["parent"]))
            place.save()
    for row in rows:
        place = known[row["code"]]
        if row["centre"] and place.centre_id is None:
            place.centre = known[row["centre"]]
            place.save(update_fields=["centre"])


def _place(row, parent):
    return Place(
        code=row["code"],
        kind=row["kind"].replace(" ", "_"),
        parent=parent,
        latitude=_decimal(row["latitude"]),
        longitude=_decimal(row["longitude"]),
        time_zone=row["time_zone"],
        population=_integer(row["population"]),
        population_date=_date(row["population_date"]),
        population_source=row["population_source"],
        tile_row=_integer(row["tile_row"]),
        tile_column=_integer(row["tile_column"]),
        since=_date(row["valid_from"]),
        **_names(row),
        **_names(row, "short"),
    )


def _decimal(text):
    return Decimal(text) if text else None


def _integer(text):
    return int(text) if text else None


def _date(text):
    return date.fromisoformat(text) if text else None


def _load_members():
    """Load the members of the groups that have none yet: those of others are people's care."""
    places = {place.code: place for place in Place.all_objects.all()}
    kept = set(Membership.objects.values_list("group", flat=True))
    Membership.objects.bulk_create(
        Membership(
            group=places[row["group"]],
            member=places[row["member"]],
            since=_integer(row["since"]),
            until=_integer(row["until"]),
        )
        for row in _rows("group_members")
        if places[row["group"]].pk not in kept
    )


def _load_place_names():
    places = {place.code: place for place in Place.all_objects.all()}
    named = set()
    for row in _rows("place_names"):
        place = places[row["code"]]
        _name, created = PlaceName.objects.get_or_create(
            place=place,
            name=row["name"],
            language=row["language"],
            kind=row["kind"],
            since=_date(row["since"]),
            defaults={"until": _date(row["until"]), "note": row["note"]},
        )
        if created:
            named.add(place)
    for place in named:
        place.refresh_search_text()


def _load_place_changes():
    places = {place.code: place for place in Place.all_objects.all()}
    for row in _rows("place_changes"):
        PlaceChange.objects.get_or_create(
            place=places[row["code"]],
            other=places.get(row["other_code"]),
            kind=row["kind"],
            date=_date(row["date"]),
            defaults={**_names(row, "note"), "source": row["source"]},
        )


def _organisations():
    places = {place.code: place for place in Place.all_objects.all()}
    for row in _rows("organisations"):
        yield Organisation(
            slug=row["slug"],
            kind=row["kind"],
            place=places.get(row["place"]),
            aliases=row["aliases"],
            **_names(row),
        )


def _people():
    for row in _rows("persons"):
        yield Person(slug=row["slug"], aliases=row["aliases"], **_names(row))


@transaction.atomic
def load_posts():
    """Load who held which post by the sources of the sample, which must be there already."""
    people = {person.slug: person for person in Person.all_objects.all()}
    organisations = {org.slug: org for org in Organisation.all_objects.all()}
    places = {place.code: place for place in Place.all_objects.all()}
    sources = {source.reference: source for source in Source.all_objects.exclude(reference="")}
    known = set(Post.all_objects.values_list("reference", flat=True))
    for number, row in enumerate(_rows("posts"), start=1):
        reference = f"post-{number}"
        if reference in known:
            continue
        Post(
            reference=reference,
            person=people[row["person"]],
            organisation=organisations.get(row["organisation"]),
            place=places.get(row["place"]),
            since=row["since"],
            until=row["until"],
            as_of=row["as_of"],
            source=sources.get(row["source"]),
            **_names(row, "title"),
        ).save()
