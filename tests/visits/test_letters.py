"""Notes verbales and letters: those of a visit, the list of all, and whom they are shown to."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import AttachmentFactory, LetterFactory, OrganisationFactory, VisitFactory
from visits.models import Letter

pytestmark = pytest.mark.django_db

NOW = "2026-09-01T09:00:00+03:00"


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit():
    return VisitFactory(status="planned")


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def sent(visit, **fields):
    plain = {"direction": "sent", "kind": "note", "number": "15-2/123", "subject": "Dates"}
    return {
        "version": visit.version,
        **{f"letters-0-{name}": value for name, value in {**plain, **fields}.items()},
    }


def shown(page):
    return [letter.subject for letter in page.context["page_obj"]]


def test_letter_is_added_with_all_that_is_known_of_it(protocol, visit):
    ministry = OrganisationFactory(name_en="Foreign Ministry")
    asked = LetterFactory(visit=visit, number="7")
    document = AttachmentFactory(on=[visit])
    data = sent(
        visit,
        date="3.3.2026",
        organisation="foreign ministry",
        answer_due="20.3.2026",
        in_answer_to=asked.pk,
        attachment=document.pk,
    )

    response = protocol.post(url("add_letter", visit), data)

    assert response.url == url("letters", visit)
    letter = Letter.objects.get(number="15-2/123")
    assert (letter.date, letter.answer_due) == (date(2026, 3, 3), date(2026, 3, 20))
    assert (letter.organisation, letter.in_answer_to) == (ministry, asked)
    assert letter.attachment == document


def test_new_file_is_kept_with_the_visit_as_a_restricted_document(
    protocol, visit, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("note.txt", b"a note verbale", "text/plain")

    protocol.post(url("add_letter", visit), sent(visit, file=file, date="3.3.2026"))

    document = visit.attachments.get()
    assert Letter.objects.get().attachment == document
    assert (document.title, document.kind, document.visibility) == ("Dates", "note", "restricted")
    assert document.date.text == "2026-03-03"


def test_file_that_is_none_of_the_kinds_is_refused_beside_it(protocol, visit):
    file = SimpleUploadedFile("note.exe", b"MZ\x00\x01", "text/plain")

    response = protocol.post(url("add_letter", visit), sent(visit, file=file))

    assert list(response.context["form"].errors) == ["file"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("answer_due", "2.3.2026", "The answer is due before the letter was written."),
        ("subject", "ж" * 5000, "At most 500 characters fit here; there are 5000."),
        ("subject", "", "This field is required."),
        ("number", "1" * 61, "At most 60 characters fit here; there are 61."),
        ("in_answer_to", "999999", "Choose one from the list."),
        (
            "organisation",
            "nobody",
            "“nobody” is not known here. Check the spelling, or add it first.",
        ),
    ],
)
def test_wrong_letter_is_told_in_words(protocol, visit, field, value, words):
    data = sent(visit, date="3.3.2026", **{field: value})

    response = protocol.post(url("add_letter", visit), data)

    assert response.status_code == 200
    assert response.context["form"].errors[field] == [words]
    assert not Letter.objects.exists()


def test_letter_does_not_answer_one_of_another_visit(protocol, visit):
    other = LetterFactory()

    response = protocol.post(url("add_letter", visit), sent(visit, in_answer_to=other.pk))

    assert list(response.context["form"].errors) == ["in_answer_to"]


def test_letters_do_not_answer_each_other_in_a_circle(protocol, visit):
    first = LetterFactory(visit=visit)
    second = LetterFactory(visit=visit, in_answer_to=first)
    third = LetterFactory(visit=visit, in_answer_to=second)

    response = protocol.post(
        url("edit_letter", visit, first.uid), sent(visit, in_answer_to=third.pk)
    )

    assert response.context["form"].errors == {
        "in_answer_to": ["That letter is itself an answer to this."]
    }


def test_form_sent_twice_makes_one_letter(protocol, visit):
    data = sent(visit)

    answers = [protocol.post(url("add_letter", visit), data) for _n in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert Letter.objects.count() == 1


def test_stale_save_keeps_what_was_typed(protocol, visit):
    letter = LetterFactory(visit=visit)
    data = sent(visit, subject="Typed meanwhile")
    visit.save()

    response = protocol.post(url("edit_letter", visit, letter.uid), data)

    assert response.status_code == 409
    assert "Typed meanwhile" in response.content.decode()


def test_answer_is_written_from_what_it_answers(protocol, visit):
    asked = LetterFactory(visit=visit, answer_due=date(2026, 9, 2))

    page = protocol.get(url("add_letter", visit) + f"?answers={asked.uid}")

    assert page.context["form"]["in_answer_to"].value() == asked.pk


def test_removed_letter_leaves_its_answers_and_comes_back(protocol, visit):
    asked = LetterFactory(visit=visit, number="7")
    answer = LetterFactory(visit=visit, in_answer_to=asked)

    protocol.post(url("delete_letter", visit, asked.uid), {"version": visit.version})

    answer.refresh_from_db()
    assert answer.in_answer_to is None
    history = reverse("portal:history", args=["visit", visit.public_id])
    entry = protocol.get(history).context["entries"][0]
    visit.refresh_from_db()
    back = reverse("portal:take_back", args=["visit", visit.public_id, entry.key])
    protocol.post(back, {"version": visit.version})
    assert visit.letters.get(number="7").subject == asked.subject


def test_letters_say_what_is_late_and_what_answers(protocol, visit):
    late = LetterFactory(visit=visit, subject="late", answer_due=date(2026, 8, 31))
    answered = LetterFactory(visit=visit, subject="answered", answer_due=date(2026, 8, 1))
    LetterFactory(visit=visit, subject="answer", in_answer_to=answered, number="8")

    page = protocol.get(url("letters", visit))

    found = {letter.subject: letter.urgency for letter in page.context["letters"]}
    assert found == {"late": "overdue", "answered": "", "answer": ""}
    assert late.days_overdue() == 1


def test_letters_of_a_cancelled_visit_wait_for_no_answer():
    due = date(2026, 9, 2)
    LetterFactory(visit__status="cancelled", answer_due=due)
    asked = LetterFactory(visit__status="postponed", answer_due=due)

    assert list(Letter.objects.unanswered()) == [asked]


def test_document_of_a_letter_is_named_to_those_who_may_know_of_it(protocol, visit):
    Permission.objects.get(codename="view_restricted_attachment").group_set.clear()
    hidden = AttachmentFactory(on=[visit], title="Secret", visibility="restricted")
    letter = LetterFactory(visit=visit, attachment=hidden)

    page = protocol.get(url("letters", visit))
    protocol.post(url("edit_letter", visit, letter.uid), sent(visit))

    assert "Secret" not in page.content.decode()
    letter.refresh_from_db()
    assert letter.attachment == hidden


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=123-К", ["found"]),
        ("q=123-к", ["found"]),
        ("q=встреча", ["О Встреча"]),
        ("direction=received", ["О Встреча"]),
        ("unanswered=on", ["due"]),
        ("unanswered=on&due=1", ["due"]),
        ("unanswered=on&due=0", []),
        ("kind=mail", []),
        ("kind=abc", ["О Встреча", "due", "found"]),
    ],
)
def test_list_is_filtered(diplomat, visit, query, expected):
    LetterFactory(visit=visit, number="15/123-к", subject="found", date=date(2026, 1, 1))
    LetterFactory(visit=visit, subject="due", answer_due=date(2026, 9, 2), date=date(2026, 1, 2))
    LetterFactory(visit=visit, subject="О Встреча", direction="received", date=date(2026, 1, 3))
    LetterFactory(visit__is_example=True, answer_due=date(2026, 9, 2))

    assert shown(diplomat.get(reverse("visits:all_letters") + f"?{query}")) == expected


def test_letter_is_found_by_its_number_by_those_alone_who_may_read_it(viewer, client_as):
    visit = VisitFactory()
    LetterFactory(visit=visit, number="15-2/123")
    address = reverse("portal:search") + "?q=15-2/123"

    assert viewer.get(address).context["groups"] == []
    groups = client_as("protocol").get(address).context["groups"]
    assert [(group.label, len(group.records)) for group in groups] == [("Notes and letters", 1)]
    assert groups[0].records[0].get_absolute_url().startswith(url("letters", visit))


def test_letters_of_a_restricted_visit_are_nowhere_for_whom_it_is_hidden(protocol):
    Permission.objects.get(codename="view_restricted_visit").group_set.clear()
    hidden = VisitFactory(status="planned", visibility="restricted")
    LetterFactory(visit=hidden, number="15-2/123", answer_due=date(2026, 9, 2))

    assert protocol.get(url("letters", hidden)).status_code == 404
    assert shown(protocol.get(reverse("visits:all_letters"))) == []
    assert protocol.get(reverse("portal:search") + "?q=15-2/123").context["groups"] == []
    assert protocol.get("/").context["board"].waiting == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(diplomat, visit, count, django_assert_num_queries):
    for _n in range(count):
        asked = LetterFactory(visit=visit, organisation=OrganisationFactory())
        LetterFactory(visit=visit, in_answer_to=asked)
    diplomat.get(reverse("visits:all_letters"))

    with django_assert_num_queries(7):
        diplomat.get(reverse("visits:all_letters"))


@pytest.mark.parametrize("count", [1, 3])
def test_letters_query_count(diplomat, visit, count, django_assert_num_queries):
    for _n in range(count):
        document = AttachmentFactory(on=[visit])
        asked = LetterFactory(visit=visit, organisation=OrganisationFactory(), attachment=document)
        LetterFactory(visit=visit, in_answer_to=asked)
    diplomat.get(url("letters", visit))

    with django_assert_num_queries(7):
        diplomat.get(url("letters", visit))
