"""Pages of long work: whose it is, what they say and what can be done there."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Job
from tests.accounts import long_work  # noqa: F401 - registers the kinds
from tests.factories import JobFactory, MissionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    MissionFactory()
    user = UserFactory(role="economist", first_name="Aida")
    client.force_login(user)
    return user


def running(user, **values):
    job = JobFactory(made_by=user, state="running", started_at=timezone.now(), **values)
    job.files.write({"phase": "count", "done": 1200, "total": 4800})
    return job


def finished(user, state, **values):
    return JobFactory(made_by=user, state=state, ended_at=timezone.now(), **values)


def test_list_shows_my_work_newest_first(client, user):
    now = timezone.now()
    JobFactory()
    jobs = [JobFactory(made_by=user, made_at=now - timedelta(days=days)) for days in (2, 0, 1)]

    answer = client.get("/jobs/")

    assert list(answer.context["page_obj"]) == [jobs[1], jobs[2], jobs[0]]


def test_list_without_work_says_what_comes_here(client, user):
    assert "You have not started any long work yet." in client.get("/jobs/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_as_much_for_one_as_for_three(client, user, django_assert_num_queries, number):
    for _i in range(number):
        running(user)
    client.get("/jobs/")

    with django_assert_num_queries(5):
        client.get("/jobs/")


def test_page_of_work_query_count(client, user, django_assert_num_queries):
    job = running(user)
    client.get("/jobs/")

    with django_assert_num_queries(4):
        client.get(job.get_absolute_url())


def test_page_of_running_work_shows_phase_rows_and_cancel(client, user):
    job = running(user)

    page = client.get(job.get_absolute_url()).content.decode()

    assert '<progress max="100" value="25" aria-label="Progress">25 %</progress>' in page
    assert "counting rows" in page
    assert "1,200 of 4,800 rows" in page
    assert ("Cancel the work" in page, "Start again" in page) == (True, False)


@pytest.mark.parametrize(
    ("state", "refreshes"), [("waiting", 1), ("done", 0), ("failed", 0), ("cancelled", 0)]
)
def test_page_refreshes_itself_only_while_something_can_change(client, user, state, refreshes):
    job = JobFactory(made_by=user) if state == "waiting" else finished(user, state)

    page = client.get(job.get_absolute_url()).content.decode()

    assert (page.count('http-equiv="refresh"'), page.count("data-live")) == (refreshes, refreshes)


def test_page_of_interrupted_work_says_so_and_starts_it_again(client, user):
    job = running(user)

    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        page = client.get(job.get_absolute_url()).content.decode()
        client.post(job.get_absolute_url(), {"restart": ""})

    job.refresh_from_db()
    assert "The work was interrupted" in page
    assert (job.state, job.attempt) == ("waiting", 2)


def test_page_of_failed_work_shows_the_message_as_text(client, user):
    job = finished(user, "failed", message="<b>Row 7</b> is empty.")

    page = client.get(job.get_absolute_url()).content.decode()

    assert "&lt;b&gt;Row 7&lt;/b&gt; is empty." in page


def test_watched_work_leads_to_its_result_when_done(client, user):
    job = finished(user, "done", subject="/trade/")

    answers = [client.get(job.get_absolute_url(), query) for query in ({"watched": "yes"}, {})]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert answers[0].url == "/trade/"


def test_cancel_ends_waiting_work(client, user):
    job = JobFactory(made_by=user)

    answer = client.post(job.get_absolute_url(), {"cancel": ""})

    job.refresh_from_db()
    assert (answer.url, job.state) == (job.get_absolute_url(), "cancelled")


def test_cancel_of_running_work_is_a_wish_until_it_ends(client, user):
    job = running(user)

    client.post(job.get_absolute_url(), {"cancel": ""})

    page = client.get(job.get_absolute_url()).content.decode()
    assert job.files.is_cancel_wanted()
    assert ("It is being cancelled." in page, "Cancel the work" in page) == (True, False)


def test_restart_that_came_too_late_says_so(client, user):
    job = finished(user, "done")

    answer = client.post(job.get_absolute_url(), {"restart": ""}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "It was not started again: its state has changed meanwhile."
    ]


@pytest.mark.parametrize("action", ["cancel", "restart"])
def test_work_of_another_can_neither_be_seen_nor_touched(client, user, action):
    job = finished(UserFactory(), "failed") if action == "restart" else JobFactory()

    answers = [
        client.get(job.get_absolute_url()),
        client.post(job.get_absolute_url(), {action: ""}),
    ]

    before = job.state
    job.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert job.state == before


def test_admin_may_cancel_the_work_of_anybody(admin):
    MissionFactory()
    job = JobFactory()

    admin.post(job.get_absolute_url(), {"cancel": ""})

    assert Job.objects.get().state == "cancelled"


@pytest.mark.parametrize("public_id", ["1", "..", "0" * 400, "%2e%2e%2fsecret-key", "*", "a'--"])
def test_hostile_id_is_not_found(client, user, public_id):
    assert client.get(f"/jobs/{public_id}/").status_code == 404


def test_pages_outside_ask_nothing_about_work(client, user):
    running(user)

    with CaptureQueriesContext(connection) as queries:
        client.get("/trade/")

    assert [query for query in queries if "accounts_job" in query["sql"]] == []
