"""A vote on an endorsement at the desk: for the group's editors, and for officers of the supporters' list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.services.post import not_sent
from hustings_site.elections.enums import ContestState
from hustings_site.journal import clock
from hustings_site.slates.desk_acts import DeskAct, offered_acts
from hustings_site.slates.door import SignedInRequest
from hustings_site.slates.forms import DeskForm, Sent
from hustings_site.slates.permissions import may_edit_body
from hustings_site.slates.withdrawing.door import runs_the_vote, vote_at_desk
from hustings_site.slates.withdrawing.enums import State
from hustings_site.slates.withdrawing.forms import AnnounceForm, BroughtReplyForm
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.services import (
    announce_vote,
    propose_outcome,
    publish_question,
    reply,
    rules_text,
)

OVER = (ContestState.CLOSED, ContestState.PROVISIONAL, ContestState.FINAL, ContestState.INQUORATE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A vote as whoever looks at it may move it on: `writes` for the group, `runs` the vote of its supporters."""

    vote: EndorsementVote
    writes: bool
    runs: bool
    site: str

    def __str__(self) -> str:
        return f"{self.vote.scope} {self.vote.state}"


def _publish_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form | None:
    return DeskForm(sent, prefix) if subject.writes and subject.vote.state is State.PREPARED else None


def _reply_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form | None:
    vote = subject.vote
    open_to_replies = vote.published_at is not None and clock.now() < vote.reply_by
    return BroughtReplyForm(sent, prefix) if subject.writes and open_to_replies else None


def _announce_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form | None:
    return AnnounceForm(subject.vote, sent, prefix) if subject.runs and subject.vote.state is State.PUBLISHED else None


def _outcome_form(subject: Subject, sent: Sent, prefix: str) -> forms.Form | None:
    vote = subject.vote
    if not subject.runs or vote.state is not State.ANNOUNCED or vote.election is None:
        return None
    return DeskForm(sent, prefix) if vote.election.contests.get().state in OVER else None


ACTS: Mapping[str, DeskAct[Subject]] = {
    "publish": DeskAct(
        _("Publish the question"),
        _("Publish it for good, and tell supporters and whom it is about"),
        _publish_form,
        lambda by, subject, _data: publish_question(by=by, vote=subject.vote, site=subject.site),
        _("Published. Nothing of it changes any more."),
    ),
    "reply": DeskAct(
        _("Enter a reply that came otherwise"),
        _("Publish the reply"),
        _reply_form,
        lambda by, subject, data: reply(by=by, vote=subject.vote, **data),
        _("The reply stands beside the question."),
    ),
    "announce": DeskAct(
        _("Announce the vote to your list"),
        _("Announce the vote"),
        _announce_form,
        lambda by, subject, data: announce_vote(by=by, vote=subject.vote, **data),
        _("Announced. List, key, codes and opening stand at your own desk, as in any election."),
    ),
    "outcome": DeskAct(
        _("Publish the outcome"),
        _("Count and publish; where your rules want two officers, ask the second"),
        _outcome_form,
        lambda by, subject, _data: propose_outcome(by=by, vote=subject.vote),
        _("Published, or waiting for a second officer."),
    ),
}


@login_required
@never_cache
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    vote = vote_at_desk(request, pk)
    site = request.build_absolute_uri("/").rstrip("/")
    subject = Subject(vote, may_edit_body(request.user, vote.body), runs_the_vote(request.user, vote), site)
    offered = offered_acts(request, subject, ACTS)
    if offered is None:
        return redirect("slates:desk_endorsement_vote", vote.pk)
    context = {
        "vote": vote,
        "runs": subject.runs,
        "offered": offered,
        "rules": rules_text(vote),
        "replies": vote.replies.all(),
        "not_sent": not_sent(vote.scope),
        "place": "desk",
    }
    return render(request, "slates/withdrawing/desk_vote.html", context)
