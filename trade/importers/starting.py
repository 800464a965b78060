"""An import of a file on this machine: how it is read, and for which data sets."""

import json
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import job_files
from common.held_files import is_left
from regions.models import Source
from trade.importers import comtrade
from trade.importers.files import Sheet, sha256_of_path
from trade.importers.mapping import Mapping, MappingError
from trade.importers.suggesting import suggest_mapping
from trade.models import Dataset, Import, ImportMapping
from trade.models.imports import RUN_ENDING

AUTO = "auto"
# The data sets of Comtrade add to the name whether they are annual or monthly.
LONGEST_FAMILY = Dataset._meta.get_field("family").max_length - len(", monthly")
COMTRADE_DEFAULTS = {
    "family": comtrade.FAMILY,
    "coverage": Dataset.Coverage.ALL,
    "valuation": Dataset.Valuation.FOB_CIF,
}


class NotStarted(ValueError):
    """What was said of the file does not do; the words tell what to say."""


def import_of(path, *, file_format=AUTO, mapping="", source="", dry_run=False, **given):
    """Return the saved Import of the file.

    ``mapping`` is the name of a kept mapping or a file of JSON; without one the file is read as
    UN Comtrade's, or by what its headings suggest. ``source`` is a public id or the publisher.
    """
    path = Path(path)
    content, is_comtrade = _content(path, file_format, mapping)
    defaults = COMTRADE_DEFAULTS if is_comtrade else {}
    imported = Import(
        file_name=path.name[:200],
        size=path.stat().st_size,
        sha256=sha256_of_path(path),
        format=Import.Format.COMTRADE if is_comtrade else Import.Format.TABLE,
        mapping=content,
        source=_source(source, is_comtrade, dry_run),
        **{**defaults, **{name: value for name, value in given.items() if value}},
    )
    _check_family(imported.family)
    imported.save()
    return imported


def discard_interrupted():
    """Discard the imports over which runs of the command were killed; return how many."""
    left = [path for path in job_files.folder().glob(f"*{RUN_ENDING}") if is_left(path)]
    found = Import.objects.open().filter(public_id__in=[path.stem for path in left])
    discarded = found.update(state=Import.State.DISCARDED)
    for path in left:
        path.unlink(missing_ok=True)
    return discarded


# What was said of a file, and what it is, whichever import it belongs to.
_OF_THE_FILE = (
    *("file_name", "stored_as", "size", "sha256", "format", "mapping", "named_mapping"),
    *("source", "family", "coverage", "valuation", "vintage"),
)


@transaction.atomic
def begin_again(imported, *, by):
    """Return a new Import of the file of one that is over, None where another has taken it.

    The file goes over to it, so that each is kept and removed with one import alone.
    """
    of_the_file = {name: getattr(imported, name) for name in _OF_THE_FILE}
    given_up = Import.objects.filter(pk=imported.pk, stored_as=imported.stored_as)
    if not given_up.update(stored_as=""):
        return None
    return Import.objects.create(made_by=by, **of_the_file)


def _check_family(family):
    if not family or len(family) > LONGEST_FAMILY or family.strip().lower() == Dataset.QUOTED:
        message = _("Say in --family, in at most %(longest)s characters, which data set this is.")
        raise NotStarted(message % {"longest": LONGEST_FAMILY})


def _content(path, file_format, mapping):
    """Return (the mapping as JSON, whether the file is one of UN Comtrade)."""
    if mapping:
        return _kept(mapping).as_json(), file_format == Import.Format.COMTRADE
    sheet = Sheet(path, path.name)
    found = None if file_format == Import.Format.TABLE else sheet.comtrade_mapping()
    if found is None and file_format == Import.Format.COMTRADE:
        raise NotStarted(_("The file does not have the columns of UN Comtrade."))
    content = found or suggest_mapping(sheet)
    content.check()
    return content.as_json(), found is not None


def _kept(mapping):
    """Return the mapping of this name, else that of the file."""
    kept = ImportMapping.objects.filter(name=mapping).first()
    if kept is not None:
        return Mapping.from_json(kept.content)
    try:
        return Mapping.from_json(json.loads(Path(mapping).read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeError) as error:
        message = _("There is no mapping and no file “%(name)s”.")
        raise NotStarted(message % {"name": mapping}) from error
    except (json.JSONDecodeError, RecursionError) as error:
        message = _("“%(name)s” is not a file of JSON: %(error)s.")
        raise MappingError(message % {"name": mapping, "error": error}) from error


def _source(text, is_comtrade, dry_run):
    if text:
        return _named_source(text)
    if not is_comtrade:
        raise NotStarted(_("Say whose figures these are: --source with an id or a publisher."))
    source = comtrade_source()
    if source.pk is None:
        if dry_run:
            return None
        source.save()
    return source


def comtrade_source():
    """Return UN Comtrade as a source, unsaved where it is not there yet."""
    known = {"publisher": comtrade.FAMILY, "kind": Source.Kind.STATISTICAL_OFFICE}
    return Source.objects.filter(**known).order_by("pk").first() or Source(**known)


def _named_source(text):
    found = list(Source.objects.filter(Q(public_id=text) | Q(publisher=text)).order_by("pk"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotStarted(_("No source has the id or the publisher “%(text)s”.") % {"text": text})
    ids = ", ".join(source.public_id for source in found)
    message = _("Several sources have the publisher “%(text)s”. Give the id of one: %(ids)s.")
    raise NotStarted(message % {"text": text, "ids": ids})
