"""A key holder's own page: what waits, the files and the exact commands for it, and the way to bring the answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hustings_site.booth.answers import as_download
from hustings_site.booth.boards import archive
from hustings_site.booth.selectors import poll_of, shown_head_of
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.keys import services
from hustings_site.elections.keys.forms import FileForm
from hustings_site.elections.keys.selectors import holder_of
from hustings_site.elections.keys.work import CERTIFICATES, Work, bring, file_name, private_files, work_of
from hustings_site.elections.opening.models import Trial
from hustings_site.elections.opening.trial import trial_board

BOARDS = ("to-shuffle-", "to-decrypt-")
TRIALS = ("trial-to-shuffle", "trial-to-decrypt")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    holder = holder_of(request.user, election)
    works = work_of(holder)
    sent = request.POST.get("work", "")
    forms = {work.name: _form(request, work, sent) for work in works}
    if request.method == "POST" and sent not in forms:
        messages.warning(request, _("That is done already, or it is not your turn: see below what waits."))
        return redirect("elections:key_holder", election)
    if request.method == "POST" and forms[sent].is_valid():
        try:
            bring(by=request.user.scope, holder=holder, work=sent, body=forms[sent].body())
        except ValidationError as refusal:
            forms[sent].refuse(refusal)
        else:
            messages.success(request, _("Taken, after every check. Thank you."))
            return redirect("elections:key_holder", election)
    holders = list(holder.keys.holders.all())
    context = {
        "holder": holder,
        "election": holder.keys.election,
        "holders": holders,
        "works": [(work, forms[work.name]) for work in works],
        "made": bool(holder.keys.made_at),
        "keep": private_files(holder) if holder.certify or holder.key else (),
        "place": "waiting",
    }
    return render(request, "elections/keys/holder.html", context)


@signed_in
@never_cache
@require_safe
def file(request: OfficersRequest, election: str, what: str) -> HttpResponseBase:
    """A file for this key holder: everybody's certificates, what is encrypted to the holder, a board to work on."""
    holder = holder_of(request.user, election)
    if what.startswith(BOARDS):
        slug = what.removeprefix(BOARDS[0]).removeprefix(BOARDS[1])
        contest = get_object_or_404(holder.keys.election.contests.exclude(poll=None), slug=slug)
        poll = poll_of(str(contest.poll))
        head = shown_head_of(poll)
        return as_download(archive(poll, head), f"{what}.bel", "application/octet-stream", head.size)
    name = file_name(holder)
    files = {
        "certificates": (CERTIFICATES, services.certificates_of),
        "received": (f"{name}.vinput", lambda _keys: services.dealt_to(holder)),
        "share": (f"{name}.dkey", lambda _keys: services.share_of(holder)),
        **dict.fromkeys(TRIALS, (f"{what}.bel", lambda keys: trial_board(keys.trial))),
    }
    there = {
        "share": bool(holder.accept),
        **dict.fromkeys(TRIALS, Trial.objects.filter(keys=holder.keys).exists()),
    }
    if what not in files or not there.get(what, True):
        raise Http404
    called, make = files[what]
    try:
        body = make(holder.keys)
    except ValidationError:
        raise Http404 from None
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    return response


def _form(request: OfficersRequest, work: Work, sent: str) -> FileForm:
    bound = request.method == "POST" and sent == work.name
    return FileForm(request.POST if bound else None, request.FILES if bound else None, prefix=work.name)
