"""Model and form fields: partial dates, and addresses on the web."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from common import partial_dates
from common.partial_dates import PartialDate


class Basis(models.TextChoices):
    """How a date is known."""

    PRINTED = "printed", _("printed")
    INFERRED = "inferred", _("inferred")
    COUNTED_BACK = "counted_back", _("counted back")


class PartialDateAttribute(DeferredAttribute):
    """Reads the column and its basis as one PartialDate; takes a PartialDate or its text."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        text = super().__get__(instance, cls)
        basis = getattr(instance, f"{self.field.name}_basis", Basis.PRINTED)
        return PartialDate(text or "", partial_dates.Basis(basis or Basis.PRINTED))

    def __set__(self, instance, value):
        if isinstance(value, PartialDate):
            setattr(instance, f"{self.field.name}_basis", str(value.basis))
            value = value.text
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.CharField):
    """A date as precise as its source, kept as EDTF-like text.

    Beside the text it makes the columns ``<name>_basis``, ``<name>_earliest`` and
    ``<name>_latest``; filters and orders use the last two, which are null where the date has
    no such end.
    """

    descriptor_class = PartialDateAttribute

    def __init__(self, *args, columns=True, **kwargs):
        self.columns = columns
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # In a migration the columns beside it stand as fields of their own.
        return name, path, args, {**kwargs, "columns": False}

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        if self.columns:
            self.columns = False
            self._add_columns(cls, name)

    def _add_columns(self, cls, name):
        basis = models.CharField(
            _("how the date is known"), max_length=12, choices=Basis.choices, default=Basis.PRINTED
        )
        # Before the date, so that a PartialDate given to the constructor has the last word on it.
        basis.creation_counter = self.creation_counter - 0.5  # type: ignore[assignment]
        cls.add_to_class(f"{name}_basis", basis)
        for end in ("earliest", "latest"):
            cls.add_to_class(
                f"{name}_{end}", models.DateField(null=True, editable=False, db_index=True)
            )

    def clean(self, value, model_instance):
        text = super().clean(value, model_instance)
        self._write_ends(model_instance, PartialDate(text))
        return text

    def to_python(self, value):
        if isinstance(value, PartialDate):
            return value.text
        try:
            return PartialDate(value or "").text
        except ValueError as error:
            raise ValidationError(error.args[0]) from error

    def get_prep_value(self, value):
        return super().get_prep_value(value.text if isinstance(value, PartialDate) else value)

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        self._write_ends(model_instance, value)
        return value.text

    def value_to_string(self, obj):
        return getattr(obj, self.attname).text

    def _write_ends(self, model_instance, value):
        setattr(model_instance, f"{self.name}_earliest", value.earliest)
        setattr(model_instance, f"{self.name}_latest", value.latest)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class WebAddressField(models.URLField):
    """An address on the web; typed without a scheme it is taken for https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class PartialDateFormField(forms.CharField):
    """One line of text in which people write the date as they know it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("help_text", _("A day, a month, a quarter, a year, or “by …”."))
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return value.text if isinstance(value, PartialDate) else value

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return PartialDate.parse(text).text if text else ""
        except ValueError as error:
            raise ValidationError(error.args[0], code="unreadable") from error

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
