"""Addresses of the opening of the ballots, on the desk."""

from django.urls import path

from hustings_site.elections.opening.views import contest, desk

urlpatterns = [
    path("desk/elections/<slug:election>/opening/", desk.view, name="opening"),
    path("desk/elections/<slug:election>/contests/<slug:contest>/opening/", contest.view, name="contest_opening"),
]
