"""Lists of delegates from files: headings, checks row by row, preview, and all or nothing."""

import io
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import xlsxwriter
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from regions.models import Person
from tests.factories import (
    DelegateFactory,
    OrganisationFactory,
    PersonFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.delegation.checking import NEW, CheckedList
from visits.delegation.columns import Column, address_of, column_of, role_of
from visits.delegation.erasing import erase_personal_data
from visits.models import Delegate, DelegationUpload, PersonalData, PersonalDataEvent

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def csv(*rows, name="list.csv"):
    text = "\n".join(";".join(row) for row in rows)
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def xlsx(*rows):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("list.xlsx", file.getvalue())


def url(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.public_id, *more])


def send(client, visit, file, side="sending"):
    return client.post(url("import_delegation", visit), {"side": side, "file": file})


def preview(client, visit, file):
    """Return the page of the list that was sent, and its upload."""
    send(client, visit, file)
    upload = DelegationUpload.objects.get()
    return client.get(url("delegation_upload", visit, upload.uid)), upload


def confirm(client, visit, upload, **choices):
    sent = {"version": visit.version, **choices}
    return client.post(url("delegation_upload", visit, upload.uid), sent)


def problems(page):
    rows = page.context["checked"].problems
    return [(row.line, row.column, row.value, row.reason) for row in rows]


@pytest.fixture
def visit():
    return VisitFactory()


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Name", Column("name", "en")),
        ("Ф.И.О.", Column("name", "ru")),
        ("Аты-жөні", Column("name", "kk")),
        ("Прозвішча, імя, імя па бацьку", Column("name", "be")),
        ("ФИО (на английском языке)", Column("name", "en")),
        ("Post in Kazakh", Column("post", "kk")),
        ("Должность", Column("post", "ru")),
        ("Дата рождения (дд.мм.гггг)", Column("birth_date")),
        ("Паспорт №", Column("passport_number")),
        ("Туған күні", Column("birth_date")),
        ("Нумар тэлефона", Column("phone")),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_heading_is_understood(heading, column):
    assert column_of(heading) == column


def test_words_for_roles_and_forms_of_address_are_understood():
    assert [role_of(word) for word in ("Глава делегации", "аудармашы", "guest", "-")] == [
        "head",
        "interpreter",
        None,
        None,
    ]
    assert [address_of(word) for word in ("г-жа", "His Excellency Mr", "Sir")] == [
        "ms",
        "he_mr",
        None,
    ]


@pytest.mark.parametrize(
    "words",
    ["member of the delegation", "Член делегации", "делегация мүшесі", "удзельнік дэлегацыі"],
)
def test_member_of_the_delegation_is_a_member(words):
    assert role_of(words) == "member"


def test_dash_says_that_there_is_nothing(protocol, visit):
    headings = ["Name", "Post", "Role", "Form of address", "Passport"]
    page, upload = preview(protocol, visit, csv(headings, ["Anna", "Akim", "-", "—", "–"]))

    confirm(protocol, visit, upload)

    added = visit.delegates.get()
    assert problems(page) == []
    assert (added.role, added.address, PersonalData.objects.count()) == ("member", "", 0)


def test_list_becomes_a_delegation(protocol, visit):
    known = PersonFactory(name_en="Bulat Bakauov", name_ru="Булат Бакауов")
    akimat = OrganisationFactory(name_en="Akimat", name_ru="Акимат")
    group = VisitGroupFactory(visit=visit, title_en="Business", title_ru="Деловая часть")
    file = csv(
        ["Делегация области", "", "", "", "", ""],
        ["ФИО", "Должность", "Организация", "Роль", "Группа", "Питание"],
        ["Бакауов Булат", "Аким", "акимат", "глава делегации", "", "без свинины"],
        ["Иванова Анна", "Директор", "ТОО Заря", "", "деловая часть", ""],
        ["", "Переводчик", "", "переводчик", "Пресса", ""],
    )

    page, upload = preview(protocol, visit, file)
    response = confirm(protocol, visit, upload)

    added = list(visit.delegates.in_protocol_order())
    new = Person.objects.exclude(pk=known.pk).get()
    assert problems(page) == []
    assert response.url == url("delegation", visit)
    assert [one.precedence for one in added] == [1, 2, 3]
    assert [one.person for one in added] == [known, new, None]
    assert [one.role for one in added] == ["head", "member", "interpreter"]
    assert [one.post_ru for one in added] == ["Аким", "Директор, ТОО Заря", "Переводчик"]
    assert [one.organisation for one in added] == [akimat, None, None]
    assert [str(one.group and one.group.title_ru) for one in added] == [
        "None",
        "Деловая часть",
        "Пресса",
    ]
    assert added[1].group == group
    assert (new.name_ru, new.name_en) == ("Иванова Анна", "")
    assert added[0].diet == "без свинины"
    assert not DelegationUpload.objects.exists()


def test_personal_columns_are_kept_encrypted_and_noted(protocol, visit):
    file = xlsx(
        ["Surname", "First name", "Post", "Passport", "Date of birth", "Phone"],
        ["Bakauov", "Bulat", "Akim", "N 1234567", "9.3.1968", "+7 701 123 45 67"],
    )

    page, upload = preview(protocol, visit, file)
    confirm(protocol, visit, upload)

    data = PersonalData.objects.get()
    event = PersonalDataEvent.objects.get()
    assert "1234567" not in page.content.decode()
    assert "••••4567" in page.content.decode()
    assert (data.passport_number, data.birth_date) == ("N 1234567", "1968-03-09")
    assert data.phone == "+7 701 123 45 67"
    assert (event.what, event.delegate_uid) == ("entered", Delegate.objects.get().uid)


def test_rows_wait_encrypted(protocol, visit):
    preview(protocol, visit, csv(["Name", "Passport"], ["Anna", "N 1234567"]))

    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM visits_delegationupload")
        [[stored]] = cursor.fetchall()

    assert "1234567" not in stored
    assert json.loads(DelegationUpload.objects.get().rows)["rows"] == [[2, ["Anna", "N 1234567"]]]


def test_personal_columns_need_the_permission(diplomat, visit):
    response = send(diplomat, visit, csv(["Name", "Passport"], ["Anna", "N 1234567"]))

    assert response.context["form"].errors == {
        "file": [
            "Your role may not enter personal data. Take these columns out of the file: Passport."
        ]
    }
    assert not DelegationUpload.objects.exists()


def test_list_with_personal_data_is_not_found_by_others(client_as, visit):
    _page, upload = preview(
        client_as("protocol"), visit, csv(["Name", "Passport"], ["Anna", "N 1234567"])
    )

    response = client_as("diplomat").get(url("delegation_upload", visit, upload.uid))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            ["Anna", "boss", "", "", "", ""],
            (
                "Role",
                "boss",
                "No role is called so. Write one of: head of delegation, deputy head, member, host,"
                " interpreter, press, security, accompanying.",
            ),
        ),
        (
            ["Anna", "", "Sir", "", "", ""],
            (
                "Salutation",
                "Sir",
                "This form of address is not known. Write Mr, Ms, Dr or Prof, or leave it out.",
            ),
        ),
        (
            ["Anna", "", "", "№ 12", "", ""],
            (
                "Passport",
                "••••2",
                "Write the passport number in letters and digits, at least five of them.",
            ),
        ),
        (
            ["Anna", "", "", "", "31.2.1970", ""],
            (
                "Born",
                "••••",
                "Write the day, the month and the year, as 9.3.2026.",
            ),
        ),
        (
            ["Anna", "", "", "", "9.3.2100", ""],
            ("Born", "••••", "This day has not come yet."),
        ),
        (
            ["Anna", "", "", "", "", "call me"],
            ("Phone", "••••lme", "Write the phone in digits, as +375 29 123-45-67."),
        ),
        (["", "head", "", "", "", ""], ("", "", "Neither a name nor a post stands here.")),
        (
            ["ы" * 301, "press", "", "", "", ""],
            ("Name", "ы" * 40 + "…", "At most 300 characters fit here."),
        ),
    ],
)
def test_mistake_in_a_row_is_told_with_its_place(protocol, visit, row, found):
    headings = ["Name", "Role", "Salutation", "Passport", "Born", "Phone"]

    page, upload = preview(protocol, visit, csv(headings, row))
    response = confirm(protocol, visit, upload)

    assert problems(page) == [(2, *found)]
    assert response.status_code == 200
    assert not visit.delegates.exists()


def test_repeated_passports_are_told_row_by_row(protocol, visit):
    holder = DelegateFactory(visit=visit, post_en="Consul")
    PersonalData.objects.create(delegate=holder, passport_number="AB 7777777")
    file = csv(
        ["Name", "Passport"],
        ["Anna", "N1234567"],
        ["Boris", "n 123-4567"],
        ["Viktor", "ab7777777"],
    )

    page, _upload = preview(protocol, visit, file)

    assert problems(page) == [
        (3, "Passport", "••••4567", "Row 2 has this passport number already. Check both."),
        (
            4,
            "Passport",
            "••••7777",
            "“Consul” of this visit has this passport number already. Check both.",
        ),
    ]


def test_two_heads_and_equal_rows_are_told(protocol, visit):
    file = csv(
        ["Name", "Role", "Post"],
        ["Anna", "head", "Akim"],
        ["Boris", "глава", "Deputy"],
        ["Anna", "", "Akim"],
    )

    page, _upload = preview(protocol, visit, file)

    assert problems(page) == [
        (3, "Role", "Boris", "A delegation has one head; this would be the second."),
        (4, "", "Anna", "The same as row 2. Delete one of them."),
    ]
    assert "Add 3 members" not in page.text


def test_list_in_which_only_a_choice_is_open_may_be_added(protocol, visit):
    PersonFactory.create_batch(2, name_en="Anna Ivanova")

    page, _upload = preview(protocol, visit, csv(["Name", "Post"], ["Anna Ivanova", "Akim"]))

    assert len(problems(page)) == 1
    assert "Add 1 member" in page.text


def test_same_list_twice_adds_nobody(protocol, visit):
    def rows():
        return csv(["Name", "Post"], ["Anna", "Akim"], ["", "Interpreter"])

    _page, upload = preview(protocol, visit, rows())
    confirm(protocol, visit, upload)
    visit.refresh_from_db()

    page, upload = preview(protocol, visit, rows())
    confirm(protocol, visit, upload)

    assert (page.context["members"], page.context["added"]) == (2, 0)
    assert visit.delegates.count() == 2


def test_namesakes_are_asked_about(protocol, visit):
    _one, other = PersonFactory.create_batch(2, name_en="Ivan Ivanov")
    page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Ivanov Ivan", "Akim"]))

    confirm(protocol, visit, upload, **{"person-2": other.public_id})

    assert [row[3] for row in problems(page)] == [
        "There are several of this name. Choose who it is, or a new person."
    ]
    assert visit.delegates.get().person == other


def test_person_of_a_known_name_may_still_be_a_new_one(protocol, visit):
    PersonFactory(name_en="Ivan Ivanov")
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Ivan Ivanov", "Akim"]))

    confirm(protocol, visit, upload, **{"person-2": NEW})

    assert Person.objects.filter(name_en="Ivan Ivanov").count() == 2


@pytest.mark.parametrize("choice", ["", "x" * 300, "zzzz", "'; --"])
def test_hostile_choice_is_the_person_of_the_name(protocol, visit, choice):
    known = PersonFactory(name_en="Ivan Ivanov")
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Ivan Ivanov", "Akim"]))

    confirm(protocol, visit, upload, **{"person-2": choice, "person-" + "9" * 30: NEW})

    assert visit.delegates.get().person == known


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            SimpleUploadedFile("list.pdf", b"%PDF-1.4"),
            "“list.pdf” is not a table this portal reads. Save the table as an Excel workbook"
            " (.xlsx) or as CSV and choose that file.",
        ),
        (
            SimpleUploadedFile("list.xlsx", b"PK\x03\x04 no zip"),
            "The workbook is damaged or not complete. Open it in a spreadsheet program, save it"
            " anew and choose that file.",
        ),
        (
            csv(["Colour", "Size"], ["red", "10"]),
            "No row of headings was found that names people. Write above the columns what they"
            " hold, as “Name”, “Post”, “Organisation”, “Role”.",
        ),
        (
            csv(["Name", "Post"], ["", ""]),
            "There is nobody below the headings. Choose the file with the list in it.",
        ),
        (
            csv(["Name", "Post"], *[[f"Person {n}", "Akim"] for n in range(1001)]),
            "The list has more than 1000 rows. Divide it into several files.",
        ),
        (
            csv(["Name", "Post", "Position"], ["Anna", "Akim", "Akim"]),
            "Two columns hold the same: “Position”. Rename or delete one of them.",
        ),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(protocol, visit, file, text):
    file.seek(0)

    response = send(protocol, visit, file)

    assert response.status_code == 200
    assert response.context["form"].errors == {"file": [text]}
    assert not DelegationUpload.objects.exists()


def test_form_without_a_file_says_so(protocol, visit):
    response = protocol.post(url("import_delegation", visit), {"side": "sending"})

    assert response.context["form"].errors == {"file": ["Choose the file with the list."]}


def test_list_read_before_another_change_is_answered_409(protocol, visit):
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Anna", "Akim"]))
    seen = visit.version
    visit.save()

    response = protocol.post(url("delegation_upload", visit, upload.uid), {"version": seen})

    assert response.status_code == 409
    assert not visit.delegates.exists()


def test_list_is_thrown_away(protocol, visit):
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Anna", "Akim"]))

    protocol.post(url("discard_delegation_upload", visit, upload.uid))

    assert not DelegationUpload.objects.exists()


@pytest.fixture
def unreadable(protocol, visit, settings):
    """A list that waits, encrypted with a key that is lost since."""
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Anna", "Akim"]))
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    return upload


def test_list_without_its_key_is_asked_for_again(protocol, visit, unreadable):
    address = url("delegation_upload", visit, unreadable.uid)

    response = protocol.get(address, follow=True)

    assert response.redirect_chain == [(url("import_delegation", visit), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "This list can not be read any more. Choose its file again."
    ]


def test_list_without_its_key_is_thrown_away(protocol, visit, unreadable):
    protocol.post(url("discard_delegation_upload", visit, unreadable.uid))

    assert not DelegationUpload.objects.exists()


def test_list_without_its_key_is_erased_after_a_day(unreadable):
    DelegationUpload.objects.update(made_at=timezone.now() - timedelta(days=2))

    erase_personal_data()

    assert not DelegationUpload.objects.exists()


@pytest.mark.parametrize("line", ["9" * 5000, "²", "", "-1"])
def test_choice_for_a_row_that_there_is_none_of_changes_nothing(protocol, visit, line):
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], ["Anna", "Akim"]))
    sent = urlencode({"version": visit.version, f"person-{line}": "new"})

    response = protocol.post(
        url("delegation_upload", visit, upload.uid),
        sent,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 302
    assert str(visit.delegates.get()) == "Anna"


def test_thousand_members_are_added_in_few_queries(protocol, visit, django_assert_max_num_queries):
    rows = [[f"Person {n}", f"Post {n}", f"N {n:07}"] for n in range(1000)]
    _page, upload = preview(protocol, visit, csv(["Name", "Post", "Passport"], *rows))

    with django_assert_max_num_queries(150):
        confirm(protocol, visit, upload)

    assert visit.delegates.count() == 1000
    assert PersonalData.objects.count() == 1000
    assert Delegate.history.filter(history_type="+").count() == 1000


@pytest.mark.parametrize("count", [1, 3, 300])
def test_preview_query_count(protocol, visit, count, django_assert_num_queries):
    for number in range(count):
        PersonFactory(name_en=f"Person {number}")
    rows = [[f"Person {n}", f"Post {n}"] for n in range(count)]
    _page, upload = preview(protocol, visit, csv(["Name", "Post"], *rows))

    with django_assert_num_queries(7):
        protocol.get(url("delegation_upload", visit, upload.uid))


def test_nobody_is_added_when_one_row_fails(visit, rf):
    content = {
        "columns": [["Name", "name", "en"], ["Role", "role", ""]],
        "rows": [[2, ["Anna", ""]], [3, ["Boris", "boss"]]],
    }

    checked = CheckedList(visit, "sending", content)

    assert [member.name for member in checked.added] == ["Anna", "Boris"]
    assert [problem.line for problem in checked.problems] == [3]
