"""Releases of a programme: numbered, never changed, approved by another, shared by a link."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.roles import keep_roles
from tests.factories import (
    DelegateFactory,
    MissionFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    PostFactory,
    ProgrammeItemFactory,
    ReleaseFactory,
    ReleaseLinkFactory,
    UserFactory,
    VenueFactory,
    VisitFactory,
    VisitGroupFactory,
)
from visits.models import Release, ReleaseLink, Visit
from visits.models.releases import ReleaseIsFinal
from visits.releases import CanNotRelease, approve, refuse, share, shared_release

pytestmark = pytest.mark.django_db
STATES = Release.State


@pytest.fixture
def talks():
    visit = VisitFactory(title_en="Visit of the governor", start="2026-09-14", end="2026-09-16")
    venue = VenueFactory(name_en="Hotel", place=PlaceFactory(time_zone="Europe/Minsk"))
    return ProgrammeItemFactory(visit=visit, venue=venue, starts=time(9), title_en="Talks")


@pytest.fixture
def approval_needed():
    return MissionFactory(releases_need_approval=True)


def address(name, visit, *arguments):
    return reverse(f"visits:{name}", args=[visit.public_id, *arguments])


def send(client, visit, **answers):
    sent = {"visit-version": visit.version, "name": "", "note": "", **answers}
    return client.post(address("add_release", visit), sent)


# Making


def test_release_keeps_the_programme_as_it_stood(protocol, talks):
    send(protocol, talks.visit, name="After the call", note="A new hall.")

    talks.title_en = "Negotiations"
    talks.save()
    release = Release.objects.get()
    assert release.content["items"][0]["title"]["en"] == "Talks"
    assert (release.number, release.name, release.note) == (1, "After the call", "A new hall.")
    assert (release.state, release.made_by.groups.get().name) == (STATES.ISSUED, "protocol")


def test_releases_are_numbered_one_after_the_other(protocol, talks):
    send(protocol, talks.visit)
    talks.starts = time(10)
    talks.save()

    answer = send(protocol, talks.visit)

    numbers = list(Release.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2]
    assert answer.url == address("release", talks.visit, 2)


def test_page_shows_what_has_changed_before_it_is_released(protocol, talks):
    ReleaseFactory(visit=talks.visit)
    talks.starts = time(10)
    talks.save()

    page = protocol.get(address("add_release", talks.visit))

    [row] = page.context["drafted"].differences.items
    assert [change.after for change in row.changes] == ["14 September 2026, 10:00 (Minsk, UTC+3)"]
    assert "14 September 2026, 10:00 (Minsk, UTC+3)" in page.text


@pytest.mark.parametrize("state", [STATES.ISSUED, STATES.WAITING])
def test_release_equal_to_the_newest_is_refused_in_words(protocol, talks, state):
    ReleaseFactory(visit=talks.visit, state=state)

    answer = send(protocol, talks.visit)

    assert answer.status_code == 409
    assert "Nothing has changed since release 1: it would be the same again." in answer.text
    assert Release.objects.count() == 1


def test_programme_that_was_not_approved_may_be_released_again(protocol, talks):
    ReleaseFactory(visit=talks.visit, state=STATES.REFUSED)

    send(protocol, talks.visit)

    assert Release.objects.newest_first().first().number == 2


def test_programme_without_items_is_not_released(protocol):
    visit = VisitFactory()

    answer = send(protocol, visit)

    assert "The programme has no items yet: there is nothing to release." in answer.text
    assert Release.objects.count() == 0


def test_nothing_is_released_of_a_cancelled_visit(protocol, talks):
    talks.visit.status = Visit.Status.CANCELLED
    talks.visit.save()

    answer = send(protocol, talks.visit)

    assert "The visit is cancelled: nothing more of it is released." in answer.text
    assert Release.objects.count() == 0


@pytest.mark.parametrize("version", ["1", "", "x", str(10**30)])
def test_programme_that_changed_meanwhile_is_not_released_unseen(protocol, talks, version):
    talks.visit.save()

    answer = send(protocol, talks.visit, **{"visit-version": version})

    assert answer.status_code == 409
    assert Release.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_release_or_two_numbers(talks):
    keep_roles()
    users = [UserFactory(role="protocol") for _n in range(4)]
    version = Visit.objects.get(pk=talks.visit.pk).version

    def release(user):
        client = Client()
        client.force_login(user)
        try:
            sent = {"visit-version": version, "name": user.username, "note": ""}
            return client.post(address("add_release", talks.visit), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(release, users))

    assert statuses == [302, 409, 409, 409]
    assert list(Release.objects.values_list("number", flat=True)) == [1]


# Never changed

FIELDS = [
    ("number", 7),
    ("name", "Other"),
    ("note", "Other"),
    ("content", {}),
    ("sha256", "0"),
    ("made_at", datetime(2020, 1, 1, tzinfo=UTC)),
    ("state", STATES.REFUSED),
    ("approval", {"name": {"en": "X"}}),
    ("refusal", "No"),
]


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_release_refuses_every_change(talks, field, value):
    release = Release.objects.get(pk=ReleaseFactory(visit=talks.visit).pk)
    setattr(release, field, value)

    with pytest.raises(ReleaseIsFinal):
        release.save()


def test_release_refuses_a_change_within_its_content(talks):
    release = Release.objects.get(pk=ReleaseFactory(visit=talks.visit, state=STATES.WAITING).pk)
    release.content["items"][0]["title"]["en"] = "Other"

    with pytest.raises(ReleaseIsFinal):
        release.save()


def test_release_is_not_deleted(talks):
    with pytest.raises(ReleaseIsFinal):
        ReleaseFactory(visit=talks.visit).delete()


@pytest.mark.parametrize("field", ["number", "name", "content", "sha256", "made_by"])
def test_releases_are_not_written_in_one_go(talks, field):
    ReleaseFactory(visit=talks.visit)

    with pytest.raises(ReleaseIsFinal):
        Release.objects.update(**{field: None})


def test_admin_shows_a_release_and_changes_none(admin, talks):
    release = ReleaseFactory(visit=talks.visit)
    url = reverse("admin:visits_release_change", args=[release.pk])

    page, sent = admin.get(url), admin.post(url, {"name": "Other"})

    assert (page.status_code, sent.status_code) == (200, 403)
    assert admin.get(reverse("admin:visits_release_add")).status_code == 403
    assert admin.get(reverse("admin:visits_release_delete", args=[release.pk])).status_code == 403


def tamper(release):
    """Change the content past the models."""
    content = json.dumps(release.content).replace("Talks", "Walks")
    with connection.cursor() as cursor:
        statement = "UPDATE visits_release SET content = %s WHERE id = %s"
        cursor.execute(statement, [content, release.pk])


WARNING = "Its content is not what was released: it must not be used."


@pytest.mark.parametrize("is_tampered", [False, True])
def test_page_says_that_the_content_is_not_what_was_released(viewer, talks, is_tampered):
    release = ReleaseFactory(visit=talks.visit)
    if is_tampered:
        tamper(release)

    html = viewer.get(release.get_absolute_url()).text

    assert (WARNING in html) is is_tampered


def test_release_that_was_tampered_with_is_neither_shared_nor_approved(talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))
    waiting = ReleaseFactory(visit=talks.visit, state=STATES.WAITING)
    tamper(link.release)
    tamper(waiting)

    with pytest.raises(CanNotRelease, match="not what was released"):
        approve(waiting, user=UserFactory(), approval={})
    assert shared_release(link.token) is None


# Approval


def test_release_waits_for_somebody_else_where_the_setting_asks(protocol, talks, approval_needed):
    send(protocol, talks.visit)

    release = Release.objects.get()
    page = protocol.get(release.get_absolute_url())
    assert release.state == STATES.WAITING
    assert page.context["why_not_decided"] == (
        "A release is approved by somebody else than who made it."
    )


APPROVAL = {"name_en": "A. B.", "post_en": "Ambassador", "name_ru": "А. Б.", "post_ru": "Посол"}


def test_release_is_approved_with_the_typed_name_and_post(diplomat, talks):
    release = ReleaseFactory(visit=talks.visit, state=STATES.WAITING, made_by=UserFactory())

    diplomat.post(address("approve_release", talks.visit, 1), APPROVAL)

    release.refresh_from_db()
    assert release.state == STATES.ISSUED
    assert release.decided_by.groups.get().name == "diplomat"
    assert release.approval == {
        "name": {"en": "A. B.", "ru": "А. Б.", "kk": "", "be": ""},
        "post": {"en": "Ambassador", "ru": "Посол", "kk": "", "be": ""},
    }


def test_name_and_post_are_taken_from_the_person_on_record(diplomat, talks):
    person = PersonFactory(name_en="A. B.", name_ru="А. Б.")
    PostFactory(person=person, title_en="Counsellor", as_of="2019")
    PostFactory(person=person, title_en="Ambassador", title_kk="Елші", as_of="2026")
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)

    diplomat.post(address("approve_release", talks.visit, 1), {"person": "A. B."})

    with translation.override("kk"):
        approved = Release.objects.get().approved_by
    assert approved == {"name": "А. Б.", "post": "Елші"}


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({}, "Say who approves: a person on record, or a typed name."),
        ({"name_en": "A. B."}, "Type the post too: none is on record."),
        ({"person": "A. B."}, "Type the post too: none is on record."),
        ({"person": "nobody"}, "is not known here"),
    ],
)
def test_approval_without_name_or_post_is_refused_in_words(diplomat, talks, answers, word):
    PersonFactory(name_en="A. B.")
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)

    page = diplomat.post(address("approve_release", talks.visit, 1), answers)

    assert word in page.text
    assert Release.objects.get().state == STATES.WAITING


def test_form_offers_the_block_of_the_last_approval(diplomat, talks):
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)
    diplomat.post(address("approve_release", talks.visit, 1), APPROVAL)
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)

    form = diplomat.get(address("approve_release", talks.visit, 2)).context["form"]

    assert {name: form[name].value() for name in APPROVAL} == APPROVAL


def test_release_is_refused_with_the_reason(diplomat, talks):
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)

    diplomat.post(address("refuse_release", talks.visit, 1), {"reason": "The hall is closed."})

    release = Release.objects.get()
    assert (release.state, release.refusal) == (STATES.REFUSED, "The hall is closed.")


def test_refusal_without_a_reason_is_asked_for_one(diplomat, talks):
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)

    diplomat.post(address("refuse_release", talks.visit, 1), {"reason": " "})

    assert Release.objects.get().state == STATES.WAITING


@pytest.mark.parametrize(("name", "sent"), [("approve", APPROVAL), ("refuse", {"reason": "No"})])
def test_maker_decides_nothing(protocol, talks, approval_needed, name, sent):
    send(protocol, talks.visit)

    protocol.post(address(f"{name}_release", talks.visit, 1), sent)

    assert Release.objects.get().state == STATES.WAITING


def test_database_knows_no_maker_who_approves(talks):
    user = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseFactory(visit=talks.visit, made_by=user, decided_by=user)


def test_release_is_decided_once(talks):
    release = ReleaseFactory(visit=talks.visit, state=STATES.WAITING)
    refuse(release, user=UserFactory(), reason="No")

    with pytest.raises(CanNotRelease, match="decided on already"):
        approve(release, user=UserFactory(), approval={})


@pytest.mark.parametrize(("role", "count"), [("viewer", 0), ("economist", 0), ("diplomat", 1)])
def test_home_page_counts_what_waits_for_approval(client_as, talks, role, count):
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)
    restricted = VisitFactory(visibility="restricted")
    ReleaseFactory(visit=restricted, state=STATES.REFUSED)

    board = client_as(role).get("/").context["board"]

    url = reverse("visits:waiting_releases")
    assert [row.count for row in board.waiting if row.url == url] == [1] * count


def test_list_of_what_waits_has_what_is_counted_and_not_ones_own(protocol, talks, approval_needed):
    send(protocol, talks.visit)
    theirs = ReleaseFactory(visit=talks.visit, state=STATES.WAITING, made_by=UserFactory())

    listed = protocol.get(reverse("visits:waiting_releases")).context["releases"]

    board = protocol.get("/").context["board"]
    assert list(listed) == [theirs]
    assert [row.count for row in board.waiting if "releases" in row.url] == [1]


# Who knows of them


@pytest.mark.parametrize(
    ("role", "statuses"), [("viewer", (200, 404, 404)), ("protocol", (200, 200, 200))]
)
def test_what_does_not_hold_is_for_those_who_prepare_it(client_as, talks, role, statuses):
    for state in (STATES.ISSUED, STATES.WAITING, STATES.REFUSED):
        ReleaseFactory(visit=talks.visit, state=state)
    client = client_as(role)

    found = tuple(client.get(address("release", talks.visit, n)).status_code for n in (1, 2, 3))

    listed = client.get(address("releases", talks.visit)).context["releases"]
    assert found == statuses
    assert len(listed) == statuses.count(200)


def test_releases_of_a_restricted_visit_are_unknown(viewer, talks):
    talks.visit.visibility = "restricted"
    talks.visit.save()
    ReleaseFactory(visit=talks.visit)

    found = [
        viewer.get(address(*page, talks.visit, *numbers)).status_code for page, numbers in PAGES
    ]

    assert found == [404, 404, 404]


PAGES = [(("releases",), ()), (("release",), (1,)), (("programme_calendar",), ())]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_releases_asks_as_often_for_one_as_for_three(
    protocol, talks, count, django_assert_num_queries
):
    for _n in range(count):
        ReleaseFactory(visit=talks.visit, made_by=UserFactory(), decided_by=UserFactory())

    with django_assert_num_queries(8):
        page = protocol.get(address("releases", talks.visit))

    assert len(page.context["releases"]) == count


# What the page of the programme shows


def shown(client, visit, query=""):
    page = client.get(address("programme", visit) + query)
    [day] = page.context["days"]
    return [row["title"] for row in day["rows"]], "DRAFT" in page.text


@pytest.fixture
def released(talks):
    """A visit with a release, one that waits, and a draft that has gone on."""
    ReleaseFactory(visit=talks.visit)
    talks.title_en = "Waiting"
    talks.save()
    ReleaseFactory(visit=talks.visit, state=STATES.WAITING)
    talks.title_en = "Drafted"
    talks.save()
    return talks.visit


@pytest.mark.parametrize("query", ["", "?show=draft", "?show=x"])
def test_readers_see_the_newest_release(viewer, released, query):
    assert shown(viewer, released, query) == (["Talks"], False)


def test_readers_see_the_draft_marked_before_there_is_a_release(viewer, talks):
    assert shown(viewer, talks.visit) == (["Talks"], True)


@pytest.mark.parametrize(
    ("query", "title", "is_draft"), [("", "Talks", False), ("?show=draft", "Drafted", True)]
)
def test_editors_switch_between_release_and_draft(protocol, released, query, title, is_draft):
    assert shown(protocol, released, query) == ([title], is_draft)


def test_choice_of_a_group_keeps_to_the_draft(protocol, released):
    VisitGroupFactory(visit=released)

    pages = [
        protocol.get(address("programme", released) + query).text for query in ("?show=draft", "")
    ]

    kept = '<input type="hidden" name="show" value="draft">'
    assert [kept in page for page in pages] == [True, False]


def test_page_says_which_release_it_shows(viewer, released):
    Release.objects.issued().get()

    html = viewer.get(address("programme", released)).text

    made = Release.objects.issued().get().issued_at
    assert f"Release 1 of {made.day} {made:%B %Y}." in " ".join(html.split())


# The secret link


def test_link_is_made_once_and_made_anew_after_it_is_revoked(protocol, talks):
    release = ReleaseFactory(visit=talks.visit)
    make, revoke = (address(name, talks.visit, 1) for name in ("share_release", "revoke_link"))

    for url in (make, make, revoke, revoke, make):
        protocol.post(url)

    links = ReleaseLink.objects.filter(release=release)
    assert (links.count(), links.open().count()) == (2, 1)


def test_link_stands_whole_on_the_page_of_its_release(protocol, talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    page = protocol.get(link.release.get_absolute_url())

    whole = f"http://testserver/visits/p/{link.token}/"
    assert page.context["link_address"] == whole
    assert f'value="{whole}"' in page.text


def test_link_is_hidden_from_readers(viewer, talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    assert link.token not in viewer.get(link.release.get_absolute_url()).text


@pytest.mark.parametrize(
    ("fields", "state", "word"),
    [
        ({"visibility": "restricted"}, STATES.ISSUED, "restricted"),
        ({"status": Visit.Status.CANCELLED}, STATES.ISSUED, "cancelled"),
        ({}, STATES.WAITING, "Only a release that holds"),
        ({}, STATES.REFUSED, "Only a release that holds"),
    ],
)
def test_link_is_not_made_for_what_nobody_outside_may_read(talks, fields, state, word):
    for name, value in fields.items():
        setattr(talks.visit, name, value)
    talks.visit.save()

    with pytest.raises(CanNotRelease, match=word):
        share(ReleaseFactory(visit=talks.visit, state=state), user=UserFactory())


def test_link_shows_its_release_to_one_who_has_not_signed_in(client, talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))
    talks.title_en = "Later"
    talks.save()
    ReleaseFactory(visit=talks.visit)

    page = client.get(link.get_absolute_url())

    titles = [row["title"] for day in page.context["days"] for row in day["rows"]]
    assert (page.status_code, titles) == (200, ["Talks"])
    assert "Later" not in page.text
    assert "Release 1 of" in page.text


def test_page_of_the_link_is_neither_indexed_nor_kept(client, talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    page = client.get(link.get_absolute_url())

    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page.text
    assert page.cookies == {}


@pytest.mark.parametrize("role", [None, "viewer", "admin"])
def test_page_of_the_link_has_no_frame_of_the_portal(client_as, talks, role):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    html = client_as(role).get(link.get_absolute_url()).text

    addresses = {part.split('"')[0] for part in html.split('href="')[1:]}
    inside = {one for one in addresses if not one.startswith(("/static/", "?lang="))}
    files = {f"/visits/p/{link.token}/programme.{ending}?lang=en" for ending in ("ics", "pdf")}
    assert inside == files
    assert "<form" not in html


@pytest.mark.parametrize("language", ["ru", "kk", "be", "en"])
def test_address_chooses_the_language(client, talks, language):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    page = client.get(link.get_absolute_url(), {"lang": language})

    assert page["Content-Language"] == language
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("language", ["", "de", "../x", "ru\nx"])
def test_language_that_is_none_is_passed_over(client, talks, language):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    page = client.get(link.get_absolute_url(), {"lang": language})

    assert (page.status_code, page["Content-Language"]) == (200, "en")


CLOSED = [
    {"deleted_at": datetime(2026, 1, 1, tzinfo=UTC)},
    {"visibility": "restricted"},
]


@pytest.mark.parametrize("fields", CLOSED)
@pytest.mark.parametrize("route", ["shared_programme", "shared_calendar"])
def test_link_opens_nothing_once_the_visit_is_deleted_or_restricted(client, talks, fields, route):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))
    for name, value in fields.items():
        setattr(talks.visit, name, value)
    talks.visit.save()

    assert client.get(reverse(f"visits:{route}", args=[link.token])).status_code == 404


@pytest.mark.parametrize("route", ["shared_programme", "shared_calendar"])
def test_revoked_and_unknown_link_are_the_same(client, talks, route):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))
    link.revoke()

    answers = [
        client.get(reverse(f"visits:{route}", args=[token])) for token in (link.token, "0" * 32)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert [answer.templates[0].name for answer in answers] == ["404.html", "404.html"]


def test_link_to_a_cancelled_visit_says_so_and_not_why(client, talks):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))
    talks.visit.status = Visit.Status.CANCELLED
    talks.visit.cancelled_because = "The airport is closed"
    talks.visit.save()

    html = client.get(link.get_absolute_url()).text

    assert "This visit is cancelled." in html
    assert "Talks" not in html
    assert "airport" not in html


def test_link_is_opened_only_so_often(client, talks, settings):
    settings.RATES = {"shared": 2}
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    found = [client.get(link.get_absolute_url()).status_code for _n in range(3)]

    assert found == [200, 200, 429]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_link_is_only_read(client, talks, method):
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit))

    assert getattr(client, method)(link.get_absolute_url()).status_code == 405


CANARY = "canary-51be"


@pytest.fixture
def link_with_canaries(talks):
    """A link to a release with a mark in every field that guests are not to read."""
    visit = talks.visit
    visit.outcome = visit.purpose_en = visit.purpose_ru = visit.cancelled_because = CANARY
    visit.save()
    DelegateFactory(
        visit=visit, diet=CANARY, interpreter=CANARY, internal_note=CANARY, post_en="Governor"
    )
    texts = ("responsible_post", "responsible_phone", "car", "interpreter", "plan_b")
    for name in (*texts, "internal_note"):
        setattr(talks, name, CANARY)
    talks.responsible = PersonFactory(name_en=CANARY)
    talks.responsible_organisation = OrganisationFactory(name_en=CANARY)
    talks.save()
    place = PlaceFactory(name_en=CANARY, time_zone="Asia/Almaty")
    ProgrammeItemFactory(
        visit=visit,
        title_en=CANARY,
        room=CANARY,
        audience="internal",
        venue=VenueFactory(name_en=CANARY, address=CANARY, place=place),
    )
    release = ReleaseFactory(
        visit=visit,
        name=CANARY,
        note=CANARY,
        made_by=UserFactory(username=CANARY, first_name=CANARY),
    )
    return ReleaseLinkFactory(release=release)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "be"])
@pytest.mark.parametrize("route", ["shared_programme", "shared_calendar"])
def test_nothing_internal_is_behind_a_link(client, link_with_canaries, route, language):
    url = reverse(f"visits:{route}", args=[link_with_canaries.token])

    text = client.get(url, {"lang": language}).text

    # A folded line of a calendar is one line.
    text = text.replace("\r\n ", "")
    assert "Talks" in text
    assert CANARY not in text
    assert "Almaty" not in text


HOSTILE = """"'><svg/onload=alert(1)>"""


def test_hostile_text_is_inert_on_every_page_of_a_release(protocol, client, talks):
    talks.title_en, talks.room = HOSTILE, HOSTILE
    talks.save()
    ReleaseFactory(visit=VisitFactory(), name=HOSTILE)
    release = ReleaseFactory(
        visit=talks.visit, name=HOSTILE, note=HOSTILE, state=STATES.REFUSED, refusal=HOSTILE
    )
    link = ReleaseLinkFactory(release=ReleaseFactory(visit=talks.visit, name=HOSTILE))
    pages = [
        release.get_absolute_url(),
        link.get_absolute_url(),
        address("releases", talks.visit),
        address("differences", talks.visit, 1, 2),
        address("programme", talks.visit),
    ]

    for page in pages:
        assert "<svg/onload" not in protocol.get(page).text
