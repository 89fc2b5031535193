"""Signing in at an organisation's own identity provider, where one is set."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def providers(*, url: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings for the OpenID Connect provider at this address; empty where none is set.

    Raises ImproperlyConfigured where only some of it is there, or the address is not https.
    """
    given = {"HUSTINGS_OIDC_URL": url, "HUSTINGS_OIDC_CLIENT": client, "HUSTINGS_OIDC_SECRET": secret}
    if not any(given.values()):
        return {}
    if lacking := [setting for setting, value in given.items() if not value]:
        msg = f"{', '.join(lacking)} is missing: an identity provider needs an address, a client and a secret"
        raise ImproperlyConfigured(msg)
    if urlsplit(url).scheme != "https":
        msg = "HUSTINGS_OIDC_URL: write the provider's address with https://"
        raise ImproperlyConfigured(msg)
    app = {
        "provider_id": "oidc",
        "name": name or urlsplit(url).hostname,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def origin(url: str) -> list[str]:
    """Where the sign-in form may lead besides this site."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
