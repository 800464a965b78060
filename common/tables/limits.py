"""What is read of one file, at most."""

from dataclasses import asdict, dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds.

    A workbook is looked through in ``inspect_memory`` and read in ``read_memory``, both on top of
    what an idle Python takes. ``seconds`` is the processor time of either process, and the time
    by the clock until its first row.
    """

    text_bytes: int = 300 * MEGABYTE
    workbook_bytes: int = 50 * MEGABYTE
    line_bytes: int = MEGABYTE
    cell_characters: int = 100_000
    columns: int = 500
    workbook_rows: int = 200_000
    workbook_cells: int = 3_000_000
    entries: int = 2000
    expanded_bytes: int = 300 * MEGABYTE
    expansion: int = 200
    inspect_memory: int = 100 * MEGABYTE
    read_memory: int = 500 * MEGABYTE
    seconds: int = 20

    def as_dict(self):
        return asdict(self)


LIMITS = Limits()
