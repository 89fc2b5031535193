"""Off to the organisation's own provider."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect.views import login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from requests import RequestException


@require_POST
def view(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider's page; where it does not answer, say so."""
    try:
        response: HttpResponse = login(request, provider_id)
    except RequestException as fault:
        response = render_authentication_error(request, provider_id, exception=fault)
    return response
