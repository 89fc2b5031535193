"""A hustings meeting: who comes, how to come, what is asked. Members put and support questions, and register."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Ruling
from hustings_site.campaign.forms import QuestionForm, RegistrationForm
from hustings_site.campaign.models import Meeting
from hustings_site.campaign.selectors.meetings import (
    accepted_questions,
    asked_to_all,
    invited,
    meetings,
    moderation_log,
    places,
)
from hustings_site.campaign.services.places import register
from hustings_site.campaign.services.questions import put_question, support_question
from hustings_site.journal import clock

SUPPORTED = "campaign-supported"


def view(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(), pk=pk)
    question = QuestionForm(request.POST if "ask" in request.POST else None, prefix="q")
    registration = RegistrationForm(request.POST if "register" in request.POST else None, prefix="r")
    if request.method == "POST" and (said := done(request, meeting, question, registration)):
        messages.success(request, said)
        return redirect("campaign:meeting", meeting.pk)
    now = clock.now()
    people = invited(meeting)
    context = {
        "meeting": meeting,
        "invited": people,
        "places": places(meeting),
        "questions": accepted_questions(meeting),
        "waiting": meeting.questions.filter(ruling=Ruling.WAITING).count(),
        "log": moderation_log(meeting),
        "asked": asked_to_all(meeting, people, now),
        "supported": request.session.get(SUPPORTED, []),
        "question": question,
        "registration": registration,
        "over": meeting.ends_at < now,
        "place": "campaign",
    }
    return render(request, "campaign/meeting.html", context)


def done(request: HttpRequest, meeting: Meeting, question: QuestionForm, registration: RegistrationForm) -> str:
    """What was sent is done; how, in a sentence. Empty: it is to be mended."""
    try:
        if "support" in request.POST:
            return supported(request, meeting)
        if "ask" in request.POST and question.is_valid():
            put_question(meeting=meeting, **question.cleaned_data)
            return _("Your question is with the moderator. The decision will stand here, with its reason.")
        if "register" in request.POST and registration.is_valid():
            site = request.build_absolute_uri("/").rstrip("/")
            register(meeting=meeting, site=site, **registration.cleaned_data)
            return _("A message is on its way to you: it says whether you have a place or are on the waiting list.")
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""


def supported(request: HttpRequest, meeting: Meeting) -> str:
    """One more supporter; a browser counts once for a question, and only the browser knows for which."""
    key = request.POST["support"]
    question = get_object_or_404(meeting.questions, pk=int(key) if key.isdecimal() else 0)
    before = request.session.get(SUPPORTED, [])
    if question.pk in before:
        return _("You support this question already.")
    support_question(question=question)
    request.session[SUPPORTED] = [*before, question.pk]
    return _("Counted. Nothing says who supports a question.")
