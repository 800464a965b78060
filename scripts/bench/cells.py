"""Made-up figures in the shape of official ones: regions by partner, flow, chapter and month.

The same seed gives the same amounts: one in fifty is not disclosed.
"""

import random
from itertools import islice, product

REPORTERS = 27
PARTNERS = 60
CHAPTERS = 97
FIRST_MONTH = 2016 * 12
FLOWS = (1, 2)
ONE_IN_UNDISCLOSED = 50


def cells(count):
    """Yield ``count`` times (reporter, partner, flow, chapter, month, amount or None), by number.

    Reporter, partner and chapter count from 0; the months follow each other from January 2016.
    """
    amounts = random.Random(1)
    months = range(FIRST_MONTH, FIRST_MONTH + 1000)
    everything = product(months, range(REPORTERS), range(PARTNERS), FLOWS, range(CHAPTERS))
    for number, (month, reporter, partner, flow, chapter) in enumerate(islice(everything, count)):
        amount = amounts.randint(1, 10**6) * 10
        hidden = number % ONE_IN_UNDISCLOSED == 0
        yield reporter, partner, flow, chapter, month, None if hidden else amount
