"""The form by which a file and what is known of it come into the portal."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from common.files import KINDS, clean_name, media_type_of, sha256_of
from common.forms import RecordForm
from regions.models import Attachment

HERE_ALREADY = _("This very file is kept with this record already.")


class AttachmentForm(RecordForm):
    """A document with its file; the file is told by what is in it, and never replaced."""

    class Meta:
        model = Attachment
        fields = ["file", "title", "kind", "language", "date", "date_basis", "source", "visibility"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            # The model's limit is that of the opaque name; the given one is cut.
            file.max_length = None
            file.help_text = _("PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG, TXT or CSV, at most 20 MB.")
            file.widget.attrs["accept"] = ",".join(KINDS)

    def clean_file(self):
        """Return the file, and let the record know its name, kind, size and checksum."""
        file = self.cleaned_data["file"]
        self.instance.file_name = clean_name(file.name)
        self.instance.media_type = media_type_of(file)
        self.instance.size = file.size
        self.instance.sha256 = sha256_of(file)
        return file


class DocumentForm(AttachmentForm):
    """The same for a document of ``record``, which may name one of the record's sources."""

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["source"].queryset = record.sources.all()
        self.fields["source"].empty_label = "—"
        self.initial.setdefault("visibility", record.visibility)

    def clean_file(self):
        """Return the file if it is not there yet."""
        file = super().clean_file()
        if self.record.attachments.with_sha256(self.instance.sha256).exists():
            raise forms.ValidationError(HERE_ALREADY, code="twice")
        return file

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            "file",
            "title",
            _row("kind", "language"),
            _row("date", "date_basis"),
            "source",
            "visibility",
        )
        helper.render_hidden_fields = True
        return helper


def _row(*names):
    """Return a row of fields of equal width, below each other on a phone."""
    return Row(*(Column(name, css_class="col-md") for name in names))
