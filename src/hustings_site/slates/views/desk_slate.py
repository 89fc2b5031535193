"""A slate at the desk of the body that puts it forward: its plan, its answers, who applied."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest, slate_to_edit
from hustings_site.slates.forms import (
    ApplicationForm,
    DecisionForm,
    DeskForm,
    QuestionForm,
    StepEntryForm,
    StepForm,
)
from hustings_site.slates.models import Slate
from hustings_site.slates.selectors.slates import plan_of, questions_of
from hustings_site.slates.services.making import (
    answer_question,
    enter_application,
    enter_decision,
    enter_step,
    open_slate,
    plan_step,
)

ACTS: Mapping[str, DeskAct[Slate]] = {
    "open": DeskAct(
        _("Open its page"),
        _("Open the page to everybody"),
        lambda slate, sent, prefix: None if slate.published_at else DeskForm(sent, prefix),
        lambda by, slate, _data: open_slate(by=by, slate=slate),
        _("Everybody sees how the slate will be made."),
    ),
    "question": DeskAct(
        _("Answer a question"),
        _("Publish this answer"),
        lambda _slate, sent, prefix: QuestionForm(sent, prefix),
        lambda by, slate, data: answer_question(by=by, slate=slate, **data),
        _("Answered; what it said before stays readable."),
    ),
    "step": DeskAct(
        _("Add a step to the plan"),
        _("Add it"),
        lambda _slate, sent, prefix: StepForm(sent, prefix),
        lambda by, slate, data: plan_step(by=by, slate=slate, **data),
        _("It stands in the plan with its day."),
    ),
    "entry": DeskAct(
        _("Say what happened to a step"),
        _("Enter it"),
        lambda slate, sent, prefix: StepEntryForm(slate.steps.all(), sent, prefix) if slate.steps.exists() else None,
        lambda by, _slate, data: enter_step(by=by, **data),
        _("It stands beside the plan."),
    ),
    "application": DeskAct(
        _("Enter an application"),
        _("Enter it"),
        ApplicationForm,
        lambda by, slate, data: enter_application(by=by, slate=slate, **data),
        _("It stands on the page until it is decided."),
    ),
    "decision": DeskAct(
        _("Decide, or enter an appeal"),
        _("Publish it"),
        lambda slate, sent, prefix: (
            DecisionForm(slate.applications.all(), sent, prefix) if slate.applications.exists() else None
        ),
        lambda by, _slate, data: enter_decision(by=by, **data),
        _("Published with its reason."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    slate = slate_to_edit(request, pk)
    offered = offered_acts(request, slate, ACTS)
    if offered is None:
        return redirect("slates:desk_slate", slate.pk)
    context = {
        "slate": slate,
        "body": slate.body,
        "offered": offered,
        "open_questions": [each for each in questions_of(slate) if each.newest is None],
        "plan": plan_of(slate),
        "contests": slate.election.contests.all(),
        "place": "desk",
    }
    return render(request, "slates/desk_slate.html", context)
