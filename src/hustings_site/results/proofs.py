"""How anybody verifies a result from the ballot list on: the archive, its fingerprint, and the exact commands."""

from dataclasses import dataclass

from hustings_site.elections.boards import poll_of
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.results.models import Result, ScrutineersReport


@dataclass(frozen=True, slots=True)
class Proofs:
    """The archive of a contest held here. `public`: anybody may have the whole of it; `sums`: it has no papers."""

    poll: str
    archive: str
    sha256: str
    public: bool
    sums: bool
    report: bool
    command: str


def proofs_of(result: Result) -> Proofs | None:
    """What proves a result; None where nothing was polled here."""
    poll = poll_of(result.contest)
    if poll is None:
        return None
    opening = BoardOpening.objects.filter(contest=result.contest).first()
    archive = f"{poll.booth.server}/ballots/{poll.uuid}/board.bel"
    return Proofs(
        poll=poll.uuid,
        archive=archive,
        sha256=opening.sha256 if opening else "",
        public=not poll.embargoed,
        sums=poll.kind in {"marks", "yes_no"},
        report=ScrutineersReport.objects.filter(election=result.contest.election).exists(),
        command=f"curl -o {poll.uuid}.bel {archive}\nsha256sum {poll.uuid}.bel\nhustings verify {poll.uuid}.bel",
    )
