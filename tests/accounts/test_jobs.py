"""Long work: ordering, running, cancelling, dying and starting again."""

import os
import signal
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from accounts.job_files import JobFiles
from accounts.jobs import Cancelled, Progress, run_job
from accounts.models import Job
from accounts.models.jobs import JobProgress
from tests.accounts import long_work  # noqa: F401 - registers the kinds
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def user():
    return UserFactory(first_name="Aida")


def run(job):
    """Do the work here and now, without the queue; return the job as it is then."""
    run_job.call(job.pk, job.attempt)
    job.refresh_from_db()
    return job


def make_running(job, *, beating=True):
    Job.objects.filter(pk=job.pk).update(state="running", started_at=timezone.now())
    if beating:
        job.files.write({"phase": "count", "done": 3, "total": 10})
    job.refresh_from_db()
    return job


def test_started_job_waits_in_the_queue(user):
    with translation.override("kk"):
        job = Job.start("tests.count", user, "/trade/", rows=3)

    queued = DBTaskResult.objects.get()
    assert (job.state, job.language, job.parameters) == ("waiting", "kk", {"rows": 3})
    assert queued.args_kwargs == {"args": [job.pk, 1], "kwargs": {}}


def test_start_that_is_rolled_back_leaves_nothing_in_the_queue(user):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Job.start("tests.count", user, rows=3)
        raise ZeroDivisionError

    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_start_of_an_unknown_kind_is_refused(user):
    with pytest.raises(LookupError):
        Job.start("tests.nothing", user)

    assert Job.objects.count() == 0


def test_run_ends_with_its_message_and_all_rows_done(user):
    job = run(Job.start("tests.count", user, rows=7))

    assert (job.state, job.message) == ("done", "7 rows counted")
    assert (job.progress.phase, job.progress.done, job.progress.total) == ("count", 7, 7)
    assert job.phase_label == "counting rows"
    assert job.started_at <= job.ended_at


def test_error_for_people_is_the_message_and_changes_are_taken_back(user):
    job = run(Job.start("tests.rename", user, words="The file is empty."))

    user.refresh_from_db()
    assert (job.state, job.message) == ("failed", "The file is empty.")
    assert user.first_name == "Aida"


def test_error_of_the_portal_names_the_line_of_the_log(user, caplog):
    job = run(Job.start("tests.rename", user))

    user.refresh_from_db()
    assert job.state == "failed"
    assert job.message.startswith("An error in the portal; nothing was changed.")
    assert "ZeroDivisionError" in caplog.text
    assert user.first_name == "Aida"


def test_job_of_a_kind_that_is_gone_fails(user):
    job = Job.start("tests.count", user, rows=1)
    Job.objects.filter(pk=job.pk).update(kind="tests.gone")
    job.refresh_from_db()

    assert run(job).state == "failed"
    assert job.title == "tests.gone"


def test_run_acts_for_who_ordered_it_in_their_language_and_zone(user):
    with translation.override("ru"):
        run(Job.start("tests.save", user, "/trade/"))

    entry = user.history.latest()
    assert entry.first_name == "ru Europe/Minsk"
    assert (entry.history_user, entry.route, len(entry.request_id)) == (user, "portal", 32)


def test_cancelled_waiting_job_never_runs(user):
    job = Job.start("tests.count", user, rows=1)

    job.cancel()

    assert job.state == "cancelled"
    assert (run(job).state, job.started_at) == ("cancelled", None)


def test_cancel_of_a_finished_job_changes_nothing(user):
    job = run(Job.start("tests.count", user, rows=1))

    job.cancel()

    assert (job.state, job.files.is_cancel_wanted()) == ("done", False)


def test_job_cancelled_while_it_runs_ends_cancelled(user):
    job = Job.start("tests.count", user, rows=1)
    job.files.ask_to_cancel()

    assert run(job).state == "cancelled"


def test_job_runs_once_however_often_it_is_queued(user):
    job = run(Job.start("tests.count", user, rows=1))
    ended_at = job.ended_at

    assert run(job).ended_at == ended_at


def test_progress_raises_when_the_run_is_to_end(user):
    files = JobFiles("abc", 1)
    progress = Progress(files)
    files.ask_to_cancel()

    with pytest.raises(Cancelled):
        progress.check_cancelled()


def test_progress_writes_at_most_four_times_a_second(user):
    files = JobFiles("abc", 1)
    progress = Progress(files)
    progress.phase("count", total=100_000)

    for _row in range(1000):
        progress.advance()

    assert files.read() == {"phase": "count", "done": 0, "total": 100_000}
    progress.finish()
    assert files.read()["done"] == 1000


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 3, 0), (1, 3, 33), (3, 3, 100), (9, 3, 100), (5, None, None)]
)
def test_percent_is_whole_and_at_most_a_hundred(done, total, percent):
    assert JobProgress(done=done, total=total).percent == percent


@pytest.mark.parametrize(("silence", "condition"), [(29, "running"), (31, "interrupted")])
def test_running_job_is_interrupted_after_half_a_minute_of_silence(user, silence, condition):
    job = make_running(Job.start("tests.count", user, rows=1))

    with time_machine.travel(timezone.now() + timedelta(seconds=silence)):
        assert job.condition == condition
        assert job.may_restart == (condition == "interrupted")


def test_running_job_without_a_file_is_interrupted(user):
    job = make_running(Job.start("tests.count", user, rows=1), beating=False)

    assert (job.is_interrupted, job.may_cancel, job.may_restart) == (True, False, True)


def test_interrupted_job_may_be_cancelled_for_good(user):
    job = make_running(Job.start("tests.count", user, rows=1), beating=False)

    job.cancel()

    assert (job.state, job.is_interrupted) == ("cancelled", False)


def test_restarted_job_runs_and_ends_its_earlier_run(user):
    job = make_running(Job.start("tests.count", user, rows=2), beating=False)
    earlier = job.files

    assert job.restart()

    assert (job.state, job.attempt, job.started_at) == ("waiting", 2, None)
    assert earlier.is_cancel_wanted()
    assert run(job).state == "done"


def test_restart_pressed_twice_queues_once(user):
    job = run(Job.start("tests.rename", user))
    same = Job.objects.get(pk=job.pk)

    assert [job.restart(), same.restart()] == [True, False]
    assert DBTaskResult.objects.count() == 2


def test_run_that_wakes_after_a_restart_does_not_end_the_new_one(user):
    job = make_running(Job.start("tests.count", user, rows=2), beating=False)
    sleeper = Job.objects.get(pk=job.pk)
    job.restart()

    assert sleeper.end(Job.State.DONE) is False
    job.refresh_from_db()
    assert job.state == "waiting"


@pytest.mark.parametrize(("seconds", "may"), [(59, False), (61, True)])
def test_job_that_waits_long_may_be_queued_anew(user, seconds, may):
    job = Job.start("tests.count", user, rows=1)

    with time_machine.travel(job.made_at + timedelta(seconds=seconds)):
        assert job.may_restart is may


@pytest.mark.parametrize("state", ["running", "done"])
def test_database_keeps_states_and_times_together(user, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="tests.count", made_by=user, language="en", state=state)


@pytest.mark.parametrize("subject", ["//elsewhere.example/", "https://elsewhere.example/", "x"])
def test_subject_is_a_path_of_this_site(user, subject):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.start("tests.count", user, subject, rows=1)


def test_purge_removes_the_files_of_work_a_month_old(user, job_folder, capsys):
    old, young = (run(Job.start("tests.count", user, rows=1)) for _i in range(2))
    Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=31))

    call_command("purge_jobs")

    assert [file.name for file in job_folder.iterdir()] == [f"{young.public_id}.1.progress"]
    assert capsys.readouterr().out == "Removed 1 files and 0 places in the queue.\n"


# --- Real workers -------------------------------------------------------------------------------


def soon(question, seconds=20):
    """Return the seconds until the question is answered with yes."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if question():
            return time.monotonic() - began
        time.sleep(0.05)
    raise TimeoutError


def state_is(job, state):
    def ask():
        job.refresh_from_db()
        return job.state == state

    return ask


def is_counting(job):
    return lambda: job.progress.done > 0


@pytest.mark.django_db(transaction=True)
def test_worker_does_what_waits(user, worker):
    jobs = [Job.start("tests.count", user, rows=rows) for rows in (1, 2)]

    assert worker("--batch").wait(30) == 0

    assert [Job.objects.get(pk=job.pk).message for job in jobs] == [
        "1 rows counted",
        "2 rows counted",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "parameters"),
    [("tests.count", {"rows": 100_000, "pause": 0.01}), ("tests.statement", {})],
)
def test_work_is_cancelled_within_two_seconds(user, worker, kind, parameters):
    job = Job.start(kind, user, **parameters)
    process = worker()
    soon(state_is(job, "running"))
    time.sleep(0.5)

    job.cancel()

    assert soon(state_is(job, "cancelled")) < 2
    assert process.poll() is None


@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_work_that_can_be_started_again(user, worker):
    job = Job.start("tests.count", user, rows=200, pause=0.01)
    process = worker()
    soon(is_counting(job))
    process.kill()
    process.wait()
    job.refresh_from_db()

    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert (job.state, job.condition) == ("running", "interrupted")
        assert job.restart()
    worker("--batch").wait(30)

    assert state_is(job, "done")()
    assert job.message == "200 rows counted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_that_is_told_to_end_ends_at_once(user, worker, number):
    job = Job.start("tests.count", user, rows=100_000, pause=0.01)
    process = worker()
    soon(is_counting(job))

    os.kill(process.pid, number)

    assert process.wait(5) == 0
    job.refresh_from_db()
    assert (job.condition, job.may_restart) == ("interrupted", True)
