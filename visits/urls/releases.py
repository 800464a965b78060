from django.urls import path

from visits.views import feeds, releases

urlpatterns = [
    path("releases/", releases.waiting_releases, name="waiting_releases"),
    path("p/<slug:token>/", releases.shared_programme, name="shared_programme"),
    path("p/<slug:token>/programme.ics", feeds.shared_calendar, name="shared_calendar"),
    path("<slug:public_id>/releases/", releases.releases, name="releases"),
    path("<slug:public_id>/releases/add/", releases.add_release, name="add_release"),
    path("<slug:public_id>/releases/<int:number>/", releases.release, name="release"),
    path(
        "<slug:public_id>/releases/<int:number>/approve/",
        releases.approve_release,
        name="approve_release",
    ),
    path(
        "<slug:public_id>/releases/<int:number>/refuse/",
        releases.refuse_release,
        name="refuse_release",
    ),
    path(
        "<slug:public_id>/releases/<int:number>/differences/<int:other>/",
        releases.differences,
        name="differences",
    ),
    path(
        "<slug:public_id>/releases/<int:number>/differences/draft/",
        releases.differences,
        name="differences_to_draft",
    ),
    path(
        "<slug:public_id>/releases/<int:number>/link/",
        releases.share_release,
        name="share_release",
    ),
    path(
        "<slug:public_id>/releases/<int:number>/link/revoke/",
        releases.revoke_link,
        name="revoke_link",
    ),
]
