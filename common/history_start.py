"""For migrations that give a model its history: the rows there are become its first entries."""

from django.db.migrations import RunPython
from django.utils import timezone

# Not a change anybody made: pages leave such entries out.
STARTED = "history begins"


def start_history(app_label, *names):
    """Return the operation that writes an entry for each row of the models of these names."""

    def write(apps, schema_editor):
        for name in names:
            model = apps.get_model(app_label, name)
            history = apps.get_model(app_label, f"Historical{name}")
            _write(model, history, schema_editor.connection.alias)

    return RunPython(write, RunPython.noop)


def _write(model, history, alias):
    now = timezone.now()
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values(*columns)
    entries = (
        history(
            history_date=now,
            history_type="+",
            history_change_reason=STARTED,
            route="command",
            **row,
        )
        for row in rows.iterator(chunk_size=500)
    )
    history._base_manager.using(alias).bulk_create(entries, batch_size=500)
