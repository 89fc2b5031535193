"""Add a passkey: whoever has just shown it is not asked for it again to see the recovery codes."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse


class PasskeyAdd(AddWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """The page on which a device makes its key."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="webauthn", reauthenticated=True)
        return response


view = PasskeyAdd.as_view()
