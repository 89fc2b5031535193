from django.urls import path

from hustings_site.committees.recall.views import (
    accountability,
    desk_accountability,
    desk_petition,
    desk_recall,
    own_reply,
    own_signature,
    petition,
    recall,
    recall_csv,
)

public = [
    path("<slug:slug>/recall/", recall.view, name="recall"),
    path("<slug:slug>/recall.csv", recall_csv.view, name="recall_csv"),
    path("<slug:slug>/recall/<int:pk>/", petition.view, name="recall_petition"),
    path("<slug:slug>/recall/<int:pk>/sign/", own_signature.view, name="own_signature"),
    path("<slug:slug>/recall/<int:pk>/reply/", own_reply.view, name="own_recall_reply"),
    path("<slug:slug>/accountability/<int:pk>/", accountability.view, name="accountability"),
]
desk = [
    path("<slug:slug>/recall/", desk_recall.view, name="desk_recall"),
    path("<slug:slug>/recall/<int:pk>/", desk_petition.view, name="desk_petition"),
    path("<slug:slug>/accountability/<int:pk>/", desk_accountability.view, name="desk_accountability"),
]
