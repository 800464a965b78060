"""The form that answers what is asked about a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Place
from trade.forms.mapping import FLOWS, MEASURES, code_typed, dress
from trade.importers.problems import Reason
from trade.importers.resolving import Places, Products, is_total

LEAVE_OUT = "leave_out"
LATER = ("", _("answer later"))
ZEROS = [
    LATER,
    ("restore", _("yes, put it back")),
    (LEAVE_OUT, _("no, leave these rows out")),
]
DECIMAL_SIGNS = [LATER, (".", _("a point: 1,234.5")), (",", _("a comma: 1 234,5"))]
NO_MEASURE = [("", "—"), *MEASURES]
NOT_KNOWN = {
    "place": _("No place has this name or code. Choose one from the list."),
    "product": _("No goods have this code or name. Choose them from the list."),
}


class AnswersForm(forms.Form):
    """A field for each text of the file that means nothing here; an empty one leaves it open.

    ``mapping()`` is that of the import with what was answered; ``aliases()`` are the names to be
    kept.
    """

    def __init__(self, data=None, *, imported, ambiguous=False):
        super().__init__(data)
        self.imported = imported
        self.questions = [q for q in imported.questions if q["reason"] != Reason.LOST_ZERO]
        self.lost = [q for q in imported.questions if q["reason"] == Reason.LOST_ZERO]
        self.ambiguous = ambiguous
        self.meanings = {}
        for number, question in enumerate(self.questions):
            self._add(number, question)
        if self.lost:
            self.fields["zeros"] = _choice(_("Put the zero back?"), ZEROS)
        if ambiguous:
            self.fields["decimal_sign"] = _choice(
                _("What parts the decimals in this file?"), DECIMAL_SIGNS
            )
        for field in self.fields.values():
            dress(field.widget)

    def _add(self, number, question):
        label = _("“%(text)s” means") % {"text": question["text"]}
        if question["dimension"] in ("flow", "measure"):
            field = _choice(label, FLOWS if question["dimension"] == "flow" else NO_MEASURE)
        else:
            field = forms.CharField(label=label, required=False, max_length=300)
            listed = "places" if question["dimension"] == "place" else "products"
            field.widget.attrs |= {"list": listed, "autocomplete": "off"}
        self.fields[f"answer-{number}"] = field
        self.fields[f"out-{number}"] = forms.BooleanField(
            label=_("leave out these rows") if question["rows"] else _("leave out this column"),
            required=False,
        )
        if question["dimension"] == "place" and not is_total(question["text"]):
            self.fields[f"alias-{number}"] = forms.BooleanField(
                label=_("remember this name for other files"), required=False
            )

    def rows(self):
        """Return each question with its fields."""
        return [
            {
                "question": question,
                "name": question.get("name", ""),
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
        resolvers = {"place": Places("place"), "product": Products()}
        for number, question in enumerate(self.questions):
            text = cleaned.get(f"answer-{number}", "")
            if text and question["dimension"] in resolvers and not cleaned.get(f"out-{number}"):
                self._settle(number, resolvers[question["dimension"]], code_typed(text))
        if not self.errors and not self.has_answers():
            raise forms.ValidationError(_("Answer at least one question, then check again."))
        return cleaned

    def _settle(self, number, resolver, text):
        """Keep the answer with what it means, or say that it means nothing either."""
        if resolver[text] is None:
            self.add_error(f"answer-{number}", NOT_KNOWN[resolver.dimension])
        else:
            self.cleaned_data[f"answer-{number}"] = text
            self.meanings[number] = resolver[text]

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
        """Return (place, text of the file) for each name that is to be remembered."""
        asked = [
            (pk, self.questions[number]["text"])
            for number, pk in self.meanings.items()
            if self.cleaned_data.get(f"alias-{number}")
        ]
        places = Place.objects.in_bulk([pk for pk, _text in asked])
        return [(places[pk], text) for pk, text in asked]


def _choice(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=choices)
