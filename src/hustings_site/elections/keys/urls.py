"""Addresses of the key of an election: on the desk, and for each key holder."""

from django.urls import path

from hustings_site.elections.keys.views import desk, holder

urlpatterns = [
    path("desk/elections/<slug:election>/keys/", desk.view, name="keys"),
    path("keys/<slug:election>/", holder.view, name="key_holder"),
    path("keys/<slug:election>/<slug:what>/", holder.file, name="key_file"),
]
