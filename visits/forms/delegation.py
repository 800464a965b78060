"""The forms of a delegation: one delegate, the quick line that adds one, and the groups."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import PlainWords, RecordField
from common.picks import PickField, suggestions
from common.text_languages import lang_of
from common.texts import LANGUAGES, reader_language
from regions.models import Organisation, Person
from visits.delegation.order import last_place, put_at, settle_order
from visits.forms.rows import ChildForm, ChildFormSet, cells, columns, fields_only
from visits.models import Delegate, VisitGroup
from visits.models.delegations import NOBODY

POSTS = tuple(f"post_{code}" for code in LANGUAGES)
SECOND_HEAD = _("A delegation has one head; this would be the second.")
HAS_A_HEAD = _(
    "A delegation has one head, and “%(name)s” is it already. Choose another role, or mark that the"
    " present head steps down."
)
NO_GROUP = _("no group")
LAST = 10_000


class DelegateRules(ChildForm):
    def _get_validation_exclusions(self):
        # Of two heads only all rows together can tell: one may hand over to the other.
        return {*super()._get_validation_exclusions(), "visit"}


class OneHeadFormSet(ChildFormSet):
    """Delegates, of whom one on each side is the head."""

    def clean(self):
        super().clean()
        led = set()
        for form in self.kept_forms():
            cleaned = getattr(form, "cleaned_data", {})
            if cleaned.get("role") != Delegate.Role.HEAD:
                continue
            if cleaned.get("side") in led:
                form.add_error("role", SECOND_HEAD)
            led.add(cleaned.get("side"))

    def save(self, commit=True):
        """Save the rows; heads that change step down first, so that never two stand there."""
        changing = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        heads = self.model.objects.filter(pk__in=changing, role=Delegate.Role.HEAD)
        heads.update(role=Delegate.Role.MEMBER)
        return super().save(commit)


class DelegateForm(DelegateRules):
    """A delegate; a person who is not known yet becomes one when ``is_new`` says so."""

    is_new = forms.BooleanField(label=_("a new person"), required=False)
    person = PickField(
        Person.objects.all(), suggestions="people", label=_("Person"), required=False
    )
    organisation = PickField(
        Organisation.objects.all(),
        suggestions="organisations",
        label=_("Organisation"),
        required=False,
    )
    group = RecordField(
        VisitGroup.objects.none(), label=_("Group"), required=False, empty_label=NO_GROUP
    )
    takes_over = forms.BooleanField(label=_("The present head becomes a member"), required=False)
    position = forms.IntegerField(
        label=_("Place in protocol order"),
        min_value=1,
        max_value=LAST,
        required=False,
        help_text=_("Left empty: after all others."),
    )

    class Meta:
        model = Delegate
        fields = [
            *("side", "role", "address", "person", "organisation", "group", *POSTS),
            *("diet", "interpreter", "internal_note"),
        ]
        widgets = {"internal_note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, visit, user, **kwargs):
        # Named as rows of the visit are, so that a save that comes too late tells them in words.
        super().__init__(*args, visit=visit, prefix="delegates-0", **kwargs)
        self.visit = visit
        self.new_person = None
        self._prepare_fields(user)

    def _prepare_fields(self, user):
        for name in ("person", "organisation"):
            if getattr(self.instance, f"{name}_id"):
                self.fields[name].current = getattr(self.instance, name)
        self.fields["group"].queryset = self.visit.groups.all()
        if self._sent("role") != Delegate.Role.HEAD:
            del self.fields["takes_over"]
        if not user.has_perm("regions.add_person"):
            del self.fields["is_new"]
        elif self._sent("is_new"):
            field = self.fields["person"]
            self.fields["person"] = forms.CharField(
                label=field.label, required=False, max_length=300, widget=field.widget
            )
        if self.instance.pk:
            self.initial["position"] = self.instance.precedence

    def _sent(self, name):
        return self.data.get(self.add_prefix(name), "")

    @property
    def helper(self):
        post = f"post_{reader_language()}"
        others = [name for name in POSTS if name != post]
        return fields_only(
            Fieldset(
                _("Who"),
                columns("side", "role", "address"),
                *self._there("takes_over"),
                "person",
                *self._there("is_new"),
                columns("organisation", "group"),
                cells({post: "col-md-8", "position": "col-md-4"}),
                columns(*others),
            ),
            Fieldset(
                _("Internal, never printed for guests"),
                columns("diet", "interpreter"),
                "internal_note",
            ),
        )

    def _there(self, *names):
        return [name for name in names if name in self.fields]

    def clean_person(self):
        typed = self.cleaned_data["person"]
        if isinstance(typed, str):
            self.new_person = person_called(typed) if typed else None
            return None
        return typed

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Delegate.Role.HEAD and not cleaned.get("takes_over"):
            head = self._other_head(cleaned.get("side"))
            if head is not None:
                self.add_error("role", HAS_A_HEAD % {"name": head})
        return cleaned

    def _other_head(self, side):
        heads = self.visit.delegates.on_side(side).filter(role=Delegate.Role.HEAD)
        return heads.exclude(pk=self.instance.pk).with_names().first()

    def _get_validation_exclusions(self):
        # Whether it is somebody is asked below, where a person without a record is one too.
        return {*super()._get_validation_exclusions(), "person"}

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]  # unknown to the stubs
        one = self.instance
        is_somebody = self.new_person or one.person_id or one.organisation_id or any(one.posts())
        if not is_somebody and not self.errors:
            self.add_error(None, NOBODY)

    def save(self, commit=True):
        """Save the delegate at its place, a new person and a head who steps down before it.

        To be done within one act of the visit.
        """
        self._let_step_down()
        if self.new_person is not None:
            self.new_person.save()
            self.instance.person = self.new_person
        position = self._position()
        if self.instance.pk is None or "side" in self.changed_data:
            self.instance.precedence = last_place(self.visit, self.instance.side)
        super().save(commit)
        put_at(self.instance, position)
        settle_order(self.visit)
        return self.instance

    def _position(self):
        """Return the place it is given; who changes sides comes last there if nothing is said."""
        is_told = "position" in self.changed_data or "side" not in self.changed_data
        return (is_told and self.cleaned_data.get("position")) or LAST

    def _let_step_down(self):
        head = self._other_head(self.instance.side)
        if self.instance.role == Delegate.Role.HEAD and head is not None:
            head.role = Delegate.Role.MEMBER
            head.save()

    def suggestions(self):
        return {
            "people": suggestions(Person.objects.order_by("-changed_at")),
            "organisations": suggestions(Organisation.objects.order_by("-changed_at")),
        }


class QuickDelegateForm(DelegateForm):
    """One line that adds a delegate: the person or a post, and what is known at once."""

    class Meta(DelegateForm.Meta):
        fields = ["side", "person", *POSTS, "organisation", "role", "group"]

    position = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        post = f"post_{reader_language()}"
        for name in POSTS:
            if name != post:
                del self.fields[name]
        self.fields[post].label = _("Post at the time")

    @property
    def helper(self):
        post = f"post_{reader_language()}"
        return fields_only(
            cells({"person": "col-md-4", post: "col-md-4", "organisation": "col-md-4"}),
            *self._there("is_new"),
            cells({"role": "col-6 col-md-4", "group": "col-6 col-md-4", "side": "col-6 col-md-4"}),
            *self._there("takes_over"),
        )


def person_called(name):
    """Return a new person with the name in the language its letters are of.

    The name in English stays empty for a name in Cyrillic: it is not for the program to spell it.
    """
    language = lang_of(name) or reader_language()
    return Person(**{f"name_{language}": " ".join(name.split())})


class GroupForm(ChildForm):
    class Meta:
        model = VisitGroup
        fields = [
            *("side", "title_en", "title_ru", "title_kk", "title_be"),
            *("first_day", "last_day", "position"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="groups-0", **kwargs)
        if self.instance.pk and self.instance.delegates.exists():
            # Its members are on its side.
            del self.fields["side"]

    @property
    def helper(self):
        days = columns("first_day", "last_day", "position")
        titles = [columns("title_en", "title_ru"), columns("title_kk", "title_be")]
        side = ["side"] if "side" in self.fields else []
        return fields_only(*side, *titles, days)

    def clean(self):
        cleaned = super().clean()
        for name in ("first_day", "last_day"):
            day = cleaned.get(name)
            if day and not self.instance.visit.covers(day):
                self.add_error(name, _("This day is outside the visit."))
        return cleaned


class MoveForm(PlainWords, forms.Form):
    """Where a delegate goes: one step up or down, or to a place by its number."""

    UP, DOWN = "up", "down"
    step = forms.ChoiceField(choices=[(UP, UP), (DOWN, DOWN)], required=False)
    to = forms.IntegerField(min_value=1, max_value=LAST, required=False)

    def place_of(self, delegate):
        """Return the number to go to, None when the form says nothing of use."""
        if not self.is_valid():
            return None
        step = self.cleaned_data["step"]
        if not step:
            return self.cleaned_data["to"]
        return max(delegate.precedence + (-1 if step == self.UP else 1), 1)
