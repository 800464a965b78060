"""Members of a checked list become delegates: all of them or none."""

from common.bulk import create_rows, create_with_history
from common.search import fold
from common.text_languages import lang_of
from common.texts import reader_language
from regions.models import Person
from visits.access import one_act
from visits.delegation.order import last_place, settle_order
from visits.delegation.personal import keep_all
from visits.models import Delegate, PersonalData, VisitGroup


def load_list(checked, upload):
    """Add the members that are not there yet, over the version of the visit in hand."""
    visit = checked.visit
    with one_act(visit):
        people = _new_people(checked.added)
        groups = checked.groups | _new_groups(checked)
        first = last_place(visit, checked.side)
        delegates = [
            _delegate(checked, member, people, groups, first + number)
            for number, member in enumerate(checked.added)
        ]
        create_rows(delegates)
        settle_order(visit)
        keep_all(visit, list(_personal(checked.added, delegates)))
        upload.delete()
    return len(delegates)


def _new_people(members):
    """Return line -> the person made for it."""
    new = [member for member in members if member.is_new_person]
    people = [
        Person(**{f"name_{code}": name for code, name in member.names.items()}) for member in new
    ]
    create_with_history(people)
    return {member.line: person for member, person in zip(new, people, strict=True)}


def _new_groups(checked):
    made = {}
    position = len(checked.groups)
    for key, title in checked.new_groups.items():
        position += 1
        language = lang_of(title) or reader_language()
        titles = {f"title_{language}": title}
        made[key] = VisitGroup(visit=checked.visit, side=checked.side, position=position, **titles)
        made[key].save()
    return made


def _delegate(checked, member, people, groups, precedence):
    return Delegate(
        visit=checked.visit,
        side=checked.side,
        precedence=precedence,
        role=member.role,
        address=member.address,
        person=member.person or people.get(member.line),
        organisation=member.organisation,
        group=groups.get(fold(member.group)) if member.group else None,
        diet=member.diet,
        **{f"post_{code}": post for code, post in member.posts.items()},
    )


def _personal(members, delegates):
    for member, delegate in zip(members, delegates, strict=True):
        if member.personal:
            yield PersonalData(delegate=delegate, **member.personal)
