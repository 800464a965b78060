"""Form shapes shared by all apps: filters in the address, and records with a version."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.models import StaleRecord, is_public_id, new_public_id
from common.texts import LANGUAGES

TITLES = tuple(f"title_{code}" for code in LANGUAGES)


CHOOSE_ONE = _("Choose one from the list.")
CHOOSE_SOME = _("Choose from the list.")
# What Django says -> what to do instead. Messages that a field brings of its own stay.
PLAIN_WORDS = (
    (forms.ChoiceField, "invalid_choice", CHOOSE_ONE),
    (forms.ModelChoiceField, "invalid_choice", CHOOSE_ONE),
    (forms.MultipleChoiceField, "invalid_choice", CHOOSE_SOME),
    (forms.MultipleChoiceField, "invalid_list", CHOOSE_SOME),
    (forms.ModelMultipleChoiceField, "invalid_choice", CHOOSE_SOME),
    (forms.ModelMultipleChoiceField, "invalid_list", CHOOSE_SOME),
    (forms.ModelMultipleChoiceField, "invalid_pk_value", CHOOSE_SOME),
    (forms.IntegerField, "invalid", _("Write a whole number.")),
    (forms.DecimalField, "invalid", _("Write a number.")),
    (forms.DateField, "invalid", _("Write the day, the month and the year, as 9.3.2026.")),
    (forms.TimeField, "invalid", _("Write the time as 09:30.")),
)
TOO_LONG = ngettext_lazy(
    "At most %(limit_value)d character fits here; there are %(show_value)d.",
    "At most %(limit_value)d characters fit here; there are %(show_value)d.",
    "limit_value",
)


def say_plainly(field):
    """Give the field messages that say what to do; a text too long is told of, never cut."""
    field.widget.attrs.pop("maxlength", None)
    said = field.error_messages
    for kind, code, words in PLAIN_WORDS:
        if isinstance(field, kind) and said.get(code) is kind.default_error_messages[code]:
            said[code] = words
    for code, words in (*_limits(field), ("max_length", TOO_LONG)):
        said.setdefault(code, words)


def _limits(field):
    least, most = getattr(field, "min_value", None), getattr(field, "max_value", None)
    if least is None or most is None:
        yield "min_value", _("Write %(limit_value)s or more.")
        yield "max_value", _("Write %(limit_value)s or less.")
        return
    words = _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most}
    yield "min_value", words
    yield "max_value", words


class PlainWords(forms.BaseForm):
    """A form that says what to do about a wrong answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_plainly(field)


def _may_be_key(value):
    """Whether it is a whole number that any column holds."""
    text = str(value)
    return text.isdecimal() and len(text) < len(str(2**63))


class RecordField(forms.ModelChoiceField):
    """A record known by its key; what can be no key is not shown again, for widgets look it up."""

    def prepare_value(self, value):
        key = super().prepare_value(value)
        return key if _may_be_key(key) else None


class RecordsField(forms.ModelMultipleChoiceField):
    """Some records, known by their keys; a key that is too long for a column is of no record."""

    def prepare_value(self, value):
        keys = super().prepare_value(value)
        return [key for key in keys if _may_be_key(key)] if isinstance(keys, list) else keys

    def clean(self, value):
        if isinstance(value, list) and not all(map(_may_be_key, value)):
            raise forms.ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


class FilterForm(PlainWords, forms.Form):
    """A GET form whose fields are all optional and which narrows a queryset.

    ``errors_title`` stands above what is wrong, when that is more than a filter left out.
    """

    errors_title = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.form_class = "filter-form d-print-none"
        self.helper.add_input(Submit("", _("Show")))

    def narrow(self, queryset):
        """Apply the valid answers, each through the ``filter_<field>`` method."""
        for name, value in self.answers().items():
            queryset = getattr(self, f"filter_{name}")(queryset, value)
        return queryset

    def answers(self):
        """Return the given and readable answers by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if given(value)}

    def chips(self):
        """Return rows of label, text and others: the answers, each removable by itself."""
        return [
            {
                "label": self.fields[name].label,
                "text": self._in_words(name, value),
                "others": self._without(name),
            }
            for name, value in self.answers().items()
        ]

    def _without(self, name):
        """Return the query of the page without this answer."""
        others = QueryDict(mutable=True)
        others.update(self.data)
        others.pop(name, None)
        return others

    def _in_words(self, name, value):
        choices = getattr(self.fields[name], "choices", None)
        if choices is None or hasattr(value, "pk"):
            return str(value)
        return str(dict(choices).get(value, value))


def given(value):
    # Zero is an answer, and Python takes it for equal to False.
    return value is not False and value not in (None, "", [])


class TitleRules(PlainWords, forms.BaseModelForm):
    """Of a form of what has a title: a title that is wrong in itself is not said to be missing."""

    def add_error(self, field, error):
        wrong = [name for name in TITLES if name in self.errors]
        if field is None and wrong and hasattr(error, "error_dict"):
            others = {n: found for n, found in error.error_dict.items() if n not in TITLES}
            error = forms.ValidationError(others)
        super().add_error(field, error)


class RecordForm(PlainWords, forms.ModelForm):
    """A form that saves only over the version its reader saw, and makes one record of its own.

    The form of a new record brings the ``new_id`` it is to get, by which ``make_once`` knows the
    same form again when it is sent a second time.
    """

    version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    new_id = forms.CharField(label="", widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if self.instance.pk:
            del self.fields["new_id"]
        else:
            self.initial["new_id"] = new_public_id()

    def clean_version(self):
        """Return the version that was read; an edit has to say which one.

        StaleRecord for another than the present one, whatever else is wrong: a row that is gone
        since would be called a mistake of who sends it.
        """
        version = self.cleaned_data["version"]
        if self.instance.pk is None:
            return version
        if version is None:
            raise forms.ValidationError(
                _("This page is out of date. Open the record again and repeat the change.")
            )
        if version != self.instance.version:
            self.instance.version = version
            raise StaleRecord(self.instance)
        return version

    def clean_new_id(self):
        """Return the id the new record is to get, "" when there is no use for the one sent."""
        sent = self.cleaned_data["new_id"]
        if not is_public_id(sent):
            return ""
        taken = self._meta.model._base_manager.filter(public_id=sent)
        return "" if taken.exists() else sent

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]  # unknown to the stubs
        if self.cleaned_data.get("new_id"):
            self.instance.public_id = self.cleaned_data["new_id"]


class TitledForm(TitleRules, RecordForm):
    """A form of a record with a title in four languages, of which one is enough."""
