"""The sample: the facts that ship with the portal, and accounts to look at them with."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.roles import ADMIN, ROLE_NAMES, VIEWER
from portal.facts.loading import load_facts
from regions.models import Mission, Place
from regions.reference import load_people, load_posts, load_reference
from trade.reference import load_products
from visits.reference import load_checklists

FACTS_FILE = Path(__file__).parent.parent / "data" / "sample.jsonl"
PASSWORD_VARIABLE = "PORTAL_SAMPLE_PASSWORD"


class SampleRefused(Exception):
    """The sample does not mix with data of one's own, nor with production."""


def is_empty():
    """Tell whether nobody has put anything into the database yet."""
    return not (User.objects.exists() or Place.all_objects.exists())


@transaction.atomic
def load_sample(tell=lambda text: None):
    """Load reference data, facts and accounts; return the LoadResult of the facts."""
    if settings.PRODUCTION:
        raise SampleRefused("The sample is not for production.")
    if not is_empty():
        raise SampleRefused("The database holds data; the sample is only loaded into an empty one.")
    load_reference(tell)
    tell("products")
    load_products()
    tell("checklists")
    load_checklists()
    tell("facts")
    _make_mission()
    load_people()
    with FACTS_FILE.open(encoding="utf-8") as lines:
        result = load_facts(lines)
    load_posts()
    tell("accounts")
    make_accounts(sample_password())
    return result


def _make_mission():
    mission = Mission.objects.create(
        name_en="Embassy of Kazakhstan in Belarus",
        name_ru="Посольство Казахстана в Беларуси",
        name_kk="Қазақстанның Беларусьтегі Елшілігі",
        name_be="Пасольства Казахстана ў Беларусі",
        home=Place.objects.get(code="KZ"),
    )
    mission.hosts.set([Place.objects.get(code="BY")])


def password_file():
    return settings.VAR_DIR / "sample-password"


def sample_password():
    """Return the password of the sample accounts, made and kept (mode 600) unless given."""
    if given := os.environ.get(PASSWORD_VARIABLE):
        return given
    path = password_file()
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(12))
    return path.read_text().strip()


def make_accounts(password):
    for role in ROLE_NAMES:
        user = User.objects.create_user(
            username=role,
            password=password,
            is_staff=role != VIEWER,
            is_superuser=role == ADMIN,
        )
        user.groups.add(Group.objects.get(name=role))
