from django.db import migrations, models

import common.models


class Migration(migrations.Migration):
    dependencies = [("visits", "0006_keys_of_rows")]

    operations = [
        migrations.AlterField(
            model_name="delegate",
            name="uid",
            field=models.CharField(
                default=common.models.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="key",
            ),
        ),
        migrations.AlterField(
            model_name="programmeitem",
            name="uid",
            field=models.CharField(
                default=common.models.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="key",
            ),
        ),
    ]
