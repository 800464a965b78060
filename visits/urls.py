from django.urls import path

from common.exports import limited_export
from visits import document_views, views

app_name = "visits"

PRINT = {"template_name": "visits/programme_print.html"}

urlpatterns = [
    path("", views.visits, name="list"),
    path("export.csv", limited_export(views.export_visits), {"export": "csv"}, name="list_csv"),
    path("export.xlsx", limited_export(views.export_visits), {"export": "xlsx"}, name="list_xlsx"),
    path("add/", views.add, name="add"),
    path("<slug:public_id>/", views.visit, name="visit"),
    path("<slug:public_id>/edit/", views.edit, name="edit"),
    path("<slug:public_id>/delete/", views.delete, name="delete"),
    path("<slug:public_id>/documents/add/", document_views.add, name="add_document"),
    path(
        "<slug:public_id>/documents/<slug:document>/delete/",
        document_views.delete,
        name="delete_document",
    ),
    path("<slug:public_id>/programme/", views.programme, name="programme"),
    path("<slug:public_id>/programme/print/", views.programme, PRINT, name="programme_print"),
    path("<slug:public_id>/programme/edit/", views.edit_programme, name="edit_programme"),
    path(
        "<slug:public_id>/programme/internal/",
        views.programme_internal,
        name="programme_internal",
    ),
    path(
        "<slug:public_id>/programme/internal/print/",
        views.programme_internal,
        PRINT,
        name="programme_internal_print",
    ),
]
