from django.urls import path

from common.exports import limited_export
from visits.views import letters

urlpatterns = [
    path("letters/", letters.all_letters, name="all_letters"),
    path(
        "letters/export.csv",
        limited_export(letters.all_letters),
        {"export": "csv"},
        name="all_letters_csv",
    ),
    path(
        "letters/export.xlsx",
        limited_export(letters.all_letters),
        {"export": "xlsx"},
        name="all_letters_xlsx",
    ),
    path("<slug:public_id>/letters/", letters.letters, name="letters"),
    path("<slug:public_id>/letters/add/", letters.add_letter, name="add_letter"),
    path("<slug:public_id>/letters/<slug:letter>/edit/", letters.edit_letter, name="edit_letter"),
    path(
        "<slug:public_id>/letters/<slug:letter>/delete/",
        letters.delete_letter,
        name="delete_letter",
    ),
]
