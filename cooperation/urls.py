from django.urls import path

from common.exports import limited_export
from cooperation.views import agreements, commitments, documents, projects

app_name = "cooperation"

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path(
        "agreements/export.csv",
        limited_export(agreements.agreements),
        {"export": "csv"},
        name="agreements_csv",
    ),
    path(
        "agreements/export.xlsx",
        limited_export(agreements.agreements),
        {"export": "xlsx"},
        name="agreements_xlsx",
    ),
    path("agreements/add/", agreements.add_agreement, name="add_agreement"),
    path("agreements/<slug:public_id>/edit/", agreements.edit_agreement, name="edit_agreement"),
    path(
        "agreements/<slug:public_id>/delete/", agreements.delete_agreement, name="delete_agreement"
    ),
    path(
        "agreements/<slug:public_id>/documents/add/",
        documents.add_to_agreement,
        name="add_agreement_document",
    ),
    path(
        "agreements/<slug:public_id>/documents/<slug:document>/delete/",
        documents.delete_from_agreement,
        name="delete_agreement_document",
    ),
    path("projects/", projects.projects, name="projects"),
    path(
        "projects/export.csv",
        limited_export(projects.projects),
        {"export": "csv"},
        name="projects_csv",
    ),
    path(
        "projects/export.xlsx",
        limited_export(projects.projects),
        {"export": "xlsx"},
        name="projects_xlsx",
    ),
    path("projects/<slug:public_id>/", projects.project, name="project"),
    path(
        "projects/<slug:public_id>/documents/add/",
        documents.add_to_project,
        name="add_project_document",
    ),
    path(
        "projects/<slug:public_id>/documents/<slug:document>/delete/",
        documents.delete_from_project,
        name="delete_project_document",
    ),
    path("commitments/", commitments.commitments, name="commitments"),
    path(
        "commitments/export.csv",
        limited_export(commitments.commitments),
        {"export": "csv"},
        name="commitments_csv",
    ),
    path(
        "commitments/export.xlsx",
        limited_export(commitments.commitments),
        {"export": "xlsx"},
        name="commitments_xlsx",
    ),
]
