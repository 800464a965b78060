"""What a chart is drawn from. Amounts arrive with their words, since charts format no numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext


@dataclass(frozen=True)
class Value:
    """One amount and how it reads.

    ``amount`` is None where there is nothing to draw; ``text`` then says why ("not disclosed") and
    is "no data" when left out. ``note`` names, in a word or two, what keeps an amount from being
    plainly reported ("inferred year", "preliminary"): such a mark is outlined instead of filled.
    ``href`` leads to the page behind the amount. ``name`` is what a screen reader says and a
    pointer shows; left out, it is put together from the labels around the value.
    """

    amount: Decimal | float | None
    text: str = ""
    note: str = ""
    href: str = ""
    name: str = ""

    @property
    def words(self):
        if self.amount is None and not self.text:
            return gettext("no data")
        return str(self.text)

    @property
    def spoken(self):
        """The words, followed by the note where there is one."""
        return f"{self.words} ({self.note})" if self.note else self.words

    def named(self, *labels):
        """The same value; where it had no name, one made of the labels, its words and its note."""
        if self.name:
            return self
        before = ", ".join(str(label) for label in labels)
        return replace(self, name=f"{before}: {self.spoken}" if before else self.spoken)


@dataclass(frozen=True)
class Series:
    """Values of one kind, one per category, painted in a tone.

    ``tone`` is "export", "import", "turnover" or "accent". ``unit`` is that of the amounts as they
    are, for files: the words may be in millions of it.
    """

    label: str
    tone: str
    values: Sequence[Value]
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a ranking."""

    label: str
    value: Value


@dataclass(frozen=True)
class Sides:
    """One amount as two sides count it, painted in a tone; ``gap`` is the difference in words."""

    label: str
    tone: str
    ours: Value
    theirs: Value
    gap: str = ""


@dataclass(frozen=True)
class Tile:
    """A named square at a row and a column, both counted from 0.

    ``level`` shades it from 0 (least) to 4 (most). Without one the square is an outline: of its own
    for each reason where the value has no amount either, plain where it has.
    """

    code: str
    name: str
    row: int
    column: int
    value: Value
    level: int | None = None


@dataclass(frozen=True)
class TableRow:
    """A heading and its cells, each with the header of its column, as a phone shows them."""

    heading: str
    cells: Sequence[tuple[str, Value]]


@dataclass(frozen=True)
class Table:
    """The same values as a table: ``headers`` names every column, that of the headings first.

    ``file_headers`` are the same for a file, whose amounts are whole numbers of a unit.
    """

    caption: str
    headers: Sequence[str]
    rows: Sequence[TableRow]
    file_headers: Sequence[str] = ()


@dataclass(frozen=True)
class Month:
    """One month of a line chart: its label on the axis, its full name, the page behind it."""

    label: str
    name: str = ""
    href: str = ""

    @property
    def words(self):
        return str(self.name or self.label)
