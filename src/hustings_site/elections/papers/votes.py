"""The votes on paper of a contest, ready to be joined to those opened from its board (`results/polled.py`)."""

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import contest_of
from hustings.count.papers import Papers, rule_on
from hustings_site.booth.enums import PaperKind
from hustings_site.elections.ballot_papers import kind_of
from hustings_site.elections.marking import paper_rule
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.enums import BatchState, InvalidReason
from hustings_site.elections.papers.marks import invalid_reason, profile_of
from hustings_site.elections.papers.models import Batch


def mark_kind(contest: Contest) -> MarkKind:
    """What voters of a contest write: preferences, or marks."""
    ranked = kind_of(contest) in {PaperKind.RANKING, PaperKind.PACKED}
    return MarkKind.RANKING if ranked else MarkKind.APPROVAL


def names_of(contest: Contest) -> list[str]:
    """The printed names in the order of the list of candidates: who has letter A, who has B."""
    return [candidate.printed_name for candidate in contest.candidates.on_the_paper()]


def votes_on_paper(contest: Contest) -> Profile:
    """Every paper entered and agreed, save those that were found invalid for more than their marks.

    The candidates and the kind of marks are those of the contest's board. Raises ValidationError while a batch is
    not agreed, or a challenge waits for its ruling.
    """
    batches = list(Batch.objects.filter(contest=contest).prefetch_related("challenges"))
    for batch in batches:
        if batch.state != BatchState.AGREED:
            raise ValidationError(
                _("%(contest)s, batch %(n)d: %(state)s.")
                % {"contest": contest, "n": batch.number, "state": batch.get_state_display()}
            )
        if any(challenge.adjudication_id is None for challenge in batch.challenges.all()):
            raise ValidationError(
                _("%(contest)s, batch %(n)d: a challenge waits for a ruling.") % {"contest": contest, "n": batch.number}
            )
    lines = [line for batch in batches for line in batch.agreed]
    return profile_of(lines, names_of(contest), mark_kind(contest))


def marks_on_paper(contest: Contest) -> list[int]:
    """Where a contest is one of marks: how many valid papers mark each candidate, in ballot order.

    Papers that mark more than may be marked are invalid, and add nothing. Raises ValidationError as above.
    """
    sums = [0] * len(names_of(contest))
    for preferences, papers, _weight, _line in ruled(votes_on_paper(contest), contest).rankings:
        for candidate in preferences:
            sums[candidate] += papers
    return sums


def ruled(profile: Profile, contest: Contest) -> Papers:
    """Which papers the contest's rule finds valid as they are marked, whoever may have withdrawn.

    Of a motion one answer is marked, as on the screen.
    """
    if kind_of(contest) == PaperKind.YES_NO:
        one = RankingList.of(paper for paper in profile.plain if len(paper.preferences) == 1)
        invalid = profile.plain.papers() - one.papers()
        return Papers(one, len(profile.candidates), one.papers(), invalid, profile.blank)
    rule, held = paper_rule(contest), contest_of(profile, contest.vacancies)
    return rule_on(profile, held, rule.ruling, rule.most_marks(held) if rule.most_marks else None)


def invalid_by_reason(lines: Sequence[str]) -> dict[InvalidReason, int]:
    """How many of these kept lines are invalid for more than their marks, by reason."""
    found = Counter(reason for line in lines if (reason := invalid_reason(line)))
    return dict(sorted(found.items()))
