"""Documents: who may know of them, how they are added, handed out, taken off and purged."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from regions.models import Attachment
from tests.common.test_files import PDF
from tests.factories import (
    AgreementFactory,
    AttachmentFactory,
    ProjectFactory,
    UserFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

RESTRICTED = "restricted"


def add(client, record, content=PDF, name="note.pdf", **fields):
    file = SimpleUploadedFile(name, content)
    data = {"title": "Note", "kind": "note", "date_basis": "printed", "visibility": "mission"}
    return client.post(
        f"{record.get_absolute_url()}documents/add/", {**data, "file": file, **fields}
    )


def kept_files():
    try:
        return sorted(default_storage.listdir("attachments")[1])
    except FileNotFoundError:
        return []


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }


@pytest.mark.parametrize("factory", [AgreementFactory, ProjectFactory, VisitFactory])
def test_document_is_added_and_listed(diplomat, factory):
    record = factory()

    answer = add(diplomat, record, date="9.3.2026", language="ru")
    kept = record.attachments.get()

    assert answer.url == f"{record.get_absolute_url()}#documents"
    assert (kept.file_name, kept.media_type, kept.size) == ("note.pdf", "application/pdf", len(PDF))
    assert "note" not in kept.file.name
    assert kept.get_absolute_url() in diplomat.get(record.get_absolute_url()).text


def test_file_comes_back_as_it_was_and_never_as_a_page(diplomat):
    record = AgreementFactory()
    add(diplomat, record, name='Нота "1".pdf')

    answer = diplomat.get(record.attachments.get().get_absolute_url())

    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%9D%D0%BE%D1%82%D0%B0%20%221%22.pdf"
    )
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert answer["Content-Security-Policy"].endswith("sandbox")


def user_of(role):
    return UserFactory(role=role)


@pytest.mark.parametrize(
    ("document", "parent", "seen_by"),
    [
        ("mission", "mission", {"viewer", "economist", "protocol", "diplomat"}),
        ("restricted", "mission", {"protocol", "diplomat"}),
        ("mission", "restricted", {"protocol", "diplomat"}),
        ("restricted", "restricted", {"protocol", "diplomat"}),
    ],
)
def test_document_is_seen_with_a_record_it_hangs_on(document, parent, seen_by):
    on = [AgreementFactory(visibility=parent)]
    AttachmentFactory(visibility=document, on=on)
    roles = Group.objects.values_list("name", flat=True).exclude(name="admin")

    seen = {role for role in roles if Attachment.objects.visible_to(user_of(role)).exists()}

    assert seen == seen_by


def test_one_visible_record_is_enough():
    AttachmentFactory(on=[AgreementFactory(visibility=RESTRICTED), VisitFactory()])

    assert Attachment.objects.visible_to(user_of("viewer")).count() == 1


def test_document_of_a_deleted_record_is_hidden(diplomat):
    record = AgreementFactory()
    document = AttachmentFactory(on=[record])

    record.delete()

    assert diplomat.get(document.get_absolute_url()).status_code == 404


def test_document_on_nothing_is_open_to_who_sees_sources():
    AttachmentFactory()

    assert Attachment.objects.visible_to(user_of("viewer")).count() == 1
    assert Attachment.objects.visible_to(UserFactory()).count() == 0


@pytest.mark.parametrize("hidden", ["document", "record"])
def test_hidden_document_is_not_found_listed_or_searched(viewer, hidden):
    on = AgreementFactory(visibility=RESTRICTED if hidden == "record" else "mission")
    visibility = RESTRICTED if hidden == "document" else "mission"
    document = AttachmentFactory(title="Sealed", visibility=visibility, on=[on])

    assert viewer.get(document.get_absolute_url()).status_code == 404
    assert "Sealed" not in viewer.get(on.get_absolute_url()).text
    assert "Sealed" not in viewer.get("/search/?q=sealed").text.replace("q=sealed", "")


def test_document_is_found_by_its_title(viewer):
    document = AttachmentFactory(title="Вербальная нота", on=[VisitFactory()])

    assert document.get_absolute_url() in viewer.get("/search/?q=verbalnaya").text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b"<svg/>", "Files of this kind are not kept."),
        ("a.pdf", b"<html>", "The file is not what its ending “.pdf” says."),
        ("a.pdf", b"", "The submitted file is empty."),
        ("a.pdf", PDF + b"0" * 25 * 1024 * 1024, "The file is larger than 20.0\xa0MB."),
    ],
)
def test_refused_file_is_told_in_words_and_leaves_nothing(diplomat, name, content, words):
    record = AgreementFactory()

    answer = add(diplomat, record, content, name)

    assert (answer.status_code, words in answer.text) == (200, True)
    assert (Attachment.objects.count(), kept_files()) == (0, [])


def test_name_with_a_line_break_is_refused(diplomat):
    record = AgreementFactory()

    answer = add(diplomat, record, name='a\r\nSet-Cookie: x".pdf')

    assert (answer.status_code, record.attachments.count()) == (200, 0)


def test_same_file_twice_is_told_in_words(diplomat):
    record, other = AgreementFactory(), AgreementFactory()
    add(diplomat, record)

    again, elsewhere = add(diplomat, record), add(diplomat, other)

    assert "This very file is kept with this record already." in again.text
    assert (elsewhere.status_code, Attachment.objects.count()) == (302, 2)


def test_form_sent_twice_keeps_one_document(diplomat):
    record = AgreementFactory()

    answers = [add(diplomat, record, new_id="0123456789").status_code for _time in range(2)]

    assert (answers, record.attachments.count(), len(kept_files())) == ([302, 302], 1, 1)


def test_failed_save_leaves_no_file(diplomat):
    kept = AttachmentFactory()
    document = AttachmentFactory.build(public_id=kept.public_id)

    with pytest.raises(IntegrityError):
        document.save()

    assert [f"attachments/{name}" for name in kept_files()] == [kept.file.name]


def test_document_is_added_by_who_may_change_the_record_only(economist):
    record = VisitFactory()

    assert add(economist, record).status_code == 403
    assert record.attachments.count() == 0


def test_restricted_record_is_not_found_by_who_may_not_know_of_it(client):
    group = Group.objects.create(name="clerk")
    group.permissions.add(Permission.objects.get(codename="change_visit"))
    client.force_login(UserFactory(role="clerk"))

    assert add(client, VisitFactory(visibility=RESTRICTED)).status_code == 404


def test_document_is_taken_off_and_its_file_stays(diplomat):
    record = AgreementFactory()
    document = AttachmentFactory(on=[record])

    diplomat.post(
        f"{record.get_absolute_url()}documents/{document.public_id}/delete/", {"version": "1"}
    )

    assert Attachment.all_objects.deleted().count() == 1
    assert len(kept_files()) == 1
    assert diplomat.get(document.get_absolute_url()).status_code == 404


def test_document_taken_off_comes_back_by_undo(protocol):
    visit = VisitFactory()
    document = AttachmentFactory(on=[visit])
    address = f"{visit.get_absolute_url()}documents/{document.public_id}/delete/"

    page = protocol.post(address, {"version": "1"}, follow=True)
    [message] = page.context["messages"]
    protocol.post(message.extra_tags)

    assert f'action="{message.extra_tags}"' in page.text
    assert list(visit.attachments.all()) == [document]


def test_document_of_what_one_may_not_change_is_not_restored(protocol):
    document = AttachmentFactory(on=[AgreementFactory()])
    document.delete()

    answer = protocol.post(f"/deleted/attachment/{document.public_id}/restore/")

    assert (answer.status_code, Attachment.objects.count()) == (404, 0)


def test_document_on_two_records_is_taken_off_one(diplomat):
    record, other = AgreementFactory(), VisitFactory()
    document = AttachmentFactory(on=[record, other])

    diplomat.post(f"{record.get_absolute_url()}documents/{document.public_id}/delete/")

    assert (record.attachments.count(), other.attachments.count()) == (0, 1)


def test_document_changed_meanwhile_is_not_taken_off(diplomat):
    record = AgreementFactory()
    document = AttachmentFactory(on=[record])
    document.save()

    answer = diplomat.post(
        f"{record.get_absolute_url()}documents/{document.public_id}/delete/", {"version": "1"}
    )

    assert (answer.status_code, record.attachments.count()) == (409, 1)


def test_purge_removes_what_nobody_can_ask_for(capsys):
    kept, fresh, old = AttachmentFactory(), AttachmentFactory(), AttachmentFactory()
    fresh.delete()
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        old.delete()

    call_command("purge_attachments")

    assert {f"attachments/{name}" for name in kept_files()} == {kept.file.name, fresh.file.name}
    assert f"{old.file.name} (document deleted" in capsys.readouterr().out


def test_purge_removes_stray_files_once_they_are_a_day_old(capsys):
    default_storage.save("attachments/stray", SimpleUploadedFile("x", b"x"))

    call_command("purge_attachments")
    young = kept_files()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("purge_attachments")

    assert (young, kept_files()) == (["stray"], [])


def test_missing_file_is_not_found(diplomat):
    document = AttachmentFactory()
    document.remove_file()

    assert diplomat.get(document.get_absolute_url()).status_code == 404


def test_admin_keeps_a_checked_file(admin):
    data = {"title": "Note", "kind": "note", "date_basis": "printed", "visibility": "mission"}
    url = "/admin/regions/attachment/add/"

    refused = admin.post(url, {**data, "file": SimpleUploadedFile("a.pdf", b"<html>")})
    kept = admin.post(url, {**data, "file": SimpleUploadedFile("a.pdf", PDF)})

    assert (refused.status_code, kept.status_code) == (200, 302)
    assert Attachment.objects.get().media_type == "application/pdf"
