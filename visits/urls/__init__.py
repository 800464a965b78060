"""Addresses of visits, in the order they are tried."""

from visits.urls import programme, visits

app_name = "visits"

urlpatterns = [*visits.urlpatterns, *programme.urlpatterns]
