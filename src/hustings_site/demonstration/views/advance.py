"""Put the demonstration's clock forward, and do what has become due."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings_site.journal import clock
from hustings_site.journal.schedule import do_what_is_due

DAYS = (1, 7)


@require_POST
def view(request: HttpRequest) -> HttpResponse:
    days = int(request.POST["days"]) if request.POST.get("days") in {str(day) for day in DAYS} else DAYS[0]
    clock.set_ahead(clock.ahead() + timedelta(days=days))
    done = do_what_is_due()
    messages.success(request, _("The clock is put forward; %(done)d promised acts were due.") % {"done": done})
    return redirect("demonstration:story")
