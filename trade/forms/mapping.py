"""The form in which one says what the columns of a table are, beside its first rows."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.forms import PlainWords
from regions.models import Place
from trade.importers.mapping import MISSING, Mapping, MappingError
from trade.importers.resolving import Flows
from trade.models import Flow, Measure, Product

ROLES = [
    ("", _("not used")),
    (
        _("Whose trade"),
        [("reporter", _("reported by")), ("partner", _("trade with")), ("flow", _("flow"))],
    ),
    (
        _("What and when"),
        [
            ("product", _("code of the goods")),
            ("name", _("name of the goods")),
            ("edition", _("edition of the codes")),
            ("measure", _("goods or services")),
            ("period", _("months")),
            ("year", _("year")),
            ("month", _("month")),
        ],
    ),
    (_("How much"), [("amounts", _("amounts"))]),
]
# What the form does not ask about -> the role beside which it is kept.
BESIDE = {"frequency": "period", "reporter_name": "reporter", "partner_name": "partner"}
ROLE_NAMES = [role for _label, group in ROLES[1:] for role, _name in group]
# What a heading or the whole table may give, where no column does.
GIVEN = ("reporter", "partner", "flow", "period")
CONSTANTS = (*GIVEN, "product", "measure")
FLOWS = [("", "—"), *((flow.name.lower(), flow.label) for flow in Flow)]
MEASURES = [(measure.name.lower(), measure.label) for measure in Measure]
UNITS = [
    ("1", _("whole dollars or another currency")),
    ("1000", pgettext_lazy("unit of a table", "thousands")),
    ("1000000", pgettext_lazy("unit of a table", "millions")),
    ("1000000000", pgettext_lazy("unit of a table", "billions")),
    ("own", _("another unit")),
]
ROUNDINGS = [(10**n, f"{10**n:,}".replace(",", "\u00a0")) for n in range(10)]
MEANINGS = [
    ("", _("as usual")),
    ("not_available", _("no data")),
    ("not_disclosed", _("not disclosed")),
    ("zero", _("zero")),
]
# A mark that a field asks of -> all the signs that look like it.
MARKS = {
    "dash": ("-", "‐", "‑", "–", "—", "―", "−"),
    "dots": ("…", "...", ".."),
    "cross": ("x", "х", "c", "с"),
}
MARK_LABELS = {
    "dash": _("A dash (–) means"),
    "dots": _("Dots (…) mean"),
    "cross": _("A letter (x, c) means"),
}
FILTERS = 3
MOST_TEXTS = 200


def layout_of(sheet):
    """Return a short text that changes when the columns of the sheet do."""
    text = "\n".join([str(sheet.name), str(sheet.header_row), *sheet.headings])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class MappingForm(PlainWords, forms.Form):
    """``mapping`` is what the form starts with; ``content()`` is the mapping it says."""

    layout = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Headings in row"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("As the file counts its rows."),
    )
    header_rows = forms.TypedChoiceField(
        label=_("Rows of headings"),
        choices=[(1, _("one")), (2, _("two, one below the other"))],
        coerce=int,
    )
    reporter = forms.CharField(
        label=_("Reported by"), required=False, max_length=300, help_text=_("Whose figures.")
    )
    partner = forms.CharField(
        label=_("Trade with"), required=False, max_length=300, help_text=_("World: all countries.")
    )
    flow = forms.ChoiceField(label=_("Flow"), required=False, choices=FLOWS)
    period = forms.CharField(
        label=_("Months"),
        required=False,
        max_length=80,
        help_text=_("2018, January–July 2018, Q2 2019."),
    )
    product = forms.CharField(
        label=_("Goods"),
        required=False,
        max_length=300,
        help_text=_("A code or a name. Left empty: all goods together."),
    )
    measure = forms.ChoiceField(label=_("Trade in"), required=False, choices=MEASURES)
    unit = forms.ChoiceField(label=_("Amounts are in"), choices=UNITS)
    own_unit = forms.IntegerField(
        label=_("One of the other unit is"),
        required=False,
        min_value=1,
        max_value=10**12,
        help_text=_("100000 for hundreds of thousands."),
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        max_length=3,
        help_text=_("USD, EUR, KZT, BYN, RUB."),
        error_messages={"invalid": _("Write the three letters of the currency, as USD.")},
    )
    decimal_sign = forms.ChoiceField(
        label=_("Decimals are parted by"),
        required=False,
        choices=[("", _("find out")), (".", _("a point: 1,234.5")), (",", _("a comma: 1 234,5"))],
    )
    rounding_unit = forms.TypedChoiceField(
        label=_("Amounts are rounded to"),
        choices=ROUNDINGS,
        coerce=int,
        help_text=_("In whole units: 22.4 million is rounded to 100 000."),
    )
    cumulative = forms.BooleanField(
        label=_("A month means January up to that month"),
        required=False,
        help_text=_("For tables that count from the beginning of the year."),
    )
    restore_zeros = forms.BooleanField(
        label=_("Codes of goods have lost their first zero: put it back"), required=False
    )
    comtrade_places = forms.BooleanField(
        label=_("Numbers of countries are those of UN Comtrade"), required=False
    )
    other_mark = forms.CharField(label=_("Another mark"), required=False, max_length=20)
    other_mark_means = forms.ChoiceField(
        label=_("The other mark means"), required=False, choices=MEANINGS
    )

    def __init__(self, data=None, *, sheet, mapping):
        self.columns_of, self.mapping = sheet, mapping
        super().__init__(data, initial=initial_of(mapping, sheet))
        sheets = [(name, name) for name in sheet.table.sheets or ()]
        self.fields["sheet"].choices = sheets
        if len(sheets) < 2:
            del self.fields["sheet"]
        self._add_marks()
        self._add_columns()
        self._add_filters()
        for name in ("reporter", "partner"):
            self.fields[name].widget.attrs |= {"list": "places", "autocomplete": "off"}
        self.fields["product"].widget.attrs |= {"list": "products", "autocomplete": "off"}
        for field in self.fields.values():
            dress(field.widget)

    def _add_marks(self):
        for name, label in MARK_LABELS.items():
            self.fields[f"mark-{name}"] = forms.ChoiceField(
                label=label, required=False, choices=MEANINGS
            )

    def _add_columns(self):
        for number, heading in enumerate(self.columns_of.headings):
            self.fields[f"role-{number}"] = forms.ChoiceField(
                label=_("Column “%(name)s” is") % {"name": heading}, required=False, choices=ROLES
            )
            for name in GIVEN:
                self.fields[f"given-{number}-{name}"] = _given_field(name, heading)

    def _add_filters(self):
        columns = [("", "—"), *((name, name) for name in self.columns_of.headings)]
        for number in range(FILTERS):
            self.fields[f"only-column-{number}"] = forms.ChoiceField(
                label=_("Only rows where the column"), required=False, choices=columns
            )
            self.fields[f"only-texts-{number}"] = forms.CharField(
                label=_("is one of"),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("One text on each line."),
            )

    # --- What the page shows ------------------------------------------------------------------

    @property
    def roles(self):
        """The roles as they stand now, by the number of their column."""
        headings = self.columns_of.headings
        return [str(self[f"role-{n}"].value() or "") for n in range(len(headings))]

    def asked_of_headings(self):
        """Return what no column gives, so that a heading or the whole table has to."""
        roles = set(self.roles)
        if "year" in roles and "month" in roles:
            roles.add("period")
        return [name for name in GIVEN if name not in roles]

    def _asked_in_columns(self):
        """Return what is asked under each heading of amounts.

        Not what one answer gives for all rows, as it nearly always does whose figures they are.
        """
        return [
            name
            for name in self.asked_of_headings()
            if any(self._given_values(name)) or not (name == "reporter" or self[name].value())
        ]

    def columns(self):
        """Return (heading, field of its role, fields of what its heading gives)."""
        asked = self._asked_in_columns()
        return [
            (
                heading,
                self[f"role-{number}"],
                [self[f"given-{number}-{name}"] for name in asked] if role == "amounts" else [],
            )
            for number, (heading, role) in enumerate(
                zip(self.columns_of.headings, self.roles, strict=True)
            )
        ]

    def constants(self):
        """Return the fields for what neither a column nor every heading of amounts gives."""
        roles = set(self.roles)
        asked = self.asked_of_headings()
        wanted = [name for name in asked if not self._all_given(name)]
        if not roles & {"product", "name"}:
            wanted.append("product")
        if "measure" not in roles:
            wanted.append("measure")
        return [self[name] for name in wanted]

    def _given_values(self, name):
        numbers = [n for n, role in enumerate(self.roles) if role == "amounts"]
        return [self[f"given-{n}-{name}"].value() for n in numbers]

    def _all_given(self, name):
        values = self._given_values(name)
        return bool(values) and all(values) and name not in self.errors

    def table_fields(self):
        names = ["sheet", "header_row", "header_rows"]
        return [self[name] for name in names if name in self.fields]

    def amount_fields(self):
        return [
            self[name] for name in ("unit", "own_unit", "currency", "rounding_unit", "decimal_sign")
        ]

    def mark_fields(self):
        names = [f"mark-{name}" for name in MARKS]
        return [self[name] for name in (*names, "other_mark", "other_mark_means")]

    def switch_fields(self):
        return [self[name] for name in ("cumulative", "restore_zeros", "comtrade_places")]

    def filter_fields(self):
        return [(self[f"only-column-{n}"], self[f"only-texts-{n}"]) for n in range(FILTERS)]

    def has_filters(self):
        return any(column.value() for column, _texts in self.filter_fields())

    def suggestions(self):
        """Return what may be typed, by the id of the list its field names."""
        return {"places": place_suggestions(), "products": product_suggestions()}

    # --- What it says -------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("unit") == "own" and not cleaned.get("own_unit"):
            self.add_error("own_unit", _("Say how much one of the unit is."))
        columns = self._column_roles()
        for role, numbers in columns.items():
            if role != "amounts" and len(numbers) > 1:
                for number in numbers[1:]:
                    self.add_error(
                        f"role-{number}", _("Another column is this already: choose one of them.")
                    )
        if "amounts" not in columns:
            self.add_error(None, _("Choose at least one column of amounts."))
        else:
            self._check_needed(columns)
        if not self.errors:
            self._check_mapping()
        return cleaned

    def _check_needed(self, columns):
        for name, words in MISSING.items():
            is_given = (
                name in columns
                or (name == "period" and "year" in columns)
                or self.cleaned_data.get(name)
                or all(self.cleaned_data.get(f"given-{n}-{name}") for n in columns["amounts"])
            )
            if not is_given:
                self.add_error(name, words)

    def _check_mapping(self):
        try:
            Mapping.from_json(self.content())
        except MappingError as error:
            self.add_error(None, str(error))

    def _column_roles(self):
        """Return role -> numbers of the columns that have it."""
        found = {}
        for number in range(len(self.columns_of.headings)):
            if role := self.cleaned_data.get(f"role-{number}"):
                found.setdefault(role, []).append(number)
        return found

    def content(self):
        """Return the mapping as JSON; what the form does not ask of stays as it was."""
        said, columns = self.cleaned_data, self._column_roles()
        headings = self.columns_of.headings
        amounts = columns.pop("amounts", [])
        named = {role: headings[numbers[0]] for role, numbers in columns.items()}
        return {
            **self.mapping.as_json(),
            "columns": named | self._columns_not_asked(named, amounts),
            "amounts": [{"column": headings[n], "given": self._given(n, named)} for n in amounts],
            "constants": self._constants(named),
            "only": self._only(),
            "multiplier": said["own_unit"] if said["unit"] == "own" else int(said["unit"]),
            "decimal_sign": said["decimal_sign"],
            "currency": said["currency"].upper(),
            "rounding_unit": said["rounding_unit"],
            "cumulative": said["cumulative"],
            "restore_zeros": said["restore_zeros"],
            "places": "comtrade" if said["comtrade_places"] else "",
            "marks": self._marks(),
            "sheet": said.get("sheet", ""),
            "header_row": said["header_row"] or 0,
            "header_rows": said["header_rows"],
        }

    def _columns_not_asked(self, named, amounts):
        """Return what the mapping knew of columns that the form does not ask about."""
        headings = self.columns_of.headings
        taken = {*named.values(), *(headings[n] for n in amounts)}
        return {
            name: self.mapping.columns[name]
            for name, beside in BESIDE.items()
            if beside in named and self.mapping.columns.get(name) in {*headings} - taken
        }

    def _given(self, number, named):
        """Return what the heading of a column gives, as far as no column does."""
        said = {name: self.cleaned_data[f"given-{number}-{name}"].strip() for name in GIVEN}
        for name in ("reporter", "partner"):
            said[name] = code_typed(said[name])
        given = {name: text for name, text in said.items() if text and name not in named}
        return _with_period(given, named)

    def _constants(self, named):
        said = {name: str(self.cleaned_data[name]).strip() for name in CONSTANTS}
        for name in ("reporter", "partner", "product"):
            said[name] = code_typed(said[name])
        given = {name: text for name, text in said.items() if text and name not in named}
        return _with_period(given, named)

    def _only(self):
        only = {}
        for number in range(FILTERS):
            column = self.cleaned_data[f"only-column-{number}"]
            texts = self.cleaned_data[f"only-texts-{number}"].split("\n")
            texts = list(filter(None, map(str.strip, texts)))[:MOST_TEXTS]
            if column and texts:
                only[column] = texts
        return only

    def _marks(self):
        marks = {}
        for name, signs in MARKS.items():
            if meaning := self.cleaned_data[f"mark-{name}"]:
                marks |= dict.fromkeys(signs, meaning)
        own, meaning = self.cleaned_data["other_mark"], self.cleaned_data["other_mark_means"]
        return marks | ({own.lower(): meaning} if own and meaning else {})


def _with_period(given, named):
    """Say the months as the part of them that no column gives."""
    text = given.pop("period", "")
    if not text or "period" in named or {"year", "month"} <= named.keys():
        return given
    part = "month" if "year" in named else "year" if "month" in named else "period"
    return given | {part: text}


def _given_field(name, heading):
    label = {
        "reporter": _("Reported by"),
        "partner": _("Trade with"),
        "flow": _("Flow"),
        "period": _("Months"),
    }[name]
    if name == "flow":
        field = forms.ChoiceField(label=label, required=False, choices=FLOWS)
    else:
        field = forms.CharField(label=label, required=False, max_length=300)
        if name != "period":
            field.widget.attrs |= {"list": "places", "autocomplete": "off"}
    field.widget.attrs["aria-label"] = f"{heading}: {label}"
    return field


def dress(widget):
    """Give the widget the class that its kind has in the style sheet."""
    kind = "form-control"
    if isinstance(widget, forms.CheckboxInput):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    widget.attrs["class"] = kind


def initial_of(mapping, sheet):
    """Return what the fields start with for this mapping on this sheet."""
    units = [unit for unit, _label in UNITS]
    unit = str(mapping.multiplier)
    return {
        "layout": layout_of(sheet),
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "header_rows": sheet.header_rows or 1,
        "unit": unit if unit in units else "own",
        "own_unit": None if unit in units else mapping.multiplier,
        "currency": mapping.currency,
        "decimal_sign": mapping.decimal_sign,
        "rounding_unit": mapping.rounding_unit,
        "cumulative": mapping.cumulative,
        "restore_zeros": mapping.restore_zeros,
        "comtrade_places": mapping.places == "comtrade",
        **_initial_constants(mapping),
        **_initial_columns(mapping, sheet.headings),
        **_initial_filters(mapping),
        **_initial_marks(mapping),
    }


def _initial_constants(mapping):
    said = {name: mapping.constants.get(name, "") for name in CONSTANTS}
    said["period"] = _period_of(mapping.constants)
    said |= {side: place_named(said[side]) for side in ("reporter", "partner")}
    said["flow"] = flow_name(said["flow"])
    said["measure"] = said["measure"] or Measure.GOODS.name.lower()
    return said


def _period_of(given):
    return given.get("period") or given.get("month") or given.get("year", "")


def flow_name(text):
    """Return the name of the flow that a text means, "" for none."""
    meaning = Flows()[text] if text else None
    return Flow(meaning).name.lower() if meaning else ""


def _initial_columns(mapping, headings):
    numbers = {name: number for number, name in enumerate(headings)}
    initial = {
        f"role-{numbers[name]}": role
        for role, name in mapping.columns.items()
        if name in numbers and role in ROLE_NAMES
    }
    for amounts in mapping.amounts:
        if amounts.column in numbers:
            number = numbers[amounts.column]
            initial[f"role-{number}"] = "amounts"
            given = {name: amounts.given.get(name, "") for name in GIVEN}
            given |= {"period": _period_of(amounts.given), "flow": flow_name(given["flow"])}
            initial |= {f"given-{number}-{name}": text for name, text in given.items()}
    return initial


def _initial_filters(mapping):
    initial = {}
    for number, (column, texts) in enumerate(list(mapping.only.items())[:FILTERS]):
        initial |= {f"only-column-{number}": column, f"only-texts-{number}": "\n".join(texts)}
    return initial


def _initial_marks(mapping):
    known = {sign: name for name, signs in MARKS.items() for sign in signs}
    initial = {}
    for text, meaning in mapping.marks.items():
        if text in known:
            initial[f"mark-{known[text]}"] = meaning
        else:
            initial |= {"other_mark": text, "other_mark_means": meaning}
    return initial


# --- Places and goods as people type them ------------------------------------------------------


def place_suggestions():
    return list(map(_place_label, Place.objects.order_by("name_en", "pk")))


def place_named(code):
    """Return "Minsk [BY-HM]" for a code, other text as it is."""
    place = Place.objects.filter(code=code).first() if code else None
    return _place_label(place) if place else code


def _place_label(place):
    return f"{place.name} [{place.code}]"


def product_suggestions():
    chapters = Product.objects.chapters()
    return [f"{product.name} [{product.code}]" for product in chapters]


def code_typed(text):
    """Return the code of "Minsk [BY-HM]", other text as it is."""
    return text.rpartition("[")[2].rstrip("] ") if text.endswith("]") and "[" in text else text
