"""What the tests of recommendations share: how one was decided, and candidates by how they begin."""

from hustings_site.elections.models import Candidate, Contest

SAID = {"by": "test", "how": "A meeting of forty.", "why": "They answered."}


def stand(contest: Contest, *initials: str) -> list[Candidate]:
    """Whoever stands, by the beginnings of their names."""
    return [contest.candidates.get(name__startswith=each) for each in initials]
