"""Addresses of visits, in the order they are tried."""

from visits.urls import (
    checks,
    conversations,
    delegation,
    documents,
    feeds,
    letters,
    logistics,
    planner,
    programme,
    releases,
    report,
    tasks,
    visits,
)

app_name = "visits"

urlpatterns = [
    *planner.urlpatterns,
    *releases.urlpatterns,
    *feeds.urlpatterns,
    *delegation.urlpatterns,
    *logistics.urlpatterns,
    *tasks.urlpatterns,
    *letters.urlpatterns,
    *conversations.urlpatterns,
    *report.urlpatterns,
    *visits.urlpatterns,
    *documents.urlpatterns,
    *programme.urlpatterns,
    *checks.urlpatterns,
]
