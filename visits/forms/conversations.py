"""The forms of notes of conversation: the note, a commitment made at it, and a press item."""

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords, RecordField, RecordsField, TitleRules
from common.picks import PickField, suggestions
from cooperation.models import Agreement, Commitment
from regions.models import Organisation, Source
from visits.forms.rows import ChildForm, cells, columns, fields_only
from visits.models import Conversation, Delegate, ProgrammeItem, VisitAgreement
from visits.wording import SIDES

SHOWN_ROWS = 6
# What hangs on other records, some of which the user may not know of.
RESTRICTED = ("agreements", "commitments")


class ConversationForm(ChildForm):
    """A note; agreements and commitments that the user may not know of stay with it."""

    item = RecordField(
        ProgrammeItem.objects.none(),
        label=_("Programme item"),
        required=False,
        empty_label=_("none: it was not in the programme"),
    )
    delegates = RecordsField(
        Delegate.objects.none(),
        label=_("Who was there"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agreements = RecordsField(
        Agreement.objects.none(),
        label=_("Agreements signed"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": SHOWN_ROWS}),
        help_text=_("They stand among the agreements of the visit then."),
    )
    commitments = RecordsField(
        Commitment.objects.none(),
        label=_("Commitments made at it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those of this visit. A new one is added on the page of the saved note."),
    )

    class Meta:
        model = Conversation
        fields = [
            *("item", "title", "day", "delegates", "also_present"),
            *("text", "results", *RESTRICTED),
        ]
        widgets = {
            "also_present": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 10}),
            "results": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, visit, user, **kwargs):
        super().__init__(*args, visit=visit, prefix="conversations-0", **kwargs)
        self.user = user
        self._offer_items(visit)
        self._offer_delegates(visit)
        self.fields["agreements"].queryset = Agreement.objects.visible_to(user).newest_first()
        self.fields["commitments"].queryset = self._commitments(visit, user)
        for name in RESTRICTED:
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    def _offer_items(self, visit):
        items = visit.programme_items.in_order()
        self.fields["item"].queryset = items
        none = ("", self.fields["item"].empty_label)
        self.fields["item"].choices = [none, *((item.pk, _label(item)) for item in items)]

    def _offer_delegates(self, visit):
        delegates = list(visit.delegates.with_names().senders_first())
        self.fields["delegates"].queryset = visit.delegates.all()
        sides = ((side, [one for one in delegates if one.side == side]) for side in SIDES)
        self.fields["delegates"].choices = [
            (SIDES[side], [(one.pk, _called(one)) for one in named])
            for side, named in sides
            if named
        ]

    def _commitments(self, visit, user):
        own = visit.commitments.values("pk").order_by()
        return Commitment.objects.visible_to(user).filter(pk__in=own).soonest_first()

    @property
    def helper(self):
        results = [name for name in RESTRICTED if name in self.fields]
        return fields_only(
            Fieldset(
                _("Which meeting"),
                "item",
                cells({"title": "col-md-9", "day": "col-md-3"}),
            ),
            Fieldset(
                _("Who was there"),
                Field("delegates", wrapper_class="choice-columns"),
                "also_present",
            ),
            Fieldset(_("What was said and what came of it"), "text", "results", *results),
        )

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.written_by = self.user
        return super().save(commit)

    def _save_m2m(self):
        for name in RESTRICTED:
            if name in self.fields:
                self.cleaned_data[name] = [*self._hidden(name), *self.cleaned_data[name]]
        super()._save_m2m()
        self._sign_at_the_visit()

    def _hidden(self, name):
        offered = self.fields[name].queryset
        return getattr(self.instance, name).exclude(pk__in=offered.values("pk").order_by())

    def _sign_at_the_visit(self):
        links = self.instance.visit.agreement_links
        for agreement in self.cleaned_data.get("agreements", ()):
            links.get_or_create(agreement=agreement, relation=VisitAgreement.Relation.SIGNED_AT)


def _label(item):
    day = date_format(item.day, "DATE_FORMAT")
    return f"{day}, {time_format(item.starts)}: {item.title}"


def _called(delegate):
    """Return the name with the post, which tells apart those of one name."""
    post = str(delegate.post) if delegate.person_id else ""
    return ", ".join(filter(None, [str(delegate.name), post]))


class CommitmentForm(TitleRules, forms.ModelForm):
    """A commitment made at a meeting, for the ledger; its sides are chosen among those met."""

    owed_by = forms.ChoiceField(label=_("Owed by"))
    owed_to = forms.ChoiceField(label=_("Owed to"), required=False)

    class Meta:
        model = Commitment
        fields = [
            *("title_en", "title_ru", "title_kk", "title_be"),
            *("owed_by", "owed_to", "due", "evidence", "visibility"),
        ]
        widgets = {"evidence": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"due": _("A day, a month, a quarter, a year, or “by the end of 2026”.")}

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, prefix="commitment", **kwargs)
        self.sides = sides_of(visit)
        named = [(key, str(side.name)) for key, side in self.sides.items()]
        for name in ("owed_by", "owed_to"):
            self.fields[name].choices = [("", "—"), *named]
        self.initial.setdefault("visibility", visit.visibility)

    @property
    def helper(self):
        return fields_only(
            columns("title_en", "title_ru"),
            columns("title_kk", "title_be"),
            columns("owed_by", "owed_to"),
            columns("due", "visibility"),
            "evidence",
        )

    def clean(self):
        cleaned = super().clean()
        owed_by, owed_to = cleaned.get("owed_by"), cleaned.get("owed_to")
        if owed_by and owed_by == owed_to:
            self.add_error("owed_to", _("Nobody owes anything to oneself: name the other side."))
        for name in ("owed_by", "owed_to"):
            side = self.sides.get(cleaned.get(name))
            kind = "organisation" if isinstance(side, Organisation) else "place"
            if side is not None:
                setattr(self.instance, f"{name}_{kind}", side)
        return cleaned


def sides_of(visit):
    """Return key -> place or organisation: the sides of a visit, its stops, whence people come."""
    found = {}
    for side in visit.sides.select_related("place", "organisation"):
        found |= _keyed(side.organisation) | _keyed(side.place)
    for stop in visit.stops.select_related("place"):
        found |= _keyed(stop.place)
    for delegate in visit.delegates.with_names().senders_first():
        found |= _keyed(delegate.organisation)
    return found


def _keyed(record):
    return {f"{record._meta.model_name}-{record.pk}": record} if record else {}


class PressForm(PlainWords, forms.ModelForm):
    """What the press wrote of a visit: a source that is kept already, or a new one."""

    known = PickField(
        Source.objects.all(),
        suggestions="sources",
        label=_("A source that is kept already"),
        required=False,
        help_text=_("The publisher and some words of the title."),
    )

    class Meta:
        model = Source
        fields = ["publisher", "title", "url", "published", "language"]
        labels = {"url": _("Address on the web")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, prefix="press", **kwargs)
        self.fields["publisher"].required = False
        if not user.has_perm("regions.add_source"):
            for name in self._meta.fields:
                del self.fields[name]

    @property
    def helper(self):
        if "publisher" not in self.fields:
            return fields_only("known")
        return fields_only(
            "known",
            Fieldset(
                _("Or a new one"),
                cells({"publisher": "col-md-4", "title": "col-md-8"}),
                cells({"url": "col-12"}),
                cells({"published": "col-md-6", "language": "col-md-6"}),
            ),
        )

    def _get_validation_exclusions(self):
        # Only what is new needs a publisher, which is asked below.
        return {*super()._get_validation_exclusions(), "publisher"}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("known") and not cleaned.get("publisher") and not self.errors:
            first = "publisher" if "publisher" in self.fields else "known"
            self.add_error(first, _("Choose a source, or say who published the new one."))
        return cleaned

    def save(self, commit=True):
        """Return the source: the one chosen, one of the same address, or a new one."""
        url = self.cleaned_data.get("url")
        kept = self.cleaned_data["known"] or (url and Source.objects.filter(url=url).first())
        if kept:
            return kept
        self.instance.kind = Source.Kind.PRESS
        return super().save(commit)

    def suggestions(self):
        return {"sources": suggestions(Source.objects.order_by("-changed_at"))}
