"""Documents of a visit: which there are, and each as a page, a PDF and a DOCX."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from common.documents import docx_of, pdf_of
from common.documents.codes import qr_data
from common.documents.content import TooLong
from common.rates import limited
from common.texts import LANGUAGES, reader_language
from regions.models import Mission
from visits.access import get_visit
from visits.documents.editions import Edition
from visits.documents.orders import Order, What
from visits.documents.printing import document_of
from visits.forms.documents import PrintForm, documents_for
from visits.models import Visit
from visits.releases import shared_release
from visits.views.releases import kept_secret

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Type of file -> who writes it, and what it is called on the web.
FILES = {"pdf": (pdf_of, "application/pdf"), "docx": (docx_of, DOCX)}
limited_print = limited("pdf", 20, per=60)


def print_page(request, public_id):
    """The form of all documents, and the addresses of the one it is filled in for."""
    form = PrintForm(request.GET, visit=get_visit(request, public_id), user=request.user)
    return _page(request, form)


def _page(request, form, status=200, is_too_long=False):
    context = {
        "visit": form.editions.visit,
        "form": form,
        "order": form.order if form.is_valid() else None,
        "query": _query(request),
        "is_too_long": is_too_long,
    }
    return render(request, "visits/print.html", context, status=status)


def _query(request):
    """Return the query without what stands in the path of a document."""
    query = request.GET.copy()
    query.pop("what", None)
    return query.urlencode()


def read_document(request, public_id, what):
    """The document as a page of its own, in the languages it is asked for in."""
    return _answer(request, public_id, what, _as_page)


def document_file(request, public_id, what, file_type):
    return _answer(request, public_id, what, lambda *given: _as_file(*given, file_type))


def _answer(request, public_id, what, write):
    """Write the document; where the address does not say enough of it, ask for the rest."""
    visit = get_visit(request, public_id)
    if what not in dict(documents_for(request.user)):
        raise Http404
    asked = request.GET.copy()
    asked["what"] = what
    form = PrintForm(asked, visit=visit, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        document = document_of(form.order, request.build_absolute_uri).checked()
    except TooLong:
        return _page(request, form, status=413, is_too_long=True)
    return write(request, form.order, document)


def _as_page(request, order, document):
    context = {
        "visit": order.edition.visit,
        "document": document,
        "code": document.link and qr_data(document.link.address),
        "edition": order.edition,
    }
    with translation.override(document.languages[0]):
        response = render(request, "visits/print_document.html", context)
    response["Content-Language"] = document.languages[0]
    return response


def _as_file(request, order, document, file_type):
    return file_response(document, order.file_name, file_type)


def file_response(document, name, file_type):
    """Answer with the document as a file of the type, "pdf" or "docx"."""
    write, media_type = FILES[file_type]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{file_type}"'}
    return HttpResponse(write(document), content_type=media_type, headers=headers)


# Public: guests of the mission have no account; the secret address is what lets them in.
@login_not_required
@require_safe
@limited_print
def shared_pdf(request, token):
    """The programme for guests as it was released, as a PDF, and nothing else."""
    release = shared_release(token)
    if release is None:
        raise Http404
    if release.visit.status == Visit.Status.CANCELLED:
        return redirect("visits:shared_programme", token)
    language = request.GET.get("lang", "")
    languages = (language if language in LANGUAGES else reader_language(),)
    order = Order(Edition(release.visit, release), What.GUEST, languages)
    try:
        return kept_secret(_shared_file(request, order))
    except TooLong:
        return redirect("visits:shared_programme", token)


def _shared_file(request, order):
    mission = Mission.objects.current()
    with timezone.override(mission.time_zone if mission else "UTC"):
        document = document_of(order, request.build_absolute_uri)
    return _as_file(request, order, document, "pdf")
