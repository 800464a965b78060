import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trade", "0004_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="named_mapping",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imports",
                to="trade.importmapping",
                verbose_name="mapping kept by name",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="samples",
            field=models.JSONField(default=dict, verbose_name="samples"),
        ),
    ]
