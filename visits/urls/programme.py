from django.urls import path

from visits.views import programme

PRINT = {"template_name": "visits/programme_print.html"}

urlpatterns = [
    path("<slug:public_id>/programme/", programme.programme, name="programme"),
    path("<slug:public_id>/programme/print/", programme.programme, PRINT, name="programme_print"),
    path("<slug:public_id>/programme/edit/", programme.edit_programme, name="edit_programme"),
    path(
        "<slug:public_id>/programme/internal/",
        programme.programme_internal,
        name="programme_internal",
    ),
    path(
        "<slug:public_id>/programme/internal/print/",
        programme.programme_internal,
        PRINT,
        name="programme_internal_print",
    ),
]
