"""A group puts to its supporters whether it withdraws what it said for somebody who was elected.

In this order:

1. `put_question` by an editor of the group: whom it is about, why, and the rules. Nobody else sees it yet.
2. `publish_question`: rules and reasons are public and fixed; supporters and the person concerned are told.
3. `reply` until `reply_by`: what the person says stands beside the question, on the page and on the ballot paper.
4. `announce_vote` by an officer of the organisation whose list supporters are on (`Body.supporters`): from then on it
   is an election of that organisation, held at its own desk: freeze, key, codes, opening, closing, opening the ballots.
5. `propose_outcome`, and (two officers, where that organisation wants two) `publish_outcome`: computed from the opened
   ballots by the rules. Where it is carried, the endorsement stands as withdrawn from then on, and stays readable.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.campaign.enums import EndorsementState
from hustings_site.campaign.models import Endorsement
from hustings_site.campaign.services.endorsements import withdraw_endorsement
from hustings_site.campaign.services.post import put_in_post
from hustings_site.elections.answers import figures_of, is_carried, is_quorate
from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Candidate, Election
from hustings_site.elections.questions import put_to_vote
from hustings_site.elections.services import free_slug
from hustings_site.journal import clock
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.slates.models.bodies import Body
from hustings_site.slates.models.recommending import Recommendation
from hustings_site.slates.notices import tell_supporters
from hustings_site.slates.withdrawing.concerned import addresses_of, was_elected
from hustings_site.slates.withdrawing.models import EndorsementOutcome, EndorsementReply, EndorsementVote

DECIDE = "slates.decide_endorsement"
DATES = ("freeze_at", "codes_at", "poll_opens", "poll_closes", "complaints_by")


@transaction.atomic
def put_question(
    *,
    by: str,
    recommendation: Recommendation,
    candidate: Candidate,
    why: str,
    reply_by: datetime,
    dates: Mapping[str, datetime],
    majority: Majority | str = Majority.SIMPLE,
    quorum_percent: int = 0,
    notice_days: int = 7,
    endorsement: Endorsement | None = None,
) -> EndorsementVote:
    """The question, in preparation. `dates`: freeze_at, codes_at, poll_opens, poll_closes, complaints_by.

    Raises ValidationError where the body did not recommend the candidate, nobody was elected, or it has no supporters'
    list; where the same is being asked already; and for dates that cannot be.
    """
    body = recommendation.body
    _refuse_subject(body, recommendation, candidate, endorsement)
    stem = _("%(body)s on %(name)s") % {"body": body.name, "name": candidate.printed_name}
    vote = EndorsementVote(
        slug=free_slug(stem, set(EndorsementVote.objects.values_list("slug", flat=True))),
        body=body,
        recommendation=recommendation,
        candidate=candidate,
        endorsement=endorsement,
        why=why.strip(),
        majority=majority,
        quorum_percent=quorum_percent,
        notice_days=notice_days,
        reply_by=reply_by,
        put_at=clock.now(),
        **{name: dates[name] for name in DATES},
    )
    vote.full_clean()
    _refuse_dates(vote)
    vote.save()
    record(by=by, act="slates.put_endorsement_question", subject=vote.scope, details={"body": body.scope})
    return vote


@transaction.atomic
def publish_question(*, by: str, vote: EndorsementVote, site: str) -> EndorsementVote:
    """Publish the rules and the reasons, for good: supporters are told, and the person concerned is asked to reply.

    `site`: the site's address, for the message. Raises ValidationError where there is too little notice.
    """
    held = _held(vote)
    if held.published_at is not None:
        raise ValidationError(_("The rules are published: nothing of them changes any more."))
    _refuse_dates(held)
    held.published_at = clock.now()
    held.sha256 = hashlib.sha256(rules_text(held).encode()).hexdigest()
    held.save(update_fields=["published_at", "sha256"])
    record(by=by, act="slates.publish_endorsement_question", subject=held.scope, details={"sha256": held.sha256})
    with override(held.body.organisation.language):
        said = {"question": str(held), "day": _day(held.reply_by), "opens": _day(held.poll_opens)}
        text = _("%(question)s Supporters decide in a secret vote, which opens on %(opens)s.") % said
        subject = _("A vote is held on the recommendation of you, and you have the right of reply")
        letter = _(
            "%(question)s\n\nSupporters decide in a secret vote, which opens on %(opens)s. What you say until "
            "%(day)s stands beside the question, on the page and on the ballot paper:\n%(page)s\n"
        ) % {**said, "page": site + page_of(held)}
    tell_supporters(by=by, body=held.body, contest=None, text=text)
    for address in addresses_of(held.candidate):
        put_in_post(about=held.scope, to=address, subject=subject, text=letter)
    return held


@transaction.atomic
def reply(*, by: str, vote: EndorsementVote, text: str, source: str = "") -> EndorsementReply:
    """What the person says to whom the question is about; what was said before stays readable.

    `source`: how it came, where an editor enters what came by letter. Raises ValidationError after `reply_by`: the
    ballot papers are made after that moment.
    """
    held = _held(vote)
    if held.published_at is None:
        raise ValidationError(_("The question is not published yet."))
    if clock.now() >= held.reply_by:
        raise ValidationError(
            _("Replies were taken until %(when)s: the ballot papers are made with what was said by then.")
            % {"when": _day(held.reply_by)}
        )
    said = EndorsementReply(vote=held, text=text.strip(), source=source.strip(), at=clock.now())
    said.full_clean()
    said.save()
    record(by=by, act="slates.reply_to_endorsement_question", subject=held.scope, details={"reply": said.pk})
    return said


@transaction.atomic
def announce_vote(*, by: str, vote: EndorsementVote, electorate: Electorate, spares: int = 0) -> Election:
    """The election in which supporters answer, announced by an officer of the organisation whose list they are on.

    `electorate`: a rule of that organisation's own list. Raises PermissionDenied, ValidationError.
    """
    held = _held(vote)
    organisation = supporters_of(held)
    _require_officer(by, organisation)
    if held.published_at is None:
        raise ValidationError(_("The rules are not published yet: nothing can be voted on."))
    if held.election is not None:
        raise ValidationError(_("This vote is announced already."))
    if electorate.organisation_id != organisation.pk:
        raise ValidationError({"electorate": _("This electorate is another organisation’s: choose one of your own.")})
    with override(organisation.language):
        election = put_to_vote(
            by=by,
            electorate=electorate,
            title=str(held),
            question=str(held),
            about=held.why,
            answers=(
                _("Yes, the recommendation is withdrawn"),
                _("No, the recommendation stands"),
                _("Neither: I abstain"),
            ),
            dates={name: getattr(held, name) for name in DATES},
            adopted_by=held.body.name,
            adopted_on=held.published_at.date(),
            majority=Majority(held.majority),
            quorum_percent=held.quorum_percent,
            spares=spares,
        )
    held.election = election
    held.save(update_fields=["election"])
    record(by=by, act="slates.announce_endorsement_vote", subject=held.scope, details={"election": election.scope})
    return election


def propose_outcome(*, by: str, vote: EndorsementVote) -> Proposal:
    """Ask for the outcome to be published as the opened ballots give it; it cannot be undone, so two officers agree,
    where the organisation of the supporters wants two. Raises ValidationError before the ballots are opened."""
    organisation = supporters_of(vote)
    _require_officer(by, organisation)
    outcome = outcome_of(vote)
    said = _("the recommendation is withdrawn") if outcome.withdrawn else _("the recommendation stands")
    return propose(
        by=by,
        place=organisation.scope,
        act=DECIDE,
        subject=vote.scope,
        title=_("%(question)s Yes %(yes)d, no %(no)d: %(said)s.")
        % {"question": vote, "yes": outcome.yes, "no": outcome.no, "said": said},
        details={"withdrawn": outcome.withdrawn},
        alone=not organisation.two_officers,
    )


@transaction.atomic
def publish_outcome(*, by: str, vote: EndorsementVote) -> EndorsementOutcome:
    """Publish what supporters decided, as the officers have agreed; carried, it withdraws the endorsement at once."""
    held = _held(vote)
    if hasattr(held, "outcome"):
        raise ValidationError(_("The outcome is published already."))
    outcome = outcome_of(held)
    outcome.save()
    record(
        by=by,
        act=DECIDE,
        subject=held.scope,
        details={
            "withdrawn": outcome.withdrawn,
            "entitled": outcome.entitled,
            "yes": outcome.yes,
            "no": outcome.no,
            "abstained": outcome.abstained,
        },
    )
    with override(held.body.organisation.language):
        text = told(outcome)
    tell_supporters(by=by, body=held.body, contest=None, text=text)
    endorsement = held.endorsement
    if outcome.withdrawn and endorsement is not None:
        newest = endorsement.changes.last()
        if newest is None or newest.state != EndorsementState.WITHDRAWN:
            withdraw_endorsement(by=by, endorsement=endorsement, note=text)
    return outcome


def outcome_of(vote: EndorsementVote) -> EndorsementOutcome:
    """What the opened ballots give by the published rules; not kept. Raises ValidationError before they are opened."""
    if vote.election is None:
        raise ValidationError(_("This vote is not announced yet."))
    figures = figures_of(vote.election.contests.select_related("election", "roll").get())
    return EndorsementOutcome(
        vote=vote,
        entitled=figures.entitled,
        yes=figures.yes,
        no=figures.no,
        abstained=figures.abstained,
        quorate=is_quorate(figures, vote.quorum_percent),
        withdrawn=is_carried(figures, Majority(vote.majority), vote.quorum_percent),
        at=clock.now(),
    )


def told(outcome: EndorsementOutcome) -> str:
    """What was decided, with its figures, in sentences."""
    figures = {
        "question": outcome.vote,
        "yes": outcome.yes,
        "no": outcome.no,
        "abstained": outcome.abstained,
        "voted": outcome.voted,
        "entitled": outcome.entitled,
    }
    said = (
        _("%(question)s Yes %(yes)d, no %(no)d, neither %(abstained)d; %(voted)d of %(entitled)d entitled voted.")
        % figures
    )
    if outcome.withdrawn:
        return said + " " + _("The recommendation is withdrawn.")
    if not outcome.quorate:
        return said + " " + _("Too few have voted: the recommendation stands.")
    return said + " " + _("The recommendation stands.")


def rules_text(vote: EndorsementVote) -> str:
    """The question and its rules as their fingerprint covers them: JSON, sorted, two spaces deep; times in UTC."""
    rules = {
        "body": vote.body.name,
        "about": vote.candidate.printed_name,
        "post": str(vote.recommendation.contest),
        "recommendation": vote.recommendation_id,
        "why": vote.why,
        "majority": vote.majority,
        "quorum_percent": vote.quorum_percent,
        "notice_days": vote.notice_days,
        "reply_by": vote.reply_by,
        **{name: getattr(vote, name) for name in DATES},
    }
    return json.dumps(rules, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, indent=2) + "\n"


def page_of(vote: EndorsementVote) -> str:
    """The path of its public page."""
    return reverse("slates:endorsement_vote", args=[vote.slug])


def supporters_of(vote: EndorsementVote) -> Organisation:
    """The organisation whose list the supporters are on. Raises ValidationError where none is linked any more."""
    organisation = vote.body.supporters
    if organisation is None:
        raise ValidationError(_("No list of supporters is linked with this group."))
    return organisation


def _held(vote: EndorsementVote) -> EndorsementVote:
    rows = EndorsementVote.objects.select_for_update(of=("self",)).select_related(
        "body__organisation", "body__supporters", "candidate", "recommendation__contest__election", "election"
    )
    return rows.get(pk=vote.pk)


def _require_officer(by: str, organisation: Organisation) -> None:
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[organisation.scope])


def _refuse_subject(
    body: Body, recommendation: Recommendation, candidate: Candidate, endorsement: Endorsement | None
) -> None:
    if not recommendation.places.filter(candidate=candidate, pool=False).exists():
        raise ValidationError(_("%(body)s did not recommend %(name)s there.") % {"body": body, "name": candidate})
    if not was_elected(candidate):
        raise ValidationError(
            _("%(name)s is not elected: before the vote a group publishes another recommendation instead.")
            % {"name": candidate.printed_name}
        )
    if body.supporters is None:
        raise ValidationError(_("No list of supporters is linked with this group."))
    if endorsement is not None and endorsement.candidate_id != candidate.pk:
        raise ValidationError({"endorsement": _("This endorsement is for somebody else.")})
    before = EndorsementVote.objects.filter(recommendation=recommendation, candidate=candidate)
    if before.filter(outcome=None).exists():
        raise ValidationError(_("The same is being asked already."))
    if before.filter(outcome__withdrawn=True).exists():
        raise ValidationError(_("This recommendation is withdrawn already."))


def _refuse_dates(vote: EndorsementVote) -> None:
    now = clock.now()
    dates = [getattr(vote, name) for name in DATES]
    if dates != sorted(dates) or vote.poll_opens == vote.poll_closes:
        raise ValidationError(
            _("Lists are frozen, codes sent, the vote opens, it closes, complaints end: in that order.")
        )
    if not now < vote.reply_by <= vote.freeze_at:
        raise ValidationError({"reply_by": _("The time for the reply lies ahead, and ends before the list is frozen.")})
    if vote.poll_opens < now + timedelta(days=vote.notice_days):
        raise ValidationError(
            {
                "poll_opens": _("The vote opens in less than %(n)d days: that is too little notice.")
                % {"n": vote.notice_days}
            }
        )


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")
