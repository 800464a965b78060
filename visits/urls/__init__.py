"""Addresses of visits, in the order they are tried."""

from visits.urls import delegation, programme, visits

app_name = "visits"

urlpatterns = [*delegation.urlpatterns, *visits.urlpatterns, *programme.urlpatterns]
