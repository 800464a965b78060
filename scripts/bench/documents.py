"""How long a programme of five days with twenty items each takes as PDF and as DOCX.

    python -m scripts.bench.documents

Prints, as JSON, ``documents``: rows of name, milliseconds, kilobytes and sheets.
Every time another word stands in the programme, so that the typesetter can not go by what it did
before.
"""

import json
import os
import re
import statistics
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DAYS, ITEMS, TIMES = 5, 20, 7
TITLES = {
    "en": "Talks with the Chairman of the Regional Executive Committee",
    "ru": "Переговоры с председателем областного исполнительного комитета",
    "kk": "Облыстық атқару комитетінің төрағасымен келіссөздер",
    "be": "Перамовы са старшынёй абласнога выканаўчага камітэта",
}
PLACE = {"en": "Minsk", "ru": "Минск", "kk": "Минск", "be": "Мінск"}
VENUE = {"en": "House", "ru": "Дом Правительства", "kk": "Үкімет үйі", "be": "Дом Урада"}
MINSK = "Europe/Minsk"
LANGUAGES = {1: "one language", 2: "two languages"}
ORDERS = [("guest", ("ru",)), ("guest", ("ru", "kk")), ("internal", ("ru",))]


def main():
    from common.documents import docx_of, pdf_of

    rows = [
        _measured(what, languages, name, write)
        for what, languages in ORDERS
        for name, write in (("PDF", pdf_of), ("DOCX", docx_of))
    ]
    print(json.dumps({"documents": rows}))


def _measured(what, languages, name, write):
    """Return the median of several times, after one that fetches the fonts."""
    seconds, file = [], _written(what, languages, write, "warm")[1]
    for number in range(TIMES):
        took, file = _written(what, languages, write, str(number))
        seconds.append(took)
    return {
        "name": f"{what} programme, {LANGUAGES[len(languages)]}, as {name}",
        "milliseconds": round(statistics.median(seconds) * 1000),
        "kilobytes": round(len(file) / 1024),
        "sheets": len(re.findall(rb"/Type\s*/Page\b", file)),
    }


def _written(what, languages, write, word):
    from visits.documents.orders import Order, What
    from visits.documents.printing import document_of

    edition = _Sample(snapshot(word))
    begun = time.perf_counter()
    document = document_of(Order(edition, What(what), languages, home=True), str)
    file = write(document)
    return time.perf_counter() - begun, file


class _Sample:
    """An edition of no visit: a snapshot alone."""

    approval, link, is_draft, label = {}, None, True, "DRAFT"

    def __init__(self, content):
        self.snapshot = content

    def marks(self):
        return [self.label]


def snapshot(word):
    """Return a programme as visits.programme.snapshot makes them; the word stands in its titles."""
    return {
        "visit": {
            "title": TITLES,
            "start": {"text": "2026-09-14", "basis": "printed"},
            "end": {"text": "2026-09-18", "basis": "printed"},
            "hosts": [PLACE],
            "home_zone": "Asia/Almaty",
            "is_example": False,
        },
        "groups": [],
        "delegates": [],
        "items": [_item(day, number, word) for day in range(DAYS) for number in range(ITEMS)],
    }


def _item(day, number, word):
    start = datetime(2026, 9, 14 + day, 7, tzinfo=ZoneInfo(MINSK)) + timedelta(minutes=45 * number)
    return {
        "uid": f"{day}-{number}",
        "day": start.date().isoformat(),
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=40)).isoformat(),
        "zone": MINSK,
        "arrival_zone": MINSK,
        "kind": "talks",
        "title": {code: f"{title} {word} {day}-{number}" for code, title in TITLES.items()},
        "venue": {"name": VENUE, "place": PLACE},
        "arrival_venue": None,
        "room": str(number),
        "audience": "guest",
        "groups": [],
        "delegates": [],
        "internal": {
            "responsible": None,
            "responsible_post": "Second secretary",
            "responsible_organisation": None,
            "phone": "+375 17 000-00-00",
            "car": "1234 AB",
            "interpreter": "A. Interpreter",
            "note": "The flags of both countries stand at the entrance.",
            "plan_b": "",
        },
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    main()
