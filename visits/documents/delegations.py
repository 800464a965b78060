"""The list of a delegation and of who receives it, in protocol order."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.documents import Line, Row, Section, Table, Text
from common.documents.content import small, strong
from common.formats import DASH
from common.texts import LocalText
from visits.models import Delegate
from visits.models.delegations import around_name
from visits.wording import SIDES

NUMBER_WIDTH = 9


def delegation(order):
    """Return the blocks of the list: a table for each side of which somebody is named."""
    blocks = []
    for side, heading in SIDES.items():
        people = [one for one in order.snapshot["delegates"] if one["side"] == side]
        if people:
            headings = order.in_each(lambda heading=heading: Line.of(heading))
            blocks += [Section(headings), _table(people, order, str(headings[0]))]
    return blocks or [Text(order.in_each(lambda: [Line.of(_("Nobody is named."))]))]


def _table(people, order, caption):
    groups = {group["uid"]: group for group in order.snapshot["groups"]}
    is_single = len(order.languages) == 1
    sides = order.in_each(lambda: [_cells(one, groups, is_single) for one in people])
    heads = order.in_each(lambda: _heads(is_single))
    return Table(
        widths=[NUMBER_WIDTH, "1fr", "1fr"],
        head=[[small(_("No."))], *(cell for head in heads for cell in head)],
        leads="numbers",
        caption=caption,
        rows=[_row(number, row) for number, row in enumerate(zip(*sides, strict=True), 1)],
    )


def _heads(is_single):
    names = [small(pgettext("of a person", "Name"))], [small(_("Post"))]
    return list(names) if is_single else [[small(_("Name and post"))]]


def _row(number, in_each_language):
    return Row([[Line.of(str(number))], *(cell for cells in in_each_language for cell in cells)])


def _cells(one, groups, is_single):
    """Return the cells of one language: name and post, beside each other or in one."""
    (who, *said), part = _told(one), _part(one, groups)
    name, post = [strong(*who), *part], [Line.of(text) for text in said]
    return [name, post] if is_single else [[strong(*who), *post, *part]]


def _told(one):
    """Return who it is, in pieces, then the post and the organisation unless the post names it.

    Where no person is named, the post or the organisation is who it is.
    """
    name, post = LocalText.among(one["name"] or {}), LocalText.among(one["post"])
    organisation = LocalText.among(one["organisation"] or {})
    if organisation.casefold() in post.casefold():
        organisation = ""
    before, after = around_name(one["address"])
    named = [(before, name, after)] if name else []
    who, *said = [*named, *([text] for text in (post, organisation) if text)] or [[DASH]]
    return [who, *(text for [text] in said)]


def _part(one, groups):
    """The part somebody plays, and in which group."""
    is_plain = one["role"] == Delegate.Role.MEMBER
    role = "" if is_plain else capfirst(Delegate.Role(one["role"]).label)
    group = LocalText.among(groups[one["group"]]["title"]) if one["group"] in groups else ""
    return [Line.joined([role, group], style="small")] if role or group else []
