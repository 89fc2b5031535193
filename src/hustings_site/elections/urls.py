from django.urls import include, path

from hustings_site.elections.views import desk

app_name = "elections"
urlpatterns = [
    path("desk/", desk.view, name="desk"),
    path("", include("hustings_site.elections.nominations.urls")),
    path("", include("hustings_site.elections.candidates.urls")),
    path("", include("hustings_site.elections.complaints.urls")),
]
