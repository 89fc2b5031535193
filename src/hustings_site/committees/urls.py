from django.urls import path

from hustings_site.committees.views import (
    committee,
    committees,
    corrections,
    desk_claim,
    desk_committee,
    desk_correct,
    desk_event,
    desk_found,
    desk_opening,
    desk_seats,
    opening,
)

app_name = "committees"
public = [
    path("", committees.view, name="committees"),
    path("<slug:slug>/", committee.view, name="committee"),
    path("<slug:slug>/corrections/", corrections.view, name="corrections"),
    path("<slug:slug>/could-change/<int:pk>/", opening.view, name="opening"),
]
desk = [
    path("new/<slug:organisation>/", desk_found.view, name="desk_found"),
    path("<slug:slug>/", desk_committee.view, name="desk_committee"),
    path("<slug:slug>/seats/", desk_seats.view, name="desk_seats"),
    path("<slug:slug>/event/", desk_event.view, name="desk_event"),
    path("<slug:slug>/claim/", desk_claim.view, name="desk_claim"),
    path("<slug:slug>/opening/", desk_opening.view, name="desk_opening"),
    path("<slug:slug>/event/<int:event>/", desk_correct.view, name="desk_correct"),
]
urlpatterns = [
    *(path(f"committees/{each.pattern}", each.callback, name=each.name) for each in public),
    *(path(f"desk/committees/{each.pattern}", each.callback, name=each.name) for each in desk),
]
