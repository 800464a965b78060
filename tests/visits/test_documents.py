"""Documents of a visit: nothing internal for guests, every sheet says what it is, two languages."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from itertools import product

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from regions.models import Place
from tests.factories import (
    ArrangementFactory,
    ConversationFactory,
    CountryFactory,
    DelegateFactory,
    LetterFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    ReleaseLinkFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
    VisitTaskFactory,
)
from visits.documents.editions import Edition
from visits.documents.orders import Order, What
from visits.documents.printing import document_of
from visits.models import PersonalData, Release, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

CANARY = "canary"
LANGUAGES = ("en", "ru", "kk", "be")
GUEST_DOCUMENTS = ("guest", "personal", "day", "delegation")
FILES = ("", ".pdf", ".docx")
DAY = date(2026, 9, 14)


@pytest.fixture
def minsk():
    return VenueFactory(
        name_en="Hotel", place=PlaceFactory(name_en="Minsk", time_zone="Europe/Minsk")
    )


def absolute(path):
    return f"https://portal.example{path}"


def text_in(response):
    """Return all that is written in a page, a PDF or a DOCX, with its XML."""
    if response["Content-Type"].startswith("text/html"):
        return response.content.decode()
    if response["Content-Type"] == "application/pdf":
        reader = PdfReader(io.BytesIO(response.content))
        sheets = " ".join(sheet.extract_text() for sheet in reader.pages)
        return " ".join(f"{sheets} {reader.metadata}".split())
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        return "\n".join(file.read(name).decode() for name in names)


def address(visit, what="guest", ending="", **query):
    name = {"": "print_document", ".pdf": "print_pdf", ".docx": "print_docx"}[ending]
    return reverse(f"visits:{name}", args=[visit.public_id, what], query=query)


# --- What guests must not know --------------------------------------------------------------------


@pytest.fixture
def canaries(minsk):
    """A visit with a mark in every field that guests are not to read."""
    visit = VisitFactory(
        start="2026-09-14", outcome=CANARY, cancelled_because=CANARY, purpose_en=CANARY
    )
    group = VisitGroupFactory(visit=visit, title_en="Business")
    delegate = DelegateFactory(
        visit=visit,
        group=group,
        person=PersonFactory(name_en="A. Person"),
        diet=CANARY,
        interpreter=CANARY,
        internal_note=CANARY,
    )
    PersonalData.objects.create(
        delegate=delegate, passport_number=CANARY, birth_date="1970-01-01", phone=CANARY
    )
    ArrangementFactory(visit=visit, venue=minsk, detail=CANARY, contact=CANARY, note=CANARY)
    ArrangementFactory(visit=visit, delegate=delegate, phone=CANARY, detail=CANARY)
    LetterFactory(visit=visit, number=CANARY, subject=CANARY)
    VisitTaskFactory(visit=visit, title_en=CANARY, note=CANARY, waits_for=CANARY)
    item = ProgrammeItemFactory(
        visit=visit,
        venue=minsk,
        title_en="Talks",
        internal_note=CANARY,
        plan_b=CANARY,
        car=CANARY,
        interpreter=CANARY,
        responsible=PersonFactory(name_en=CANARY),
        responsible_organisation=OrganisationFactory(name_en=f"{CANARY} office"),
        responsible_post=CANARY,
        responsible_phone=CANARY,
    )
    ConversationFactory(visit=visit, item=item, title=CANARY, text=CANARY, results=CANARY)
    ProgrammeItemFactory(
        visit=visit,
        title_en=CANARY,
        audience="internal",
        room=CANARY,
        venue=VenueFactory(name_en=CANARY, place=minsk.place),
    )
    visit.delegate = delegate
    return visit


def asked(visit, what, **query):
    whom = {"whom": visit.delegate.uid} if what == "personal" else {}
    day = {"day": "2026-09-14"} if what.startswith("day") else {}
    return {**whom, **day, **query}


@pytest.mark.parametrize("release", ["draft", "newest"])
@pytest.mark.parametrize(("what", "ending"), list(product(GUEST_DOCUMENTS, FILES)))
def test_nothing_internal_is_in_a_document_for_guests(protocol, canaries, what, ending, release):
    ReleaseFactory(visit=canaries, name=CANARY, note=CANARY)
    languages = [(code, "") for code in LANGUAGES] + [("kk", "en"), ("be", "ru")]

    for lang, second in languages:
        query = asked(canaries, what, lang=lang, second=second, home="on", release=release)
        text = text_in(protocol.get(address(canaries, what, ending, **query)))
        assert ("A. Person" if what == "delegation" else "Talks") in text
        assert CANARY not in text


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("what", ["internal", "day-internal"])
def test_everything_is_in_the_internal_programme(protocol, canaries, what, ending):
    query = asked(canaries, what, lang="en")

    text = text_in(protocol.get(address(canaries, what, ending, **query)))

    # Person, post, organisation, phone, car, interpreter, note and plan B; the internal item with
    # its venue and its room.
    assert text.count(CANARY) == 11


def test_shared_pdf_is_the_programme_for_guests(client, canaries):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=canaries))

    answer = client.get(reverse("visits:shared_pdf", args=[link.token]))

    text = text_in(answer)
    assert ("Talks" in text, CANARY in text) == (True, False)
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"


# --- Who may print what ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["viewer", "economist"])
@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("what", ["internal", "day-internal"])
def test_internal_documents_are_not_there_for_others(client_as, canaries, role, what, ending):
    query = asked(canaries, what)

    assert client_as(role).get(address(canaries, what, ending, **query)).status_code == 404


def test_form_offers_internal_documents_to_the_mission_alone(client_as, canaries):
    url = reverse("visits:print", args=[canaries.public_id])

    offered = {
        role: [
            value
            for value, _label in client_as(role).get(url).context["form"].fields["what"].choices
        ]
        for role in ("viewer", "protocol")
    }

    assert offered["viewer"] == ["guest", "personal", "day", "delegation"]
    assert offered["protocol"] == What.values


@pytest.mark.parametrize(("role", "status"), [("viewer", 400), ("protocol", 200)])
def test_release_that_waits_is_printed_where_it_is_prepared(client_as, minsk, role, status):
    item = ProgrammeItemFactory(venue=minsk)
    ReleaseFactory(visit=item.visit, state=Release.State.WAITING)

    answer = client_as(role).get(address(item.visit, release="1"))

    assert answer.status_code == status


@pytest.mark.parametrize("ending", FILES)
def test_restricted_visit_is_not_there_for_others(viewer, minsk, ending):
    visit = VisitFactory(visibility=Visit.Visibility.RESTRICTED)

    assert viewer.get(address(visit, ending=ending)).status_code == 404
    assert viewer.get(reverse("visits:print", args=[visit.public_id])).status_code == 404


@pytest.mark.parametrize("change", ["revoked", "waiting", "deleted", "restricted"])
def test_shared_pdf_of_a_link_that_opens_nothing_is_not_there(client, minsk, change):
    item = ProgrammeItemFactory(venue=minsk)
    state = Release.State.WAITING if change == "waiting" else Release.State.ISSUED
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=item.visit, state=state))
    if change == "revoked":
        link.revoke()
    elif change == "deleted":
        item.visit.delete()
    elif change == "restricted":
        item.visit.visibility = Visit.Visibility.RESTRICTED
        item.visit.save()

    assert client.get(reverse("visits:shared_pdf", args=[link.token])).status_code == 404


def test_shared_pdf_of_a_cancelled_visit_leads_to_its_page(client, minsk):
    item = ProgrammeItemFactory(visit=VisitFactory(status=Visit.Status.CANCELLED), venue=minsk)
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=item.visit))

    answer = client.get(reverse("visits:shared_pdf", args=[link.token]))

    assert (answer.status_code, answer["Location"]) == (302, link.get_absolute_url())


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_more_than_twenty_documents_a_minute_are_refused_in_words(
    protocol, minsk, settings, ending
):
    settings.RATES = {"pdf": 2}
    visit = ProgrammeItemFactory(venue=minsk).visit

    with time_machine.travel("2026-11-23T10:00:01Z", tick=False):
        answers = [protocol.get(address(visit, ending=ending)) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Too many requests" in answers[2].content.decode()


# --- What every sheet says ------------------------------------------------------------------------


def sheets(visit, release=None, what=What.GUEST, languages=("en",), **asked):
    return document_of(Order(Edition(visit, release), what, languages, **asked), absolute)


@time_machine.travel("2026-09-01T09:00:00Z", tick=False)
def test_release_is_named_with_its_date_and_when_it_was_printed(minsk):
    item = ProgrammeItemFactory(venue=minsk)
    made_at = datetime(2026, 8, 31, 12, 0, tzinfo=UTC)
    release = ReleaseFactory(visit=item.visit, made_at=made_at)

    [face] = sheets(item.visit, release).faces

    assert face.foot == ("Release 1 of 31 August 2026 · Printed on 1 September 2026, 09:00 (UTC)")
    assert face.marks == []


@pytest.mark.parametrize(
    ("state", "status", "is_example", "marks"),
    [
        (None, "planned", False, ["DRAFT"]),
        (Release.State.WAITING, "planned", False, ["DRAFT"]),
        (Release.State.REFUSED, "planned", False, ["DRAFT"]),
        (Release.State.ISSUED, "planned", False, []),
        (Release.State.ISSUED, "cancelled", False, ["CANCELLED"]),
        (Release.State.ISSUED, "postponed", False, ["POSTPONED"]),
        (None, "cancelled", True, ["DRAFT", "CANCELLED", "EXAMPLE"]),
    ],
)
def test_marks_say_what_a_document_is_not(state, status, is_example, marks):
    visit = VisitFactory(status=status, is_example=is_example)
    release = state and ReleaseFactory(visit=visit, state=state)

    assert sheets(visit, release).faces[0].marks == marks


@pytest.mark.parametrize("what", [What.INTERNAL, What.DAY_INTERNAL])
def test_internal_documents_say_so_on_every_sheet(what):
    document = sheets(VisitFactory(), what=what, day=DAY)

    assert document.marks() == ["DRAFT", "INTERNAL"]


def test_approval_stands_on_programmes_of_an_approved_release():
    approval = {"name": {"en": "A. Smith"}, "post": {"en": "Ambassador"}}
    decided_at = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
    release = ReleaseFactory(approval=approval, decided_at=decided_at)

    found = {
        what: sheets(release.visit, release, what=what, day=DAY).approval
        for what in (What.GUEST, What.INTERNAL, What.DAY, What.DELEGATION)
    }

    given = found[What.GUEST]
    assert (given.words, given.dates) == (["APPROVED"], ["12 May 2026"])
    assert [str(line) for line in given.posts + given.names] == ["Ambassador", "A. Smith"]
    assert found[What.INTERNAL] == given
    assert (found[What.DAY], found[What.DELEGATION]) == (None, None)


def test_code_leads_to_the_open_link_and_stands_for_guests_alone():
    link = ReleaseLinkFactory()
    release, visit = link.release, link.release.visit

    assert sheets(visit, release).link.address == f"https://portal.example/visits/p/{link.token}/"
    assert sheets(visit, release, what=What.INTERNAL).link is None
    assert sheets(visit).link is None
    link.revoke()
    assert sheets(visit, release).link is None


def test_release_is_printed_as_it_was_whatever_happens_to_the_programme(minsk):
    item = ProgrammeItemFactory(venue=minsk, title_en="Talks")
    release = ReleaseFactory(visit=item.visit)
    item.title_en = "Dinner"
    item.save()

    titles = [title_of(sheets(item.visit, edition)) for edition in (release, None)]
    assert titles == ["Talks", "Dinner"]


def title_of(document):
    return str(document.body[0].rows[0].cells[1][0])


# --- Programmes -----------------------------------------------------------------------------------


def rows(document):
    """Return the rows of all tables: the lines of each cell as text."""
    tables = [block for block in document.body if block.block == "table"]
    return [
        [[str(line) for line in cell] for cell in row.cells] for it in tables for row in it.rows
    ]


def heads(document):
    return [[[str(line) for line in cell] for cell in table.head] for table in document.body]


@pytest.mark.parametrize(
    ("room", "words"), [("5", "room\xa05"), ("204b", "room\xa0204b"), ("Small hall", "Small hall")]
)
def test_room_without_a_number_says_itself_what_it_is(minsk, room, words):
    item = ProgrammeItemFactory(venue=minsk, room=room, title_en="Talks", ends=None)

    [[_hours, texts]] = rows(sheets(item.visit))

    assert texts == ["Talks", f"Meeting · Hotel, Minsk, {words}"]


def test_row_says_when_what_where_and_for_whom(minsk):
    visit = VisitFactory(start="2026-09-14")
    group = VisitGroupFactory(visit=visit, title_en="Business")
    item = ProgrammeItemFactory(
        visit=visit, venue=minsk, room="5", title_en="Talks", starts=time(23, 30), ends=time(1)
    )
    item.groups.add(group)

    document = sheets(visit)

    assert heads(document) == [[["Monday, 14 September 2026", "Local time: Minsk, UTC+3"]]]
    assert rows(document) == [
        [["23:30–01:00 (+1)"], ["Talks", "Meeting · Hotel, Minsk, room\xa05", "For: Business"]]
    ]


def test_two_languages_share_the_hours_and_the_row(minsk):
    item = ProgrammeItemFactory(
        venue=minsk, title_en="Talks", title_kk="Келіссөздер", title_ru="Переговоры"
    )

    document = sheets(item.visit, languages=("kk", "ru"))

    [[hours, first, second]] = rows(document)
    assert (hours, first[0], second[0]) == (["09:00"], "Келіссөздер", "Переговоры")
    [[empty, kk, ru]] = heads(document)
    assert (empty, kk[0], ru[0]) == (
        [],
        "Дүйсенбі, 2026 ж. 14 қыркүйек",
        "Понедельник, 14 сентября 2026 г.",
    )


@pytest.mark.parametrize("pair", list(product(LANGUAGES, LANGUAGES)))
def test_any_two_languages_stand_beside_each_other(minsk, pair):
    titles = {f"title_{code}": f"Talks {code}" for code in LANGUAGES}
    item = ProgrammeItemFactory(venue=minsk, **titles)

    [row] = rows(sheets(item.visit, languages=pair))

    assert [cell[0] for cell in row[1:]] == [f"Talks {code}" for code in pair]


def test_text_that_is_not_translated_keeps_its_language(minsk):
    item = ProgrammeItemFactory(venue=minsk, title_en="", title_ru="Переговоры")

    title = sheets(item.visit, languages=("kk",)).body[0].rows[0].cells[1][0]

    assert [(piece.text, piece.lang) for piece in title.pieces] == [("Переговоры", "ru")]


def test_home_time_stands_below_the_hours_when_it_is_asked_for(minsk):
    home = CountryFactory()
    PlaceFactory(kind=Place.Kind.CAPITAL_CITY, parent=home, time_zone="Asia/Almaty")
    MissionFactory(home=home)
    item = ProgrammeItemFactory(venue=minsk, starts=time(9), ends=time(10))

    found = [sheets(item.visit, home=home) for home in (True, False)]

    assert [rows(document)[0][0] for document in found] == [
        ["09:00–10:00", "11:00–12:00"],
        ["09:00–10:00"],
    ]
    notes = [str(document.faces[0].notes[0]) for document in found]
    assert "the time in the home capital (Almaty, UTC+5)" in notes[0]
    assert "home capital" not in notes[1]


def test_programme_of_one_group_leaves_out_what_others_do(minsk):
    visit = VisitFactory()
    business, press = (
        VisitGroupFactory(visit=visit, title_en=name) for name in ("Business", "Press")
    )
    for title, group in (("All", None), ("Fair", business), ("Briefing", press)):
        item = ProgrammeItemFactory(visit=visit, venue=minsk, title_en=title)
        if group:
            item.groups.add(group)

    document = sheets(visit, what=What.PERSONAL, whom=business.uid)

    assert [row[1][0] for row in rows(document)] == ["All", "Fair"]
    assert [str(line) for line in document.faces[0].lines][1:] == ["For: Business"]


def test_sheet_of_one_day_has_that_day_alone_in_larger_letters(minsk):
    visit = VisitFactory()
    for day in (13, 14, 15):
        ProgrammeItemFactory(visit=visit, venue=minsk, day=date(2026, 9, day), title_en=f"On {day}")

    document = sheets(visit, what=What.DAY, day=DAY)

    assert [row[1][0] for row in rows(document)] == ["On 14"]
    assert (document.size, sheets(visit).size) == (12.5, 10.5)


def test_internal_programme_says_who_sees_to_it_in_a_column_of_its_own(minsk):
    item = ProgrammeItemFactory(
        venue=minsk,
        audience="internal",
        responsible_post="Secretary",
        responsible_phone="17",
        car="1234 AB",
        internal_note="one\ntwo",
        plan_b="indoors",
    )

    [[_hours, what, duty]] = rows(sheets(item.visit, what=What.INTERNAL))
    [[_hours, first, second]] = rows(sheets(item.visit, what=What.INTERNAL, languages=("en", "en")))

    assert what[-1] == "internal, guests do not see it"
    assert duty == ["Secretary", "Phone: 17 · Car: 1234 AB", "one", "two", "Plan B: indoors"]
    assert (first, second) == (what + duty, what + duty)


def test_programme_without_items_says_so():
    [block] = sheets(VisitFactory()).body

    assert [[str(line) for line in lines] for lines in block.columns] == [
        ["The programme has no items yet."]
    ]


# --- The list of the delegation -------------------------------------------------------------------


def test_delegation_stands_in_protocol_order_with_post_and_part():
    visit = VisitFactory()
    group = VisitGroupFactory(visit=visit, title_en="Business")
    office = OrganisationFactory(name_en="Akimat")
    named = {"visit": visit, "organisation": office}
    person = PersonFactory(name_en="B. Second")
    DelegateFactory(
        precedence=2, person=person, post_en="Deputy of the Akimat", group=group, **named
    )
    DelegateFactory(
        precedence=1,
        person=PersonFactory(name_en="A. First"),
        role="head",
        address="he_mr",
        **named,
    )
    DelegateFactory(visit=visit, side="receiving", post_en="Chairman")

    document = sheets(visit, what=What.DELEGATION)

    headings = [str(block.headings[0]) for block in document.body if block.block == "section"]
    assert headings == ["The delegation", "The receiving side"]
    assert rows(document) == [
        [["1"], ["His Excellency Mr A. First", "Head of delegation"], ["Governor", "Akimat"]],
        [["2"], ["B. Second", "Business"], ["Deputy of the Akimat"]],
        [["1"], ["Chairman"], []],
    ]


def test_kazakh_form_of_address_stands_after_the_name():
    person = PersonFactory(name_en="A. First", name_kk="Ә. Бірінші")
    delegate = DelegateFactory(person=person, address="mr", post_en="", organisation=None)

    document = sheets(delegate.visit, what=What.DELEGATION, languages=("kk",))

    assert rows(document) == [[["1"], ["Ә. Бірінші мырза"], []]]


def test_delegation_in_two_languages_has_a_column_for_each():
    person = PersonFactory(name_en="A. First", name_ru="А. Первый")
    delegate = DelegateFactory(person=person, post_en="Governor", post_ru="Аким", role="member")

    document = sheets(delegate.visit, what=What.DELEGATION, languages=("en", "ru"))

    assert rows(document) == [[["1"], ["A. First", "Governor"], ["А. Первый", "Аким"]]]


def test_list_of_nobody_says_so():
    [block] = sheets(VisitFactory(), what=What.DELEGATION).body

    assert str(block.columns[0][0]) == "Nobody is named."


# --- Addresses and files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "query", "name"),
    [
        ("guest", {}, "programme-guest-2026-09-14-draft-en.pdf"),
        ("guest", {"second": "kk"}, "programme-guest-2026-09-14-draft-en-kk.pdf"),
        ("internal", {"lang": "ru"}, "programme-internal-2026-09-14-draft-ru.pdf"),
        ("personal", {}, "programme-personal-2026-09-14-draft-en.pdf"),
        ("day", {}, "programme-day-2026-09-14-draft-en.pdf"),
        ("delegation", {}, "delegation-2026-09-14-draft-en.pdf"),
    ],
)
def test_file_is_named_without_anybodys_name(protocol, canaries, what, query, name):
    answer = protocol.get(address(canaries, what, ".pdf", **asked(canaries, what, **query)))

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_newest_release_is_printed_unless_another_is_asked_for(protocol, minsk):
    visit = ProgrammeItemFactory(venue=minsk).visit
    ReleaseFactory.create_batch(2, visit=visit)
    ReleaseFactory(visit=visit, state=Release.State.WAITING)

    words = ["", "newest", "1", "draft"]
    names = [
        protocol.get(address(visit, ending=".docx", release=word))["Content-Disposition"]
        for word in words
    ]

    assert [name.split(f"{visit.public_id}-")[1] for name in names] == [
        'release-2-en.docx"',
        'release-2-en.docx"',
        'release-1-en.docx"',
        'draft-en.docx"',
    ]


@pytest.mark.parametrize(("state", "status"), [("issued", 400), ("waiting", 200)])
def test_draft_is_printed_by_readers_until_there_is_a_release(viewer, minsk, state, status):
    visit = ProgrammeItemFactory(venue=minsk).visit
    ReleaseFactory(visit=visit, state=state)

    assert viewer.get(address(visit, release="draft")).status_code == status


HOSTILE = [
    {"lang": "xx"},
    {"lang": "en", "second": "en"},
    {"second": "\x00"},
    {"release": "9" * 40},
    {"release": "-1"},
    {"release": "<svg/onload=alert(1)>"},
    {"whom": "'\"><svg/onload=alert(1)>"},
    {"day": "2026-99-99"},
]


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("query", HOSTILE)
def test_what_is_not_understood_is_asked_again(viewer, canaries, query, ending):
    answer = viewer.get(address(canaries, "guest", ending, **query))

    assert answer.status_code == 400
    assert b"<svg/onload" not in answer.content


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize(
    ("what", "field", "words"),
    [("personal", "whom", "Choose whose programme it is."), ("day", "day", "Choose the day.")],
)
def test_document_that_is_of_something_asks_of_what(viewer, canaries, what, field, words, ending):
    answer = viewer.get(address(canaries, what, ending))

    assert answer.status_code == 400
    assert answer.context["form"].errors == {field: [words]}


@pytest.mark.parametrize("ending", FILES)
def test_document_that_there_is_none_of_is_not_found(viewer, canaries, ending):
    assert viewer.get(address(canaries, "everything", ending)).status_code == 404


def test_form_leads_to_page_and_files_of_what_is_asked_for(viewer, minsk):
    visit = ProgrammeItemFactory(venue=minsk).visit
    url = reverse("visits:print", args=[visit.public_id])

    html = viewer.get(url, {"what": "delegation", "lang": "ru", "second": "kk"}).content.decode()

    for ending in ("/", ".pdf", ".docx"):
        assert f'href="{url}delegation{ending}?lang=ru&amp;second=kk"' in html


def test_page_is_in_the_language_that_is_asked_for(viewer, minsk):
    item = ProgrammeItemFactory(venue=minsk, title_kk="Келіссөздер", title_en="Talks")

    answer = viewer.get(address(item.visit, lang="kk", second="en"))

    html = answer.content.decode()
    assert answer["Content-Language"] == "kk"
    assert '<html lang="kk"' in html
    assert "Келіссөздер" in html
    assert '<span lang="en">Talks</span>' in html


HOSTILE_TITLE = "\"'><svg/onload=alert(1)> #eval(1) $x$ @ref ```"


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_hostile_title_is_printed_literally(protocol, minsk, ending):
    item = ProgrammeItemFactory(venue=minsk, title_en=HOSTILE_TITLE)

    text = text_in(protocol.get(address(item.visit, ending=ending)))

    assert text.replace("&lt;", "<").replace("&gt;", ">").count(HOSTILE_TITLE) == 1


@pytest.mark.parametrize("ending", FILES)
def test_titles_of_500_characters_in_four_scripts_are_printed_whole(protocol, minsk, ending):
    title = ("Ұзақ атау Длинное название Доўгая назва long title " * 10)[:500].strip()
    item = ProgrammeItemFactory(venue=minsk, title_en=title, title_kk=title)

    text = text_in(protocol.get(address(item.visit, ending=ending, lang="kk", second="en")))

    assert text.count("Доўгая") == 2 * title.count("Доўгая") if ending else True
    assert "Ұзақ" in text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("what", "queries"), [("guest", 8), ("internal", 7), ("delegation", 7)])
def test_queries_of_a_release_do_not_grow(
    protocol, minsk, what, queries, count, django_assert_num_queries
):
    visit = VisitFactory()
    ProgrammeItemFactory.create_batch(count, visit=visit, venue=minsk)
    DelegateFactory.create_batch(count, visit=visit)
    ReleaseFactory.create_batch(count, visit=visit)
    url = address(visit, what, ".pdf")
    protocol.get(url)

    with django_assert_num_queries(queries):
        protocol.get(url)


def test_times_are_those_of_the_hosts_on_the_day_the_clocks_changed():
    almaty = VenueFactory(place=PlaceFactory(time_zone="Asia/Almaty"))
    item = ProgrammeItemFactory(
        venue=almaty, day=date(2024, 2, 29), starts=time(22, 30), ends=time(0, 30)
    )

    with translation.override("en"):
        document = sheets(item.visit)

    assert heads(document)[0][0][1] == "Local time: Almaty, UTC+6 → Almaty, UTC+5"
    assert rows(document)[0][0] == ["22:30–00:30 (+1)"]


@pytest.mark.parametrize("ending", FILES)
def test_release_that_is_not_what_was_released_is_not_printed(viewer, minsk, ending):
    release = ReleaseFactory(visit=ProgrammeItemFactory(venue=minsk).visit)
    Release._base_manager.filter(pk=release.pk).update(sha256="0" * 64)

    answer = viewer.get(address(release.visit, ending=ending))

    words = "Its content is not what was released: it must not be used."
    assert (answer.status_code, answer.context["form"].errors) == (400, {"release": [words]})
