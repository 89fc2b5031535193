from django.urls import path

from hustings_site.elections.views import desk

app_name = "elections"
urlpatterns = [
    path("desk/", desk.view, name="desk"),
]
