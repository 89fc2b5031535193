"""Addresses of the code office."""

from django.urls import path

from hustings_site.elections.codes.views import prepare

OF = "desk/elections/<slug:election>/"

urlpatterns = [
    path(f"{OF}prepare/", prepare.view, name="prepare"),
]
