from django.urls import path

from visits.views import checks

urlpatterns = [
    path("<slug:public_id>/checks/", checks.checks, name="checks"),
    path("<slug:public_id>/checks/way/", checks.set_travel_time, name="set_travel_time"),
]
