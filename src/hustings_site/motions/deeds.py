"""What is done with motions from a page of its own: each deed with its form, its service, and who may do it.

`views/deed.py` shows the form with a slip (`pages/stale.py`), acts on it once, and goes back to the page it is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.accounts.models import User
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.motions import forms as ours
from hustings_site.motions.doors import row_at
from hustings_site.motions.enums import Shown
from hustings_site.motions.models import (
    BranchMotion,
    CardVote,
    Challenge,
    DelegationList,
    Likeness,
    Passing,
    Ruling,
    TriggerBallot,
    TriggerBody,
)
from hustings_site.motions.permissions import may_certify_for, may_keep_motions
from hustings_site.motions.services import branches, cards, rulings, triggers, votes
from hustings_site.roll.models import Branch, Organisation

Sent = QueryDict | None
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed on a row of an organisation: `find` it, show the `form`, `do` it (what was done, in a sentence).

    `branch`: whose officer may do it beside those who keep the organisation's motions.
    """

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    find: Callable[[Organisation, int], Any]
    form: Callable[[Organisation, Any, Sent], forms.Form]
    do: Callable[[User, Any, Data], str]
    back: Callable[[Organisation, Any], str]
    branch: Callable[[Any], Branch | None] = lambda _row: None

    def may(self, user: User, organisation: Organisation, row: Model) -> bool:
        """Whether the person may do it."""
        branch = self.branch(row)
        return may_keep_motions(user, organisation) or (branch is not None and may_certify_for(user, branch))


def by_officer(user: User, branch: Branch | None) -> bool:
    """Whether somebody enters it who does not certify for that branch: the returning officer, from paper."""
    return branch is None or not may_certify_for(user, branch)


# Where each deed begins and goes back to ------------------------------------------------------------------------------


def _own(organisation: Organisation, pk: int) -> Organisation:
    return row_at(Organisation.objects.filter(pk=organisation.pk), pk)


def _branch(organisation: Organisation, pk: int) -> Branch:
    return row_at(Branch.objects.of(organisation).select_related("organisation"), pk)


def _passing(organisation: Organisation, pk: int) -> Passing:
    return row_at(Passing.objects.filter(motion__organisation=organisation).select_related("motion", "branch"), pk)


def _motion(organisation: Organisation, pk: int) -> BranchMotion:
    return row_at(BranchMotion.objects.filter(organisation=organisation), pk)


def _likeness(organisation: Organisation, pk: int) -> Likeness:
    return row_at(Likeness.objects.filter(motion__organisation=organisation).select_related("motion"), pk)


def _ruling(organisation: Organisation, pk: int) -> Ruling:
    return row_at(Ruling.objects.filter(motion__organisation=organisation).select_related("motion"), pk)


def _challenge(organisation: Organisation, pk: int) -> Challenge:
    rows = Challenge.objects.filter(ruling__motion__organisation=organisation)
    return row_at(rows.select_related("ruling__motion"), pk)


def _list(organisation: Organisation, pk: int) -> DelegationList:
    return row_at(DelegationList.objects.filter(organisation=organisation), pk)


def _card_vote(organisation: Organisation, pk: int) -> CardVote:
    rows = CardVote.objects.filter(organisation=organisation)
    return row_at(rows.select_related("organisation", "delegations"), pk)


def _ballot(organisation: Organisation, pk: int) -> TriggerBallot:
    return row_at(TriggerBallot.objects.filter(organisation=organisation).select_related("organisation"), pk)


def _body(organisation: Organisation, pk: int) -> TriggerBody:
    rows = TriggerBody.objects.filter(ballot__organisation=organisation)
    return row_at(rows.select_related("ballot__organisation", "branch__organisation", "affiliate"), pk)


def _to_table(organisation: Organisation, _row: object) -> str:
    return reverse("motions:table", args=[organisation.slug])


def _to_desk(organisation: Organisation, _row: object) -> str:
    return reverse("motions:desk", args=[organisation.slug])


def motion_path(organisation: Organisation, motion: BranchMotion) -> str:
    """The public page of a motion."""
    return reverse("motions:motion", args=[organisation.slug, motion.pk])


def _to_card_vote(organisation: Organisation, vote: CardVote) -> str:
    return reverse("motions:card_vote", args=[organisation.slug, vote.pk])


def _to_trigger(organisation: Organisation, row: TriggerBallot | TriggerBody) -> str:
    ballot = row if isinstance(row, TriggerBallot) else row.ballot
    return reverse("motions:trigger", args=[organisation.slug, ballot.pk])


# What each does -------------------------------------------------------------------------------------------------------


def _record(user: User, branch: Branch, data: Data) -> str:
    passing = branches.record_passing(
        by=user.scope, branch=branch, said=branches.Said(**data), by_officer=by_officer(user, branch)
    )
    return _("Recorded: %(what)s.") % {"what": passing.motion}


def _take_back(user: User, passing: Passing, data: Data) -> str:
    branches.take_back_passing(by=user.scope, passing=passing, author=user.name, **data)
    return _("Taken back. It stays readable, with your reason.")


def _alike(user: User, motion: BranchMotion, data: Data) -> str:
    branches.find_alike(by=user.scope, motion=motion, author=user.name, **data)
    return _("The two stand in one row.")


def _apart(user: User, likeness: Likeness, data: Data) -> str:
    branches.set_apart(by=user.scope, likeness=likeness, author=user.name, **data)
    return _("The two stand apart again.")


def _rule(user: User, motion: BranchMotion, data: Data) -> str:
    ruling = rulings.rule(by=user.scope, motion=motion, author=user.name, **data)
    return _("Ruled: %(kind)s.") % {"kind": ruling.get_kind_display()}


def _challenged(user: User, ruling: Ruling, data: Data) -> str:
    rulings.challenge(by=user.scope, ruling=ruling, **data)
    return _("The challenge stands beside the ruling.")


def _answered(user: User, challenge: Challenge, data: Data) -> str:
    answer = rulings.answer_challenge(by=user.scope, challenge=challenge, **data)
    return _("The ruling falls.") if answer.upheld else _("The ruling stands.")


def _responded(user: User, motion: BranchMotion, data: Data) -> str:
    rulings.respond(by=user.scope, motion=motion, **data)
    return _("The response stands beside the motion.")


def _list_published(user: User, organisation: Organisation, data: Data) -> str:
    listed = cards.publish_delegations(by=user.scope, organisation=organisation, **data)
    return _("Published, with the fingerprint %(sha256)s.") % {"sha256": listed.sha256}


def _announced(user: User, listed: DelegationList, data: Data) -> str:
    vote = cards.announce_card_vote(by=user.scope, delegations=listed, about=cards.About(**data))
    return _("Announced: %(what)s.") % {"what": vote}


def _cards(user: User, vote: CardVote, data: Data) -> str:
    shown = {each: Shown(said) for each in vote.delegations.delegations.all() if (said := data[f"card-{each.pk}"])}
    written = cards.record_cards(by=user.scope, vote=vote, shown=shown, reason=data["reason"])
    return _("%(n)d cards recorded.") % {"n": len(written)}


def _told(proposal: Proposal) -> str:
    if proposal.state == ProposalState.WAITING:
        return _("Proposed. It is done when a second officer approves it.")
    return _("Done.")


def _declared(user: User, vote: CardVote, _data: Data) -> str:
    return _told(cards.propose_declaring(by=user.scope, vote=vote))


def _put(user: User, organisation: Organisation, data: Data) -> str:
    contest = votes.put_to_vote(by=user.scope, organisation=organisation, question=votes.Question(**data))
    return _("In preparation: %(what)s. Set its timetable and announce it on its desk.") % {"what": contest}


def _trigger(user: User, organisation: Organisation, data: Data) -> str:
    data = {**data, "branches": list(data["branches"]), "affiliates": list(data["affiliates"])}
    ballot = triggers.announce_trigger(by=user.scope, organisation=organisation, terms=triggers.TriggerTerms(**data))
    return _("Announced: %(what)s.") % {"what": ballot}


def _decide(user: User, body: TriggerBody, data: Data) -> str:
    data = dict(data)
    reason = data.pop("reason")
    triggers.decide_trigger(
        by=user.scope,
        body=body,
        decided=triggers.Decided(**data),
        by_officer=by_officer(user, body.branch),
        reason=reason,
    )
    return _("Recorded: %(what)s.") % {"what": body}


def _ended(user: User, ballot: TriggerBallot, _data: Data) -> str:
    return _told(triggers.propose_ending(by=user.scope, ballot=ballot))


def _reselect(user: User, ballot: TriggerBallot, data: Data) -> str:
    contest = triggers.open_reselection(by=user.scope, ballot=ballot, **data)
    return _("In preparation: %(what)s. Set its timetable and announce it on its desk.") % {"what": contest.election}


DEEDS: Mapping[str, Deed] = {
    "pass": Deed(
        gettext_lazy("Record a motion that was passed"),
        gettext_lazy("It is public at once. A text with the same words as another branch’s stands in one row with it."),
        gettext_lazy("Record this motion"),
        _branch,
        lambda _organisation, _row, sent: ours.PassingForm(sent),
        _record,
        _to_table,
        lambda branch: branch,
    ),
    "take-back": Deed(
        gettext_lazy("Take an entry back"),
        gettext_lazy("For an entry made by mistake. It stays readable, crossed out, with your reason."),
        gettext_lazy("Take it back"),
        _passing,
        lambda _organisation, _row, sent: ours.ReasonForm(sent),
        _take_back,
        lambda organisation, passing: motion_path(organisation, passing.motion),
        lambda passing: passing.branch,
    ),
    "alike": Deed(
        gettext_lazy("The same in substance"),
        gettext_lazy("From now on both stand in one row, with your name and your reason. It can be undone."),
        gettext_lazy("Let them stand in one row"),
        _motion,
        lambda _organisation, motion, sent: ours.AlikeForm(sent, motion=motion),
        _alike,
        motion_path,
    ),
    "apart": Deed(
        gettext_lazy("Set motions apart again"),
        gettext_lazy("Each has a row of its own again. The finding and its undoing stay readable."),
        gettext_lazy("Set them apart"),
        _likeness,
        lambda _organisation, _row, sent: ours.ReasonForm(sent),
        _apart,
        lambda organisation, likeness: motion_path(organisation, likeness.motion),
    ),
    "rule": Deed(
        gettext_lazy("Rule on a motion"),
        gettext_lazy("The ruling is public with its text and your name. One before it stays readable."),
        gettext_lazy("Publish this ruling"),
        _motion,
        lambda _organisation, motion, sent: ours.RulingForm(sent, motion=motion),
        _rule,
        motion_path,
    ),
    "challenge": Deed(
        gettext_lazy("Enter a challenge of a ruling"),
        gettext_lazy("It stands beside the ruling."),
        gettext_lazy("Publish this challenge"),
        _ruling,
        lambda _organisation, _row, sent: ours.ChallengeForm(sent),
        _challenged,
        lambda organisation, ruling: motion_path(organisation, ruling.motion),
    ),
    "answer": Deed(
        gettext_lazy("Answer a challenge"),
        gettext_lazy("Upheld, the ruling falls; otherwise it stands. An answer is given once."),
        gettext_lazy("Publish this answer"),
        _challenge,
        lambda _organisation, _row, sent: ours.AnswerForm(sent),
        _answered,
        lambda organisation, challenge: motion_path(organisation, challenge.ruling.motion),
    ),
    "respond": Deed(
        gettext_lazy("Enter a committee’s response"),
        gettext_lazy("What the committee says to the motion, and its decision where it took one."),
        gettext_lazy("Publish this response"),
        _motion,
        lambda organisation, _row, sent: ours.ResponseForm(sent, organisation=organisation),
        _responded,
        motion_path,
    ),
    "delegations": Deed(
        gettext_lazy("Publish a list of delegations"),
        gettext_lazy("Public at once with its fingerprint, and never changed: a mistake takes another list."),
        gettext_lazy("Publish this list"),
        _own,
        lambda organisation, _row, sent: ours.DelegationsForm(sent, organisation=organisation),
        _list_published,
        _to_desk,
    ),
    "card-vote": Deed(
        gettext_lazy("Announce a card vote recorded by name"),
        gettext_lazy("Everybody reads beforehand on which text, with which cards and by which majority."),
        gettext_lazy("Announce this vote"),
        _list,
        lambda organisation, _row, sent: ours.CardVoteForm(sent, organisation=organisation),
        _announced,
        _to_desk,
    ),
    "cards": Deed(
        gettext_lazy("Record the cards"),
        gettext_lazy("By name, as they were shown. A card recorded already is corrected with a reason."),
        gettext_lazy("Record these cards"),
        _card_vote,
        lambda _organisation, vote, sent: ours.CardsForm(sent, vote=vote),
        _cards,
        _to_card_vote,
    ),
    "declare-cards": Deed(
        gettext_lazy("Declare a card vote"),
        gettext_lazy("Two officers declare it; from then on no card is corrected."),
        gettext_lazy("Declare it"),
        _card_vote,
        lambda _organisation, _row, sent: ours.NothingForm(sent),
        _declared,
        _to_card_vote,
    ),
    "put": Deed(
        gettext_lazy("Put a motion to a secret vote"),
        gettext_lazy("An election of its own, in preparation: for, against, abstain, through the booth."),
        gettext_lazy("Prepare this vote"),
        _own,
        lambda organisation, _row, sent: ours.PutForm(sent, organisation=organisation),
        _put,
        _to_desk,
    ),
    "trigger": Deed(
        gettext_lazy("Announce a trigger ballot"),
        gettext_lazy("Who is asked and which share decides are public from now on, and are never changed."),
        gettext_lazy("Announce this trigger ballot"),
        _own,
        lambda organisation, _row, sent: ours.TriggerForm(sent, organisation=organisation),
        _trigger,
        _to_desk,
    ),
    "decide": Deed(
        gettext_lazy("Record a decision in a trigger ballot"),
        gettext_lazy("It is public at once. A second entry corrects the first, with a reason."),
        gettext_lazy("Record this decision"),
        _body,
        lambda _organisation, _row, sent: ours.DecideForm(sent),
        _decide,
        _to_trigger,
        lambda body: body.branch,
    ),
    "end": Deed(
        gettext_lazy("Publish the outcome of a trigger ballot"),
        gettext_lazy("Two officers publish it; from then on no decision is entered or corrected."),
        gettext_lazy("Publish the outcome"),
        _ballot,
        lambda _organisation, _row, sent: ours.NothingForm(sent),
        _ended,
        _to_trigger,
    ),
    "reselect": Deed(
        gettext_lazy("Open the contest"),
        gettext_lazy("An election in preparation. The holder stands as of right; others are nominated."),
        gettext_lazy("Open this contest"),
        _ballot,
        lambda _organisation, ballot, sent: ours.ReselectForm(sent, ballot=ballot),
        _reselect,
        _to_trigger,
    ),
}
