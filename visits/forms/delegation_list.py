"""The form that brings a list of delegates in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from common.tables.limits import MEGABYTE
from visits.delegation.reading import LIMITS, MOST_ROWS, read_list
from visits.forms.rows import fields_only
from visits.models import VisitSide

NOT_CHOSEN = _("Choose the file with the list.")
ENDINGS = ".csv,.txt,.tsv,.xlsx,.xlsm"


class DelegationListForm(PlainWords, forms.Form):
    """A file with a list; what was read of it is its ``content``."""

    side = forms.ChoiceField(label=_("Side"), choices=VisitSide.Side.choices)
    file = forms.FileField(
        label=_("File"), error_messages={"required": NOT_CHOSEN, "empty": NOT_CHOSEN}
    )

    def __init__(self, *args, with_personal, **kwargs):
        super().__init__(*args, **kwargs)
        self.with_personal = with_personal
        self.content = None
        file = self.fields["file"]
        file.max_length = None
        file.widget.attrs["accept"] = ENDINGS
        file.help_text = _(
            "CSV up to %(text)d MB, or an Excel workbook (.xlsx) up to %(workbook)d MB; at most"
            " %(rows)d rows under one row of headings."
        ) % {
            "text": LIMITS.text_bytes // MEGABYTE,
            "workbook": LIMITS.workbook_bytes // MEGABYTE,
            "rows": MOST_ROWS,
        }

    @property
    def helper(self):
        return fields_only("side", "file")

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.content = read_list(file, with_personal=self.with_personal)
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return file
