from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """Make the table in which the limits of sign-in are counted."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
