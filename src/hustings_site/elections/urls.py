from django.urls import include, path

from hustings_site.elections.views import desk, feeds

app_name = "elections"
urlpatterns = [
    path("elections/announced.<str:form>", feeds.announced, name="announced_feed"),
    path("elections/<slug:election>/candidates.<str:form>", feeds.candidates, name="candidates_feed"),
    path("elections/<slug:election>/dates.ics", feeds.calendar, name="calendar"),
    path("desk/", desk.view, name="desk"),
    path("", include("hustings_site.elections.nominations.urls")),
    path("", include("hustings_site.elections.candidates.urls")),
    path("", include("hustings_site.elections.complaints.urls")),
]
