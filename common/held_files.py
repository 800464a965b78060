"""Files that a process holds while it works: a kill lets go of them, as it does of nothing else."""

import fcntl
import os
from contextlib import contextmanager, suppress


@contextmanager
def held(path):
    """Hold the file at ``path`` (a Path), which is there only meanwhile, or after a kill."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        draft.replace(path)  # It is never there without being held.
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_left(path):
    """Whether the file is there and nobody holds it, because its process was killed."""
    with suppress(FileNotFoundError, BlockingIOError), path.open() as file:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return True
    return False
