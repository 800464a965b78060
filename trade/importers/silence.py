"""Progress that nobody watches, for a run without a job."""


class Silence:
    """Has what ``accounts.jobs.Progress`` has, and says nothing."""

    def phase(self, code, total=None):
        pass

    def advance(self, rows=1):
        pass

    def check_cancelled(self):
        pass


SILENCE = Silence()
