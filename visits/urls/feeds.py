from django.urls import path

from visits.views import feeds

urlpatterns = [
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/add/", feeds.add_feed, name="add_feed"),
    path("feeds/<slug:contents>/revoke/", feeds.revoke_feed, name="revoke_feed"),
    path("feeds/<slug:token>.ics", feeds.feed, name="feed"),
    path("<slug:public_id>/programme.ics", feeds.programme_calendar, name="programme_calendar"),
]
