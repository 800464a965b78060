"""Which step of the set-up is still up to date, told by the content of what it reads."""

import hashlib

from scripts.console import VAR

STAMPS = VAR / "stamps"


def files_under(*paths):
    """All files at and below the paths, in a fixed order; what is missing is left out."""
    found = set()
    for path in paths:
        if path.is_file():
            found.add(path)
        elif path.is_dir():
            found.update(entry for entry in path.rglob("*") if entry.is_file())
    return sorted(found)


def digest(paths, extra=""):
    """One hash over names and contents, so that a rename, an edit and a removal all change it."""
    result = hashlib.sha256(extra.encode())
    for path in files_under(*paths):
        result.update(f"\0{path}\0".encode())
        result.update(hashlib.sha256(path.read_bytes()).digest())
    return result.hexdigest()


class Stamp:
    """Remembers the inputs a step was last done with.

    A step is fresh while its inputs hash to the same and every output still exists.
    """

    def __init__(self, name, inputs, outputs=(), extra="", directory=STAMPS):
        self.file = directory / name
        self.inputs = list(inputs)
        self.outputs = list(outputs)
        self.extra = extra

    def is_fresh(self):
        if not self.file.is_file() or not all(path.exists() for path in self.outputs):
            return False
        return self.file.read_text() == digest(self.inputs, self.extra)

    def put(self):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(digest(self.inputs, self.extra))

    def remove(self):
        self.file.unlink(missing_ok=True)
