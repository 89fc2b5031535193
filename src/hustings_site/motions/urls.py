from django.urls import path

from hustings_site.motions.views import (
    card_vote,
    card_vote_csv,
    deed,
    delegations,
    delegations_csv,
    desk,
    desk_vote,
    feed,
    motion,
    table,
    table_csv,
    trigger,
    vote,
)

app_name = "motions"
urlpatterns = [
    path("motions/<slug:organisation>/", table.view, name="table"),
    path("motions/<slug:organisation>/motions.csv", table_csv.view, name="table_csv"),
    path("motions/<slug:organisation>/news.<slug:form>", feed.view, name="feed"),
    path("motions/<slug:organisation>/motion/<int:pk>/", motion.view, name="motion"),
    path("motions/<slug:organisation>/delegations/<int:pk>/", delegations.view, name="delegations"),
    path("motions/<slug:organisation>/delegations/<int:pk>.csv", delegations_csv.view, name="delegations_csv"),
    path("motions/<slug:organisation>/card-vote/<int:pk>/", card_vote.view, name="card_vote"),
    path("motions/<slug:organisation>/card-vote/<int:pk>.csv", card_vote_csv.view, name="card_vote_csv"),
    path("motions/<slug:organisation>/vote/<int:pk>/", vote.view, name="vote"),
    path("motions/<slug:organisation>/trigger/<int:pk>/", trigger.view, name="trigger"),
    path("desk/motions/<slug:organisation>/", desk.view, name="desk"),
    path("desk/motions/<slug:organisation>/vote/<int:pk>/", desk_vote.view, name="desk_vote"),
    path("desk/motions/<slug:organisation>/<slug:deed>/<int:pk>/", deed.view, name="deed"),
]
