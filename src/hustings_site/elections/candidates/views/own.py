"""A candidate's own page, and everything that a candidate does there: each a form of its own, none needing script."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings_site.elections.candidates import services
from hustings_site.elections.candidates.door import is_in, leave
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.candidates.forms import ConsentForm, PhotoForm, ReplyForm, StatementForm
from hustings_site.elections.candidates.models import CandidateFile
from hustings_site.elections.candidates.own_page import OwnPage, own_page
from hustings_site.elections.candidates.words import count_words
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.pages.stale import AlreadySentError, slip, take

OwnView = Callable[[HttpRequest, OwnPage], HttpResponse]


def for_the_candidate(view: OwnView) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Lead whoever has not typed the code to the door."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, link: UUID) -> HttpResponse:
        file = get_object_or_404(CandidateFile.objects.select_related("candidate__member"), link=link)
        if not is_in(request, file):
            return redirect("elections:stand", link)
        return view(request, own_page(file))

    return guarded


@require_safe
@for_the_candidate
def page(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Where everything stands, and what is to be done."""
    return render(
        request, "elections/candidates/own.html", {"own": own, "slip": slip(own.candidate.standing), "place": "stand"}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def answer(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Accept, decline or withdraw: a page says first what will happen."""
    what = request.POST.get("answer") or request.GET.get("answer", "")
    acts = {"accept": services.accept, "decline": services.decline, "withdraw": services.withdraw}
    if what not in acts:
        return redirect("elections:own_page", own.file.link)
    form = PlainForm()
    if request.method == "POST":

        def act() -> None:
            acts[what](by=own.candidate.scope, candidate=own.candidate, source=Source.SCREEN)

        if _done(request, own, form, act, own.candidate.standing):
            said = {
                "accept": _("You have accepted. Now write your statement, and say what may be published."),
                "decline": _("You have declined. Nothing more is asked of you."),
                "withdraw": _("You have withdrawn."),
            }
            messages.success(request, said[what])
            return redirect("elections:own_page", own.file.link)
    context = {"own": own, "what": what, "form": form, "slip": slip(own.candidate.standing), "place": "stand"}
    return render(request, "elections/candidates/own_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def statement(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Write the statement; the words are counted before it is kept, as often as one likes."""
    form = StatementForm(request.POST or None, initial={"text": own.statement.text if own.statement else ""})
    text = request.POST.get("text", own.statement.text if own.statement else "")
    if request.method == "POST" and form.is_valid() and "count" not in request.POST:

        def act() -> None:
            services.keep_statement(by=own.candidate.scope, candidate=own.candidate, text=text, source=Source.SCREEN)

        if _done(request, own, form, act, own.statement.pk if own.statement else 0):
            messages.success(request, _("Your statement is kept."))
            return redirect("elections:own_page", own.file.link)
    most, has = own.candidate.contest.statement_words, count_words(text)
    context = {
        "own": own,
        "form": form,
        "most": most,
        "has": has,
        "over": max(has - most, 0),
        "slip": slip(own.statement.pk if own.statement else 0),
        "place": "stand",
    }
    return render(request, "elections/candidates/own_statement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def photo(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Send a photograph, mend its words, or take it away."""
    initial = {"alternative": own.picture.alternative if own.picture else ""}
    form = PhotoForm(request.POST or None, request.FILES or None, initial=initial)
    seen = own.picture.sha256 if own.picture else ""
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            if "remove" in request.POST:
                services.remove_photo(by=own.candidate.scope, candidate=own.candidate)
            else:
                services.keep_photo(
                    by=own.candidate.scope,
                    candidate=own.candidate,
                    upload=form.upload(),
                    alternative=form.cleaned_data["alternative"],
                )

        if _done(request, own, form, act, seen):
            messages.success(request, _("Your photograph is as you wanted it."))
            return redirect("elections:own_page", own.file.link)
    context = {"own": own, "form": form, "slip": slip(seen), "place": "stand"}
    return render(request, "elections/candidates/own_photo.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def consents(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Say what may be published, field by field; each can be taken back at any time."""
    initial: dict[str, object] = {f"may_{field.value}": given for field, given in own.consents.items()}
    form = ConsentForm(request.POST or None, initial={**initial, "contact": own.file.contact})
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            services.give_consents(
                by=own.candidate.scope,
                candidate=own.candidate,
                given=form.given(),
                source=Source.SCREEN,
                contact=form.cleaned_data["contact"],
            )

        if _done(request, own, form, act, *own.consents.values(), own.file.contact):
            messages.success(request, _("What may be published is noted, with today’s date."))
            return redirect("elections:own_page", own.file.link)
    context = {
        "own": own,
        "form": form,
        "name_field": PublicField.NAME.label,
        "slip": slip(*own.consents.values(), own.file.contact),
        "place": "stand",
    }
    return render(request, "elections/candidates/own_consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def proof(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Look at how one will appear, and sign."""
    form = PlainForm()
    if request.method == "POST":
        seen = request.POST.get("fingerprint", "")

        def act() -> None:
            services.sign_proof(by=own.candidate.scope, candidate=own.candidate, shown=seen, source=Source.SCREEN)

        if _done(request, own, form, act, own.signature.pk if own.signature else 0):
            messages.success(request, _("You have signed the proof."))
            return redirect("elections:own_page", own.file.link)
    context = {"own": own, "form": form, "slip": slip(own.signature.pk if own.signature else 0), "place": "stand"}
    return render(request, "elections/candidates/own_proof.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_candidate
def reply(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Reply to a suspension, in the candidate's own words."""
    change = own.suspension
    if change is None:
        return redirect("elections:own_page", own.file.link)
    known = getattr(change, "reply", None)
    form = ReplyForm(request.POST or None, initial={"text": known.text if known else ""})
    if request.method == "POST" and form.is_valid():

        def act() -> None:
            services.reply_to_suspension(
                by=own.candidate.scope, change=change, text=form.cleaned_data["text"], source=Source.SCREEN
            )

        if _done(request, own, form, act, known.text if known else ""):
            messages.success(request, _("Your reply is published."))
            return redirect("elections:own_page", own.file.link)
    context = {
        "own": own,
        "form": form,
        "most": services.REPLY_WORDS,
        "slip": slip(known.text if known else ""),
        "place": "stand",
    }
    return render(request, "elections/candidates/own_reply.html", context)


@require_POST
@for_the_candidate
def go(request: HttpRequest, own: OwnPage) -> HttpResponse:
    """Leave: the page asks for the code again."""
    leave(request)
    return redirect("elections:stand", own.file.link)


def _done(request: HttpRequest, own: OwnPage, form: PlainForm, act: Callable[[], None], *seen: object) -> bool:
    """Whether the act was done, now or by the first copy of the same form; a refusal stands on the form."""
    try:
        with transaction.atomic():
            services.held_candidate(own.candidate)
            take(request.POST, *seen)
            act()
    except AlreadySentError:
        return True
    except ValidationError as refusal:
        if not form.is_bound:
            form.is_bound, form.data = True, request.POST
            form.full_clean()
        form.refuse(refusal)
        return False
    return True
