"""What a visit hangs together with: agreements, by how they do, and commitments."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from cooperation.models import Agreement, Commitment
from visits.forms.rows import fields_only
from visits.models import VisitAgreement

RELATIONS = VisitAgreement.Relation
COMMITMENTS = "commitments"
SHOWN_ROWS = 6


class TiesForm(PlainWords, forms.Form):
    """Only what the user may know of is offered, and nothing else is tied or untied.

    ``sent`` tells a page without these fields from one on which nothing was chosen.
    """

    sent = forms.CharField(widget=forms.HiddenInput, required=False, initial="yes")

    def __init__(self, data=None, *, visit, user):
        super().__init__(data, prefix="ties")
        self.visit = visit
        agreements = _choices(Agreement.objects.visible_to(user).newest_first())
        self._add_field("signed", _("Agreements signed at the visit"), agreements)
        self._add_field("prepared", _("Agreements prepared at the visit"), agreements)
        self._add_field("under", _("Agreements under which it takes place"), agreements)
        commitments = _choices(Commitment.objects.visible_to(user).soonest_first())
        self._add_field(COMMITMENTS, _("Commitments made at the visit"), commitments)
        self.tied = self._tied()
        self.initial = {name: sorted(self.tied[name], key=int) for name in self.tied}

    def _add_field(self, name, label, choices):
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            choices=choices,
            required=False,
            widget=forms.SelectMultiple(attrs={"size": SHOWN_ROWS}),
        )

    def _tied(self):
        """Return field name -> the keys offered by it that are tied to the visit now."""
        found = {name: set() for name in self.fields if name != "sent"}
        if self.visit.pk:
            links = self.visit.agreement_links.values_list("relation", "agreement")
            for relation, agreement in links:
                found[relation].add(str(agreement))
            keys = self.visit.commitments.values_list("pk", flat=True)
            found[COMMITMENTS] |= {str(key) for key in keys}
        return {name: keys & self._offered(name) for name, keys in found.items()}

    def _offered(self, name):
        return {key for key, _label in self.fields[name].choices}

    @property
    def helper(self):
        names = [name for name in self.fields if name != "sent"]
        title = _("Agreements and commitments")
        return fields_only("sent", Fieldset(title, *names))

    def save(self):
        if not self.cleaned_data["sent"]:
            return
        for relation in RELATIONS.values:
            self._tie_agreements(relation)
        before, chosen = self.tied[COMMITMENTS], set(self.cleaned_data[COMMITMENTS])
        if before != chosen:
            hidden = self.visit.commitments.exclude(pk__in=before)
            self.visit.commitments.set([*hidden, *Commitment.objects.filter(pk__in=chosen)])

    def _tie_agreements(self, relation):
        before, chosen = self.tied[relation], set(self.cleaned_data[relation])
        links = self.visit.agreement_links
        for link in links.filter(relation=relation, agreement__in=before - chosen):
            link.delete()
        for agreement in sorted(chosen - before, key=int):
            links.get_or_create(relation=relation, agreement_id=agreement)


def _choices(records):
    return [(str(record.pk), str(record)) for record in records]
