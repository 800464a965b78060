from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie


# Public: whoever can not sign in yet must be able to read the page that lets them.
@login_not_required
@require_POST
def set_language(request):
    """Keep the chosen language in the cookie, and with the account of who is signed in."""
    response = set_language_cookie(request)
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        request.user.language = language
        request.user.save(update_fields=["language"])
    return response
