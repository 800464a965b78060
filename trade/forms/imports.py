"""The forms that bring a file in, answer its questions and list what was brought in."""

import json

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.files import clean_name, sha256_of
from common.forms import FilterForm, PlainWords, RecordForm
from common.models import is_public_id, new_public_id
from common.tables import LIMITS, TableError
from common.tables.errors import MESSAGES
from common.tables.limits import MEGABYTE
from regions.models import Source
from trade.forms.layout import Fold, columns
from trade.forms.sources import SourceChoice, as_known, suggested_sources
from trade.importers.comtrade import FAMILY
from trade.importers.mapping import Mapping, MappingError
from trade.importers.preview import opened
from trade.importers.starting import COMTRADE_DEFAULTS, LONGEST_FAMILY, comtrade_source
from trade.models import Dataset, Import, ImportMapping

ENDINGS = ".csv,.txt,.tsv,.tab,.xlsx,.xlsm"
NOT_CHOSEN = _("Choose the file with the table.")
TABLE_FIRST = _("Say what the figures of this publisher are called, as “Foreign trade by months”.")
QUOTED_TAKEN = _("This name is kept for figures that are quoted one by one. Choose another.")
FUTURE = _("This day has not come yet.")


class ImportForm(PlainWords, SourceChoice):
    """A file with what is known of it: whose figures, from when, how to read them.

    ``refusal`` is the TableError for which the file was not received, and with it perhaps not
    the rest of the form either.
    """

    new_id = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"), error_messages={"required": NOT_CHOSEN, "empty": MESSAGES["empty"]}
    )
    family = forms.CharField(
        label=_("Name of the data set"),
        required=False,
        max_length=LONGEST_FAMILY,
        help_text=_(
            "Files of one name and source belong together: a newer one corrects an earlier one."
            " Files of UN Comtrade need neither."
        ),
    )
    vintage = forms.DateField(
        label=_("Published on"),
        required=False,
        help_text=_("The day of this edition of the figures, as 9.3.2026. Left empty: not known."),
    )
    coverage = forms.ChoiceField(
        label=_("Trade with"),
        choices=Dataset.Coverage.choices,
        required=False,
        help_text=_("Which partners the data set covers."),
    )
    valuation = forms.ChoiceField(
        label=_("Prices"),
        choices=Dataset.Valuation.choices,
        required=False,
        help_text=_("FOB without, CIF with the way to the border."),
    )
    mapping = forms.ModelChoiceField(
        ImportMapping.objects.all(),
        label=_("How to read it"),
        required=False,
        to_field_name="public_id",
        empty_label=_("find out from the file; you can correct it on the next page"),
    )

    def __init__(self, *args, refusal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.refusal = refusal
        self.initial.setdefault("new_id", new_public_id())
        self.fields["source_kind"].initial = Source.Kind.STATISTICAL_OFFICE
        file = self.fields["file"]
        file.max_length = None
        file.widget.attrs |= {
            "accept": ENDINGS,
            "data-text-bytes": LIMITS.text_bytes,
            "data-workbook-bytes": LIMITS.workbook_bytes,
            "data-too-large": MESSAGES["too_large"],
        }
        if refusal:
            file.error_messages["required"] = str(refusal)
        file.help_text = _(
            "CSV up to %(text)d MB, or an Excel workbook (.xlsx) up to %(workbook)d MB and"
            " 200,000 rows."
        ) % {
            "text": LIMITS.text_bytes // MEGABYTE,
            "workbook": LIMITS.workbook_bytes // MEGABYTE,
        }
        self.fields["family"].widget.attrs |= {"list": "families", "autocomplete": "off"}
        self.is_comtrade, self.sheet, self.sha256 = False, None, ""

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        helper.layout = Layout(
            Fieldset(_("The file"), "file", "mapping"),
            Fieldset(
                _("Whose figures they are"),
                "known_source",
                Fold(
                    _("A source that is not known here yet"),
                    columns("source_url", "source_publisher"),
                    "source_title",
                    columns(
                        "source_published",
                        "source_kind",
                        "source_language",
                        width="col-6 col-md-4",
                    ),
                    is_open=self._has_new_source(),
                ),
                columns("family", "vintage"),
                columns("coverage", "valuation"),
            ),
        )
        return helper

    def _has_new_source(self):
        names = ("source_url", "source_publisher", "source_title")
        return any(self[name].value() or name in self.errors for name in names)

    def suggestions(self):
        families = Dataset.objects.exclude(family=Dataset.QUOTED).values_list("family", flat=True)
        return {"sources": suggested_sources(), "families": sorted(set(families))}

    def clean_new_id(self):
        sent = self.cleaned_data["new_id"]
        return sent if is_public_id(sent) else new_public_id()

    def clean_file(self):
        """Return the file if it is a table that can be read; what it is, is kept beside it."""
        file = self.cleaned_data["file"]
        file.clean_name = clean_name(file.name)
        path = file.temporary_file_path()
        try:
            self.sheet = opened(path, file.clean_name)
        except TableError as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        self.sha256 = sha256_of(file)
        self.is_comtrade = bool(self.sheet.headings) and self.sheet.comtrade_mapping() is not None
        return file

    def clean_vintage(self):
        vintage = self.cleaned_data["vintage"]
        if vintage and vintage > timezone.localdate():
            raise forms.ValidationError(FUTURE, code="future")
        return vintage

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            return cleaned
        cleaned["source"] = self._source(cleaned)
        family = cleaned.get("family") or (FAMILY if self.is_comtrade else "")
        if family.strip().lower() == Dataset.QUOTED:
            self.add_error("family", QUOTED_TAKEN)
        elif not family and "family" not in self.errors:
            self.add_error("family", TABLE_FIRST)
        cleaned["family"] = family
        if self.is_comtrade:
            _say_of_comtrade(cleaned)
        return cleaned

    def _source(self, cleaned):
        """Return the source, one described anew as a known one is that one.

        Files of one publisher belong together. Those of UN Comtrade name it themselves.
        """
        names = ("known_source", "source_url", "source_publisher")
        is_named = any(cleaned.get(name) or name in self.errors for name in names)
        if self.is_comtrade and not is_named:
            return comtrade_source()
        return as_known(self.settle_source(cleaned))


def _say_of_comtrade(cleaned):
    """Say of a file of UN Comtrade what was not stated, so that its files are of one data set."""
    for name in ("coverage", "valuation"):
        if cleaned.get(name, "") in ("", Dataset.Coverage.NOT_SAID):
            cleaned[name] = COMTRADE_DEFAULTS[name]


class ImportFilterForm(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Import.State.choices])
    source = forms.ModelChoiceField(
        Source.objects.filter(imports__isnull=False).order_by("publisher", "pk").distinct(),
        label=_("Source"),
        to_field_name="public_id",
        empty_label=_("any"),
    )
    made_by = forms.ModelChoiceField(
        User.objects.filter(pk__in=Import.objects.values("made_by")),
        label=_("By"),
        to_field_name="username",
        empty_label=_("anybody"),
    )

    def filter_state(self, imports, state):
        return imports.filter(state=state)

    def filter_source(self, imports, source):
        return imports.filter(source=source)

    def filter_made_by(self, imports, user):
        return imports.filter(made_by=user)


# --- Mappings -------------------------------------------------------------------------------------

MOST_MAPPING = 1_000_000
NO_JSON = _("This is no mapping. Choose a file that was downloaded from the list of mappings.")
NAME_TAKEN = _("Another mapping has this name already.")


class MappingNameForm(RecordForm):
    """The name by which a mapping is kept."""

    class Meta:
        model = ImportMapping
        fields = ["name"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        if ImportMapping.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(NAME_TAKEN, code="taken")
        return name


class MappingUploadForm(PlainWords, forms.Form):
    """A mapping as a file of JSON, as it is downloaded here."""

    name = forms.CharField(label=_("Name"), max_length=120)
    file = forms.FileField(label=_("File"), help_text=_("JSON, as it is downloaded here."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".json,application/json"
        self.content = {}

    def clean_name(self):
        name = self.cleaned_data["name"]
        if ImportMapping.objects.filter(name=name).exists():
            raise forms.ValidationError(NAME_TAKEN, code="taken")
        return name

    def clean_file(self):
        """Return the file if a mapping can be read from it, which is kept as ``content``."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MOST_MAPPING:
                raise ValueError
            content = json.loads(file.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(NO_JSON, code="json") from error
        try:
            self.content = Mapping.from_json(content).as_json()
        except MappingError as error:
            raise forms.ValidationError(str(error), code="mapping") from error
        return file
