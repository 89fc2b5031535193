"""A candidate's own page: the reply code opens it, then the points are answered, all or some.

Looking at it changes nothing; only the code, sent by the form, opens it, for as long as the browser stays open.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.enums import Way
from hustings_site.campaign.forms import DeclineForm, ReplyForm
from hustings_site.campaign.models import Request
from hustings_site.campaign.selectors.answers import answers_in_force
from hustings_site.campaign.services.answers import decline, publish_answers
from hustings_site.campaign.services.asking import open_request
from hustings_site.campaign.typed_code import close, is_open, try_code


@never_cache
def view(request: HttpRequest, key: str) -> HttpResponse:
    asked = get_object_or_404(
        Request.objects.select_related("candidate", "programme__contest__election__organisation"), key=key.lower()
    )
    if is_open(request, asked):
        return answer(request, asked)
    form = try_code(request, asked, lambda code: open_request(request=asked, code=code))
    if is_open(request, asked):
        return redirect("campaign:reply", asked.key)
    return render(request, "campaign/reply_code.html", {"asked": asked, "form": form})


def answer(request: HttpRequest, asked: Request) -> HttpResponse:
    """The points, with what has been answered so far."""
    points = list(asked.programme.points.all())
    before = answers_in_force(asked.programme, asked.candidate)
    declining = "decline" in request.POST
    form = ReplyForm(points, before, None if declining else request.POST or None)
    refusal = DeclineForm(request.POST if declining else None, prefix="no")
    by = asked.candidate.scope
    if request.method == "POST" and "leave" in request.POST:
        close(request)
        return redirect("campaign:reply", asked.key)
    if declining and refusal.is_valid():
        decline(by=by, request=asked, reason=refusal.cleaned_data["reason"])
        messages.success(request, _("Your refusal is published with its reason. You can still answer."))
        return redirect("campaign:reply", asked.key)
    if request.method == "POST" and not declining and form.is_valid():
        try:
            published = publish_answers(
                by=by,
                request=asked,
                replies=form.replies(),
                way=Way.PAGE,
                consent=form.cleaned_data["consent"],
            )
        except ValidationError as refused:
            form.add_error("consent", refused)
        else:
            messages.success(request, told(len(published)))
            return redirect("campaign:reply", asked.key)
    context = {"asked": asked, "form": form, "refusal": refusal, "answered": len(before), "points": len(points)}
    return render(request, "campaign/reply.html", context)


def told(published: int) -> str:
    """What came of sending the form."""
    if not published:
        return _("Nothing has changed, so nothing was published.")
    return _("Published: %(count)d. You can come back with the same code.") % {"count": published}
