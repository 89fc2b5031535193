"""Addresses of complaints: public, and on the desk."""

from django.urls import path

from hustings_site.elections.complaints.views import (
    complain,
    complained,
    complaint,
    desk,
    desk_complaint,
    feed,
    register,
)

OF = "complaints/<slug:election>/"

urlpatterns = [
    path(OF, register.view, name="complaints"),
    path(f"{OF}new/", complain.view, name="complain"),
    path(f"{OF}feed.atom", feed.view, name="complaints_feed"),
    path(f"{OF}<int:number>/", complaint.view, name="complaint"),
    path(f"{OF}<int:number>/received/", complained.view, name="complained"),
    path("desk/elections/<slug:election>/complaints/", desk.view, name="desk_complaints"),
    path("desk/complaints/<int:complaint>/", desk_complaint.view, name="desk_complaint"),
]
