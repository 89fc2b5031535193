from django.urls import path

from hustings_site.committees.views import (
    committee,
    committees,
    corrections,
    desk_claim,
    desk_clause,
    desk_committee,
    desk_correct,
    desk_event,
    desk_found,
    desk_notice,
    desk_opening,
    desk_seats,
    desk_vacancy,
    desk_vacancy_open,
    opening,
    vacancy,
)

app_name = "committees"
public = [
    path("", committees.view, name="committees"),
    path("<slug:slug>/", committee.view, name="committee"),
    path("<slug:slug>/corrections/", corrections.view, name="corrections"),
    path("<slug:slug>/could-change/<int:pk>/", opening.view, name="opening"),
    path("<slug:slug>/vacancy/<int:pk>/", vacancy.view, name="vacancy"),
]
desk = [
    path("new/<slug:organisation>/", desk_found.view, name="desk_found"),
    path("<slug:slug>/", desk_committee.view, name="desk_committee"),
    path("<slug:slug>/seats/", desk_seats.view, name="desk_seats"),
    path("<slug:slug>/event/", desk_event.view, name="desk_event"),
    path("<slug:slug>/claim/", desk_claim.view, name="desk_claim"),
    path("<slug:slug>/opening/", desk_opening.view, name="desk_opening"),
    path("<slug:slug>/clause/", desk_clause.view, name="desk_clause"),
    path("<slug:slug>/vacant/<int:event>/", desk_vacancy_open.view, name="desk_vacancy_open"),
    path("<slug:slug>/vacancy/<int:pk>/", desk_vacancy.view, name="desk_vacancy"),
    path("<slug:slug>/letter/<int:pk>/", desk_notice.view, name="desk_notice"),
    path("<slug:slug>/event/<int:event>/", desk_correct.view, name="desk_correct"),
]
urlpatterns = [
    *(path(f"committees/{each.pattern}", each.callback, name=each.name) for each in public),
    *(path(f"desk/committees/{each.pattern}", each.callback, name=each.name) for each in desk),
]
