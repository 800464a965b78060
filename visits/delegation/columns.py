"""Headings of lists of delegates in four languages, and the words such lists use."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from common.search import fold, in_every_language
from common.texts import LANGUAGES
from visits.models import Delegate

PERSONAL = ("passport_number", "birth_date", "phone")
# Columns that may stand there once for each language.
IN_LANGUAGES = ("name", "surname", "given", "post")

LABELS = {
    "name": _("name"),
    "surname": _("surname"),
    "given": _("given names"),
    "post": _("post"),
    "organisation": _("organisation"),
    "role": _("role"),
    "group": _("group"),
    "address": _("form of address"),
    "passport_number": _("passport number"),
    "birth_date": _("birth date"),
    "phone": _("phone"),
    "diet": _("diet"),
}

# Field -> headings by language, with semicolons between.
HEADINGS = {
    "name": {
        "en": "name; full name; name and surname; participant; delegate; member",
        "ru": "фио; ф.и.о.; фамилия имя отчество; фамилия и имя; имя и фамилия; участник; делегат"
        "; член делегации",
        "kk": "аты-жөні; тегі аты; тегі аты әкесінің аты; т.а.ә.; қатысушы; делегация мүшесі",
        "be": "піб; п.і.б.; прозвішча імя імя па бацьку; прозвішча і імя; імя і прозвішча"
        "; удзельнік; дэлегат",
    },
    "surname": {
        "en": "surname; last name; family name",
        "ru": "фамилия",
        "kk": "тегі",
        "be": "прозвішча",
    },
    "given": {
        "en": "given name; given names; first name; first names",
        "ru": "имя; имя отчество; имя и отчество",
        "kk": "аты; аты әкесінің аты",
        "be": "імя; імя імя па бацьку",
    },
    "post": {
        "en": "post; position; job title; title; function",
        "ru": "должность; занимаемая должность",
        "kk": "лауазымы; қызметі",
        "be": "пасада",
    },
    "organisation": {
        "en": "organisation; organization; company; institution; place of work",
        "ru": "организация; компания; предприятие; место работы; учреждение",
        "kk": "ұйым; ұйымы; компания; мекеме; жұмыс орны",
        "be": "арганізацыя; кампанія; прадпрыемства; месца працы; установа",
    },
    "role": {
        "en": "role; role in the delegation",
        "ru": "роль; роль в делегации; статус",
        "kk": "рөлі; делегациядағы рөлі",
        "be": "роля; роля ў дэлегацыі",
    },
    "group": {"en": "group; subgroup", "ru": "группа; подгруппа", "kk": "топ; тобы", "be": "група"},
    "address": {
        "en": "form of address; salutation; courtesy title; mr/ms",
        "ru": "обращение; форма обращения",
        "kk": "қаратпа; қаратпа сөз; құрмет атауы",
        "be": "зварот; форма звароту",
    },
    "passport_number": {
        "en": "passport; passport number; passport no; no of passport",
        "ru": "паспорт; номер паспорта; паспорт №; № паспорта; серия и номер паспорта",
        "kk": "паспорт; паспорт нөмірі; төлқұжат; төлқұжат нөмірі",
        "be": "пашпарт; нумар пашпарта; № пашпарта",
    },
    "birth_date": {
        "en": "birth date; date of birth; born; dob",
        "ru": "дата рождения; родился",
        "kk": "туған күні; туған жылы",
        "be": "дата нараджэння",
    },
    "phone": {
        "en": "phone; telephone; mobile; phone number; contact phone",
        "ru": "телефон; номер телефона; мобильный телефон; контактный телефон; тел",
        "kk": "телефон; телефон нөмірі; ұялы телефон; байланыс телефоны",
        "be": "тэлефон; нумар тэлефона; мабільны тэлефон",
    },
    "diet": {
        "en": "diet; meals; dietary needs",
        "ru": "питание; диета; особенности питания",
        "kk": "тамақтануы; диета; тағамы",
        "be": "харчаванне; дыета",
    },
}
# What a heading of one language says of another: "Name in English", "ФИО (на англ.)".
OF_LANGUAGE = {
    "en": "english en англ английском английски ағылшынша английскай ангельскай latin латиницей",
    "ru": "russian ru рус русском русски орысша рускай",
    "kk": "kazakh kk kz каз казахском қазақша казахскай",
    "be": "belarusian be by бел белорусском беларуску беларускай",
}
ROLE_WORDS = {
    Delegate.Role.HEAD: (
        "head; leader; head of the delegation; глава; руководитель; руководитель делегации;"
        " жетекші; басшы; делегация жетекшісі; кіраўнік; кіраўнік дэлегацыі"
    ),
    Delegate.Role.DEPUTY: "deputy; заместитель; заместитель главы; орынбасар; намеснік",
    Delegate.Role.MEMBER: (
        "delegate; delegation member; member of the delegation; член; участник; делегат;"
        " член делегации; участник делегации; мүше; қатысушы; делегация мүшесі;"
        " удзельнік; член дэлегацыі; удзельнік дэлегацыі; дэлегат"
    ),
    Delegate.Role.INTERPRETER: "translator; переводчик; аудармашы; перакладчык",
    Delegate.Role.PRESS: "journalist; журналист; сми; баспасөз; журналіст",
    Delegate.Role.SECURITY: "guard; охрана; күзет; ахова",
    Delegate.Role.ACCOMPANYING: "сопровождающий; ілесіп жүруші; суправаджальнік",
}
ADDRESS_WORDS = {
    Delegate.Address.MR: "mr; mister; г-н; господин; мырза; г н; спадар",
    Delegate.Address.MS: "ms; mrs; miss; г-жа; госпожа; ханым; спадарыня",
    Delegate.Address.DOCTOR: "dr; doctor; доктор",
    Delegate.Address.PROFESSOR: "prof; professor; профессор; прафесар",
}

_NOTE = re.compile(r"\([^)]*\)?")


@dataclass(frozen=True)
class Column:
    """What a column holds; ``language`` of a name or a post, else ""."""

    field: str
    language: str = ""


def column_of(heading):
    """Return the Column a heading stands for, None for one that nobody knows."""
    words = fold(heading)
    if found := _known().get(words):
        return found
    told = next((code for code, marks in OF_LANGUAGE.items() if _has_mark(words, marks)), None)
    for shorter in (fold(_NOTE.sub(" ", heading)), _without_marks(words)):
        if found := _known().get(shorter):
            return Column(found.field, told or found.language) if found.language else found
    return None


def _has_mark(words, marks):
    return not set(words.split()).isdisjoint(fold(marks).split())


def _without_marks(words):
    marks = {mark for all_marks in OF_LANGUAGE.values() for mark in fold(all_marks).split()}
    joining = {"in", "на", "по", "па", "языке", "мове", "тилинде"}
    return " ".join(word for word in words.split() if word not in marks | joining)


@cache
def _known():
    """Return folded heading -> Column; of headings that two languages share the former's."""
    known = {}
    for field, by_language in HEADINGS.items():
        for language in LANGUAGES:
            for heading in by_language[language].split(";"):
                tongue = language if field in IN_LANGUAGES else ""
                known.setdefault(fold(heading), Column(field, tongue))
    return known


def role_of(text):
    """Return the role a word stands for, None for none."""
    return _roles().get(fold(text))


def address_of(text):
    """Return the form of address that is written, None for none that is known."""
    return _addresses().get(fold(text))


@cache
def _roles():
    return _by_word(Delegate.Role, ROLE_WORDS)


@cache
def _addresses():
    return _by_word(Delegate.Address, ADDRESS_WORDS)


def _by_word(choices, more):
    """Return folded word -> choice; of a word that two share the former."""
    found = {}
    for choice in filter(None, choices):
        words = [*in_every_language(choice.label), *more.get(choice, "").split(";")]
        for word in filter(None, map(fold, words)):
            found.setdefault(word, choice)
    return found
