from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0004_members_of_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalmission",
            name="releases_need_approval",
            field=models.BooleanField(
                default=False,
                help_text="A release of a programme then waits until somebody else has approved it.",
                verbose_name="programmes are approved by a second person",
            ),
        ),
        migrations.AddField(
            model_name="mission",
            name="releases_need_approval",
            field=models.BooleanField(
                default=False,
                help_text="A release of a programme then waits until somebody else has approved it.",
                verbose_name="programmes are approved by a second person",
            ),
        ),
    ]
