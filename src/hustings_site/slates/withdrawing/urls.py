from django.urls import path

from hustings_site.slates.withdrawing.views import desk_new, desk_vote, reply, vote, vote_json, votes, votes_csv

urlpatterns = [
    path("endorsement-votes/", votes.view, name="endorsement_votes"),
    path("endorsement-votes.csv", votes_csv.view, name="endorsement_votes_csv"),
    path("endorsement-votes/<slug:slug>/", vote.view, name="endorsement_vote"),
    path("endorsement-votes/<slug:slug>/vote.json", vote_json.view, name="endorsement_vote_json"),
    path("endorsement-votes/<slug:slug>/reply/", reply.view, name="own_endorsement_reply"),
    path("desk/groups/<int:pk>/endorsement-vote/", desk_new.view, name="desk_endorsement_new"),
    path("desk/endorsement-votes/<int:pk>/", desk_vote.view, name="desk_endorsement_vote"),
]
