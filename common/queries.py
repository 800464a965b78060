"""Totals beside each other, each in its own subquery, so that joins can not multiply them."""

from django.db.models import Count, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce


def _per_parent(rows, field, aggregate):
    per_parent = (
        rows.filter(**{field: OuterRef("pk")})
        .order_by()
        .values(field)
        .annotate(result=aggregate)
        .values("result")
    )
    return Coalesce(Subquery(per_parent), Value(0), output_field=aggregate.output_field)


def count_related(rows, field):
    """Return how many of ``rows`` point by ``field`` at the outer row; 0 for none."""
    return _per_parent(rows, field, Count("pk"))


def sum_related(rows, field, amount):
    """Return the sum of ``amount`` over ``rows`` that point at the outer row; 0 for none."""
    total = Sum(amount, output_field=rows.model._meta.get_field(amount))
    return _per_parent(rows, field, total)


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
