"""Taking a delegate or a group off a visit, so that its history can bring them back."""

from visits.delegation.order import settle_order
from visits.delegation.personal import erase_data_of
from visits.models import Delegate


def remove_delegate(delegate):
    """Remove the delegate, and with it the personal data, which no history brings back."""
    visit = delegate.visit
    erase_data_of(Delegate.objects.filter(pk=delegate.pk))
    _untie(delegate, "delegates")
    delegate.delete()
    settle_order(visit)


def remove_group(group):
    """Remove the group; its members stay, without a group."""
    for delegate in group.delegates.all():
        delegate.group = None
        delegate.save()
    for arrangement in group.arrangements.all():
        arrangement.delete()
    _untie(group, "groups")
    group.delete()


def _untie(members, ties):
    """Take them out of the programme item by item: what a cascade does is in no history."""
    for item in members.programme_items.all():
        getattr(item, ties).remove(members)
