"""Counts beside each other, each in its own subquery, so that joins can not multiply them."""

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce


def counts(row, **querysets):
    """Return name -> number of rows of each queryset, all in one query.

    ``row`` is a saved instance: the query needs one row to stand beside.
    """
    alone = row._meta.model._base_manager.filter(pk=row.pk)
    named = {name: _count_of(queryset) for name, queryset in querysets.items()}
    return dict(zip(named, alone.values_list(*named.values()).get(), strict=True))


def _count_of(queryset):
    number = queryset.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(number.values("n")), Value(0), output_field=IntegerField())
