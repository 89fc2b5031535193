"""What an organisation's own identity provider answers, checked."""

from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest


class CheckedProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's reading of the answer, which believes an unsigned token that came by TLS; this one does not.

    Source: OpenID Connect Core 1.0, 3.1.3.7 (the token), 5.3.2 (the same `sub` in the token and in what is said of the
    person).
    """

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        self.did_fetch_access_token = False  # allauth then checks the signature
        try:
            login = super().complete_login(request, app, token, **kwargs)
            said = login.account.extra_data
            if said["userinfo"]["sub"] != said["id_token"]["sub"]:
                msg = "the provider's token is about one person and its answer about another"
                raise OAuth2Error(msg)
        except (KeyError, TypeError, ValueError) as fault:
            msg = "the provider's answer lacks what it must have"
            raise OAuth2Error(msg) from fault
        return login
