from django.urls import path

from common.exports import limited_export
from trade.views import (
    checks,
    complementarity,
    exports,
    figures,
    imports,
    mappings,
    mirror,
    overview,
    product,
    products,
    statements,
    uploads,
)

app_name = "trade"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path(
        "print/",
        overview.overview,
        {"template_name": "trade/overview_print.html"},
        name="overview_print",
    ),
    path(
        "chart/<slug:chart>.<slug:file_type>",
        limited_export(overview.overview),
        name="overview_chart",
    ),
    path("products/", products.products, name="products"),
    path(
        "products/print/",
        products.products,
        {"template_name": "trade/products_print.html"},
        name="products_print",
    ),
    path(
        "products/chart/<slug:chart>.<slug:file_type>",
        limited_export(products.products),
        name="products_chart",
    ),
    path("products/<slug:code>/", product.product, name="product"),
    path(
        "products/<slug:code>/print/",
        product.product,
        {"template_name": "trade/product_print.html"},
        name="product_print",
    ),
    path(
        "products/<slug:code>/chart/<slug:chart>.<slug:file_type>",
        limited_export(product.product),
        name="product_chart",
    ),
    path("mirror/", mirror.mirror, name="mirror"),
    path(
        "mirror/print/",
        mirror.mirror,
        {"template_name": "trade/mirror_print.html"},
        name="mirror_print",
    ),
    path(
        "mirror/chart/<slug:chart>.<slug:file_type>",
        limited_export(mirror.mirror),
        name="mirror_chart",
    ),
    path("mirror/export.csv", limited_export(mirror.mirror), {"export": "csv"}, name="mirror_csv"),
    path(
        "mirror/export.xlsx", limited_export(mirror.mirror), {"export": "xlsx"}, name="mirror_xlsx"
    ),
    path("complementarity/", complementarity.complementarity, name="complementarity"),
    path(
        "complementarity/print/",
        complementarity.complementarity,
        {"template_name": "trade/complementarity_print.html"},
        name="complementarity_print",
    ),
    path(
        "complementarity/chart/<slug:chart>.<slug:file_type>",
        limited_export(complementarity.complementarity),
        name="complementarity_chart",
    ),
    path(
        "complementarity/export.csv",
        limited_export(complementarity.complementarity),
        {"export": "csv"},
        name="complementarity_csv",
    ),
    path(
        "complementarity/export.xlsx",
        limited_export(complementarity.complementarity),
        {"export": "xlsx"},
        name="complementarity_xlsx",
    ),
    path("checks/", checks.checks, name="checks"),
    path("checks/export.csv", limited_export(checks.checks), {"export": "csv"}, name="checks_csv"),
    path(
        "checks/export.xlsx", limited_export(checks.checks), {"export": "xlsx"}, name="checks_xlsx"
    ),
    path("figures/", figures.figures, name="figures"),
    path(
        "figures/export.csv",
        limited_export(figures.figures),
        {"export": "csv"},
        name="figures_csv",
    ),
    path(
        "figures/export.xlsx",
        limited_export(figures.figures),
        {"export": "xlsx"},
        name="figures_xlsx",
    ),
    path("figures/<int:pk>/", figures.figure, name="figure"),
    path("exports/<slug:public_id>/", exports.export, name="export"),
    path("exports/<slug:public_id>/file/", exports.export_file, name="export_file"),
    path("statements/", statements.statements, name="statements"),
    path(
        "statements/export.csv",
        limited_export(statements.statements),
        {"export": "csv"},
        name="statements_csv",
    ),
    path(
        "statements/export.xlsx",
        limited_export(statements.statements),
        {"export": "xlsx"},
        name="statements_xlsx",
    ),
    path("statements/add/", statements.add_statement, name="add_statement"),
    path("statements/<slug:public_id>/", statements.statement, name="statement"),
    path("statements/<slug:public_id>/edit/", statements.edit_statement, name="edit_statement"),
    path(
        "statements/<slug:public_id>/delete/", statements.delete_statement, name="delete_statement"
    ),
    path("imports/", imports.imports, name="imports"),
    path(
        "imports/export.csv",
        limited_export(imports.imports),
        {"as_csv": True},
        name="imports_csv",
    ),
    path("imports/add/", uploads.add_import, name="add_import"),
    path("imports/mappings/", mappings.mappings, name="mappings"),
    path("imports/mappings/add/", mappings.add_mapping, name="add_mapping"),
    path(
        "imports/mappings/<slug:public_id>/rename/", mappings.rename_mapping, name="rename_mapping"
    ),
    path(
        "imports/mappings/<slug:public_id>/mapping.json", mappings.mapping_file, name="mapping_file"
    ),
    path(
        "imports/mappings/<slug:public_id>/delete/", mappings.delete_mapping, name="delete_mapping"
    ),
    path("imports/<slug:public_id>/", imports.import_page, name="import"),
    path("imports/<slug:public_id>/mapping/", imports.import_mapping, name="import_mapping"),
    path("imports/<slug:public_id>/check/", imports.check_import, name="check_import"),
    path("imports/<slug:public_id>/again/", imports.check_again, name="check_import_again"),
    path("imports/<slug:public_id>/answers/", imports.import_answers, name="import_answers"),
    path("imports/<slug:public_id>/load/", imports.load_import, name="load_import"),
    path("imports/<slug:public_id>/discard/", imports.discard_import, name="discard_import"),
    path("imports/<slug:public_id>/undo/", imports.undo_import, name="undo_import"),
    path(
        "imports/<slug:public_id>/problems.csv",
        limited_export(imports.import_problems),
        name="import_problems_csv",
    ),
]
