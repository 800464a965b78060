from django.urls import path

from common.exports import limited_export
from visits.views import attachments, visits

urlpatterns = [
    path("", visits.visits, name="list"),
    path("export.csv", limited_export(visits.export_visits), {"export": "csv"}, name="list_csv"),
    path("export.xlsx", limited_export(visits.export_visits), {"export": "xlsx"}, name="list_xlsx"),
    path("add/", visits.add, name="add"),
    path("<slug:public_id>/", visits.visit, name="visit"),
    path("<slug:public_id>/edit/", visits.edit, name="edit"),
    path("<slug:public_id>/delete/", visits.delete, name="delete"),
    path("<slug:public_id>/documents/add/", attachments.add, name="add_document"),
    path(
        "<slug:public_id>/documents/<slug:document>/delete/",
        attachments.delete,
        name="delete_document",
    ),
]
