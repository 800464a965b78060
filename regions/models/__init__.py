from regions.models.attachments import Attachment
from regions.models.groups import Membership
from regions.models.mission import Mission, Source
from regions.models.people import Organisation, Person, Post, Sector, names_of
from regions.models.places import Located, Place, PlaceChange, PlaceName

__all__ = [
    "Attachment",
    "Located",
    "Membership",
    "Mission",
    "Organisation",
    "Person",
    "Place",
    "PlaceChange",
    "PlaceName",
    "Post",
    "Sector",
    "Source",
    "names_of",
]
