"""Findings in words: what each check asks, and where the records behind a finding are."""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import window_label
from common.lists import Order
from trade.models import Finding
from trade.wording import trade_of

Kind = Finding.Kind
ORDERS = [
    Order("outcome", gettext_lazy("Outcome"), ("outcome", F("size").desc(nulls_last=True))),
    Order("kind", gettext_lazy("Check"), ("kind", F("size").desc(nulls_last=True))),
    Order("window", gettext_lazy("Months"), ("end", F("start").desc())),
    Order("difference", gettext_lazy("Difference"), (F("size").asc(nulls_first=True),)),
]
# What "stated" and "comes to" are of each check.
SIDES = {
    Kind.FLOWS: (gettext_lazy("turnover"), gettext_lazy("export + import")),
    Kind.BALANCE: (gettext_lazy("balance"), gettext_lazy("export − import")),
    Kind.CHAPTERS: (gettext_lazy("total"), gettext_lazy("its chapters together")),
    Kind.PARTNERS: (gettext_lazy("world"), gettext_lazy("its partners together")),
    Kind.REGIONS: (gettext_lazy("country"), gettext_lazy("its regions together")),
    Kind.GROWTH: (gettext_lazy("stated"), gettext_lazy("the earlier amount, grown as printed")),
    Kind.FALLING: (gettext_lazy("since January"), gettext_lazy("at least, by fewer months")),
    Kind.TWICE: (gettext_lazy("in the one data set"), gettext_lazy("in the other")),
    Kind.YEAR: (gettext_lazy("year"), gettext_lazy("its twelve months together")),
    Kind.SUMS: (gettext_lazy("sum by partner"), gettext_lazy("sum by chapter")),
}


@dataclass(frozen=True)
class Count:
    """How much one check found, and how much of it is beyond rounding."""

    kind: str
    label: str
    number: int
    beyond: int


@dataclass(frozen=True)
class Counted:
    """The checks that found something, and those that did not, in their order."""

    found: tuple
    clean: tuple


def counted(findings):
    """Return the Counted of all checks; one query."""
    found = findings.by_kind()
    counts = [Count(kind.value, str(kind.label), *found.get(kind, (0, 0))) for kind in Kind]
    return Counted(
        tuple(count for count in counts if count.number),
        tuple(count for count in counts if not count.number),
    )


def subject_of(finding):
    """Return whose trade with whom, and in what goods where it is not all of them."""
    return trade_of(finding.flow_name, finding.reporter.name, finding.partner.name)


def sides_of(finding):
    """Return what is set against what in words; ("", "") of a statement to be read again."""
    return SIDES.get(finding.kind, ("", ""))


def records_of(finding):
    """Return pairs of words and address of the records behind the finding."""
    found = []
    if finding.statement_id:
        found.append((_("statement"), finding.statement.get_absolute_url()))
    if finding.figure_id and not finding.statement_id:
        found.append((_("figure"), reverse("trade:figure", args=[finding.figure_id])))
    if finding.other_figure_id:
        other = reverse("trade:figure", args=[finding.other_figure_id])
        found.append((_("the other figure"), other))
    if parts := parts_address(finding):
        found.append((_("figures behind it"), parts))
    return found


def parts_address(finding):
    """Return the address of the list of the figures that are compared, "" without months."""
    names = _SHARED.get(finding.kind)
    if names is None or finding.window is None:
        return ""
    codes = {
        "reporter": finding.reporter.code,
        "partner": finding.partner.code,
        "product": finding.product.code,
        "flow": finding.flow,
        "window": finding.window,
    }
    asked = {name: codes[name] for name in names} | {"measure": finding.measure}
    return f"{reverse('trade:figures')}?{urlencode(asked)}"


# By what the figures that are compared agree.
_SHARED = {
    Kind.FLOWS: ("reporter", "partner", "product", "window"),
    Kind.BALANCE: ("reporter", "partner", "product", "window"),
    Kind.CHAPTERS: ("reporter", "partner", "flow", "window"),
    Kind.PARTNERS: ("reporter", "product", "flow", "window"),
    Kind.REGIONS: ("partner", "product", "flow", "window"),
    Kind.TWICE: ("reporter", "partner", "flow", "window"),
    Kind.YEAR: ("reporter", "partner", "product", "flow"),
    Kind.SUMS: ("reporter", "flow", "window"),
}


def columns():
    """Return what a file of the findings holds: pairs of heading and function of the finding."""
    return [
        (_("Check"), lambda finding: str(Kind(finding.kind).label)),
        (_("Outcome"), lambda finding: finding.get_outcome_display()),
        (_("Reported by"), lambda finding: str(finding.reporter.name)),
        (_("Code of the reporter"), lambda finding: finding.reporter.code),
        (_("Trade with"), lambda finding: str(finding.partner.name)),
        (_("Code of the partner"), lambda finding: finding.partner.code),
        (_("Flow"), lambda finding: finding.get_flow_display()),
        (_("Measure"), lambda finding: finding.get_measure_display()),
        (_("Product"), lambda finding: str(finding.product.name)),
        (_("Months"), lambda finding: window_label(finding.window) if finding.window else ""),
        (_("Stated"), lambda finding: finding.stated),
        (_("Comes to"), lambda finding: finding.computed),
        (_("Difference"), lambda finding: finding.difference),
        (_("Rounding leaves open"), lambda finding: finding.slack),
        (_("Parts not known"), lambda finding: finding.unknown),
        (_("Currency"), lambda finding: finding.currency),
        (_("As printed"), lambda finding: finding.statement.printed if finding.statement else ""),
        (_("Source"), lambda finding: str(_source(finding) or "")),
    ]


def _source(finding):
    if finding.statement_id:
        return finding.statement.source
    return finding.dataset.source if finding.dataset_id else None
