"""The files of a chart, sent."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from common import exports


def chart_file(parts, slug, file_type):
    """Answer with one file of the part with this slug; 404 where there is no such part or type."""
    part = next((part for part in parts if part.slug == slug), None)
    if part is None:
        raise Http404
    return chart_response(part, file_type)


def chart_response(part, file_type):
    """Answer with the chart as a file: ``csv``, ``xlsx``, ``svg`` or ``png``; 404 for another."""
    if file_type not in _ANSWERS:
        raise Http404
    return _ANSWERS[file_type](part)


def _csv(part):
    return exports.csv_response(part.slug, part.headings, part.rows)


def _xlsx(part):
    about = [
        (_("Title"), part.title),
        (_("Unit and months"), part.subtitle),
        (_("Source"), part.source),
        (_("As of"), part.as_of),
    ]
    return exports.xlsx_response(part.slug, part.headings, part.rows, about)


def _svg(part):
    return _attached(part.svg(), "image/svg+xml; charset=utf-8", f"{part.slug}.svg")


def _png(part):
    return _attached(part.png(), "image/png", f"{part.slug}.png")


def _attached(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


_ANSWERS = {"csv": _csv, "xlsx": _xlsx, "svg": _svg, "png": _png}
