"""What was read from a statement: the amount, the growth, the goods, and why it has no figure."""

from django.utils.translation import gettext as _

from common import formats
from common.models import Qualifier
from trade.growth import PrintedGrowth
from trade.models import Flow, Statement


class Reading:
    """A statement explained to whoever checks it against its source."""

    def __init__(self, statement):
        self.statement = statement

    @property
    def amount_interval(self):
        """Return in words the two ends that rounding leaves open, () where it leaves none open."""
        said = self.statement
        if not said.amount_words or said.rounding_unit == 1:
            return ()
        if said.qualifier not in Statement.COMPUTABLE:
            return ()
        ends = formats.rounding_interval(said.amount_low, said.rounding_unit)
        return tuple(formats.money(max(end, 0), said.currency, 0) for end in ends)

    @property
    def growth(self):
        """Return the printed growth as PrintedGrowth, None where none is stated."""
        return PrintedGrowth.of(self.statement) if self.statement.growth_kind else None

    @property
    def growth_conversion(self):
        """Return "107.5% as an index = +7.5%"; "" without growth."""
        growth = self.growth
        if growth is None:
            return ""
        patterns = {
            Statement.Growth.RATE: _("%(printed)s as a rate: %(change)s"),
            Statement.Growth.INDEX: _("%(printed)s as an index: %(change)s"),
            Statement.Growth.TIMES: _("%(printed)s times: %(change)s"),
        }
        return patterns[growth.kind] % {
            "printed": self._growth_in_digits(growth),
            "change": formats.percent_change(growth.rate, growth.shown_decimals),
        }

    def _growth_in_digits(self, growth):
        value = self.statement.growth_value
        if growth.kind == Statement.Growth.TIMES:
            return formats.number(value, growth.decimals)
        return formats.share(value / 100, growth.decimals)

    @property
    def goods(self):
        """Return (flow, goods in their order) for each way that goods are named."""
        named = list(self.statement.goods.all())
        ways = [(flow, [good for good in named if good.flow == flow]) for flow in Flow]
        return [(flow, goods) for flow, goods in ways if goods]

    @property
    def why_no_figure(self):
        """Return in a sentence why no figure comes from it."""
        said = self.statement
        if said.qualifier == Qualifier.GROWTH_ONLY or not said.amount_words:
            return _("No amount is stated.")
        if said.qualifier not in Statement.COMPUTABLE:
            return _("The amount is a bound or a range: it is shown as it is, never computed with.")
        if said.window is None:
            return _("The source names no months, so the amount can not be set beside others.")
        return _("Another statement of the same source for the same months is firmer.")
