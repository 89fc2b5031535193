"""Back from the organisation's own provider."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from hustings_site.accounts.provider import CheckedProvider


def view(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in whom the provider vouches for."""
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(CheckedProvider(request, provider_id))(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    except RequestException as fault:
        response = render_authentication_error(request, provider_id, exception=fault)
    return response
