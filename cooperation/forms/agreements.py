"""The form of an agreement and, below it, one row for each party."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.picks import PickField, remember_current, suggestions
from cooperation.models import Agreement, Party
from regions.forms import SourcedForm, offered_places
from regions.models import Organisation, Person, Place

EMPTY = ("", "—")
MOST_PARTIES = 40


def cells(*names):
    """Return a row of fields of equal width, below each other on a phone."""
    return Row(*(Column(name, css_class="col-md") for name in names))


def agreements_seen_by(user):
    """Return the agreements a form may name, with their parties, in order."""
    return Agreement.objects.visible_to(user).with_parties().order_by("title_en", "pk")


def label_of(agreement):
    """Return the title with the parties: many agreements share one title."""
    parties = " – ".join(str(party.name) for party in agreement.parties.all())
    return f"{agreement.title} ({parties})"


class AgreementForm(SourcedForm):
    """An agreement without its parties; ``seen`` are those it may stand under."""

    signed_in = PickField(
        Place.objects.all(), suggestions="places", label=capfirst(_("signed in")), required=False
    )

    class Meta:
        model = Agreement
        fields = [
            "title_en",
            "title_ru",
            "title_kk",
            "title_be",
            "kind",
            "status",
            "as_of",
            "signed",
            "signed_basis",
            "signed_in",
            "in_force_from",
            "in_force_from_basis",
            "until",
            "until_basis",
            "renewal",
            "renewal_clause",
            "parent",
            "document_count",
            "amount",
            "currency",
            "amount_qualifier",
            "rounding_unit",
            "sectors",
            "sources",
            "note",
            "visibility",
        ]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        others = seen.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others
        self.fields["parent"].choices = [
            EMPTY,
            *((a.pk, label_of(a)) for a in seen if a.pk != self.instance.pk),
        ]
        remember_current(self)
        self.titles = fields_alone(*_titles())
        self.titles.render_hidden_fields = True
        self.details = fields_alone(*_details(self.source_fields()))

    def suggestions(self):
        """Return the lists of names to choose from, those of the parties too."""
        return {
            "places": suggestions(offered_places()),
            "people": suggestions(Person.objects.order_by("-changed_at")),
            "organisations": suggestions(Organisation.objects.order_by("-changed_at")),
            **super().suggestions(),
        }

    def clean_parent(self):
        """Return the agreement above, which may not stand below this one."""
        parent = above = self.cleaned_data["parent"]
        seen = set()
        while above is not None and above.pk not in seen:
            if above.parent_id is not None and above.parent_id == self.instance.pk:
                raise forms.ValidationError(_("That agreement already stands under this one."))
            seen.add(above.pk)
            above = above.parent
        return parent


def fields_alone(*layout):
    """Return a helper that draws these fields only: the page has the form and the errors."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.template = "cooperation/_fields.html"
    helper.layout = Layout(*layout)
    return helper


def _titles():
    yield Fieldset(
        _("What it is called"), cells("title_en", "title_ru"), cells("title_kk", "title_be")
    )


def _details(sources):
    yield Fieldset(
        _("What it is"),
        cells("kind", "document_count"),
        cells("status", "as_of"),
        "parent",
        Field("sectors", wrapper_class="choice-columns"),
    )
    yield Fieldset(
        _("Dates, as precise as they are known"),
        cells("signed", "signed_basis"),
        "signed_in",
        cells("in_force_from", "in_force_from_basis"),
        cells("until", "until_basis"),
        cells("renewal", "renewal_clause"),
    )
    yield Fieldset(
        _("Value of the contracts in it, if stated"),
        cells("amount_qualifier", "amount"),
        cells("currency", "rounding_unit"),
    )
    yield Fieldset(_("Where it is known from, and who may see it"), *sources, "note", "visibility")


class PartyForm(forms.ModelForm):
    """One party: a place, an organisation, or the printed name alone, which is then unresolved."""

    place = PickField(Place.objects.all(), suggestions="places", label=_("Place"), required=False)
    organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("Organisation"),
        required=False,
    )
    signatory = PickField(
        Person.objects.all(),
        suggestions="people",
        label=_("Signed by"),
        required=False,
        help_text=_("The name of a person the portal knows."),
    )

    class Meta:
        model = Party
        fields = [
            "position",
            "place",
            "organisation",
            "name_printed",
            "signatory",
            "signatory_post",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        self.fields["name_printed"].help_text = _("As the document names it.")
        remember_current(self)

    def has_changed(self):
        """Tell whether anything but the number of an empty row was filled in."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"position"})

    def clean(self):
        cleaned = super().clean()
        place, organisation = cleaned.get("place"), cleaned.get("organisation")
        if place and organisation:
            self.add_error(
                "place", _("Choose either a place or an organisation for this party, not both.")
            )
        self.instance.unresolved = not (place or organisation)
        named = place or organisation or cleaned.get("name_printed")
        if not named and not self.errors:
            self.add_error(
                "place",
                _("Choose a place or an organisation, or write the name as the document has it."),
            )
        return cleaned


class BasePartyFormSet(forms.BaseInlineFormSet):
    """The parties, read with those of all agreements that are ``seen``."""

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        own = [agreement for agreement in seen if agreement.pk == self.instance.pk]
        self.known = [party for agreement in own for party in agreement.parties.all()]
        self.extra = 1 if self.instance.pk else 3

    def get_queryset(self):
        return self.known

    def get_form_kwargs(self, index):
        """Number the empty rows on."""
        kwargs = super().get_form_kwargs(index)
        if index is not None and index >= self.initial_form_count():
            kwargs["initial"] = {"position": index + 1}
        return kwargs

    def clean(self):
        super().clean()
        if any(form.errors for form in self.forms if not self._should_delete_form(form)):
            return
        if len(self._kept_forms()) < Party.FEWEST:
            raise forms.ValidationError(
                _("An agreement has two parties at least. Fill in one more row.")
            )

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this party")

    def save(self, commit=True):
        """Save the parties, numbered anew in the order of their numbers."""
        ordered = sorted(self._kept_forms(), key=_place_in_order)
        moved = []
        for position, form in enumerate(ordered, start=1):
            if form.instance.pk and not form.has_changed() and form.instance.position != position:
                moved.append(form.instance)
            form.instance.position = position
        saved = super().save(commit)
        for party in moved:
            party.save()
        return saved

    def _kept_forms(self):
        """Return the forms that hold a party and are not to be removed."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk or form.has_changed())
        ]


def _place_in_order(form):
    """Return the number of the row; moved up it goes before its like, moved down behind it."""
    position, former = form.cleaned_data.get("position"), form.initial.get("position")
    if position is None:
        position = former
    return position, position - former


PartyFormSet = forms.inlineformset_factory(
    Agreement,
    Party,
    form=PartyForm,
    formset=BasePartyFormSet,
    extra=0,
    max_num=MOST_PARTIES,
    absolute_max=MOST_PARTIES,
    validate_max=True,
)
