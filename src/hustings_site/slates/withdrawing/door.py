"""The doors of votes on endorsements: editors of the group, officers of its supporters' list, whom it is about."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person, is_returning_officer
from hustings_site.slates.permissions import may_edit_body
from hustings_site.slates.withdrawing.concerned import accounts_of
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.selectors import votes


def runs_the_vote(user: Person, vote: EndorsementVote) -> bool:
    """Whether somebody is an officer of the organisation whose list the supporters are on."""
    return vote.body.supporters is not None and is_returning_officer(user, vote.body.supporters.scope)


def is_concerned(user: Person, vote: EndorsementVote) -> bool:
    """Whether somebody signs in as the person whom the question is about."""
    return isinstance(user, User) and user in accounts_of(vote.candidate)


def vote_at_desk(request: HttpRequest, pk: int) -> EndorsementVote:
    """A vote, for the group's editors, and once published for officers of the supporters' list.

    Raises Http404, PermissionDenied.
    """
    vote = get_object_or_404(votes(), pk=pk)
    if may_edit_body(request.user, vote.body):
        return vote
    if vote.published_at is not None and runs_the_vote(request.user, vote):
        return vote
    raise PermissionDenied
