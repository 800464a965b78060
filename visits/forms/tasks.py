"""The forms of checklists: one task, and the filters of the list of tasks."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms import FilterForm, RecordField
from visits.forms.rows import ChildForm, cells, columns, fields_only
from visits.models import Visit, VisitTask

ANY = ("", _("any"))
MOST_DAYS = 3650


class TaskForm(ChildForm):
    """A task of a visit; without a due day of its own it is counted from the visit."""

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=MOST_DAYS, initial=0)
    owner = RecordField(User.objects.none(), label=_("Who does it"), required=False)

    class Meta:
        model = VisitTask
        fields = [
            *("title_en", "title_ru", "title_kk", "title_be", "kind"),
            *("days", "counted_from", "due", "owner", "waits_for", "waits_since", "note"),
        ]
        labels = {"due": _("Or due on a day of its own")}
        help_texts = {
            "due": _("Left empty, the day follows the dates of the visit."),
            "waits_since": _("Left empty: since today."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, visit=visit, prefix="tasks-0", **kwargs)
        self.fields["owner"].queryset = _officers()
        self.fields["owner"].empty_label = _("nobody yet")
        if not self.instance.due_is_set:
            self.initial["due"] = None

    @property
    def helper(self):
        return fields_only(
            Fieldset(
                _("What is to be done"),
                columns("title_en", "title_ru"),
                columns("title_kk", "title_be"),
                cells({"kind": "col-md-6", "owner": "col-md-6"}),
            ),
            Fieldset(_("When it is due"), columns("days", "counted_from", "due", width="col-md-4")),
            Fieldset(
                _("Whom it waits for"),
                cells({"waits_for": "col-md-8", "waits_since": "col-md-4"}),
                "note",
            ),
        )

    def clean(self):
        cleaned = super().clean()
        since = cleaned.get("waits_since")
        if not cleaned.get("waits_for"):
            cleaned["waits_since"] = None
        elif since is None:
            cleaned["waits_since"] = timezone.localdate()
        elif since > timezone.localdate():
            self.add_error("waits_since", _("This day is still to come."))
        return cleaned

    def save(self, commit=True):
        task = self.instance
        task.due_is_set = self.cleaned_data["due"] is not None
        if not task.due_is_set:
            task.due = task.due_as_counted
        if task.pk is None:
            task.position = task.visit.tasks.count() + 1
        return super().save(commit)


def _officers():
    """Return the users who prepare visits."""
    officers = User.objects.with_perm("visits.change_visit")
    return officers.order_by("last_name", "first_name", "username")


class VisitFilterField(forms.ModelChoiceField):
    """A visit by its address id, among those that are offered."""

    def __init__(self, **kwargs):
        super().__init__(
            Visit.objects.none(), to_field_name="public_id", empty_label=_("any"), **kwargs
        )


class TaskFilterForm(FilterForm):
    """What is still to do, unless ``state`` asks for other tasks."""

    DONE, ALL = "done", "all"

    mine = forms.BooleanField(label=_("Mine alone"))
    overdue = forms.BooleanField(label=_("Overdue"))
    waiting = forms.BooleanField(label=_("Waits for somebody"))
    due = forms.IntegerField(label=_("Due within, days"), min_value=0, max_value=MOST_DAYS)
    visit = VisitFilterField(label=_("Visit"))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("to do")), (DONE, _("done")), (ALL, _("to do and done"))],
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        tasks = VisitTask.objects.real()
        visits = Visit.objects.visible_to(user).filter(pk__in=tasks.values("visit"))
        self.fields["visit"].queryset = visits.newest_first()

    def narrow(self, queryset):
        tasks = super().narrow(queryset)
        return tasks if self.answers().get("state") else tasks.open()

    def filter_mine(self, tasks, mine):
        return tasks.owned_by(self.user)

    def filter_overdue(self, tasks, overdue):
        return tasks.open().overdue()

    def filter_waiting(self, tasks, waiting):
        return tasks.waiting()

    def filter_due(self, tasks, days):
        return tasks.due_within(days)

    def filter_visit(self, tasks, visit):
        return tasks.filter(visit=visit)

    def filter_state(self, tasks, state):
        return tasks.done() if state == self.DONE else tasks

    def _in_words(self, name, value):
        return _("yes") if value is True else super()._in_words(name, value)
