"""The five roles: which permissions each group of users holds."""

from django.contrib.auth.models import Group, Permission

from accounts.roles import ADMIN, DIPLOMAT, ECONOMIST, PROTOCOL, ROLE_NAMES

CONTENT_APPS = ("regions", "cooperation", "visits", "trade")
# Figures and what is reckoned from them come from statements and files; nobody writes them.
DERIVED = (
    *("tradefigure", "batch", "dataset", "importproblem", "replacedconfirmation"),
    *("sumbyreporter", "sumbypartner", "sumbychapter"),
)
SETTING_MODELS = ("mission",)
# What the mission arranges and notes for itself is for those who prepare visits.
INTERNAL_MODELS = ("arrangement", "conversation", "letter")
# Passport, birth date and phone of delegates: a right of its own.
PERSONAL_MODELS = ("personaldata", "personaldataevent")
PEOPLE_MODELS = ("person", "post", "organisation", "source")


# A model and what its history keeps of it.
KINDS = ("", "historical")


def _models(app_label):
    from django.apps import apps

    models = apps.get_app_config(app_label).get_models()
    return [model._meta.model_name for model in models if model._meta.default_permissions]


def _codenames(app_label, actions, models):
    return {
        f"{app_label}.{action}_{name}"
        for name in models
        for action in actions
        if action in _actions_of(app_label, name)
    }


def _actions_of(app_label, name):
    from django.apps import apps

    return apps.get_model(app_label, name)._meta.default_permissions


def _viewing():
    return {
        codename
        for app_label in CONTENT_APPS
        for codename in _codenames(app_label, ["view"], _readable(app_label))
    }


def _readable(app_label):
    aside = {f"{kind}{name}" for name in INTERNAL_MODELS + PERSONAL_MODELS for kind in KINDS}
    return [name for name in _models(app_label) if name not in aside]


def _editing(app_label, models=None):
    names = [name for name in (models or _models(app_label)) if not name.startswith("historical")]
    names = [name for name in names if name not in DERIVED + SETTING_MODELS + PERSONAL_MODELS]
    return _codenames(app_label, ["add", "change", "delete"], names)


def _restricted():
    restricted = {
        "regions": ("attachment",),
        "cooperation": ("agreement", "project", "commitment"),
        "visits": ("visit",),
    }
    return {
        codename
        for app_label, models in restricted.items()
        for codename in _codenames(app_label, ["view_restricted"], models)
    }


def permissions_of(role):
    """Return the permissions of a role as ``app.codename``; None stands for all of them."""
    if role == ADMIN:
        return None
    granted = _viewing()
    if role == ECONOMIST:
        granted |= _editing("trade") | _editing("regions", ["source"])
    if role in (PROTOCOL, DIPLOMAT):
        granted |= _codenames("visits", ["view"], INTERNAL_MODELS) | {"visits.approve_release"}
    if role == PROTOCOL:
        granted |= _codenames("visits", ["view", "change"], PERSONAL_MODELS)
        granted |= _editing("visits") | _editing("regions", PEOPLE_MODELS) | _restricted()
    if role == DIPLOMAT:
        granted |= _restricted()
        for app_label in CONTENT_APPS:
            granted |= _editing(app_label)
    return granted


def keep_roles():
    """Give each role exactly its permissions."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLE_NAMES:
        granted = permissions_of(role)
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set(
            permission
            for codename, permission in known.items()
            if granted is None or codename in granted
        )
