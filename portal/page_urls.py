from django.urls import path

from common.exports import limited_export
from portal.views import attachments, cooperation, history, home, pages, places, visits

app_name = "portal"

# What of each kind fits on the two sheets of a note for a meeting.
PRINTED = 8

urlpatterns = [
    path("", home.home, name="home"),
    path("regions/", places.regions, name="regions"),
    path(
        "regions/chart/<slug:chart>.<slug:file_type>",
        limited_export(places.regions),
        name="regions_chart",
    ),
    path("regions/<slug:code>/", places.place, name="place"),
    path(
        "regions/<slug:code>/print/",
        places.place,
        {"template_name": "portal/place_print.html", "most": PRINTED},
        name="place_print",
    ),
    path("regions/<slug:code>/<slug:other>/", places.pair, name="pair"),
    path(
        "regions/<slug:code>/<slug:other>/print/",
        places.pair,
        {"template_name": "portal/pair_print.html", "most": PRINTED},
        name="pair_print",
    ),
    path("cooperation/agreements/<slug:public_id>/", cooperation.agreement, name="agreement"),
    path("cooperation/commitments/<slug:public_id>/", cooperation.commitment, name="commitment"),
    path("cooperation/gaps/", cooperation.gaps, name="gaps"),
    path(
        "cooperation/gaps/print/",
        cooperation.gaps,
        {"template_name": "portal/gaps_print.html"},
        name="gaps_print",
    ),
    path("cooperation/reciprocity/", visits.reciprocity, name="reciprocity"),
    path(
        "cooperation/reciprocity/print/",
        visits.reciprocity,
        {"template_name": "portal/reciprocity_print.html"},
        name="reciprocity_print",
    ),
    path(
        "cooperation/reciprocity/export.csv",
        limited_export(visits.export_reciprocity),
        {"export": "csv"},
        name="reciprocity_csv",
    ),
    path(
        "cooperation/reciprocity/export.xlsx",
        limited_export(visits.export_reciprocity),
        {"export": "xlsx"},
        name="reciprocity_xlsx",
    ),
    path("history/<slug:kind>/<slug:public_id>/", history.history, name="history"),
    path(
        "history/<slug:kind>/<slug:public_id>/<slug:entry>/take-back/",
        history.take_back,
        name="take_back",
    ),
    path("deleted/", history.deleted, name="deleted"),
    path("deleted/<slug:kind>/<slug:public_id>/restore/", history.restore, name="restore"),
    path("sources/<slug:public_id>/", pages.source, name="source"),
    path("people/<slug:public_id>/", pages.person, name="person"),
    path("attachments/<slug:public_id>/", attachments.attachment, name="attachment"),
    path("search/", pages.search, name="search"),
]
