"""Addresses of the code office."""

from django.urls import path

from hustings_site.elections.codes.views import desk, elector, letters, mails, prepare

OF = "desk/elections/<slug:election>/"

urlpatterns = [
    path(f"{OF}prepare/", prepare.view, name="prepare"),
    path(f"{OF}codes/", desk.view, name="codes"),
    path(f"{OF}codes/mail/", mails.view, name="codes_mail"),
    path(f"{OF}codes/letters/", letters.view, name="codes_letters"),
    path(f"{OF}codes/electors/<int:entry>/", elector.view, name="codes_elector"),
]
