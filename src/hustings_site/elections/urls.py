"""Addresses of the desk, and of the public pages of elections held here."""

from django.urls import include, path

from hustings_site.elections.views import (
    announce,
    approval,
    approvals,
    begin,
    contest,
    contest_act,
    contest_remove,
    contest_set_up,
    desk,
    do_now,
    election,
    election_act,
    feeds,
    journal,
    overview,
    set_up,
    terms,
    timetable,
)

app_name = "elections"

on_the_desk = [
    path("", overview.view, name="overview"),
    path("set-up/", set_up.view, name="set_up"),
    path("announce/", announce.view, name="announce"),
    path("do/<slug:act>/", election_act.view, name="election_act"),
    path("contests/new/", contest_set_up.view, name="contest_new"),
    path("contests/<slug:contest>/", contest_set_up.view, name="contest_set_up"),
    path("contests/<slug:contest>/remove/", contest_remove.view, name="contest_remove"),
    path("contests/<slug:contest>/do/<slug:act>/", contest_act.view, name="contest_act"),
]
in_public = [
    path("", election.view, name="election"),
    path("timetable/", timetable.view, name="timetable"),
    path("terms/", terms.view, name="terms"),
    path("terms/<int:edition>.json", terms.as_json, name="terms_json"),
    path("journal/", journal.view, name="journal"),
    path("<slug:contest>/contest/", contest.view, name="contest"),
]
urlpatterns = [
    path("elections/announced.<str:form>", feeds.announced, name="announced_feed"),
    path("elections/<slug:election>/candidates.<str:form>", feeds.candidates, name="candidates_feed"),
    path("elections/<slug:election>/dates.ics", feeds.calendar, name="calendar"),
    path("desk/", desk.view, name="desk"),
    path("desk/approvals/", approvals.view, name="approvals"),
    path("desk/approvals/<int:proposal>/", approval.view, name="approval"),
    path("desk/acts/<int:act>/", do_now.view, name="do_now"),
    path("desk/elections/new/", begin.view, name="begin"),
    path("desk/elections/<slug:election>/", include(on_the_desk)),
    path("elections/<slug:election>/", include(in_public)),
    path("", include("hustings_site.elections.nominations.urls")),
    path("", include("hustings_site.elections.candidates.urls")),
    path("", include("hustings_site.elections.complaints.urls")),
    path("", include("hustings_site.elections.codes.urls")),
    path("", include("hustings_site.elections.keys.urls")),
    path("", include("hustings_site.elections.opening.urls")),
    path("", include("hustings_site.elections.papers.urls")),
]
