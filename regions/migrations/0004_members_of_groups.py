import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0003_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="since the year"
                    ),
                ),
                (
                    "until",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="until the year"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        limit_choices_to={"kind": "group"},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="regions.place",
                        verbose_name="group of countries",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships_held",
                        to="regions.place",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership of a group",
                "verbose_name_plural": "memberships of groups",
                "ordering": ["group", "member", "since", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("group", "member", "since"), name="membership_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="membership_until_after_since",
                violation_error_message="The last year is not before the first.",
            ),
        ),
    ]
