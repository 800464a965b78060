"""What a person is told whose save came too late: who changed what, and what was typed."""

import re

from django.shortcuts import render
from django.utils.translation import gettext as _

from common.history import Names, printed
from common.models import StaleRecord
from common.texts import whole_number

# Fields of a form that nobody typed.
MACHINE_FIELDS = (
    *("csrfmiddlewaretoken", "version", "mark", "new_id", "action", "post", "more_rows", "further"),
    *("step", "to"),
    *("_save", "_continue", "_addanother", "_saveasnew", "_popup", "_to_field"),
)
MACHINE_SUFFIXES = ("_FORMS", "-id", "-version", "-sent")
ROW = re.compile(r"(?P<rows>\w+)-(?P<number>[0-9]+)-(?P<field>\w+)")


class StaleSaves:
    """Answer 409 wherever a save met a newer version: portal, admin, inlines and actions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, StaleRecord):
            return conflict_page(request, exception.record)
        return None


def version_sent(request, name="version"):
    """Return the version that the page which was sent showed; 0, which no record has, for none."""
    return whole_number(request.POST.get(name, "")) or 0


def conflict_page(request, stale):
    current = type(stale)._base_manager.get(pk=stale.pk)
    words = Words(type(stale), request.user)
    again = sent_again(request, current)
    context = {
        "record": str(current),
        "changed_by": getattr(current, "changed_by", None),
        "changed_at": getattr(current, "changed_at", None),
        "changes": changes_since(current, stale.version, words),
        "typed": typed_fields(request.POST, words, read_values(current, stale.version)),
        "again": again,
        "edit_url": request.get_full_path() if again else _page_of(current, request),
    }
    return render(request, "409.html", context, status=409)


def _page_of(record, request):
    """Return where the record stands as it is now; an act has no page of its own to open."""
    has_page = hasattr(record, "get_absolute_url")
    return record.get_absolute_url() if has_page else request.get_full_path()


def sent_again(request, current):
    """Return rows of name and value that send the same form over the current version.

    [] for what is no edit of a record: a deletion, an action, or a form with files.
    """
    posted = request.POST
    is_edit = "version" in posted and any(_was_typed(name) for name in posted)
    if not is_edit or request.FILES:
        return []
    return [
        {"name": name, "value": str(current.version) if name == "version" else value}
        for name, values in posted.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def changes_since(current, version, words):
    """Return rows of label, before, after: what changed after the version was read."""
    read, newest = _entry(current, version), _entry(current)
    if read is None or newest is None:
        return []
    delta = newest.diff_against(read)
    for change in delta.changes:
        words.expect(change.field, [*_keys(change.old), *_keys(change.new)])
    return [
        {
            "label": words.label(change.field),
            "before": words.told(change.field, _keys(change.old)),
            "after": words.told(change.field, _keys(change.new)),
        }
        for change in delta.changes
    ]


def _entry(record, version=None):
    """Return the newest row of history, or of one version; None if there is none."""
    entries = record.history if version is None else record.history.filter(version=version)
    return entries.order_by("-history_date", "-pk").first()


def read_values(current, version):
    """Return field name -> what an unchanged form sends of it, sorted; {} without a history."""
    read = _entry(current, version)
    if read is None:
        return {}
    columns = [one for one in current._meta.concrete_fields if hasattr(read, one.attname)]
    values = {column.name: [_as_sent(getattr(read, column.attname))] for column in columns}
    for ties in getattr(current, "_history_m2m_fields", ()):
        keys = getattr(read, ties.name).values_list(ties.m2m_reverse_field_name(), flat=True)
        values[ties.name] = sorted(str(key) for key in keys)
    return values


def _as_sent(value):
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _keys(value):
    """Return the values of a change as a list: many for a tie of many, each by the other's key."""
    if not isinstance(value, list):
        return ["" if value is None else value]
    return [list(row.values())[-1] if isinstance(row, dict) else row for row in value]


def typed_fields(posted, words, read=None):
    """Return rows of label and value of what was typed, in the form's order.

    What is still as it was ``read`` (field name -> values) is left out.
    """
    rows = [
        (name, [value for value in values if value])
        for name, values in posted.lists()
        if _was_typed(name) and any(values) and sorted(values) != (read or {}).get(name)
    ]
    for name, values in rows:
        words.expect(name, values)
    return [
        {"label": words.label(name), "value": words.told(name, values)} for name, values in rows
    ]


def _was_typed(name):
    return name not in MACHINE_FIELDS and not name.endswith(MACHINE_SUFFIXES)


def _fields(model):
    return {field.name: field for field in model._meta.get_fields()}


class Words:
    """Labels and values of the fields of a form, as a person reads them.

    Names of records are asked for once per model, of all values that were announced by
    ``expect``; what the user may not know of keeps its number.
    """

    def __init__(self, model, user=None):
        self.model = model
        self.ties = getattr(model, "typed_ties", {})
        self.names = Names(user)

    def expect(self, name, values):
        related = self._related(name)
        if related is not None:
            self.names.expect(related, values)

    def _related(self, name):
        """Return the model whose records the field chooses from, None for none."""
        if name in self.ties:
            return self.ties[name][1]
        return getattr(self._field(name), "related_model", None)

    def label(self, name):
        """Return the field in words; of a row that belongs to the record with its number."""
        if name in self.ties:
            return str(self.ties[name][0])
        if row := ROW.fullmatch(name):
            return f"{self._label(name, row['field'])} ({int(row['number']) + 1})"
        return self._label(name, name)

    def _label(self, name, plain):
        if plain == "DELETE":
            return _("Remove this row")
        field = self._field(name)
        words = getattr(field, "verbose_name", None)
        if words is None or field.name == plain:
            return str(words or plain.replace("_", " "))
        return f"{self._label_of_related(name, field)}: {words}"

    def _label_of_related(self, name, field):
        """Return the field that leads to the record whose own field was typed."""
        return self._field(name.removesuffix(f"_{field.name}")).verbose_name

    def told(self, name, values):
        return ", ".join(filter(None, (self._told(name, value) for value in values)))

    def _told(self, name, value):
        related = self._related(name)
        if related is not None:
            return self.names.get(related, value) or str(value)
        field = self._field(name)
        if choices := getattr(field, "flatchoices", None):
            words = {str(choice): str(label) for choice, label in choices}
            return words.get(str(value), str(value))
        return printed(True if value == "on" else value)

    def _field(self, name):
        """Return the field that a form field is called after, or None.

        It is one of the model, of its rows, or of a record it leads to: ``source_kind``.
        """
        model = self.model
        if row := ROW.fullmatch(name):
            model, name = self._model_of_rows(row["rows"]), row["field"]
        fields = _fields(model)
        leading, _underscore, last = name.partition("_")
        if name not in fields and getattr(fields.get(leading), "many_to_one", False):
            return _fields(fields[leading].related_model).get(last)
        return fields.get(name)

    def _model_of_rows(self, rows):
        """Return the model of the rows that a formset of this prefix holds; its own if unknown."""
        relations = {one.get_accessor_name(): one for one in self.model._meta.related_objects}
        return relations[rows].related_model if rows in relations else self.model
