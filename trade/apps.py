from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TradeConfig(AppConfig):
    name = "trade"
    verbose_name = _("trade")

    def ready(self):
        # Tells that workbooks are long work.
        from trade import exports  # noqa: F401
