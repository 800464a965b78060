from django.urls import path

from accounts import job_views

app_name = "jobs"

urlpatterns = [
    path("", job_views.jobs, name="list"),
    path("<slug:public_id>/", job_views.job, name="job"),
]
