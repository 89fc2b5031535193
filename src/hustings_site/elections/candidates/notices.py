"""What voters are told while they vote: who on the ballot paper has gone or is suspended, and how votes then count."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.elections import boards
from hustings_site.elections.enums import ContestState, Gone, Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal.services import record

VOTING = (ContestState.POLL_OPEN, ContestState.PAUSED)
GONE = (Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED, Standing.NOT_VALIDATED)


def tell_voters(*, by: str, contest: Contest) -> None:
    """While the poll is open: put into the contest's notice who is gone, and take out who is back.

    What else the notice says stays. Ballots already cast are left as they are: the terms say how they are counted.
    """
    held = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation").get(pk=contest.pk)
    if held.state not in VOTING:
        return
    on_paper = list(held.candidates.on_the_paper())
    beginnings = tuple(candidate.printed_name for candidate in on_paper)
    kept = [line for line in held.notice.splitlines() if not line.startswith(beginnings)]
    with translation.override(held.election.organisation.language):
        lines = [_line(held, candidate) for candidate in on_paper if candidate.standing in {*GONE, Standing.SUSPENDED}]
    held.notice = "\n".join([*kept, *lines])
    held.save(update_fields=["notice"])
    record(by=by, act="elections.tell_voters", subject=held.scope, details={"gone": len(lines)})
    boards.tell(by=by, contest=held)


def _line(contest: Contest, candidate: Candidate) -> str:
    policy = contest.when_suspended if candidate.standing == Standing.SUSPENDED else contest.when_withdrawn
    return _("%(name)s: %(standing)s. By the terms of this election, such votes are %(policy)s.") % {
        "name": candidate.printed_name,
        "standing": candidate.get_standing_display(),
        "policy": Gone(policy).label,
    }
