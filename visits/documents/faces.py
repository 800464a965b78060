"""The head, the running words and the foot of a document of a visit, in the active language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.documents import Approval, Face, Line, Link
from common.documents.content import small, strong
from common.texts import LocalText
from regions.models import Mission
from visits.documents.orders import APPROVED, OF_ONE_DAY, What
from visits.programme.days import dates_of, names_in, zone_label

RUNNING = 90


def face(order):
    visit = order.snapshot["visit"]
    mission = Mission.objects.current()
    title = LocalText.among(visit["title"])
    return Face(
        mission=Line.of(mission.name if mission else ""),
        kind=Line.of(_kind(order.what)),
        title=Line.of(title),
        lines=[
            Line.joined([dates_of(visit), *map(LocalText.among, visit["hosts"])]),
            *_whose(order),
        ],
        notes=[] if order.what in (What.DELEGATION, What.REPORT) else _notes(order),
        running=f"{_kind(order.what)}: {Truncator(title).chars(RUNNING)}",
        marks=[*_marks(order), *([_("INTERNAL")] if order.is_internal else [])],
        foot=" · ".join([*_state(order), _printed_on()]),
        sheet=_("page %(number)s of %(count)s") % {"number": "{number}", "count": "{count}"},
    )


def _marks(order):
    """A report is none of a programme: it says itself by which state of it the visit went."""
    return [] if order.what == What.REPORT else order.edition.marks()


def _state(order):
    return [] if order.what == What.REPORT else [order.edition.label]


def _kind(what):
    if what in OF_ONE_DAY:
        return _("Programme of the day")
    return _("Programme") if what in (What.GUEST, What.PERSONAL) else str(what.label)


def _whose(order):
    """Whose programme it is, where it is that of one person or group."""
    if order.whom is None:
        return []
    return [strong(pgettext("whom", "For"), ": ", names_in(order.snapshot)[order.whom])]


def _notes(order):
    local = _(
        "All times are local; the clock they go by is named with each day. (+1): the next day."
    )
    notes = [local]
    if order.home and order.snapshot["visit"]["home_zone"] and order.snapshot["items"]:
        clock = _home_clock(order.snapshot)
        notes.append(_("In small type: the time in the home capital (%(clock)s).") % clock)
    return [small(" ".join(notes))]


def _home_clock(snapshot):
    """Return {"clock": label} of the home capital's clock when the programme begins."""
    begins = datetime.fromisoformat(snapshot["items"][0]["start"])
    return {"clock": zone_label(begins.astimezone(ZoneInfo(snapshot["visit"]["home_zone"])))}


def _printed_on():
    now = timezone.localtime()
    words = _("Printed on %(printed_at)s (%(TIME_ZONE)s)")
    printed_at = date_format(now, "DATETIME_FORMAT")
    return words % {"printed_at": printed_at, "TIME_ZONE": timezone.get_current_timezone_name()}


def approval(order):
    """Return the block of who approved it, None where it has none."""
    given = order.edition.approval
    if not given or order.what not in APPROVED:
        return None
    return Approval(
        words=order.in_each(lambda: pgettext("heading of the approval block", "Approved").upper()),
        posts=order.in_each(lambda: Line.of(LocalText.among(given["post"]))),
        names=order.in_each(lambda: Line.of(LocalText.among(given["name"]))),
        dates=order.in_each(lambda: order.edition.issued_on),
    )


def link(order, absolute):
    """Return where guests find the release; ``absolute`` completes an address."""
    if order.what != What.GUEST or not order.edition.link:
        return None
    words = order.in_each(lambda: Line.of(_("This programme on a screen:")))
    return Link(words, absolute(order.edition.link.get_absolute_url()))
