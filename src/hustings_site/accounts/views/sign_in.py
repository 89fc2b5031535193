"""Signing in: an address, to which a code is sent, or a passkey. Nothing is consumed by following a link."""

from allauth.account.views import RequestLoginCodeView
from django.conf import settings

from hustings_site.accounts.forms import AddressForm


class SignIn(RequestLoginCodeView):  # type: ignore[misc]  # allauth carries no types
    """The entrance."""

    form_class = AddressForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        provider = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect")
        return {**context, "provider": provider and provider["APPS"][0], "place": "sign in"}


view = SignIn.as_view()
