from django.urls import path

from hustings_site.slates.polls import urls as polls
from hustings_site.slates.views import (
    alliance,
    body,
    body_feed,
    desk_alliance,
    desk_body,
    desk_groups,
    desk_recommend,
    desk_slate,
    election,
    election_feed,
    how_many,
    leaflet,
    recommendation,
    recommendations,
    slate,
    slate_after,
    slates,
)
from hustings_site.slates.withdrawing import urls as withdrawing

app_name = "slates"
urlpatterns = [
    *polls.urlpatterns,
    *withdrawing.urlpatterns,
    path("slates/", slates.view, name="slates"),
    path("slates/how-many/", how_many.view, name="how_many"),
    path("slates/<slug:slug>/", slate.view, name="slate"),
    path("slates/<slug:slug>/after/", slate_after.view, name="slate_after"),
    path("slates/<slug:slug>/leaflet.pdf", leaflet.view, name="leaflet"),
    path("groups/<slug:slug>/", body.view, name="body"),
    path("groups/<slug:slug>/notices.<slug:form>", body_feed.view, name="body_feed"),
    path("alliances/<slug:slug>/", alliance.view, name="alliance"),
    path("desk/groups/", desk_groups.view, name="desk_groups"),
    path("desk/groups/<int:pk>/", desk_body.view, name="desk_body"),
    path("desk/groups/<int:pk>/recommend/<int:contest>/", desk_recommend.view, name="desk_recommend"),
    path("desk/alliances/<int:pk>/", desk_alliance.view, name="desk_alliance"),
    path("desk/slates/<int:pk>/", desk_slate.view, name="desk_slate"),
    path("recommendation/<int:pk>/", recommendation.view, name="recommendation"),
    path("recommendations/<slug:election>/", election.view, name="election"),
    path("recommendations/<slug:election>/changes.<slug:form>", election_feed.view, name="election_feed"),
    path("recommendations/<slug:election>/<slug:contest>/", recommendations.view, name="recommendations"),
]
