from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("shared parts")

    def ready(self):
        from simple_history.signals import pre_create_historical_record

        # Tells of keys that are missing or are none.
        from common import encryption_checks  # noqa: F401
        from common.journal import note_request

        pre_create_historical_record.connect(note_request, dispatch_uid="journal")
