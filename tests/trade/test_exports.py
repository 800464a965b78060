"""Workbooks of so many figures that they are ordered and written in the background."""

import io

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import Job
from tests.trade.countries import TwoCountries
from trade import exports
from trade.exports import file_of, write_workbook
from trade.views import figures as views

pytestmark = pytest.mark.django_db

ADDRESS = "/trade/figures/export.xlsx"


class Silent:
    """Progress that nobody looks at."""

    def phase(self, code, total=None):
        pass

    def advance(self, rows=1):
        pass


@pytest.fixture
def ordered(viewer, settings, tmp_path, monkeypatch):
    """The job of a workbook of two of three figures."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(views, "MOST_ROWS_AT_ONCE", 1)
    TwoCountries().by.figures(["export 2018 5", "export 2017 4", "import 2018 3"])
    viewer.get(ADDRESS, {"flow": 1})
    return Job.objects.get()


def finish(job):
    Job.objects.filter(pk=job.pk).update(
        state="done",
        message=write_workbook(job, Silent()),
        started_at=job.made_at,
        ended_at=job.made_at,
    )


def test_many_rows_are_ordered_as_long_work(viewer, ordered):
    response = viewer.get(ordered.subject)

    assert (ordered.kind, ordered.state) == ("trade.export_figures", "waiting")
    assert response.url == ordered.get_absolute_url()


def test_written_workbook_holds_what_was_listed(viewer, ordered):
    finish(ordered)
    page = viewer.get(ordered.subject).content.decode()
    response = viewer.get(f"{ordered.subject}file/")

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert "kept for 7 days" in page
    assert [row[rows[0].index("Amount")] for row in rows[1:]] == [5_000_000, 4_000_000]


def test_workbook_of_another_is_not_known(client_as, ordered):
    finish(ordered)
    other = client_as("economist")

    assert [other.get(ordered.subject + end).status_code for end in ("", "file/")] == [404, 404]


def test_workbook_is_taken_away_after_a_week(viewer, ordered, monkeypatch):
    finish(ordered)
    monkeypatch.setattr(exports, "DAYS_KEPT", -1)
    exports._forget_old()

    assert not file_of(ordered).exists()
    assert "no longer kept" in viewer.get(ordered.subject).content.decode()
    assert viewer.get(f"{ordered.subject}file/").status_code == 404
