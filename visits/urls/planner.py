from django.urls import path

from visits.views import planner

urlpatterns = [
    path("calendar/", planner.month, name="calendar"),
    path("calendar/week/", planner.week, name="calendar_week"),
]
