import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import common.encryption
import common.models
import visits.models.releases


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0004_attachments"),
        ("regions", "0005_releases_need_approval"),
        ("visits", "0004_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonalData",
            fields=[
                (
                    "delegate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="personal_data",
                        serialize=False,
                        to="visits.delegate",
                        verbose_name="delegate",
                    ),
                ),
                (
                    "passport_number",
                    common.encryption.EncryptedTextField(
                        blank=True, verbose_name="passport number"
                    ),
                ),
                (
                    "birth_date",
                    common.encryption.EncryptedTextField(blank=True, verbose_name="birth date"),
                ),
                ("phone", common.encryption.EncryptedTextField(blank=True, verbose_name="phone")),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
            ],
            options={
                "verbose_name": "personal data",
                "verbose_name_plural": "personal data",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.AddField(
            model_name="delegate",
            name="address",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not stated"),
                    ("mr", "Mr"),
                    ("ms", "Ms"),
                    ("he_mr", "His Excellency Mr"),
                    ("he_ms", "Her Excellency Ms"),
                    ("dr", "Dr"),
                    ("prof", "Professor"),
                ],
                default="",
                max_length=6,
                verbose_name="form of address",
            ),
        ),
        migrations.AddField(
            model_name="delegate",
            name="diet",
            field=models.CharField(
                blank=True,
                help_text="Never printed for guests.",
                max_length=200,
                verbose_name="diet",
            ),
        ),
        migrations.AddField(
            model_name="delegate",
            name="internal_note",
            field=models.TextField(
                blank=True, help_text="Never printed for guests.", verbose_name="internal note"
            ),
        ),
        migrations.AddField(
            model_name="delegate",
            name="interpreter",
            field=models.CharField(
                blank=True,
                help_text="From and into which languages. Never printed for guests.",
                max_length=100,
                verbose_name="needs an interpreter",
            ),
        ),
        migrations.AddField(
            model_name="delegate",
            name="uid",
            field=models.CharField(default="", editable=False, max_length=16, verbose_name="key"),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="address",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not stated"),
                    ("mr", "Mr"),
                    ("ms", "Ms"),
                    ("he_mr", "His Excellency Mr"),
                    ("he_ms", "Her Excellency Ms"),
                    ("dr", "Dr"),
                    ("prof", "Professor"),
                ],
                default="",
                max_length=6,
                verbose_name="form of address",
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="diet",
            field=models.CharField(
                blank=True,
                help_text="Never printed for guests.",
                max_length=200,
                verbose_name="diet",
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="internal_note",
            field=models.TextField(
                blank=True, help_text="Never printed for guests.", verbose_name="internal note"
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="interpreter",
            field=models.CharField(
                blank=True,
                help_text="From and into which languages. Never printed for guests.",
                max_length=100,
                verbose_name="needs an interpreter",
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="uid",
            field=models.CharField(
                db_index=True,
                default=common.models.new_public_id,
                editable=False,
                max_length=16,
                verbose_name="key",
            ),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="car",
            field=models.CharField(blank=True, max_length=200, verbose_name="car"),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="ends_fold",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(0, "the first of the two"), (1, "the second of the two")],
                null=True,
                verbose_name="which of two equal times it ends at",
            ),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="interpreter",
            field=models.CharField(blank=True, max_length=200, verbose_name="interpreter"),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="plan_b",
            field=models.TextField(blank=True, verbose_name="plan B"),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="responsible_phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="phone"),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="room",
            field=models.CharField(blank=True, max_length=100, verbose_name="room"),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="starts_fold",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(0, "the first of the two"), (1, "the second of the two")],
                null=True,
                verbose_name="which of two equal times it starts at",
            ),
        ),
        migrations.AddField(
            model_name="historicalprogrammeitem",
            name="uid",
            field=models.CharField(
                db_index=True,
                default=common.models.new_public_id,
                editable=False,
                max_length=16,
                verbose_name="key",
            ),
        ),
        migrations.AddField(
            model_name="historicalvenue",
            name="closes",
            field=models.TimeField(blank=True, null=True, verbose_name="closes"),
        ),
        migrations.AddField(
            model_name="historicalvenue",
            name="latitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=7,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-90),
                    django.core.validators.MaxValueValidator(90),
                ],
                verbose_name="latitude",
            ),
        ),
        migrations.AddField(
            model_name="historicalvenue",
            name="longitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=7,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-180),
                    django.core.validators.MaxValueValidator(180),
                ],
                verbose_name="longitude",
            ),
        ),
        migrations.AddField(
            model_name="historicalvenue",
            name="opens",
            field=models.TimeField(blank=True, null=True, verbose_name="opens"),
        ),
        migrations.AddField(
            model_name="historicalvisit",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="officer in charge",
            ),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="car",
            field=models.CharField(blank=True, max_length=200, verbose_name="car"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="delegates",
            field=models.ManyToManyField(
                blank=True,
                related_name="programme_items",
                to="visits.delegate",
                verbose_name="persons",
            ),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="ends_fold",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(0, "the first of the two"), (1, "the second of the two")],
                null=True,
                verbose_name="which of two equal times it ends at",
            ),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="interpreter",
            field=models.CharField(blank=True, max_length=200, verbose_name="interpreter"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="plan_b",
            field=models.TextField(blank=True, verbose_name="plan B"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="responsible_phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="phone"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="room",
            field=models.CharField(blank=True, max_length=100, verbose_name="room"),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="starts_fold",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(0, "the first of the two"), (1, "the second of the two")],
                null=True,
                verbose_name="which of two equal times it starts at",
            ),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="uid",
            field=models.CharField(default="", editable=False, max_length=16, verbose_name="key"),
        ),
        migrations.AddField(
            model_name="venue",
            name="closes",
            field=models.TimeField(blank=True, null=True, verbose_name="closes"),
        ),
        migrations.AddField(
            model_name="venue",
            name="latitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=7,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-90),
                    django.core.validators.MaxValueValidator(90),
                ],
                verbose_name="latitude",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="longitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=7,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-180),
                    django.core.validators.MaxValueValidator(180),
                ],
                verbose_name="longitude",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="opens",
            field=models.TimeField(blank=True, null=True, verbose_name="opens"),
        ),
        migrations.AddField(
            model_name="visit",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="visits_in_charge",
                to=settings.AUTH_USER_MODEL,
                verbose_name="officer in charge",
            ),
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="meeting")),
                ("day", models.DateField(verbose_name="day")),
                ("also_present", models.TextField(blank=True, verbose_name="also present")),
                ("text", models.TextField(blank=True, verbose_name="what was said")),
                ("results", models.TextField(blank=True, verbose_name="results")),
                (
                    "agreements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="cooperation.agreement",
                        verbose_name="agreements signed",
                    ),
                ),
                (
                    "commitments",
                    models.ManyToManyField(
                        blank=True,
                        related_name="conversations",
                        to="cooperation.commitment",
                        verbose_name="commitments",
                    ),
                ),
                (
                    "delegates",
                    models.ManyToManyField(
                        blank=True,
                        related_name="conversations",
                        to="visits.delegate",
                        verbose_name="who was there",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations",
                        to="visits.programmeitem",
                        verbose_name="programme item",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of conversation",
                "verbose_name_plural": "notes of conversation",
                "ordering": ["visit", "day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DelegationUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                ("side", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("file_name", models.CharField(max_length=150)),
                ("rows", common.encryption.EncryptedTextField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalChecklistStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "public_id",
                    models.CharField(
                        db_index=True,
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        verbose_name="address id",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        help_text="The id of this record in the file it was loaded from.",
                        max_length=40,
                        verbose_name="reference",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="deleted"),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("note_verbale", "note verbale"),
                            ("visas", "visas"),
                            ("programme", "programme agreed"),
                            ("delegation", "delegation confirmed"),
                            ("press_release", "press release"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="days")),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("start", "before its first day"), ("end", "after its last day")],
                        default="start",
                        max_length=5,
                        verbose_name="counted",
                    ),
                ),
                (
                    "visit_kind",
                    models.CharField(
                        choices=[
                            ("delegation", "delegation visit"),
                            ("business_mission", "business mission"),
                            ("working_meeting", "working meeting"),
                            ("embassy_trip", "embassy trip"),
                            ("forum", "forum"),
                            ("commission", "commission session"),
                        ],
                        max_length=16,
                        verbose_name="kind of visit",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical step of the checklist",
                "verbose_name_plural": "historical steps of the checklist",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConversation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        db_index=True,
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        verbose_name="key",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="meeting")),
                ("day", models.DateField(verbose_name="day")),
                ("also_present", models.TextField(blank=True, verbose_name="also present")),
                ("text", models.TextField(blank=True, verbose_name="what was said")),
                ("results", models.TextField(blank=True, verbose_name="results")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.programmeitem",
                        verbose_name="programme item",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical note of conversation",
                "verbose_name_plural": "historical notes of conversation",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConversation_agreements",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cooperation.agreement",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.conversation",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visits.historicalconversation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalConversation_agreements",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConversation_commitments",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cooperation.commitment",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.conversation",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visits.historicalconversation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalConversation_commitments",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConversation_delegates",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.conversation",
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.delegate",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visits.historicalconversation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalConversation_delegates",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgrammeItem_delegates",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.delegate",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visits.historicalprogrammeitem",
                    ),
                ),
                (
                    "programmeitem",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.programmeitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalProgrammeItem_delegates",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTravelTime",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2880),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.venue",
                        verbose_name="one venue",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.venue",
                        verbose_name="other venue",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical travel time",
                "verbose_name_plural": "historical travel times",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVisitGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        db_index=True,
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        verbose_name="key",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("sending", "sending"), ("receiving", "receiving")],
                        default="sending",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: with the visit.",
                        null=True,
                        verbose_name="arrives",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: with the visit.",
                        null=True,
                        verbose_name="leaves",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical group of a delegation",
                "verbose_name_plural": "historical groups of a delegation",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVisitTask",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        db_index=True,
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("note_verbale", "note verbale"),
                            ("visas", "visas"),
                            ("programme", "programme agreed"),
                            ("delegation", "delegation confirmed"),
                            ("press_release", "press release"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="days")),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("start", "before its first day"), ("end", "after its last day")],
                        default="start",
                        max_length=5,
                        verbose_name="counted",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "due_is_set",
                    models.BooleanField(default=False, verbose_name="due on a day of its own"),
                ),
                (
                    "waits_for",
                    models.CharField(
                        blank=True,
                        help_text="Whose answer it takes.",
                        max_length=200,
                        verbose_name="waits for",
                    ),
                ),
                (
                    "waits_since",
                    models.DateField(blank=True, null=True, verbose_name="waits since"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="done"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical task of a visit",
                "verbose_name_plural": "historical tasks of a visit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "note verbale"),
                            ("letter", "letter"),
                            ("invitation", "invitation"),
                            ("mail", "e-mail"),
                        ],
                        default="note",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("sent", "sent"), ("received", "received")],
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("subject", models.CharField(max_length=500, verbose_name="subject")),
                ("answer_due", models.DateField(blank=True, null=True, verbose_name="answer due")),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="regions.attachment",
                        verbose_name="document",
                    ),
                ),
                (
                    "in_answer_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="visits.letter",
                        verbose_name="in answer to",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_letters",
                        to="regions.organisation",
                        verbose_name="to or from",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of a visit",
                "verbose_name_plural": "letters of a visit",
                "ordering": [
                    "visit",
                    models.OrderBy(models.F("date"), descending=True, nulls_last=True),
                    "-pk",
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLetter",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        db_index=True,
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "note verbale"),
                            ("letter", "letter"),
                            ("invitation", "invitation"),
                            ("mail", "e-mail"),
                        ],
                        default="note",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("sent", "sent"), ("received", "received")],
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("subject", models.CharField(max_length=500, verbose_name="subject")),
                ("answer_due", models.DateField(blank=True, null=True, verbose_name="answer due")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.attachment",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.organisation",
                        verbose_name="to or from",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "in_answer_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.letter",
                        verbose_name="in answer to",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical letter of a visit",
                "verbose_name_plural": "historical letters of a visit",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PersonalDataEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("shown", "shown"),
                            ("entered", "entered or changed"),
                            ("listed", "printed or exported"),
                            ("erased", "erased"),
                            ("run", "run of the erasure"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                (
                    "delegate_uid",
                    models.CharField(
                        blank=True, editable=False, max_length=16, verbose_name="delegate"
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="how many"),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of personal data",
                "verbose_name_plural": "uses of personal data",
                "ordering": ["-at", "-pk"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="number")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For example: after the call of 4 May.",
                        max_length=100,
                        verbose_name="name",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what has changed")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for approval"),
                            ("issued", "released"),
                            ("refused", "not approved"),
                        ],
                        default="issued",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "content",
                    models.JSONField(
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="content",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(editable=False, max_length=64, verbose_name="checksum"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "approval",
                    models.JSONField(default=dict, editable=False, verbose_name="approved by"),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why it was not approved"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "verbose_name_plural": "releases",
                "ordering": ["visit", "-number", "-pk"],
                "default_permissions": ("view", "add", "approve"),
            },
        ),
        migrations.CreateModel(
            name="ReleaseLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=visits.models.releases.new_token,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="visits.release",
                        verbose_name="release",
                    ),
                ),
            ],
            options={
                "ordering": ["release", "-made_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TravelTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2880),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visits.venue",
                        verbose_name="one venue",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visits.venue",
                        verbose_name="other venue",
                    ),
                ),
            ],
            options={
                "verbose_name": "travel time",
                "verbose_name_plural": "travel times",
                "ordering": ["one", "other", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VisitGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("sending", "sending"), ("receiving", "receiving")],
                        default="sending",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: with the visit.",
                        null=True,
                        verbose_name="arrives",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: with the visit.",
                        null=True,
                        verbose_name="leaves",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of a delegation",
                "verbose_name_plural": "groups of a delegation",
                "ordering": ["visit", "side", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProgrammeItem_groups",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="visits.historicalprogrammeitem",
                    ),
                ),
                (
                    "programmeitem",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.programmeitem",
                    ),
                ),
                (
                    "visitgroup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visitgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalProgrammeItem_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArrangement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "request_id",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="request"
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[("portal", "portal"), ("admin", "admin"), ("command", "command")],
                        default="command",
                        editable=False,
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrival", "arrival"),
                            ("departure", "departure"),
                            ("hotel", "hotel"),
                            ("car", "car"),
                            ("interpreter", "interpreter"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("sending", "sending"), ("receiving", "receiving")],
                        default="sending",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                ("time", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="until the day")),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        help_text="The flight or train, the room, the plate of the car, the languages.",
                        max_length=200,
                        verbose_name="what exactly",
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="who sees to it"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.delegate",
                        verbose_name="for the delegate",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.venue",
                        verbose_name="where",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="visits.visitgroup",
                        verbose_name="for the group",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical arrangement",
                "verbose_name_plural": "historical arrangements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrival", "arrival"),
                            ("departure", "departure"),
                            ("hotel", "hotel"),
                            ("car", "car"),
                            ("interpreter", "interpreter"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("sending", "sending"), ("receiving", "receiving")],
                        default="sending",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                ("time", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="until the day")),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        help_text="The flight or train, the room, the plate of the car, the languages.",
                        max_length=200,
                        verbose_name="what exactly",
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="who sees to it"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to="visits.delegate",
                        verbose_name="for the delegate",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="visits.venue",
                        verbose_name="where",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrangements",
                        to="visits.visitgroup",
                        verbose_name="for the group",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrangement",
                "verbose_name_plural": "arrangements",
                "ordering": ["visit", "kind", "day", "time", "pk"],
            },
        ),
        migrations.AddField(
            model_name="delegate",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="delegates",
                to="visits.visitgroup",
                verbose_name="group",
            ),
        ),
        migrations.AddField(
            model_name="historicaldelegate",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visits.visitgroup",
                verbose_name="group",
            ),
        ),
        migrations.AddField(
            model_name="programmeitem",
            name="groups",
            field=models.ManyToManyField(
                blank=True,
                help_text="With no group and no person chosen, the item is for everybody.",
                related_name="programme_items",
                to="visits.visitgroup",
                verbose_name="groups",
            ),
        ),
        migrations.CreateModel(
            name="VisitTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("note_verbale", "note verbale"),
                            ("visas", "visas"),
                            ("programme", "programme agreed"),
                            ("delegation", "delegation confirmed"),
                            ("press_release", "press release"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="days")),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("start", "before its first day"), ("end", "after its last day")],
                        default="start",
                        max_length=5,
                        verbose_name="counted",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "due_is_set",
                    models.BooleanField(default=False, verbose_name="due on a day of its own"),
                ),
                (
                    "waits_for",
                    models.CharField(
                        blank=True,
                        help_text="Whose answer it takes.",
                        max_length=200,
                        verbose_name="waits for",
                    ),
                ),
                (
                    "waits_since",
                    models.DateField(blank=True, null=True, verbose_name="waits since"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="done"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="visit_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="visits.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "task of a visit",
                "verbose_name_plural": "tasks of a visit",
                "ordering": ["visit", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=visits.models.releases.new_token,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "contents",
                    models.CharField(
                        choices=[
                            ("visits", "visits, by their days"),
                            ("programmes", "programmes, item by item"),
                        ],
                        default="visits",
                        max_length=10,
                        verbose_name="contents",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=2, verbose_name="language")),
                (
                    "read_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last read"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["user", "contents", "-made_at", "-pk"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("user", "contents"),
                        name="calendar_feed_one_open_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=common.models.new_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="address id",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        help_text="The id of this record in the file it was loaded from.",
                        max_length=40,
                        verbose_name="reference",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "deleted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="deleted"),
                ),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=500, verbose_name="title in English"),
                ),
                (
                    "title_ru",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Russian"),
                ),
                (
                    "title_kk",
                    models.CharField(blank=True, max_length=500, verbose_name="title in Kazakh"),
                ),
                (
                    "title_be",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="title in Belarusian"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("note_verbale", "note verbale"),
                            ("visas", "visas"),
                            ("programme", "programme agreed"),
                            ("delegation", "delegation confirmed"),
                            ("press_release", "press release"),
                            ("report", "report"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="days")),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("start", "before its first day"), ("end", "after its last day")],
                        default="start",
                        max_length=5,
                        verbose_name="counted",
                    ),
                ),
                (
                    "visit_kind",
                    models.CharField(
                        choices=[
                            ("delegation", "delegation visit"),
                            ("business_mission", "business mission"),
                            ("working_meeting", "working meeting"),
                            ("embassy_trip", "embassy trip"),
                            ("forum", "forum"),
                            ("commission", "commission session"),
                        ],
                        max_length=16,
                        verbose_name="kind of visit",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the checklist",
                "verbose_name_plural": "steps of the checklist",
                "ordering": ["visit_kind", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("title_be", ""),
                            ("title_en", ""),
                            ("title_kk", ""),
                            ("title_ru", ""),
                            _negated=True,
                        ),
                        name="checklist_step_titled",
                        violation_error_message="Give a title in at least one of the four languages.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_due__isnull", True),
                    ("date__isnull", True),
                    ("answer_due__gte", models.F("date")),
                    _connector="OR",
                ),
                name="letter_answered_after_it_is_written",
                violation_error_message="The answer is due before the letter was written.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_answer_to__isnull", True),
                    models.Q(("in_answer_to", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="letter_answers_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("visit", "number"), name="release_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    ("made_by__isnull", True),
                    models.Q(("decided_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="release_approved_by_another",
                violation_error_message="A release is approved by somebody else.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releaselink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("release",),
                name="release_has_one_open_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveltime",
            constraint=models.UniqueConstraint(
                fields=("one", "other"),
                name="travel_time_unique",
                violation_error_message="The time between these two venues is kept already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="traveltime",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))),
                name="travel_time_in_one_direction",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("title_be", ""),
                    ("title_en", ""),
                    ("title_kk", ""),
                    ("title_ru", ""),
                    _negated=True,
                ),
                name="visit_group_titled",
                violation_error_message="Give a title in at least one of the four languages.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day__isnull", True),
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    _connector="OR",
                ),
                name="visit_group_leaves_after_it_comes",
                violation_error_message="The group leaves before it arrives. Check both days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group__isnull", True), ("delegate__isnull", True), _connector="OR"
                ),
                name="arrangement_for_a_group_or_a_delegate",
                violation_error_message="Choose a group or a delegate, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("day__isnull", True),
                    ("last_day__gte", models.F("day")),
                    _connector="OR",
                ),
                name="arrangement_ends_after_it_starts",
                violation_error_message="It ends before it starts. Check both days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visittask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("title_be", ""),
                    ("title_en", ""),
                    ("title_kk", ""),
                    ("title_ru", ""),
                    _negated=True,
                ),
                name="visit_task_titled",
                violation_error_message="Give a title in at least one of the four languages.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visittask",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_is_set", False), ("due__isnull", False), _connector="OR"),
                name="visit_task_due_given",
            ),
        ),
    ]
