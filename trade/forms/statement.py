"""The form that takes a quoted figure with its source."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import formats
from common.forms import RecordForm
from common.models import Qualifier
from common.search import fold
from common.window_reading import LONGEST
from regions.forms import choices_of_all
from regions.models import Mission, Person
from trade.amounts import BILLION, MILLION, THOUSAND, as_typed
from trade.forms.fields import WindowField
from trade.forms.goods import GoodsField, goods_to_choose
from trade.forms.layout import statement_helper
from trade.forms.reading import (
    CURRENCIES,
    Unreadable,
    amount_columns,
    currency_columns,
    flow_columns,
    growth_columns,
    window_columns,
)
from trade.forms.sources import SourceChoice, suggested_sources
from trade.models import Flow, Product, Statement, StatementGood
from trade.services import derive_figure

EMPTY = ("", "—")
AS_IN_WORDS = ("", _("as in the words"))
# What a new statement takes from its words unless it is chosen.
READ_FROM_WORDS = ("flow", "qualifier", "currency")
UNITS = [
    AS_IN_WORDS,
    ("1", _("no unit")),
    (str(THOUSAND), _("thousand")),
    (str(MILLION), _("million")),
    (str(BILLION), _("billion")),
]
GROWTH_QUALIFIERS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.OVER)
WINDOW_BASES = (
    Statement.WindowBasis.PRINTED,
    Statement.WindowBasis.YEAR_INFERRED,
    Statement.WindowBasis.INFERRED,
)
AMOUNT_FIELDS = {"qualifier", "amount", "amount_to", "unit"}
GOODS_FIELDS = {"goods_export": Flow.EXPORT, "goods_import": Flow.IMPORT}


class StatementForm(RecordForm, SourceChoice):
    """A statement with its source, its months and amount as printed, and its goods."""

    period = forms.CharField(
        label=_("Months"),
        required=False,
        max_length=LONGEST,
        help_text=_("January–July 2018, Q2 2019, 2018. If the year is not printed: 2013?"),
    )
    amount = forms.CharField(
        label=_("Amount"),
        required=False,
        max_length=80,
        help_text=_("Left empty, it is read from the words above."),
    )
    amount_to = forms.CharField(
        label=_("to"), required=False, max_length=80, help_text=_("For a range only.")
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=UNITS)
    growth = forms.CharField(
        label=_("Growth as printed"),
        required=False,
        max_length=20,
        help_text=_("The number itself: 18.6, −9.3, 107.5, 2.1."),
    )
    base_period = WindowField(
        label=_("Growth compares with"),
        required=False,
        help_text=_("Left empty: the same months a year before."),
    )
    goods_export = GoodsField(
        label=_("Goods exported"),
        help_text=_("In the order of the source, seen from the reporter."),
    )
    goods_import = GoodsField(label=_("Goods imported"))

    class Meta:
        model = Statement
        fields = [
            "printed",
            "said_by_printed",
            "reporter",
            "reporter_basis",
            "partner",
            "flow",
            "measure",
            "product",
            "window_basis",
            "window_printed",
            "qualifier",
            "currency",
            "balance_side",
            "growth_kind",
            "growth_qualifier",
            "growth_printed",
            "disputed",
            "note",
        ]
        labels = {"said_by_printed": _("Said by")}
        widgets = {
            "printed": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.update(initial_of(self.instance))
        else:
            chosen = kwargs.get("initial") or {}
            self.initial |= {name: chosen.get(name, "") for name in READ_FROM_WORDS}
        self.fields["known_source"].current = self.initial.get("known_source")
        self.goods = goods_to_choose()
        self._offer_places()
        self._offer_words()

    @property
    def helper(self):
        return statement_helper(self)

    def _offer_places(self):
        choices = choices_of_all()
        self.fields["reporter"].choices = [EMPTY, *choices]
        self.fields["partner"].choices = [("", _("the other country")), *choices]
        self.fields["partner"].required = False

    def _offer_words(self):
        for name in GOODS_FIELDS:
            self.fields[name].products = self.goods
        goods = [(product.pk, str(product.name)) for product in self.goods]
        self.fields["product"].choices = [("", _("all goods")), *goods]
        currencies = dict.fromkeys([*CURRENCIES, self.instance.currency])
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"), choices=[AS_IN_WORDS, *((code, code) for code in currencies)]
        )
        self.fields["flow"].choices = [AS_IN_WORDS, *Flow.choices]
        self.fields["qualifier"].choices = [AS_IN_WORDS, *Qualifier.choices]
        self.fields["window_basis"].choices = [(basis, basis.label) for basis in WINDOW_BASES]
        self.fields["growth_qualifier"].choices = [(q, q.label) for q in GROWTH_QUALIFIERS]
        for name in ("product", "window_basis", "growth_qualifier", *READ_FROM_WORDS):
            self.fields[name].required = False

    def has_any(self, *names):
        """Whether any of these fields holds something, or something that can not be read."""
        return any(self[name].value() or name in self.errors for name in names)

    def suggestions(self):
        """Return what fields may be filled with, by the id of the list they name."""
        return {
            "sources": suggested_sources(),
            "goods": [str(product.name) for product in self.goods],
        }

    def clean(self):
        cleaned = super().clean()
        self._settle_partner(cleaned)
        self._settle_product(cleaned)
        if source := self.settle_source(cleaned):
            self.instance.source = source
        self._read(lambda: window_columns(cleaned.get("period"), cleaned.get("window_basis", "")))
        if "flow" not in self.errors:
            self._read(lambda: flow_columns(_with_blanks(cleaned)))
        if self._amount_is_new():
            self._read(lambda: amount_columns(_with_blanks(cleaned)))
        if "currency" not in self.errors:
            self._read(lambda: self._currency(cleaned))
        self._read(lambda: self._growth(cleaned))
        self._check_amount(cleaned)
        self._settle_speaker(cleaned)
        return cleaned

    def _read(self, read):
        """Put what is read into the record, or say beside the field why it can not be read."""
        try:
            columns = read()
        except Unreadable as error:
            self.add_error(error.field, error.message)
            return
        for name, value in columns.items():
            setattr(self.instance, name, value)
            if name in self.fields:
                self.cleaned_data[name] = value

    def _check_amount(self, cleaned):
        """Ask of the amounts what the record asks of them, once they and the growth are read."""
        self.instance.growth_kind = cleaned.get("growth_kind", "")
        if self.errors.keys() & {*AMOUNT_FIELDS, "growth_kind"}:
            return
        try:
            self.instance.check_amount(names_goods=any(cleaned.get(name) for name in GOODS_FIELDS))
        except ValidationError as error:
            self.add_error(None, error)

    def _currency(self, cleaned):
        """Ask for no currency where there is no amount to count in it."""
        states_amount = {self.instance.amount_low, self.instance.amount_high} != {None}
        typed = _with_blanks(cleaned)
        if not states_amount and "amount" not in self.errors:
            typed |= {"amount": "", "amount_to": "", "printed": ""}
        return currency_columns(typed)

    def _growth(self, cleaned):
        kind, text = cleaned.get("growth_kind", ""), cleaned.get("growth", "")
        if cleaned.get("qualifier") == Qualifier.GROWTH_ONLY and not kind:
            raise Unreadable("growth_kind", _("Growth only: say how the growth is stated."))
        base = cleaned.get("base_period")
        return growth_columns(kind, text, cleaned.get("growth_qualifier", ""), base)

    def _amount_is_new(self):
        """Whether the amount is to be read: one that nobody touched stays as it is kept."""
        known = {"qualifier", "amount", "amount_to"} <= self.cleaned_data.keys()
        return known and (not self.instance.pk or bool(AMOUNT_FIELDS & set(self.changed_data)))

    def _settle_partner(self, cleaned):
        """Take the country across for a partner that is not named."""
        reporter = cleaned.get("reporter")
        if cleaned.get("partner") or reporter is None or "partner" in self.errors:
            return
        cleaned["partner"] = country_across(reporter)
        if cleaned["partner"] is None:
            self.add_error("partner", _("Choose the partner."))

    def _settle_product(self, cleaned):
        if cleaned.get("product") is None and "product" not in self.errors:
            cleaned["product"] = Product.objects.everything().first()
            if cleaned["product"] is None:
                self.add_error(None, _("The list of products is empty. Load the reference data."))

    def _settle_speaker(self, cleaned):
        """Tie the words "said by" to the person who has that name, if the portal knows one."""
        if self.instance.pk and "said_by_printed" not in self.changed_data:
            return
        name = fold(cleaned.get("said_by_printed"))
        people = Person.objects.search(name) if name else ()
        named = [person for person in people if name in map(fold, person.names())]
        self.instance.said_by = named[0] if len(named) == 1 else None

    @transaction.atomic
    def save(self, commit=True):
        """Save the source if it is new, the statement and its goods; derive its figure."""
        statement = self.instance
        if statement.source.pk is None:
            statement.source.save()
            statement.source = statement.source
        statement = super().save()
        self._save_goods(statement)
        statement.refresh_search_text()
        derive_figure(statement)
        return statement

    def _save_goods(self, statement):
        if not set(GOODS_FIELDS) & set(self.changed_data):
            return
        printed = {(good.flow, good.product_id): good.printed for good in statement.goods.all()}
        statement.goods.all().delete()
        for name, flow in GOODS_FIELDS.items():
            for position, (product, text) in enumerate(self.cleaned_data[name], start=1):
                # One by one, for the history of each.
                StatementGood.objects.create(
                    statement=statement,
                    flow=flow,
                    position=position,
                    product=product,
                    printed=printed.get((flow, product.pk), _as_printed(product, text)),
                )


def country_across(place):
    """Return the country that the mission puts across from where the place lies, or None."""
    mission = Mission.objects.current()
    if mission is None:
        return None
    country = place.pk if place.country_id is None else place.country_id
    return mission.hosts.first() if country == mission.home_id else mission.home


def initial_of(statement):
    """Return what the fields beside those of the record start with."""
    amount, amount_to, unit = _amounts_as_typed(statement)
    base = statement.base_start is not None and statement.base_window
    goods = {
        name: [str(good.product.name) for good in statement.goods.all() if good.flow == flow]
        for name, flow in GOODS_FIELDS.items()
    }
    return {
        "known_source": statement.source,
        "period": formats.window_label(statement.window) if statement.window else "",
        "amount": amount,
        "amount_to": amount_to,
        "unit": unit,
        "growth": _growth_as_typed(statement),
        "base_period": formats.window_label(base) if base else "",
        "product": None if statement.product.is_everything else statement.product_id,
        "said_by_printed": statement.said_by_printed
        or (statement.said_by and str(statement.said_by)),
        **goods,
    }


def _amounts_as_typed(statement):
    """Return the first amount, the second of a range, and the unit they are counted in."""
    low, high = statement.amount_low, statement.amount_high
    first = low if low is not None else high
    if first is None:
        return "", "", ""
    rounding = None if statement.qualifier == Qualifier.ABOUT else statement.rounding_unit
    text, factor = as_typed(first, rounding)
    second = ""
    if statement.qualifier == Qualifier.RANGE and high is not None:
        second = f"{(high / factor).normalize():f}"
    return text, second, str(factor)


def _growth_as_typed(statement):
    if statement.growth_value is None:
        return ""
    return f"{statement.growth_value:.{statement.growth_decimals}f}"


def _as_printed(product, text):
    """Return the words of the source, "" where they are but the name of the goods."""
    return "" if fold(text) in map(fold, product.names()) else text[:200]


def _with_blanks(cleaned):
    names = ("printed", "amount", "amount_to", "unit", "balance_side", "currency", "qualifier")
    return cleaned | {
        **{name: cleaned.get(name) or "" for name in names},
        "flow": cleaned.get("flow") or None,
        "has_goods": any(cleaned.get(name) for name in GOODS_FIELDS),
        "has_growth": bool(cleaned.get("growth_kind") or cleaned.get("growth")),
    }
