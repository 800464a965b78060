from django.urls import path

from visits.views import documents

document_file = documents.limited_print(documents.document_file)

urlpatterns = [
    path("p/<slug:token>/programme.pdf", documents.shared_pdf, name="shared_pdf"),
    path("<slug:public_id>/print/", documents.print_page, name="print"),
    path("<slug:public_id>/print/<slug:what>/", documents.read_document, name="print_document"),
    path(
        "<slug:public_id>/print/<slug:what>.pdf",
        document_file,
        {"file_type": "pdf"},
        name="print_pdf",
    ),
    path(
        "<slug:public_id>/print/<slug:what>.docx",
        document_file,
        {"file_type": "docx"},
        name="print_docx",
    ),
]
