"""Adding a file of figures: received within its limits, kept, and sent on its way."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from common.rates import limited
from common.tables import LIMITS, TableError, check_size
from common.tables.limits import MEGABYTE
from trade.forms.imports import ImportForm
from trade.models import Import
from trade.views.imports import CHECK, may_import, start

AN_HOUR = 60 * 60
# What a form has beside its file, at most.
FORM_BYTES = MEGABYTE
# What is read in some seconds, of a file that is refused, to come to the fields after it.
MOST_READ = 1000 * MEGABYTE


class ImportUpload(FileUploadHandler):
    """Lets no table reach the disk that is too large; ``refusal`` is the TableError that says so.

    Of a request not much beyond the limits the rest is read, for what was typed beside the file;
    nobody waits for the end of a longer one.
    """

    limits = LIMITS
    announced = received = 0
    refusal = None

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.announced = content_length

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0
        self._check(self.announced - FORM_BYTES)

    def receive_data_chunk(self, raw_data, start):
        if not self.received:
            self._check(self.announced - FORM_BYTES, raw_data[:1024])
        self.received += len(raw_data)
        self._check(self.received)
        return raw_data

    def file_complete(self, file_size):
        return None

    def _check(self, size, start=b""):
        try:
            check_size(size, self.file_name, start, self.limits)
        except TableError as refusal:
            self.refusal = refusal
            is_readable = self.announced <= MOST_READ
            raise SkipFile if is_readable else StopUpload(connection_reset=True) from refusal


@may_import
@csrf_exempt
def add_import(request):
    """Take the file to the disk, whatever its size, before anything of the form is read."""
    request.upload_handlers = [ImportUpload(request), TemporaryFileUploadHandler(request)]
    return _add_import(request)


# The token stands in the form, which can be read only once its handlers are set.
@csrf_protect
def _add_import(request):
    if request.method == "POST":
        return _receive(request)
    return _ask_for_file(request, ImportForm())


def _ask_for_file(request, form):
    return render(request, "trade/import_add.html", {"form": form})


@limited("import_form", 60, per=AN_HOUR)
def _receive(request):
    sent = Import.objects.filter(
        public_id=request.POST.get("new_id", ""), made_by=request.user.pk
    ).first()
    if sent is not None:
        return _next_step(sent)
    refusal = request.upload_handlers[0].refusal
    form = ImportForm(request.POST, request.FILES, refusal=refusal)
    return _take(request, form) if form.is_valid() else _ask_for_file(request, form)


@limited("import", 6, per=AN_HOUR)
def _take(request, form):
    try:
        return _next_step(_keep(request, form))
    except IntegrityError:
        # The form was sent twice at once, and the other request came first.
        return redirect("trade:import", form.cleaned_data["new_id"])


def _keep(request, form):
    """Keep the file and what is known of it, or neither; check a file that explains itself."""
    said = form.cleaned_data
    file, public_id = said["file"], said["new_id"]
    ending = PurePath(file.clean_name).suffix.lower()
    stored_as = default_storage.save(f"imports/{public_id}/table{ending}", file)
    try:
        with transaction.atomic():
            if said["source"].pk is None:
                said["source"].save()
            imported = Import.objects.create(
                public_id=public_id,
                made_by=request.user,
                file_name=file.clean_name,
                stored_as=stored_as,
                size=file.size,
                sha256=form.sha256,
                format=Import.Format.COMTRADE if form.is_comtrade else Import.Format.TABLE,
                mapping=_first_mapping(form),
                named_mapping=said["mapping"],
                source=said["source"],
                family=said["family"],
                coverage=said["coverage"] or Import._meta.get_field("coverage").default,
                valuation=said["valuation"] or Import._meta.get_field("valuation").default,
                vintage=said["vintage"],
            )
            if form.is_comtrade and said["mapping"] is None:
                start(request, imported, CHECK)
    except BaseException:
        default_storage.delete(stored_as)
        raise
    return imported


def _first_mapping(form):
    if form.cleaned_data["mapping"] is not None:
        return form.cleaned_data["mapping"].content
    return form.sheet.comtrade_mapping().as_json() if form.is_comtrade else {}


def _next_step(imported):
    if imported.job is not None:
        return redirect(imported.job)
    return redirect("trade:import_mapping", imported.public_id)
