"""What a second officer sets off in a vote on an endorsement, and what is printed with its question."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import holds, person
from hustings_site.elections import beside
from hustings_site.elections.models import Contest
from hustings_site.journal.acts import Act, Details, register
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.services import DECIDE, page_of, publish_outcome, told


def register_acts() -> None:
    """Make this package's acts known; called once as the room starts."""
    register(Act(DECIDE, _decide, _may_approve, _look))
    beside.register(printed_with)


def printed_with(contest: Contest) -> Iterator[str]:
    """Why it is asked, and what the person says to whom it is about, as voters read it beside the question."""
    vote = EndorsementVote.objects.filter(election=contest.election_id).select_related("body", "candidate").first()
    if vote is None:
        return
    yield _("%(body)s says why it asks: “%(why)s”") % {"body": vote.body, "why": vote.why}
    reply = vote.replies.last()
    name = vote.candidate.printed_name
    if reply is None:
        yield _("%(name)s had the right of reply until %(day)s and has not replied.") % {
            "name": name,
            "day": vote.reply_by.date().isoformat(),
        }
    else:
        yield _("%(name)s replies: “%(text)s”") % {"name": name, "text": reply.text}


def _vote(subject: str) -> EndorsementVote:
    rows = EndorsementVote.objects.select_related("body__supporters", "candidate", "election")
    return rows.get(pk=int(subject.partition(":")[2]))


def _decide(subject: str, details: Details, by: str) -> str:
    return told(publish_outcome(by=by, vote=_vote(subject)))


def _may_approve(by: str, place: str) -> bool:
    officer = person(by)
    return officer is not None and holds(officer, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[place])


def _look(subject: str) -> str:
    return page_of(_vote(subject))
