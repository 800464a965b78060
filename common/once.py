"""A form that is sent twice makes one record: its ``new_id`` is the address id of that record."""

from django.db import IntegrityError

from common.models import is_public_id


def make_once(request, model, make, answer):
    """Return ``make()``; where this very form has made a record before, ``answer(record)``."""
    if earlier := made_by_this_form(request, model):
        return answer(earlier)
    try:
        return make()
    except IntegrityError:
        # The form was sent twice at once, and the other request came first.
        if earlier := made_by_this_form(request, model):
            return answer(earlier)
        raise


def made_by_this_form(request, model):
    """Return the record that the sender made when the form was sent before, or None."""
    sent = request.POST.get("new_id", "")
    if not is_public_id(sent):
        return None
    return model.objects.filter(public_id=sent, created_by=request.user.pk).first()
