"""What everybody reads of codes: each spare given out, each code out of use, late changes; at the end all spares."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hustings_site.elections.boards import poll_of, spares_voted
from hustings_site.elections.codes.models import CodeBarred, SpareGiven
from hustings_site.elections.codes.selectors import rolls_of
from hustings_site.elections.models import Contest, Election
from hustings_site.roll.models import LateChange


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the public log: in which log it has this number, the branch, what and why; never a name."""

    log: str
    number: int
    branch: str
    what: str
    reason: str
    at: datetime


def public_log(election: Election) -> list[Logged]:
    """Every line, by time."""
    spares = SpareGiven.objects.filter(issue__in=election.issues.all()).select_related("branch")
    barred = CodeBarred.objects.of(election.organisation).filter(issue__in=election.issues.all())
    changes = LateChange.objects.filter(roll__in=rolls_of(election)).select_related("branch", "roll__electorate")
    lines = [
        Logged(
            _("spare codes"), each.number, each.branch.name, _("spare code given out"), each.get_why_display(), each.at
        )
        for each in spares
    ]
    lines += [
        Logged(
            _("codes out of use"),
            each.number,
            each.entry.branch.name,
            _("voting code taken out of use"),
            each.get_standing_display(),
            each.at,
        )
        for each in barred.select_related("entry__branch")
    ]
    lines += [
        Logged(
            _("roll of “%(electorate)s”") % {"electorate": each.roll.electorate.name},
            each.number,
            each.branch.name,
            each.get_standing_display(),
            each.reason,
            each.at,
        )
        for each in changes
    ]
    return sorted(lines, key=lambda line: line.at)


@dataclass(frozen=True, slots=True)
class Spares:
    """The spares of one contest's board once they are published: all of them, and how many have a ballot there."""

    contest: Contest
    listed: tuple[str, ...]
    voted: int


def published_spares(election: Election) -> list[Spares]:
    """One for each contest whose list is published, in the order of the notice."""
    found = []
    for contest in election.contests.exclude(poll=None).order_by("position"):
        poll = poll_of(contest)
        if poll is not None and poll.spares is not None:
            found.append(Spares(contest, tuple(poll.spares), spares_voted(contest)))
    return found


def spare_findings(election: Election) -> list[str]:
    """What is wrong with the ballots of spare codes: on no board may more have voted than the public log gave out.

    For the certification: `papers/account.py` makes the same comparison as a part of the whole account.
    """
    given = SpareGiven.objects.filter(issue__in=election.issues.all()).count()
    return [
        _("%(post)s: %(voted)d spare codes have a ballot, and the public log has %(given)d given out.")
        % {"post": each.contest.title, "voted": each.voted, "given": given}
        for each in published_spares(election)
        if each.voted > given
    ]
