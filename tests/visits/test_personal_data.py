"""Personal data of delegates: who may see them, how they are kept, noted and erased."""

import json
import logging
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from common.logs import JsonLines
from tests.factories import DelegateFactory, PersonFactory, UserFactory, VisitFactory
from visits.delegation.erasing import due_for_erasure
from visits.delegation.personal import masked
from visits.models import (
    Delegate,
    DelegationUpload,
    PersonalData,
    PersonalDataEvent,
    Visit,
)

pytestmark = pytest.mark.django_db

PASSPORT, PHONE = "N 1234567", "+7 701 765 43 21"


def url(name, delegate):
    return reverse(f"visits:{name}", args=[delegate.visit.public_id, delegate.uid])


def kept(delegate, **fields):
    plain = {"passport_number": PASSPORT, "birth_date": "1968-03-09", "phone": PHONE}
    return PersonalData.objects.create(delegate=delegate, **{**plain, **fields})


def sent(data=None, **fields):
    return {"seen": data.changed_at.isoformat() if data else "", **fields}


def events():
    return list(PersonalDataEvent.objects.order_by("pk").values_list("what", "delegate_uid"))


@pytest.fixture
def delegate():
    return DelegateFactory(person=PersonFactory(name_en="Bulat Bakauov"))


@pytest.mark.parametrize(
    ("text", "dots"),
    [("", ""), ("1", "••••"), ("12", "••••2"), ("123456", "••••456"), (PASSPORT, "••••4567")],
)
def test_text_is_masked_but_for_its_end(text, dots):
    assert masked(text) == dots


def test_page_masks_what_is_kept(protocol, delegate):
    kept(delegate)

    html = protocol.get(url("personal_data", delegate)).content.decode()

    assert "••••4567" in html
    assert "••••4321" in html
    assert not any(text in html for text in (PASSPORT, PHONE, "1968"))
    assert events() == []


def test_data_are_shown_once_and_it_is_noted(protocol, delegate):
    kept(delegate)

    shown = protocol.post(url("show_personal_data", delegate))
    again = protocol.get(url("personal_data", delegate))

    event = PersonalDataEvent.objects.get()
    html = shown.content.decode()
    assert all(text in html for text in (PASSPORT, PHONE, "9 March 1968"))
    assert "no-store" in shown["Cache-Control"]
    assert PASSPORT not in again.content.decode()
    assert (event.what, event.delegate_uid, event.visit) == ("shown", delegate.uid, delegate.visit)
    assert (event.by.username, event.request_id) == (
        shown.wsgi_request.user.username,
        shown["X-Request-Id"],
    )


def test_form_never_holds_what_is_kept(protocol, delegate):
    kept(delegate)

    for response in (
        protocol.get(url("personal_data", delegate)),
        protocol.post(url("show_personal_data", delegate)),
    ):
        form = response.context["form"]
        assert [form[name].value() for name in ("passport_number", "birth_date", "phone")] == [
            None,
            None,
            None,
        ]


@pytest.mark.parametrize("typed", ["9.3.1968", "09.03.68", "1968-03-09"])
def test_data_are_entered_and_noted(protocol, delegate, typed):
    response = protocol.post(
        url("personal_data", delegate),
        sent(passport_number=" N  1234567 ", birth_date=typed, phone=PHONE),
    )

    data = PersonalData.objects.get()
    assert response.url == url("personal_data", delegate)
    assert (data.passport_number, data.birth_date, data.phone) == (PASSPORT, "1968-03-09", PHONE)
    assert events() == [("entered", delegate.uid)]


def test_empty_keeps_and_a_mark_clears(protocol, delegate):
    data = kept(delegate)

    protocol.post(url("personal_data", delegate), sent(data, passport_number="", clear_phone="on"))

    data = PersonalData.objects.get()
    assert (data.passport_number, data.birth_date, data.phone) == (PASSPORT, "1968-03-09", "")


def test_nothing_is_kept_when_all_is_cleared(protocol, delegate):
    data = kept(delegate, birth_date="", phone="")

    protocol.post(url("personal_data", delegate), sent(data, clear_passport_number="on"))

    assert not PersonalData.objects.exists()


@pytest.mark.parametrize(
    ("fields", "name", "text"),
    [
        (
            {"passport_number": "№ 1"},
            "passport_number",
            "Write the passport number in letters and digits, at least five of them.",
        ),
        ({"birth_date": "9.3.2100"}, "birth_date", "This day has not come yet."),
        (
            {"birth_date": "30.2.1970"},
            "birth_date",
            "Write the day, the month and the year, as 9.3.2026.",
        ),
        ({"birth_date": "9.3.1800"}, "birth_date", "Write a year from 1900 on."),
        ({"phone": "ask me"}, "phone", "Write the phone in digits, as +375 29 123-45-67."),
    ],
)
def test_mistake_is_told_in_words(protocol, delegate, fields, name, text):
    response = protocol.post(url("personal_data", delegate), sent(**fields))

    assert response.context["form"].errors == {name: [text]}
    assert not PersonalData.objects.exists()


@pytest.mark.parametrize("typed", ["n1234567", "N 123-4567", "N 1234567"])
def test_passport_of_another_of_the_visit_is_refused(protocol, delegate, typed):
    kept(delegate)
    other = DelegateFactory(visit=delegate.visit)

    response = protocol.post(url("personal_data", other), sent(passport_number=typed))

    assert response.context["form"].errors == {
        "passport_number": [
            "“Bulat Bakauov” of this visit has this passport number already. Check both."
        ]
    }


def test_same_passport_serves_for_another_visit(protocol, delegate):
    kept(delegate)
    other = DelegateFactory()

    protocol.post(url("personal_data", other), sent(passport_number=PASSPORT))

    assert PersonalData.objects.count() == 2


def test_data_changed_meanwhile_are_not_overwritten(protocol, delegate):
    data = kept(delegate)
    stale = sent(data, phone="+375 29 111 11 11")
    protocol.post(url("personal_data", delegate), sent(data, phone="+375 29 222 22 22"))

    response = protocol.post(url("personal_data", delegate), stale)

    assert response.status_code == 409
    assert PersonalData.objects.get().phone == "+375 29 222 22 22"


@pytest.mark.parametrize("role", ["viewer", "economist", "diplomat"])
def test_others_may_not_open_or_change_them(client_as, delegate, role):
    kept(delegate)
    client = client_as(role)

    answers = [
        client.get(url("personal_data", delegate)),
        client.post(url("personal_data", delegate), sent(phone="+375 29 222 22 22")),
        client.post(url("show_personal_data", delegate)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert events() == []


def test_data_of_a_hidden_visit_are_not_found(client, delegate):
    Visit.objects.update(visibility="restricted")
    user = UserFactory(role="protocol")
    user.groups.get().permissions.filter(codename="view_restricted_visit").delete()
    client.force_login(user)

    assert client.post(url("show_personal_data", delegate)).status_code == 404


def test_lost_key_is_told_in_words(protocol, delegate, settings):
    kept(delegate)
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]

    response = protocol.get(url("personal_data", delegate))

    assert "the portal does not have the key" in response.content.decode()


def test_data_are_in_no_output_but_their_own(admin, delegate):
    kept(delegate, passport_number="CANARYPASS99", phone="+7 000 111 22 33")
    visit = delegate.visit
    pages = [
        visit.get_absolute_url(),
        *(reverse(f"visits:{name}", args=[visit.public_id]) for name in ("delegation", "edit")),
        reverse("visits:print_document", args=[visit.public_id, "delegation"]),
        reverse("visits:edit_delegate", args=[visit.public_id, delegate.uid]),
        reverse("visits:list_csv"),
        reverse("portal:history", args=["visit", visit.public_id]),
        reverse("portal:search") + "?q=canarypass99",
        reverse("admin:visits_visit_change", args=[visit.pk]),
        reverse("admin:visits_personaldataevent_changelist"),
        delegate.person.get_absolute_url(),
    ]

    for address in pages:
        response = admin.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode().replace("canarypass99", "")
        assert response.status_code == 200
        assert "CANARYPASS99" not in text
        assert "111 22 33" not in text


def test_history_knows_nothing_of_them(protocol, delegate):
    protocol.post(url("personal_data", delegate), sent(passport_number="CANARYPASS99"))

    journal = [str(row) for row in Delegate.history.values()] + [
        str(row) for row in Visit.history.values()
    ]
    assert not any("CANARYPASS99" in row for row in journal)
    assert "canarypass99" not in Visit.objects.get().search_text


@pytest.fixture
def log():
    """What the portal logs, as its JSON lines."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


def test_error_in_the_middle_of_a_save_logs_no_data(protocol, delegate, settings, log):
    protocol.raise_request_exception = False
    settings.PERSONAL_DATA_KEYS = ["no key at all"]

    response = protocol.post(
        url("personal_data", delegate), sent(passport_number="CANARYPASS99", phone=PHONE)
    )

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert response.status_code == 500
    assert any("exception" in line for line in lines)
    assert "CANARYPASS99" not in log.getvalue()
    assert PHONE not in log.getvalue()


def test_refused_data_are_not_logged(protocol, delegate, log):
    protocol.post(url("personal_data", delegate), sent(passport_number="§77", phone="CANARYPHONE"))

    assert "CANARYPHONE" not in log.getvalue()
    assert "§77" not in log.getvalue()


def erase(**options):
    out = StringIO()
    call_command("erase_personal_data", stdout=out, **options)
    return out.getvalue()


TODAY = date(2026, 10, 31)


def due(days=30):
    return set(due_for_erasure(days, TODAY).values_list("visit__title_en", flat=True))


def moment(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({"start": "2026-09-28", "end": "2026-10-01"}, True),
        ({"start": "2026-09-28", "end": "2026-10-02"}, False),
        ({"start": "2026-10-01"}, True),
        ({"start": "2026-09"}, True),
        ({"start": "2026-10"}, False),
        ({"start": "../2026-09"}, False),
        ({}, False),
        ({"start": "2027-01-01", "status": "cancelled"}, False),
        ({"start": "2026-08-01", "status": "cancelled"}, True),
    ],
)
def test_data_are_due_a_month_after_the_last_possible_day(fields, is_due):
    """The visits were last changed on 30 October, but for what their dates say."""
    visit = VisitFactory(title_en="V", **fields)
    kept(DelegateFactory(visit=visit), changed_at=moment(date(2026, 9, 1)))
    Visit.objects.update(changed_at=moment(date(2026, 10, 30)))

    assert due() == ({"V"} if is_due else set())


@pytest.mark.parametrize(
    "fields", [{}, {"start": "2027-01-01", "status": "cancelled"}, {"deleted_at": timezone.now()}]
)
def test_data_without_use_are_due_a_month_after_the_last_change(fields):
    kept(
        DelegateFactory(visit=VisitFactory(title_en="V", **fields)),
        changed_at=moment(date(2026, 9, 1)),
    )
    Visit.all_objects.update(changed_at=moment(date(2026, 10, 1)))

    assert due() == {"V"}
    assert due(31) == set()


def test_data_entered_late_for_an_idea_stay_for_their_time():
    kept(DelegateFactory(visit=VisitFactory()), changed_at=moment(date(2026, 10, 15)))
    Visit.objects.update(changed_at=moment(date(2026, 9, 1)))

    assert due() == set()


def test_erasure_is_noted_and_repeated_without_harm():
    old, new = DelegateFactory(visit=VisitFactory(end="2020")), DelegateFactory()
    kept(old)
    kept(new)

    words = [erase(), erase()]

    runs = PersonalDataEvent.objects.filter(what="run").order_by("pk")
    assert words == [
        "Delegates whose data were erased: 1\n",
        "Delegates whose data were erased: 0\n",
    ]
    assert list(runs.values_list("count", flat=True)) == [1, 0]
    assert PersonalDataEvent.objects.get(what="erased").delegate_uid == old.uid
    assert list(PersonalData.objects.values_list("delegate", flat=True)) == [new.pk]
    assert Delegate.objects.count() == 2


def test_dry_run_only_counts():
    kept(DelegateFactory(visit=VisitFactory(end="2020")))

    assert erase(dry_run=True) == "Delegates whose data are due: 1\n"
    assert PersonalData.objects.count() == 1
    assert events() == []


def test_data_without_their_key_are_erased_all_the_same(settings):
    kept(DelegateFactory(visit=VisitFactory(end="2020")))
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]

    erase()

    assert not PersonalData.objects.exists()


def test_lists_that_waited_for_a_day_are_erased():
    user, visit = UserFactory(), VisitFactory()
    for hours in (23, 25):
        made_at = timezone.now() - timedelta(hours=hours)
        DelegationUpload.objects.create(
            visit=visit, side="sending", made_by=user, file_name=f"{hours}", made_at=made_at
        )

    erase()

    assert list(DelegationUpload.objects.values_list("file_name", flat=True)) == ["23"]


def test_removing_a_delegate_erases_the_data_and_notes_it(protocol, delegate):
    kept(delegate)

    protocol.post(url("delete_delegate", delegate), {"version": delegate.visit.version})

    assert not PersonalData.objects.exists()
    assert events() == [("erased", delegate.uid)]
