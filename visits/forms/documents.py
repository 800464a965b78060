"""The form that asks what of a programme is to be printed, as it stands in the address."""

from datetime import date

from crispy_forms.layout import Submit
from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import FilterForm
from common.texts import LANGUAGES, LocalText, reader_language
from visits.documents.editions import Editions
from visits.documents.orders import INTERNAL, OF_ONE_DAY, Order, What
from visits.programme.days import name_of

NONE = ("", "—")


class PrintForm(FilterForm):
    """``order`` is what was asked for, once the form is valid."""

    what = forms.ChoiceField(label=_("What"))
    release = forms.ChoiceField(label=_("Which state"))
    whom = forms.ChoiceField(
        label=_("Person or group"), help_text=_("For the programme of one person or group.")
    )
    day = forms.ChoiceField(label=_("Day"), help_text=_("For the sheet of one day."))
    lang = forms.ChoiceField(label=_("Language"))
    second = forms.ChoiceField(label=_("Second language beside it"))
    home = forms.BooleanField(label=_("The home capital's time in small type"))

    def __init__(self, data, *, visit, user):
        super().__init__(data)
        self.editions = Editions(visit, user)
        self.edition = self.editions.edition(data.get("release", ""))
        self._offer(visit, user)
        self.helper.inputs = [Submit("", _("Show the documents"))]
        self.helper.form_class = "d-print-none"

    def _offer(self, visit, user):
        snapshot = self.edition.snapshot
        languages = list(_languages())
        self._choose("what", documents_for(user))
        self._choose("release", self.editions.choices())
        self._choose("whom", [NONE, *_concerned(snapshot)])
        self._choose("day", [NONE, *_days(snapshot)])
        self._choose("lang", languages, initial=reader_language())
        self._choose("second", [NONE, *languages])

    def _choose(self, name, choices, initial=None):
        self.fields[name].choices = choices
        self.initial[name] = initial or choices[0][0]

    def clean(self):
        answers = super().clean()
        what = answers.get("what") or What.GUEST
        if what == What.PERSONAL and not answers.get("whom"):
            self.add_error("whom", _("Choose whose programme it is."))
        if what in OF_ONE_DAY and not answers.get("day"):
            self.add_error("day", _("Choose the day."))
        if answers.get("second") and answers["second"] == self._language(answers):
            self.add_error("second", _("Choose another language than the first."))
        return answers

    def _language(self, answers):
        return answers.get("lang") or reader_language()

    @property
    def order(self):
        answers = self.cleaned_data
        what = What(answers["what"] or What.GUEST)
        languages = (self._language(answers), answers["second"])
        return Order(
            edition=self.edition,
            what=what,
            languages=tuple(filter(None, languages)),
            whom=answers["whom"] if what == What.PERSONAL else None,
            day=date.fromisoformat(answers["day"]) if what in OF_ONE_DAY else None,
            home=answers["home"],
        )


def documents_for(user):
    """Return pairs of word and label of the documents that a user may print."""
    may_know = user.has_perm("visits.change_visit")
    return [(one.value, one.label) for one in What if may_know or one not in INTERNAL]


def _languages():
    """Return pairs of code and name, each in its own language."""
    for code in LANGUAGES:
        yield code, capfirst(translation.get_language_info(code)["name_local"])


def _concerned(snapshot):
    """Return groups and delegates of the snapshot in protocol order."""
    for group in snapshot["groups"]:
        yield group["uid"], str(LocalText.among(group["title"]))
    for delegate in snapshot["delegates"]:
        yield delegate["uid"], str(name_of(delegate))


def _days(snapshot):
    for day in dict.fromkeys(item["day"] for item in snapshot["items"]):
        yield day, date_format(date.fromisoformat(day), "DATE_FORMAT")
