"""Counts beside each other that joins can not multiply, and records read together with rows."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import (
    Aggregate,
    Case,
    Count,
    FilteredRelation,
    IntegerField,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone


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


def urgency(field, is_open, days, today=None):
    """Return an expression: "overdue", "soon" when due within so many days, else "".

    ``field`` holds the day it is due on, ``is_open`` is the condition that it is still to do.
    """
    today = today or timezone.localdate()
    soon = today + timedelta(days=days)
    return Case(
        When(is_open & Q(**{f"{field}__lt": today}), then=Value("overdue")),
        When(is_open & Q(**{f"{field}__lte": soon}), then=Value("soon")),
        default=Value(""),
    )


class Words(Aggregate):
    """The texts of a group with spaces between, None for no text."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def each_with(queryset, **relations):
    """Return the records in a list, each with all its rows of the relations, in one query.

    A relation is given with the further tables to join to its rows: ``parties=["place"]``. The
    rows are what ``record.parties.all()`` answers with, in their order and without deleted ones.
    For a page of few records: their columns come once for each row, and relations multiply.
    """
    found: dict = {}
    rows: defaultdict = defaultdict(dict)
    for record in _joined(queryset, relations):
        kept = found.setdefault(record.pk, record)
        for name in relations:
            row = getattr(record, _alias(name), None)
            rows[kept.pk, name] |= {row.pk: row} if row is not None else {}
    for pk, name in rows:
        answer_with(found[pk], name, list(rows[pk, name].values()))
    return list(found.values())


def _joined(queryset, relations):
    """Return a row of the queryset for each combination of its related rows."""
    order = list(queryset.query.order_by or queryset.model._meta.ordering)
    joins, paths = {}, []
    for name, further in relations.items():
        alias, field = _alias(name), queryset.model._meta.get_field(name)
        joins[alias] = FilteredRelation(name, condition=_not_deleted(field))
        paths += [alias, *(f"{alias}__{path}" for path in further)]
        # All rows of a record have it in common; its own order would join more tables.
        own = [
            path for path in field.related_model._meta.ordering if path != field.remote_field.name
        ]
        order += [f"{alias}__{path}" for path in own]
    return queryset.annotate(**joins).select_related(*paths).order_by(*order)


def _alias(relation):
    return f"joined_{relation}"


def _not_deleted(field):
    can_be_deleted = hasattr(field.related_model, "deleted_at")
    return Q(**{f"{field.name}__deleted_at__isnull": True}) if can_be_deleted else Q()


def answer_with(record, relation, rows):
    """Have ``record.<relation>.all()`` answer with a list of rows, as if they were prefetched.

    A change of the relation forgets them.
    """
    known = getattr(record, relation).all()
    known._result_cache = rows
    known._prefetch_done = True
    record._prefetched_objects_cache = {
        **getattr(record, "_prefetched_objects_cache", {}),
        relation: known,
    }
