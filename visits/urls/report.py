from django.urls import path

from visits.views import report

urlpatterns = [path("<slug:public_id>/report/", report.report, name="report")]
