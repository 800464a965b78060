from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("trade", "0005_import_samples")]

    operations = [
        *(
            migrations.AddIndex(
                model_name="tradefigure",
                index=models.Index(
                    fields=[name, "end"],
                    condition=Q(superseded_by__isnull=True),
                    name=f"figure_of_{name}",
                ),
            )
            for name in ("reporter", "partner", "product")
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["dataset", "end"], name="figure_of_dataset"),
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["batch", "end"], name="figure_of_batch"),
        ),
        migrations.RemoveIndex(model_name="tradefigure", name="figure_by_batch"),
    ]
