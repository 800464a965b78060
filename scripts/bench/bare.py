"""Views that ask and show as little as can be: what the pages of the portal are measured against.

They have the frame of the portal around them, as every page has, and one plain table.
"""

from django.db.models import Max, Sum
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from common.formats import window_label
from portal.urls import urlpatterns as portal_urls
from regions.models import Mission, Place
from trade.models import Measure, SumByChapter, SumByPartner, SumByReporter, TradeFigure

ROWS = 50
TABLE = """{% extends "base.html" %}{% block content %}<table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</table>{% endblock %}"""


def dashboard(request):
    """Six questions of the regions of the mission, the answers as they come."""
    regions = Place.objects.of_countries(Mission.objects.current().countries()).regional()
    reporters = list(regions.values_list("pk", flat=True))
    newest = SumByReporter.objects.filter(reporter__in=reporters).aggregate(end=Max("end"))["end"]
    given = {"reporter__in": reporters, "measure": Measure.GOODS}
    year = given | {"end__gt": newest - 12}
    before = given | {"end__gt": newest - 24, "end__lte": newest - 12}
    pair = {"reporter": reporters[0], "partner__kind": Place.Kind.COUNTRY}
    questions = [
        (SumByReporter, ("flow", "end"), given),
        (SumByReporter, ("reporter__name_en", "flow"), year),
        (SumByReporter, ("reporter__name_en", "flow"), before),
        (SumByChapter, ("product__name_en", "flow"), year),
        (SumByPartner, ("partner__name_en", "flow"), year),
        (SumByPartner, ("flow", "end"), pair),
    ]
    rows = []
    for model, by, asked in questions:
        summed = model.objects.filter(**asked).values_list(*by).annotate(value=Sum("value"))
        rows += summed.order_by("-value")[:ROWS]
    return _answer(request, rows)


def listing(request):
    """The newest fifty figures, with what they name."""
    figures = TradeFigure.objects.filter(superseded_by=None).order_by("-end", "-pk")
    named = figures.select_related("reporter", "partner", "product", "dataset__source")
    return _answer(request, map(_row, named[:ROWS]))


def _row(figure):
    return (
        *(figure.reporter, figure.partner, figure.get_flow_display(), figure.product.name),
        *(window_label(figure.window), figure.value, figure.currency, figure.vintage),
        figure.dataset.source,
    )


def _answer(request, rows):
    template = engines["django"].from_string(TABLE)
    return HttpResponse(template.render({"rows": list(rows)}, request))


urlpatterns = [
    path("bare/dashboard/", dashboard),
    path("bare/list/", listing),
    *portal_urls,
]
