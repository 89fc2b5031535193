"""What has to stand before the polls of an election are prepared, ticked off one by one; and what to think of first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.ballots.paper import MarkKind
from hustings_site.elections.approved_acts import BEFORE_THE_POLL
from hustings_site.elections.enums import CodeIssue, ContestState, ElectionKind
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.life import entitled_of
from hustings_site.elections.marking import marks_of
from hustings_site.elections.models import Contest, Election

FEWEST_ELECTORS = 30
"""In a contest with fewer electors, papers alone can tell who cast them."""


@dataclass(frozen=True, slots=True)
class Precondition:
    """One thing that has to stand: whether it does, how it stands in words, and the name of the page to mend it."""

    title: str
    met: bool
    how: str
    page: str = ""


def contests_to_prepare(election: Election) -> list[Contest]:
    """The contests that are on their way to a poll, in order, without a board yet."""
    contests = election.contests.filter(state__in=BEFORE_THE_POLL, poll=None)
    return list(contests.select_related("election__organisation", "roll").order_by("position"))


def preconditions(election: Election) -> list[Precondition]:
    """Everything that has to stand, in the order in which it comes about."""
    contests = contests_to_prepare(election)
    return [_announced(election), _published(contests), _frozen(contests), key_state(election), _codes(election)]


def lacking_to_prepare(election: Election) -> list[Precondition]:
    """What does not stand yet."""
    return [each for each in preconditions(election) if not each.met]


def is_ready(election: Election) -> bool:
    """Whether nothing is lacking, and nothing is prepared yet."""
    return (
        election.booth is None
        and election.announced_at is not None
        and election.contests.filter(state=ContestState.VALIDATED, poll=None).exists()
        and not lacking_to_prepare(election)
    )


def _announced(election: Election) -> Precondition:
    met = election.announced_at is not None and election.poll_closes is not None
    how = _("The timetable says when the poll opens and closes.") if met else _("Announce the terms first.")
    return Precondition(_("The terms are announced"), met, how, "elections:overview")


def _published(contests: Sequence[Contest]) -> Precondition:
    title = _("The candidates are published")
    behind = [contest for contest in contests if contest.state != ContestState.VALIDATED]
    if not contests:
        return Precondition(title, met=False, how=_("No contest needs a poll."), page="elections:desk_candidates")
    if behind:
        how = _("Not yet: %(posts)s.") % {"posts": _names(behind)}
        return Precondition(title, met=False, how=how, page="elections:desk_candidates")
    return Precondition(title, met=True, how=_("For %(posts)s.") % {"posts": _names(contests)})


def _frozen(contests: Sequence[Contest]) -> Precondition:
    title = _("The rolls are frozen")
    behind = [contest for contest in contests if contest.roll is None]
    if behind or not contests:
        how = _("Not yet: %(posts)s.") % {"posts": _names(behind)} if behind else _("No contest needs a poll.")
        return Precondition(title, met=False, how=how, page="elections:overview")
    sizes = [_("%(post)s, %(n)d entitled") % {"post": each.title, "n": entitled_of(each)} for each in contests]
    return Precondition(title, met=True, how="; ".join(sizes) + ".")


def key_state(election: Election) -> Precondition:
    """Whether the key is made that the ballots are encrypted to, and on whom their secrecy rests."""
    title, page = _("The key is made"), "elections:keys"
    keys = KeySet.objects.filter(election=election).first()
    if keys is None:
        how = _("Nobody has made it yet: the server, or several people of whom some are needed to open the ballots.")
        return Precondition(title, met=False, how=how, page=page)
    holders = keys.holders.count()
    if not keys.trustees:
        how = _("The %(n)d key holders are still making it.") % {"n": holders}
        return Precondition(title, met=False, how=how, page=page)
    if keys.kind != KeyKind.SERVER:
        how = _("%(needed)d of %(n)d key holders open the ballots.") % {"needed": keys.threshold, "n": holders}
        return Precondition(title, met=True, how=how)
    if election.statutory:
        how = _("In a poll that the law prescribes, several people hold the key, not the server.")
        return Precondition(title, met=False, how=how, page=page)
    how = _("The server holds it: secrecy rests on one operator, and every page says so.")
    return Precondition(title, met=True, how=how)


def _codes(election: Election) -> Precondition:
    if election.code_issue == CodeIssue.AUTHORITY:
        how = _("An independent code office draws the codes; its public halves are uploaded here.")
        return Precondition(_("Voting codes are drawn"), met=True, how=how)
    how = ngettext(
        "%(n)d spare code is drawn beside one for each elector.",
        "%(n)d spare codes are drawn beside one for each elector.",
        election.spares,
    ) % {"n": election.spares}
    return Precondition(_("Spare codes are provided for"), met=True, how=how)


# What to think of first ---------------------------------------------------------------------------------------------


def rankings(candidates: int) -> int:
    """How many ways there are to rank some, all or none of the candidates."""
    total = arrangements = 1
    for left in range(candidates, 0, -1):
        arrangements *= left
        total += arrangements
    return total


def warnings(election: Election) -> list[str]:
    """What cannot be mended once the polls are prepared: no spare codes, papers that could give voters away."""
    said = signature_warnings(election)
    if election.code_issue == CodeIssue.SERVER and not election.spares:
        said.append(_("No spare code is drawn: a code that is lost, or does not arrive, cannot be replaced."))
    return said


def signature_warnings(election: Election) -> list[str]:
    """For each contest whose published papers could give voters away: why, and what that means.

    A voter can be told to rank in an order that nobody else would choose (a "signature"), which then shows in the
    published papers; and among few electors a paper alone can tell. design.md section 6.
    """
    said = []
    for contest in election.contests.filter(state=ContestState.VALIDATED).select_related("election", "roll"):
        electors = entitled_of(contest)
        if contest.roll is not None and electors < FEWEST_ELECTORS:
            said.append(
                _("%(post)s has only %(n)d electors: with so few, published papers can tell who cast them.")
                % {"post": contest.title, "n": electors}
            )
        if contest.roll is not None and _is_ranked(contest):
            stand = contest.candidates.on_the_paper().count()
            if (ways := rankings(stand)) > electors:
                said.append(
                    _(
                        "%(post)s: there are %(ways)s ways to rank its %(stand)d candidates and %(n)d electors. A "
                        "voter can be told to rank in an order that nobody else would choose, and be known by it."
                    )
                    % {"post": contest.title, "ways": _short(ways), "stand": stand, "n": electors}
                )
    return said


def _is_ranked(contest: Contest) -> bool:
    return contest.election.kind != ElectionKind.MOTION and marks_of(contest) is MarkKind.RANKING


def _short(number: int) -> str:
    """A number that people can take in: whole up to a million, beyond that its power of ten."""
    digits = str(number)
    return digits if number <= 10**6 else _("more than 10 to the power of %(n)d") % {"n": len(digits) - 1}


def _names(contests: Sequence[Contest]) -> str:
    return ", ".join(contest.title for contest in contests)
