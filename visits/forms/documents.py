"""The form that asks what of a programme is to be printed, as it stands in the address."""

from datetime import date

from crispy_forms.layout import Submit
from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm
from common.texts import LANGUAGES, reader_language
from visits.documents.editions import Editions
from visits.documents.orders import INTERNAL, OF_ONE, OF_ONE_DAY, Order, What
from visits.programme.days import names_in

NONE = ("", "—")


class PrintForm(FilterForm):
    """``order`` is what was asked for, once the form is valid."""

    errors_title = _("Before the document can be printed:")
    what = forms.ChoiceField(label=_("What"))
    release = forms.ChoiceField(label=_("Which state"))
    whom = forms.ChoiceField(
        label=_("Person or group"),
        help_text=_("For the programme of one person or group, or the internal one of theirs."),
    )
    day = forms.ChoiceField(label=_("Day"), help_text=_("For the sheet of one day."))
    lang = forms.ChoiceField(label=_("Language"))
    second = forms.ChoiceField(label=_("Second language beside it"))
    home = forms.BooleanField(label=_("The home capital's time in small type"))

    def __init__(self, data, *, visit, user):
        self.user = user
        self.editions = Editions(visit, user)
        self.edition = self.editions.edition(data.get("release", ""))
        super().__init__(_with_defaults(data, self.editions))
        self._offer(documents_for(user))
        self.helper.inputs = [Submit("", _("Show the documents"))]
        self.helper.form_class = "d-print-none"

    def _offer(self, documents):
        languages = list(_languages())
        snapshot = self.edition.snapshot
        offered = {
            "what": documents,
            "release": self.editions.choices(),
            "whom": [NONE, *((uid, str(name)) for uid, name in names_in(snapshot).items())],
            "day": [NONE, *_days(snapshot)],
            "lang": languages,
            "second": [NONE, *languages],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices

    def clean_release(self):
        release = self.edition.release
        if release and not release.is_intact:
            raise forms.ValidationError(
                _("Its content is not what was released: it must not be used.")
            )
        return self.cleaned_data["release"]

    def clean(self):
        answers = super().clean()
        what = answers.get("what")
        if what == What.PERSONAL and not answers.get("whom"):
            self.add_error("whom", _("Choose whose programme it is."))
        if what in OF_ONE_DAY and not answers.get("day"):
            self.add_error("day", _("Choose the day."))
        if answers.get("second") and answers["second"] == answers.get("lang"):
            self.add_error("second", _("Choose another language than the first."))
        return answers

    @property
    def order(self):
        answers = self.cleaned_data
        what = What(answers["what"])
        languages = (answers["lang"], answers["second"])
        return Order(
            edition=self.edition,
            what=what,
            languages=tuple(filter(None, languages)),
            whom=answers["whom"] or None if what in OF_ONE else None,
            day=date.fromisoformat(answers["day"]) if what in OF_ONE_DAY else None,
            home=answers["home"],
            user=self.user,
        )


def _with_defaults(data, editions):
    """Return what was asked for, and for what was not the document most often wanted."""
    defaults = {
        "what": What.GUEST.value,
        "release": editions.choices()[0][0],
        "lang": reader_language(),
    }
    data = data.copy()
    for name, value in defaults.items():
        if not data.get(name):
            data[name] = value
    return data


def documents_for(user):
    """Return pairs of word and label of the documents that a user may print."""
    may_know = user.has_perm("visits.change_visit")
    return [(one.value, one.label) for one in What if may_know or one not in INTERNAL]


def _languages():
    """Return pairs of code and name, each in its own language."""
    for code in LANGUAGES:
        yield code, capfirst(translation.get_language_info(code)["name_local"])


def _days(snapshot):
    for day in dict.fromkeys(item["day"] for item in snapshot["items"]):
        yield day, date_format(date.fromisoformat(day), "DATE_FORMAT")
