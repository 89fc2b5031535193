"""Signing in with a passkey, which stands for address and code at once."""

from typing import Any

from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse

from hustings_site.accounts.limits import PASSKEYS_FROM, TooManyTriesError, address_of, use
from hustings_site.accounts.views.too_many import too_many


class SignInPasskey(LoginWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """What the script of the sign-in page asks and sends."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            use(PASSKEYS_FROM, address_of(request))
        except TooManyTriesError as refusal:
            return too_many(request, refusal)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


view = SignInPasskey.as_view()
