"""What the three lists of cooperation share."""

from common.lists import Listing


class NewestFirst(Listing):
    """A list whose first order runs downwards unless the address says otherwise."""

    @property
    def order(self):
        name = self.asked.removeprefix("-")
        return self.asked if name in self.orders else f"-{next(iter(self.orders))}"


def joined(things):
    """Return the things as one cell of a table."""
    return "; ".join(str(thing) for thing in things)
