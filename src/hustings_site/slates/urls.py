from django.urls import path

from hustings_site.slates.views import slates

app_name = "slates"
urlpatterns = [
    path("slates/", slates.view, name="slates"),
    path("recommendations/<slug:election>/<slug:contest>/", slates.view, name="recommendations"),
]
