"""Files, handed to those who may know of them and never shown as a page."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from regions.models import Attachment

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def attachment(request, public_id):
    """Answer the file as it came, to be kept and not opened by the browser."""
    visible = Attachment.objects.visible_to(request.user)
    shown = get_object_or_404(visible, public_id=public_id)
    try:
        file = shown.file.open()
    except (FileNotFoundError, ValueError) as error:
        raise Http404("the file is gone") from error
    response = FileResponse(
        file, as_attachment=True, filename=shown.file_name, content_type=shown.media_type
    )
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
