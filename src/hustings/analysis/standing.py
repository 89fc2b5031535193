"""Who stood in a count: of those on the list, whom papers could reach."""

from hustings.ballots.paper import CandidateId
from hustings.count.transcript import Stands, Transcript


def standing_candidates(transcript: Transcript) -> list[CandidateId]:
    """Candidates in the order of the list, without those withdrawn or passed over, and without a further "re-open
    nominations" that never came to stand."""
    contest = transcript.contest
    away = contest.withdrawn | contest.passed_over
    if contest.reopening:
        called = {event.candidate for event in transcript.events if isinstance(event, Stands)}
        away |= {c for c in contest.reopening.chain[1:] if c not in called}
    return [c for c in (CandidateId(i) for i in range(len(contest.candidates))) if c not in away]
