from django.urls import path

from visits.urls import converters  # noqa: F401  # it registers <day:...>
from visits.views import programme, programme_editing

urlpatterns = [
    path("<slug:public_id>/programme/", programme.programme, name="programme"),
    path(
        "<slug:public_id>/programme/internal/",
        programme.programme_internal,
        name="programme_internal",
    ),
    path(
        "<slug:public_id>/programme/edit/", programme_editing.edit_programme, name="edit_programme"
    ),
    path("<slug:public_id>/programme/<day:day>/edit/", programme_editing.edit_day, name="edit_day"),
    path("<slug:public_id>/programme/copy-day/", programme_editing.copy_day, name="copy_day"),
    path(
        "<slug:public_id>/programme/copy/", programme_editing.copy_programme, name="copy_programme"
    ),
]
