from django.urls import path

from common.exports import limited_export
from trade.views import figures, overview, statements

app_name = "trade"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path(
        "print/",
        overview.overview,
        {"template_name": "trade/overview_print.html"},
        name="overview_print",
    ),
    path("figures/", figures.figures, name="figures"),
    path(
        "figures/export.csv",
        limited_export(figures.figures),
        {"as_csv": True},
        name="figures_csv",
    ),
    path("statements/", statements.statements, name="statements"),
    path(
        "statements/export.csv",
        limited_export(statements.statements),
        {"as_csv": True},
        name="statements_csv",
    ),
    path("statements/add/", statements.add_statement, name="add_statement"),
    path("statements/<slug:public_id>/", statements.statement, name="statement"),
    path("statements/<slug:public_id>/edit/", statements.edit_statement, name="edit_statement"),
    path(
        "statements/<slug:public_id>/delete/", statements.delete_statement, name="delete_statement"
    ),
]
