from django.db import migrations

from common.models import new_public_id

KEYED = ("Delegate", "ProgrammeItem")


def give_keys(apps, schema_editor):
    """Give every row a key, and the same one to all that its history tells of it."""
    for name in KEYED:
        model = apps.get_model("visits", name)
        history = apps.get_model("visits", f"Historical{name}")
        keys = dict.fromkeys(model.objects.values_list("pk", flat=True), "")
        keys |= dict.fromkeys(history.objects.values_list("id", flat=True), "")
        for pk in keys:
            uid = new_public_id()
            model.objects.filter(pk=pk).update(uid=uid)
            history.objects.filter(id=pk).update(uid=uid)


class Migration(migrations.Migration):
    dependencies = [("visits", "0005_protocol")]

    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True)]
