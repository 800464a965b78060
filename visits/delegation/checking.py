"""What the rows of a list come to: who is known, who is new, and what is wrong."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from common.search import fold
from common.text_languages import lang_of
from common.texts import LANGUAGES, reader_language
from regions.models import Organisation, Person
from visits.delegation.columns import PERSONAL, address_of, role_of
from visits.delegation.personal import holders_of_passports, masked, masked_as, same_number
from visits.forms.personal import BirthDateField, read_passport, read_phone
from visits.models import Delegate

NEW = "new"
NO_SUCH_ROLE = _("No role is called so. Write one of: %(roles)s.")
NO_SUCH_ADDRESS = _("This form of address is not known. Write Mr, Ms, Dr or Prof, or leave it out.")
TOO_LONG = _("At most %(limit)s characters fit here.")
NOBODY = _("Neither a name nor a post stands here.")
SECOND_HEAD = _("A delegation has one head; this would be the second.")
SAME_ROW = _("The same as row %(line)s. Delete one of them.")
SAME_PASSPORT = _("Row %(line)s has this passport number already. Check both.")
TAKEN_PASSPORT = _("“%(name)s” of this visit has this passport number already. Check both.")
WHICH_ONE = _("There are several of this name. Choose who it is, or a new person.")
_MOST = {"name": 300, "post": 300, "diet": 200, "group": 500}


@dataclass
class Problem:
    """What is wrong in a row; a value of a personal column is masked."""

    line: int
    column: str
    value: str
    reason: str


@dataclass
class Member:
    """One row: what it says, and who it is about.

    ``candidates`` are the people of this name; ``person`` is the one chosen, None for a new person
    or none at all. ``is_there`` tells that the delegation has them already.
    """

    line: int
    names: dict
    posts: dict
    organisation: Organisation | None = None
    role: str = Delegate.Role.MEMBER
    address: str = ""
    group: str = ""
    diet: str = ""
    personal: dict = field(default_factory=dict)
    candidates: list = field(default_factory=list)
    choice: str = ""
    is_there: bool = False
    problems: list = field(default_factory=list)

    @property
    def name(self):
        return next(filter(None, self.names.values()), "")

    @property
    def post(self):
        return next(filter(None, self.posts.values()), "")

    @property
    def role_label(self):
        return Delegate.Role(self.role).label if self.role else ""

    @property
    def person(self):
        return next((one for one in self.candidates if one.public_id == self.choice), None)

    @property
    def is_new_person(self):
        return bool(self.name) and self.person is None

    def masked(self):
        """Return the personal data as they may be looked at: name of the field -> dots."""
        return {name: masked_as(name, text) for name, text in self.personal.items()}


class CheckedList:
    """The members a list names, each checked.

    ``choices``: line -> address id of the person it is about, or NEW.
    """

    def __init__(self, visit, side, content, choices=None):
        self.visit, self.side = visit, side
        self.columns = content["columns"]
        self.choices = choices or {}
        self.members = [self._member(line, texts) for line, texts in content["rows"]]
        self._compare()

    @property
    def problems(self):
        return [problem for member in self.members for problem in member.problems]

    @property
    def may_be_added(self):
        """Whether nothing is wrong, but perhaps that somebody has to say who is meant."""
        return all(problem.reason == str(WHICH_ONE) for problem in self.problems)

    @property
    def added(self):
        return [member for member in self.members if not member.is_there]

    @property
    def new_groups(self):
        """Return folded title -> title of the groups the visit does not have yet."""
        titles = {fold(one.group): one.group for one in self.added if one.group}
        return {key: title for key, title in titles.items() if key not in self.groups}

    @cached_property
    def groups(self):
        """Return folded title -> group of this side."""
        mine = self.visit.groups.filter(side=self.side)
        return {fold(title): group for group in mine for title in group.titles() if title}

    @cached_property
    def _people(self):
        """Return the words of a name in any order -> people who have it."""
        return _by_name(Person.objects.order_by("pk"))

    @cached_property
    def _organisations(self):
        return _by_name(Organisation.objects.order_by("pk"))

    @cached_property
    def _delegates(self):
        return list(self.visit.delegates.on_side(self.side).select_related("person"))

    # --- One row --------------------------------------------------------------------------------

    def _member(self, line, texts):
        cells = defaultdict(str)
        for (_heading, name, language), text in zip(self.columns, texts, strict=True):
            if name:
                cells[name, language] = text
        member = Member(line, self._names(cells), self._texts(cells, "post"))
        self._read_choices(member, cells)
        self._read_organisation(member, cells["organisation", ""])
        self._read_personal(member, cells)
        self._find_person(member)
        self._check_lengths(member)
        return member

    def _names(self, cells):
        names = self._texts(cells, "name")
        given, surnames = self._texts(cells, "given"), self._texts(cells, "surname")
        for code in {**surnames, **given}:
            names.setdefault(code, f"{surnames.get(code, '')} {given.get(code, '')}".strip())
        return names

    def _texts(self, cells, name):
        """Return language -> text; letters that can not be of the column's language decide."""
        texts = {}
        for code in LANGUAGES:
            if text := cells[name, code]:
                texts.setdefault(lang_of(text, code) or code, text)
        return texts

    def _read_choices(self, member, cells):
        member.group, member.diet = cells["group", ""], cells["diet", ""]
        if text := cells["role", ""]:
            member.role = role_of(text)
            roles = ", ".join(str(label) for label in Delegate.Role.labels)
            self._ask(member, "role", text, member.role, NO_SUCH_ROLE % {"roles": roles})
        if text := cells["address", ""]:
            member.address = address_of(text)
            self._ask(member, "address", text, member.address, NO_SUCH_ADDRESS)

    def _ask(self, member, name, text, found, reason):
        if found is None:
            self._refuse(member, name, text, reason)

    def _read_organisation(self, member, text):
        """Find the organisation; one that is not known is written behind the post."""
        known = self._organisations.get(_words(text), []) if text else []
        if len(known) == 1:
            member.organisation = known[0]
        elif text and fold(text) not in fold(member.post):
            code = next(iter(member.posts), lang_of(text) or reader_language())
            member.posts[code] = ", ".join(filter(None, [member.posts.get(code), text]))

    def _read_personal(self, member, cells):
        readers = {
            "passport_number": read_passport,
            "birth_date": lambda text: BirthDateField().clean(text).isoformat(),
            "phone": read_phone,
        }
        for name in PERSONAL:
            if text := cells[name, ""]:
                try:
                    member.personal[name] = readers[name](text)
                except forms.ValidationError as error:
                    self._refuse(member, name, masked_as(name, text), " ".join(error.messages))

    def _find_person(self, member):
        if not (member.name or member.post or member.organisation):
            self._refuse(member, "", "", NOBODY)
        found = {
            p.pk: p for name in member.names.values() for p in self._people.get(_words(name), [])
        }
        member.candidates = list(found.values())
        known = {one.public_id for one in member.candidates}
        chosen = self.choices.get(member.line, "")
        member.choice = chosen if chosen in known | {NEW} else ""
        if not member.choice and len(known) == 1:
            member.choice = member.candidates[0].public_id
        if not member.choice and len(known) > 1:
            self._refuse(member, "name", member.name, WHICH_ONE)

    def _check_lengths(self, member):
        texts = [("name", text) for text in member.names.values()]
        texts += [("post", text) for text in member.posts.values()]
        texts += [("diet", member.diet), ("group", member.group)]
        for name, text in texts:
            if len(text) > _MOST[name]:
                self._refuse(member, name, f"{text[:40]}…", TOO_LONG % {"limit": _MOST[name]})

    # --- All rows -------------------------------------------------------------------------------

    def _compare(self):
        self._mark_known()
        self._compare_rows()
        self._compare_heads()
        self._compare_passports()

    def _mark_known(self):
        people = {one.person_id for one in self._delegates if one.person_id}
        nameless = [one for one in self._delegates if not one.person_id]
        posts = {fold(post) for one in nameless for post in one.posts() if post}
        for member in self.members:
            if member.person is not None:
                member.is_there = member.person.pk in people
            elif not member.name:
                member.is_there = fold(member.post) in posts

    def _compare_rows(self):
        seen = {}
        for member in self.added:
            same = (_words(member.name), fold(member.post), member.organisation)
            if same in seen:
                self._refuse(member, "", member.name, SAME_ROW % {"line": seen[same]})
            seen.setdefault(same, member.line)

    def _compare_heads(self):
        has_head = any(one.role == Delegate.Role.HEAD for one in self._delegates)
        for member in self.added:
            if member.role == Delegate.Role.HEAD:
                if has_head:
                    self._refuse(member, "role", member.name or member.post, SECOND_HEAD)
                has_head = True

    def _compare_passports(self):
        lines = {}
        holders = holders_of_passports(self.visit) if self._has_passports() else {}
        for member in self.added:
            text = member.personal.get("passport_number")
            if not text:
                continue
            number = same_number(text)
            if number in holders:
                reason = TAKEN_PASSPORT % {"name": holders[number]}
                self._refuse(member, "passport_number", masked(text), reason)
            elif number in lines:
                reason = SAME_PASSPORT % {"line": lines[number]}
                self._refuse(member, "passport_number", masked(text), reason)
            lines.setdefault(number, member.line)

    def _has_passports(self):
        return any(name == "passport_number" for _heading, name, _language in self.columns)

    def _refuse(self, member, name, value, reason):
        heading = next((one for one, field_name, _l in self.columns if field_name == name), "")
        member.problems.append(Problem(member.line, heading, value, str(reason)))


def _words(name):
    """Return the folded words of a name in the order of the alphabet: first or last, all one."""
    return " ".join(sorted(fold(name).split()))


def _by_name(records):
    found = defaultdict(list)
    for record in records:
        names = {_words(name) for name in (*record.names(), *record.aliases.split(";"))}
        for name in names - {""}:
            found[name].append(record)
    return found
