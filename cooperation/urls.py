from django.urls import path

from common.exports import limited_export
from cooperation.views import agreements, commitments, projects

app_name = "cooperation"

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path(
        "agreements/export.csv",
        limited_export(agreements.agreements),
        {"as_csv": True},
        name="agreements_csv",
    ),
    path("agreements/add/", agreements.add_agreement, name="add_agreement"),
    path("agreements/<slug:public_id>/edit/", agreements.edit_agreement, name="edit_agreement"),
    path(
        "agreements/<slug:public_id>/delete/", agreements.delete_agreement, name="delete_agreement"
    ),
    path("projects/", projects.projects, name="projects"),
    path(
        "projects/export.csv",
        limited_export(projects.projects),
        {"as_csv": True},
        name="projects_csv",
    ),
    path("projects/<slug:public_id>/", projects.project, name="project"),
    path("commitments/", commitments.commitments, name="commitments"),
    path(
        "commitments/export.csv",
        limited_export(commitments.commitments),
        {"as_csv": True},
        name="commitments_csv",
    ),
]
