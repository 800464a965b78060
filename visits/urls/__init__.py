"""Addresses of visits, in the order they are tried."""

from visits.urls import (
    checks,
    delegation,
    documents,
    feeds,
    logistics,
    planner,
    programme,
    releases,
    visits,
)

app_name = "visits"

urlpatterns = [
    *planner.urlpatterns,
    *releases.urlpatterns,
    *feeds.urlpatterns,
    *delegation.urlpatterns,
    *logistics.urlpatterns,
    *visits.urlpatterns,
    *documents.urlpatterns,
    *programme.urlpatterns,
    *checks.urlpatterns,
]
