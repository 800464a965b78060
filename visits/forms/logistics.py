"""The form of what is arranged for a visit: journeys, hotels, cars, interpreters, row by row."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.picks import PickField, suggestions
from common.search import fold
from visits.forms.programme.day import VersionForm
from visits.forms.programme.times import ClockField
from visits.forms.rows import PageForms, RowForm, RowFormSet, cells, row_set
from visits.logistics import ForWhom
from visits.models import Arrangement, Venue, Visit

MOST_ROWS = 400
UNKNOWN = _("Nobody here is called “%(text)s”. Choose a side, a group or a delegate of this visit.")


class WhomField(forms.CharField):
    """A side, a group or a delegate by the name it has in ``whom`` (ForWhom)."""

    def __init__(self, **kwargs):
        super().__init__(max_length=700, **kwargs)
        self.widget.attrs |= {"list": "whom", "autocomplete": "off"}
        self.whom = None

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        found = self.whom.by_name.get(fold(text))
        if found is None:
            raise forms.ValidationError(UNKNOWN, code="unknown", params={"text": text})
        return found

    def has_changed(self, initial, data):
        return fold(data or "") != fold(initial or "")

    def run_validators(self, value):
        """A choice needs none of the validators of a text."""


class ArrangementForm(RowForm):
    prefilled = ("kind",)
    whom = WhomField(label=_("For whom"))
    time = ClockField(label=_("Time"), required=False)
    venue = PickField(Venue.objects.all(), suggestions="venues", label=_("Where"), required=False)

    class Meta:
        model = Arrangement
        fields = ["kind", "venue", "day", "time", "last_day", "detail", "contact", "phone", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"detail": ""}

    def __init__(self, *args, whom, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whom"].whom = whom
        if self.instance.pk:
            self.initial["whom"] = whom.name_of(self.instance)

    def layout(self, removal):
        first = {
            "kind": "col-md-2",
            "whom": "col-md-4",
            "day": "col-6 col-md-2",
            "time": "col-6 col-md-2",
            "last_day": "col-6 col-md-2",
        }
        second = {"detail": "col-md-4", "venue": "col-md-3", "contact": "col-md-3"}
        return [
            cells(first),
            cells(second | {"phone": "col-md-2"}),
            self.fold(_("Note"), "note"),
            *removal,
        ]

    def clean(self):
        cleaned = super().clean()
        if whom := cleaned.get("whom"):
            self.instance.side, self.instance.group, self.instance.delegate = whom
        return cleaned


class ArrangementFormSet(RowFormSet):
    row_name = _("arrangement")
    joined = ("venue__place",)
    order = ("kind", "day", "time", "pk")

    def initial_of_new(self, index):
        return {}


ArrangementRows = row_set(
    Visit, Arrangement, ArrangementForm, ArrangementFormSet, extra=3, most=MOST_ROWS
)


class LogisticsForms(PageForms):
    """All rows of what is arranged."""

    def build(self, visit, data):
        self.whom = ForWhom.of(visit)
        self.form = VersionForm(data, instance=visit)
        self.arrangements = ArrangementRows(
            data, instance=visit, prefix="arrangements", form_kwargs={"whom": self.whom}
        )
        self.row_sets = (self.arrangements,)

    def suggestions(self):
        return {
            "whom": self.whom.names,
            "venues": suggestions(Venue.objects.select_related("place")),
        }
