"""What a visit hangs together with: agreements, by how they do, and commitments."""

from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords
from cooperation.models import Agreement, Commitment
from visits.forms.rows import fields_only
from visits.models import Visit, VisitAgreement

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
        agreements = self._agreements(user)
        commitments = self._commitments(user)
        # Field name -> the keys offered by it that are tied to the visit now.
        self.tied = {relation: _keys(agreements, relation) for relation in RELATIONS.values}
        self.tied[COMMITMENTS] = _keys(commitments, COMMITMENTS)
        for name in RELATIONS.values:
            self._add_field(name, agreements)
        self._add_field(COMMITMENTS, commitments)
        self.initial = {name: sorted(self.tied[name], key=int) for name in self.tied}

    def _agreements(self, user):
        """Return the agreements that are offered, each marked with how it is tied."""
        links = self.visit.agreement_links if self.visit.pk else VisitAgreement.objects.none()
        tied = {
            f"is_{relation}": Exists(links.filter(relation=relation, agreement=OuterRef("pk")))
            for relation in RELATIONS.values
        }
        return list(Agreement.objects.visible_to(user).newest_first().annotate(**tied))

    def _commitments(self, user):
        tied = self.visit.commitments if self.visit.pk else Commitment.objects.none()
        is_tied = Exists(tied.filter(pk=OuterRef("pk")))
        offered = Commitment.objects.visible_to(user).soonest_first()
        return list(offered.annotate(**{f"is_{COMMITMENTS}": is_tied}))

    def _add_field(self, name, records):
        self.fields[name] = forms.MultipleChoiceField(
            label=Visit.typed_ties[f"{self.prefix}-{name}"][0],
            choices=[(str(record.pk), str(record)) for record in records],
            required=False,
            widget=forms.SelectMultiple(attrs={"size": SHOWN_ROWS}),
        )

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


def _keys(records, name):
    return {str(record.pk) for record in records if getattr(record, f"is_{name}")}
