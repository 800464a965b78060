"""What the frame of every page shows: the mission, the five words, the person."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.roles import ROLE_NAMES
from regions.models import Mission


def frame(request):
    return {
        "mission": SimpleLazyObject(Mission.objects.current),
        "nav": SimpleLazyObject(lambda: _words(request)),
        "language_choices": [(code, LANGUAGE_NAMES[code]) for code, _name in settings.LANGUAGES],
        "user_roles": _roles(request),
    }


# Each language in its own words, as its readers look for it.
LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "be": "Беларуская"}


def _words(request):
    words = [
        (_("Regions"), reverse("portal:regions"), ("/regions/",)),
        (_("Visits"), reverse("visits:list"), ("/visits/",)),
        (_("Trade"), reverse("trade:overview"), ("/trade/",)),
        (_("Cooperation"), reverse("cooperation:agreements"), ("/cooperation/",)),
    ]
    return [
        {"label": label, "url": url, "active": request.path.startswith(prefixes)}
        for label, url, prefixes in words
    ]


def _roles(request):
    """Return the role of who is signed in, in words; the account has one (RoleBackend)."""
    name = getattr(getattr(request, "user", None), "role_name", None)
    return [ROLE_NAMES.get(name, name)] if name else []
