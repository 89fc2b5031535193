"""Addresses of the code office."""

from django.urls import path

from hustings_site.elections.codes.views import (
    ask,
    bar,
    desk,
    elector,
    helpline,
    letters,
    mails,
    office,
    prepare,
    rehearse,
    remind,
    spares,
)
from hustings_site.elections.complaints.enums import Matter

PUBLIC = "elections/<slug:election>/"
OF = "desk/elections/<slug:election>/"

urlpatterns = [
    path(f"{PUBLIC}codes-given/", spares.view, name="codes_given"),
    path(f"{PUBLIC}codes-given.csv", spares.as_csv, name="codes_given_csv"),
    path(f"{PUBLIC}no-code/", ask.view, {"matter": Matter.NO_CODE}, name="no_code"),
    path(f"{PUBLIC}wrong-address/", ask.view, {"matter": Matter.ADDRESS}, name="wrong_address"),
    path(f"{OF}prepare/", prepare.view, name="prepare"),
    path(f"{OF}rehearse/", rehearse.view, name="codes_rehearse"),
    path(f"{OF}codes/office/", office.view, name="codes_office"),
    path(f"{OF}codes/office/rolls.zip", office.rolls, name="codes_office_rolls"),
    path(f"{OF}codes/", desk.view, name="codes"),
    path(f"{OF}codes/mail/", mails.view, name="codes_mail"),
    path(f"{OF}codes/letters/", letters.view, name="codes_letters"),
    path(f"{OF}codes/remind/", remind.view, name="codes_remind"),
    path(f"{OF}codes/out-of-use/", bar.view, name="codes_bar"),
    path(f"{OF}codes/helpline/", helpline.view, name="codes_helpline"),
    path(f"{OF}codes/electors/<int:entry>/", elector.view, name="codes_elector"),
]
