"""The pages on which documents are added to a record and taken off it, whatever its app.

The views above say who may change the record and fetch it; here is what they share.
"""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.conflicts import version_sent
from common.deletion import say_deleted
from common.once import make_once
from regions.attachment_forms import DocumentForm
from regions.models import Attachment


def documents_of(record, user):
    """Return the documents of a record the user may know of, newest first."""
    return record.attachments.visible_to(user).newest_first()


def add_document(request, record):
    """Answer the page that adds a document to the record, one for each form however often sent."""
    return make_once(request, Attachment, lambda: _add(request, record), lambda made: _back(record))


def _add(request, record):
    form = DocumentForm(request.POST or None, request.FILES or None, record=record)
    if request.method == "POST" and form.is_valid():
        keep_document(form, record)
        messages.success(request, _("The document is kept."))
        return _back(record)
    return render(request, "regions/document_form.html", {"form": form, "record": record})


def keep_document(form, record):
    """Save the document and its tie, or neither, and then no file either; return the document."""
    attachment = form.instance
    try:
        with transaction.atomic():
            form.save()
            record.attachments.add(attachment)
    except BaseException:
        attachment.remove_file()
        raise
    return attachment


def delete_document(request, record, public_id):
    """Answer the page that takes a document off the record once it is confirmed."""
    shown = get_object_or_404(documents_of(record, request.user), public_id=public_id)
    if request.method == "POST":
        _take_off(request, record, shown)
        return _back(record)
    context = {"attachment": shown, "record": record}
    return render(request, "regions/document_delete.html", context)


def _take_off(request, record, attachment):
    """Delete the version the reader saw; only untie it where it hangs on other records too."""
    if attachment.tie_count() > 1:
        record.attachments.remove(attachment)
        messages.success(request, _("The document is taken off."))
        return
    attachment.version = version_sent(request)
    attachment.delete()
    say_deleted(
        request, attachment, _("The document is taken off. It can be restored for 30 days.")
    )


def _back(record):
    return redirect(f"{record.get_absolute_url()}#documents")
