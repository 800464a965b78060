"""Files of UN Comtrade, in the present form of its columns and in the old one."""

from common.search import fold
from trade.importers.mapping import Amounts, Mapping

FAMILY = "UN Comtrade"

# Breakdowns of a total that stands in the file too: taking both would count twice.
_TOTALS_ONLY = {
    "partner2Code": ["0", ""],
    "customsCode": ["C00", ""],
    "mosCode": ["0", ""],
    "motCode": ["0", ""],
}
_FLOWS = ["X", "M", "x", "m"]
_OLD_FLOWS = ["Export", "Import", "Exports", "Imports", "X", "M", "1", "2"]

# Each column by the names it has had.
_PRESENT = {
    "reporter": ("reportercode",),
    "partner": ("partnercode",),
    "flow": ("flowcode",),
    "product": ("cmdcode",),
    "edition": ("classificationcode",),
    "name": ("cmddesc",),
    "measure": ("typecode",),
    "frequency": ("freqcode",),
    "period": ("period",),
    "amount": ("primaryvalue",),
}
_OLD = {
    "reporter": ("reporter code",),
    "partner": ("partner code",),
    "flow": ("trade flow", "trade flow code", "flow"),
    "product": ("commodity code",),
    "edition": ("classification",),
    "name": ("commodity",),
    "period": ("period",),
    "amount": ("trade value us", "trade value usd", "value us", "tradevalue", "trade value"),
}
_NEEDED = ("reporter", "partner", "flow", "product", "period", "amount")


def mapping_for(headings):
    """Return the Mapping for the headings of a Comtrade file, None for another file."""
    by_name = {fold(name): name for name in reversed(headings)}
    for form, flows in ((_PRESENT, _FLOWS), (_OLD, _OLD_FLOWS)):
        found = {
            part: next((by_name[name] for name in names if name in by_name), None)
            for part, names in form.items()
        }
        if all(found[part] for part in _NEEDED):
            return _mapping({k: v for k, v in found.items() if v}, flows, headings)
    return None


def _mapping(columns, flows, headings):
    amount = columns.pop("amount")
    only = {column: texts for column, texts in _TOTALS_ONLY.items() if column in headings}
    return Mapping(
        amounts=(Amounts(amount),),
        columns=columns,
        constants={} if "measure" in columns else {"measure": "goods"},
        only={columns["flow"]: flows, **only},
        decimal_sign=".",
        places="comtrade",
    )
