from django.urls import path

from visits.views import logistics

PRINT = {"template_name": "visits/logistics_print.html"}

urlpatterns = [
    path("<slug:public_id>/logistics/", logistics.logistics, name="logistics"),
    path("<slug:public_id>/logistics/print/", logistics.logistics, PRINT, name="logistics_print"),
    path("<slug:public_id>/logistics/edit/", logistics.edit_logistics, name="edit_logistics"),
]
