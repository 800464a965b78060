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
from common.tables import LIMITS, TableError, open_table
from common.tables.limits import MEGABYTE
from regions.models import Source
from trade.forms.layout import Fold, columns
from trade.forms.mapping import FLOWS, MEASURES, place_typed, product_typed
from trade.forms.sources import SourceChoice, suggested_sources
from trade.importers.comtrade import FAMILY
from trade.importers.mapping import Mapping, MappingError
from trade.importers.preview import opened
from trade.importers.problems import Reason
from trade.importers.resolving import Places, Products
from trade.models import Dataset, Import, ImportMapping

MOST_FAMILY = 50
ENDINGS = ".csv,.txt,.tsv,.tab,.xlsx,.xlsm"
NOT_CHOSEN = _("Choose the file with the table.")
TABLE_FIRST = _("Say what the figures of this publisher are called, as “Foreign trade by months”.")
QUOTED_TAKEN = _("This name is kept for figures that are quoted one by one. Choose another.")
FUTURE = _("This day has not come yet.")


class ImportForm(PlainWords, SourceChoice):
    """A file with what is known of it: whose figures, from when, how to read them."""

    new_id = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"), error_messages={"required": NOT_CHOSEN, "empty": NOT_CHOSEN}
    )
    family = forms.CharField(
        label=_("Name of the data set"),
        required=False,
        max_length=MOST_FAMILY,
        help_text=_(
            "Files of one name belong together: a newer one corrects an earlier one."
            " Files of UN Comtrade need none."
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("new_id", new_public_id())
        self.fields["source_kind"].initial = Source.Kind.STATISTICAL_OFFICE
        file = self.fields["file"]
        file.max_length = None
        file.widget.attrs["accept"] = ENDINGS
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
            open_table(path, file.clean_name)
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
        cleaned["source"] = self.settle_source(cleaned)
        family = cleaned.get("family") or (FAMILY if self.is_comtrade else "")
        if family.strip().lower() == Dataset.QUOTED:
            self.add_error("family", QUOTED_TAKEN)
        elif not family and "family" not in self.errors:
            self.add_error("family", TABLE_FIRST)
        cleaned["family"] = family
        return cleaned


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


# --- Questions ------------------------------------------------------------------------------------

LEAVE_OUT, ANSWER = "leave_out", "answer"
NOT_KNOWN = _("No place has this name or code. Choose one from the list.")
GOODS_NOT_KNOWN = _("No goods have this code or name. Choose them from the list.")


class AnswersForm(forms.Form):
    """A field for each text of the file that means nothing here; an empty one leaves it open.

    ``answers()`` are those of a Mapping; ``aliases()`` are (code of a place, text) to be kept.
    """

    def __init__(self, data=None, *, imported, ambiguous=False):
        super().__init__(data)
        self.imported = imported
        self.questions = [q for q in imported.questions if q["reason"] != Reason.LOST_ZERO]
        self.lost = [q for q in imported.questions if q["reason"] == Reason.LOST_ZERO]
        self.ambiguous = ambiguous
        for number, question in enumerate(self.questions):
            self._add(number, question)
        if self.lost:
            self.fields["zeros"] = forms.ChoiceField(
                label=_("Put the zero back?"),
                required=False,
                choices=[
                    ("", _("answer later")),
                    ("restore", _("yes, put it back")),
                    (LEAVE_OUT, _("no, leave these rows out")),
                ],
            )
        if ambiguous:
            self.fields["decimal_sign"] = forms.ChoiceField(
                label=_("What parts the decimals in this file?"),
                required=False,
                choices=[
                    ("", _("answer later")),
                    (".", _("a point: 1,234.5")),
                    (",", _("a comma: 1 234,5")),
                ],
            )
        for field in self.fields.values():
            is_box = isinstance(field.widget, forms.CheckboxInput)
            is_list = isinstance(field.widget, forms.Select)
            kind = "form-check-input" if is_box else "form-select" if is_list else "form-control"
            field.widget.attrs["class"] = kind

    def _add(self, number, question):
        label = _("“%(text)s” means") % {"text": question["text"]}
        if question["dimension"] in ("flow", "measure"):
            choices = FLOWS if question["dimension"] == "flow" else [("", "—"), *MEASURES]
            field = forms.ChoiceField(label=label, required=False, choices=choices)
        else:
            field = forms.CharField(label=label, required=False, max_length=300)
            listed = "places" if question["dimension"] == "place" else "products"
            field.widget.attrs |= {"list": listed, "autocomplete": "off"}
        self.fields[f"answer-{number}"] = field
        self.fields[f"out-{number}"] = forms.BooleanField(
            label=_("leave out these rows"), required=False
        )
        if question["dimension"] == "place":
            self.fields[f"alias-{number}"] = forms.BooleanField(
                label=_("remember this name for other files"), required=False
            )

    def rows(self):
        """Return each question with its fields."""
        return [
            {
                "question": question,
                "reason": Reason(question["reason"]).label,
                "answer": self[f"answer-{number}"],
                "out": self[f"out-{number}"],
                "alias": self[f"alias-{number}"] if f"alias-{number}" in self.fields else None,
            }
            for number, question in enumerate(self.questions)
        ]

    def lost_codes(self):
        return [question["text"] for question in self.lost]

    def clean(self):
        cleaned = super().clean()
        places, products = Places("place"), None
        for number, question in enumerate(self.questions):
            text = cleaned.get(f"answer-{number}", "")
            if not text or cleaned.get(f"out-{number}"):
                continue
            if question["dimension"] == "place":
                self._check(number, places, place_typed(text), NOT_KNOWN)
            elif question["dimension"] == "product":
                products = products or Products()
                self._check(number, products, product_typed(text), GOODS_NOT_KNOWN)
        if not self.errors and not self.has_answers():
            raise forms.ValidationError(_("Answer at least one question, then check again."))
        return cleaned

    def _check(self, number, resolver, text, message):
        if resolver[text] is None:
            self.add_error(f"answer-{number}", message)
        else:
            self.cleaned_data[f"answer-{number}"] = text

    def has_answers(self):
        return any(
            value
            for name, value in self.cleaned_data.items()
            if name.startswith(("answer-", "out-")) or name in ("zeros", "decimal_sign")
        )

    def mapping(self):
        """Return the mapping of the import as JSON with what was answered."""
        said = self.cleaned_data
        mapping = {**self.imported.mapping}
        answers = {name: {**texts} for name, texts in mapping.get("answers", {}).items()}
        for number, question in enumerate(self.questions):
            texts = answers.setdefault(question["dimension"], {})
            if said.get(f"out-{number}"):
                texts[question["text"]] = ""
            elif said.get(f"answer-{number}"):
                texts[question["text"]] = said[f"answer-{number}"]
        if said.get("zeros") == "restore":
            mapping["restore_zeros"] = True
        elif said.get("zeros") == LEAVE_OUT:
            answers.setdefault("product", {}).update(dict.fromkeys(self.lost_codes(), ""))
        if said.get("decimal_sign"):
            mapping["decimal_sign"] = said["decimal_sign"]
        return {**mapping, "answers": {name: texts for name, texts in answers.items() if texts}}

    def aliases(self):
        said = self.cleaned_data
        return [
            (said[f"answer-{number}"], question["text"])
            for number, question in enumerate(self.questions)
            if said.get(f"alias-{number}")
            and said.get(f"answer-{number}")
            and not said.get(f"out-{number}")
        ]


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
