"""An organisation's programs: keys to the API, and addresses that are told of public acts. Secrets are shown once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.api_keys import make_key, revoke_key
from hustings_site.accounts.forms import KeyForm, WebhookForm
from hustings_site.accounts.models import ApiKey
from hustings_site.accounts.places import Place
from hustings_site.accounts.views.place_door import SignedIn, for_administrators
from hustings_site.journal.models import Delivery, Webhook
from hustings_site.journal.webhooks import add_webhook, stop_webhook
from hustings_site.pages.stale import AlreadySentError, slip, take

SHOWN = 50


@for_administrators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: SignedIn, place: Place) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    keys = KeyForm(sent if sent and "make_key" in sent else None)
    hooks = WebhookForm(sent if sent and "add_webhook" in sent else None)
    secret = ""
    try:
        if keys.is_bound and keys.is_valid():
            with transaction.atomic():
                take(request.POST)
                secret = make_key(by=request.user.scope, user=request.user, place=place, name=keys.cleaned_data["name"])
        elif hooks.is_bound and hooks.is_valid():
            with transaction.atomic():
                take(request.POST)
                secret = add_webhook(by=request.user.scope, place=place, url=hooks.cleaned_data["url"])
        elif sent and _stop(request, place):
            return redirect("accounts:programs", place.scope)
    except AlreadySentError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect("accounts:programs", place.scope)
    except ValidationError as refusal:
        (keys if keys.is_bound else hooks).add_error(None, refusal)
    deliveries = Delivery.objects.filter(webhook__scope=place.chain[-1]).select_related("webhook")
    context = {
        "where": place,
        "keys": ApiKey.objects.filter(scope=place.chain[-1]).select_related("user"),
        "webhooks": Webhook.objects.filter(scope=place.chain[-1]),
        "deliveries": deliveries.order_by("-pk")[:SHOWN],
        "key_form": keys,
        "webhook_form": hooks,
        "secret": secret,
        "slip": slip(),
    }
    return render(request, "accounts/programs.html", context)


def _stop(request: SignedIn, place: Place) -> bool:
    """Revoke a key or stop a webhook of this organisation, where the form asks for it."""
    for name in ("revoke_key", "stop_webhook"):
        number = request.POST.get(name, "")
        if number.isdigit():
            if name == "revoke_key":
                key = get_object_or_404(ApiKey, pk=number, scope=place.chain[-1])
                revoke_key(by=request.user.scope, key=key)
            else:
                webhook = get_object_or_404(Webhook, pk=number, scope=place.chain[-1])
                stop_webhook(by=request.user.scope, webhook=webhook)
            messages.success(request, _("It serves no longer."))
            return True
    return False
