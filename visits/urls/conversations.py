from django.urls import path

from visits.views import conversations, documents

print_docx = documents.limited_print(conversations.conversation_docx)

urlpatterns = [
    path("<slug:public_id>/conversations/", conversations.conversations, name="conversations"),
    path(
        "<slug:public_id>/conversations/add/",
        conversations.add_conversation,
        name="add_conversation",
    ),
    path("<slug:public_id>/press/add/", conversations.add_press, name="add_press"),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/",
        conversations.conversation,
        name="conversation",
    ),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/print/",
        conversations.print_conversation,
        name="print_conversation",
    ),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/note.docx",
        print_docx,
        name="conversation_docx",
    ),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/edit/",
        conversations.edit_conversation,
        name="edit_conversation",
    ),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/delete/",
        conversations.delete_conversation,
        name="delete_conversation",
    ),
    path(
        "<slug:public_id>/conversations/<slug:conversation>/commitments/add/",
        conversations.add_commitment,
        name="add_visit_commitment",
    ),
]
