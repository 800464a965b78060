from django.urls import path

from visits.views import delegation, delegation_lists, personal

urlpatterns = [
    path("<slug:public_id>/delegation/", delegation.delegation, name="delegation"),
    path("<slug:public_id>/delegation/add/", delegation.add_delegate, name="add_delegate"),
    path(
        "<slug:public_id>/delegation/import/",
        delegation_lists.import_delegation,
        name="import_delegation",
    ),
    path(
        "<slug:public_id>/delegation/import/<slug:upload>/",
        delegation_lists.delegation_upload,
        name="delegation_upload",
    ),
    path(
        "<slug:public_id>/delegation/import/<slug:upload>/discard/",
        delegation_lists.discard_delegation_upload,
        name="discard_delegation_upload",
    ),
    path("<slug:public_id>/delegation/groups/add/", delegation.add_group, name="add_group"),
    path(
        "<slug:public_id>/delegation/groups/<slug:group>/edit/",
        delegation.edit_group,
        name="edit_group",
    ),
    path(
        "<slug:public_id>/delegation/groups/<slug:group>/delete/",
        delegation.delete_group,
        name="delete_group",
    ),
    path(
        "<slug:public_id>/delegation/<slug:delegate>/edit/",
        delegation.edit_delegate,
        name="edit_delegate",
    ),
    path(
        "<slug:public_id>/delegation/<slug:delegate>/move/",
        delegation.move_delegate,
        name="move_delegate",
    ),
    path(
        "<slug:public_id>/delegation/<slug:delegate>/delete/",
        delegation.delete_delegate,
        name="delete_delegate",
    ),
    path(
        "<slug:public_id>/delegation/<slug:delegate>/personal/",
        personal.personal_data,
        name="personal_data",
    ),
    path(
        "<slug:public_id>/delegation/<slug:delegate>/personal/show/",
        personal.show_personal_data,
        name="show_personal_data",
    ),
]
