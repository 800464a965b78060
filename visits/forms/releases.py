"""Forms of releases: what one is called, who approves it, and what a calendar holds."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm, PlainWords
from common.picks import PickField, suggestions
from common.texts import LANGUAGES, reader_language, texts_of
from regions.models import Person
from visits.forms.rows import Fold, cells, columns, fields_only
from visits.models import CalendarFeed, Release

NAMES = tuple(f"name_{code}" for code in LANGUAGES)
POSTS = tuple(f"post_{code}" for code in LANGUAGES)


class ReleaseForm(PlainWords, forms.ModelForm):
    class Meta:
        model = Release
        fields = ["name", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    @property
    def helper(self):
        return fields_only("name", "note")


class ApprovalForm(PlainWords, forms.Form):
    """Who approves, as it is to be printed: a person with the post on record, or as typed."""

    person = PickField(
        Person.objects.all(),
        suggestions="people",
        label=_("Who approves"),
        required=False,
        help_text=_("Name and post are taken from the record of this person."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for names, label in ((NAMES, _("Name (%(language)s)")), (POSTS, _("Post (%(language)s)"))):
            for name, language in zip(names, LANGUAGES, strict=True):
                words = label % {"language": dict(settings.LANGUAGES)[language]}
                self.fields[name] = forms.CharField(label=words, max_length=300, required=False)
        self.initial = _block_of_last_time(user) or {f"name_{reader_language()}": _full_name(user)}

    @property
    def helper(self):
        typed = Fold(
            _("Or type it"),
            *(columns(*pair) for pair in zip(NAMES, POSTS, strict=True)),
            is_open=bool(self.errors) or any(self.initial.values()),
        )
        return fields_only(cells({"person": "col-md-8"}), typed)

    def suggestions(self):
        return {"people": suggestions(Person.objects.filter(posts__isnull=False).distinct())}

    def clean(self):
        """Make ``approval`` of the answers: {"name": {language: text}, "post": {...}}."""
        cleaned, person = super().clean(), self.cleaned_data.get("person")
        name, post = _typed(cleaned, "name"), _typed(cleaned, "post")
        if person:
            name, newest = texts_of(person, "name"), person.posts.latest_first().first()
            post = texts_of(newest, "title") if newest else post
        if not any(name.values()):
            self.add_error("person", _("Say who approves: a person on record, or a typed name."))
        elif not any(post.values()):
            self.add_error("person", _("Type the post too: none is on record."))
        cleaned["approval"] = {"name": name, "post": post}
        return cleaned


def _typed(cleaned, prefix):
    return {code: cleaned.get(f"{prefix}_{code}", "") for code in LANGUAGES}


def _full_name(user):
    return user.get_full_name()


def _block_of_last_time(user):
    """Return what the user's last approval said, as values of the form; {} for the first."""
    decided = Release.objects.issued().filter(decided_by=user).exclude(approval={})
    last = decided.order_by("-decided_at", "-pk").values_list("approval", flat=True).first()
    return {
        f"{key}_{code}": text for key, texts in (last or {}).items() for code, text in texts.items()
    }


class RefusalForm(PlainWords, forms.Form):
    reason = forms.CharField(
        label=_("Why it is not approved"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def helper(self):
        return fields_only("reason")


class CalendarForm(FilterForm):
    """What the calendar of one visit holds, as it stands in its address."""

    whom = forms.SlugField(label=_("For whom"))
    internal = forms.BooleanField(label=_("Internal programme"))


class FeedForm(PlainWords, forms.ModelForm):
    class Meta:
        model = CalendarFeed
        fields = ["contents", "language"]

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
