"""The pages of allauth that are used here, under the names by which it looks for them. The others do not exist."""

from allauth.account.views import account_inactive, signup
from allauth.mfa.base.views import reauthenticate
from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.webauthn.views import (
    edit_webauthn,
    list_webauthn,
    reauthenticate_webauthn,
    remove_webauthn,
)
from django.conf import settings
from django.urls import include, path

from hustings_site.accounts.views import (
    passkey_add,
    second_step,
    security,
    sign_in,
    sign_in_code,
    sign_in_passkey,
    sign_out,
)

urlpatterns = [
    path("sign-in/", sign_in.view, name="account_login"),
    path("sign-in/", sign_in.view, name="account_request_login_code"),
    path("sign-in/code/", sign_in_code.view, name="account_confirm_login_code"),
    path("sign-in/passkey/", sign_in_passkey.view, name="mfa_login_webauthn"),
    path("sign-in/second-step/", second_step.view, name="mfa_authenticate"),
    path("sign-out/", sign_out.view, name="account_logout"),
    path("closed/", account_inactive, name="account_inactive"),
    path("new/", signup, name="account_signup"),
    path("security/", security.view, name="mfa_index"),
    path("security/again/", reauthenticate, name="mfa_reauthenticate"),
    path("security/again/passkey/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("security/passkeys/", list_webauthn, name="mfa_list_webauthn"),
    path("security/passkeys/add/", passkey_add.view, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/name/", edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", remove_webauthn, name="mfa_remove_webauthn"),
    path("security/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("provider/", include("hustings_site.accounts.provider_urls")))
