from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0005_import_samples")]

    operations = [
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["reporter", "end"], name="figure_of_reporter"),
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["partner", "end"], name="figure_of_partner"),
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["product", "end"], name="figure_of_product"),
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["dataset", "end"], name="figure_of_dataset"),
        ),
        migrations.AddIndex(
            model_name="tradefigure",
            index=models.Index(fields=["batch", "end", "id"], name="figure_of_batch"),
        ),
        migrations.RemoveIndex(model_name="tradefigure", name="figure_by_batch"),
    ]
