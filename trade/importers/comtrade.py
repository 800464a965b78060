"""Files of UN Comtrade, in the present form of its columns and in the old one."""

from common.search import fold
from trade.importers.mapping import COMTRADE, Amounts, Mapping

FAMILY = "UN Comtrade"

# Breakdowns of a total that stands in the file too: taking both would count twice. Each has a
# code for all of its parts.
_ALL = ["0", "", "00", "000", "0.0", "TOTAL", "Total"]
_TOTALS_ONLY = {
    "partner2code": _ALL,
    "2nd partner code": _ALL,
    "customscode": [*_ALL, "C00", "c00"],
    "customs proc code": [*_ALL, "C00"],
    "moscode": _ALL,
    "motcode": _ALL,
    "mode of transport code": _ALL,
}
_LETTERS = ["X", "M", "x", "m"]
_WORDS = ["Export", "Import", "Exports", "Imports", "export", "import", "exports", "imports"]
_FLOWS = [*_LETTERS, *_WORDS, "EXPORT", "IMPORT", "1", "2"]

# Each column by the names it has had.
_PRESENT = {
    "reporter": ("reportercode",),
    "reporter_name": ("reporterdesc", "reporteriso"),
    "partner": ("partnercode",),
    "partner_name": ("partnerdesc", "partneriso"),
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
    "reporter": ("reporter code", "rtcode"),
    "reporter_name": ("reporter", "rttitle"),
    "partner": ("partner code", "ptcode"),
    "partner_name": ("partner", "pttitle"),
    "flow": ("trade flow", "trade flow code", "flow", "flow code", "rgcode", "rgdesc"),
    "product": ("commodity code", "cmdcode", "cmd code"),
    "edition": ("classification", "pfcode"),
    "name": ("commodity", "commodity description", "cmddesce", "cmddesc"),
    "period": ("period", "year", "yr"),
    "amount": (
        *("trade value us", "trade value usd", "value us", "tradevalue"),
        *("trade value", "trade value in us", "value"),
    ),
}
_NEEDED = ("reporter", "partner", "flow", "product", "period", "amount")


def mapping_for(headings):
    """Return the Mapping for the headings of a Comtrade file, None for another file."""
    by_name = {fold(name): name for name in reversed(headings)}
    for form in (_PRESENT, _OLD):
        found = {
            part: next((by_name[name] for name in names if name in by_name), None)
            for part, names in form.items()
        }
        if all(found[part] for part in _NEEDED):
            return _mapping({k: v for k, v in found.items() if v}, by_name)
    return None


def _mapping(columns, by_name):
    amount = columns.pop("amount")
    only = {by_name[name]: codes for name, codes in _TOTALS_ONLY.items() if name in by_name}
    return Mapping(
        amounts=(Amounts(amount),),
        columns=columns,
        constants={} if "measure" in columns else {"measure": "goods"},
        only={columns["flow"]: _FLOWS, **only},
        decimal_sign=".",
        places=COMTRADE,
    )
