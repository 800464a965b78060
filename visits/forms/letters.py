"""The forms of notes verbales and letters: one letter, and the filters of the list of letters."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from common.files import KINDS
from common.forms import FilterForm, RecordField
from common.picks import PickField, remember_current, suggestions
from regions.attachment_forms import DocumentForm
from regions.documents import documents_of, keep_document
from regions.models import Attachment, Organisation
from visits.forms.rows import ChildForm, cells, columns, fields_only
from visits.forms.tasks import ANY, MOST_DAYS, VisitFilterField
from visits.models import Letter, Visit

# What a document kept with a letter is, by what the letter is.
KIND_OF_DOCUMENT = {Letter.Kind.NOTE_VERBALE: Attachment.Kind.NOTE_VERBALE}


class LetterForm(ChildForm):
    """A letter with its document: one that hangs on the visit already, or a new file."""

    organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("To or from"),
        required=False,
    )
    in_answer_to = RecordField(
        Letter.objects.none(), label=_("In answer to"), required=False, empty_label="—"
    )
    attachment = RecordField(
        Attachment.objects.none(),
        label=_("Document of the visit"),
        required=False,
        empty_label="—",
    )
    file = forms.FileField(
        label=_("Or a new file"),
        required=False,
        help_text=_("Kept with the visit as a restricted document."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
    )

    class Meta:
        model = Letter
        fields = [
            *("direction", "kind", "number", "date", "organisation", "subject"),
            *("answer_due", "in_answer_to", "attachment"),
        ]
        help_texts = {"answer_due": _("Left empty: no answer is asked for.")}

    def __init__(self, *args, visit, user, **kwargs):
        super().__init__(*args, visit=visit, prefix="letters-0", **kwargs)
        self.document = None
        others = visit.letters.exclude(pk=self.instance.pk).newest_first()
        self.fields["in_answer_to"].queryset = others
        self.fields["direction"].choices = [("", "—"), *Letter.Direction.choices]
        remember_current(self)
        self._offer_documents(visit, user)

    def _offer_documents(self, visit, user):
        """Offer what the user may know of; a document beyond that stays with the letter."""
        offered = documents_of(visit, user)
        present = self.instance.attachment_id
        if present and not offered.filter(pk=present).exists():
            del self.fields["attachment"]
        else:
            self.fields["attachment"].queryset = offered

    @property
    def helper(self):
        attachment = ["attachment"] if "attachment" in self.fields else []
        return fields_only(
            Fieldset(
                _("What it is"),
                columns("direction", "kind", "number", "date", width="col-6 col-md-3"),
                "organisation",
                "subject",
            ),
            Fieldset(
                _("What it asks for, and what it answers"),
                cells({"answer_due": "col-md-4", "in_answer_to": "col-md-8"}),
            ),
            Fieldset(_("The document"), columns(*attachment, "file")),
        )

    def clean(self):
        cleaned = super().clean()
        written, due = cleaned.get("date"), cleaned.get("answer_due")
        if written and due and due < written:
            self.add_error("answer_due", _("The answer is due before the letter was written."))
        if cleaned.get("file"):
            self._read_document(cleaned)
        return cleaned

    def _read_document(self, cleaned):
        """Make the document of the file, and tell beside it what is wrong with it."""
        sent = {
            "title": cleaned.get("subject", "")[:300],
            "kind": KIND_OF_DOCUMENT.get(cleaned.get("kind"), Attachment.Kind.LETTER),
            "date": cleaned["date"].isoformat() if cleaned.get("date") else "",
            "date_basis": "printed",
            "visibility": Attachment.Visibility.RESTRICTED,
        }
        files = {"file": cleaned["file"]}
        self.document = DocumentForm(sent, files, record=self.instance.visit)
        for name, errors in self.document.errors.items():
            self.add_error("date" if name == "date" else "file", errors)

    def save(self, commit=True):
        """Save the letter, and before it its new document."""
        if self.document is not None:
            self.instance.attachment = keep_document(self.document, self.instance.visit)
        return super().save(commit)

    def suggestions(self):
        return {"organisations": suggestions(Organisation.objects.order_by("-changed_at"))}


class LetterFilterForm(FilterForm):
    q = forms.CharField(label=_("Number or subject"), max_length=100)
    direction = forms.ChoiceField(label=_("Direction"), choices=[ANY, *Letter.Direction.choices])
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Letter.Kind.choices])
    unanswered = forms.BooleanField(label=_("Waits for an answer"))
    due = forms.IntegerField(label=_("Answer due within, days"), min_value=0, max_value=MOST_DAYS)
    visit = VisitFilterField(label=_("Visit"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        visits = Visit.objects.visible_to(user).filter(pk__in=Letter.objects.real().values("visit"))
        self.fields["visit"].queryset = visits.newest_first()

    def filter_q(self, letters, words):
        return letters.matching(words)

    def filter_direction(self, letters, direction):
        return letters.filter(direction=direction)

    def filter_kind(self, letters, kind):
        return letters.filter(kind=kind)

    def filter_unanswered(self, letters, unanswered):
        return letters.unanswered()

    def filter_due(self, letters, days):
        return letters.due_within(days)

    def filter_visit(self, letters, visit):
        return letters.filter(visit=visit)

    def _in_words(self, name, value):
        return _("yes") if value is True else super()._in_words(name, value)
