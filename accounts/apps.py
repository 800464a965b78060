from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("accounts")

    def ready(self):
        # Each app tells the kinds of long work it does.
        autodiscover_modules("jobs")
        self._note_sign_ins()

    def _note_sign_ins(self):
        from accounts.sign_in import note_sign_in

        # Under the name of Django's own, which then is not connected any more.
        user_logged_in.connect(note_sign_in, dispatch_uid="update_last_login")
