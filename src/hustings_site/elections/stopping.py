"""What stopping early or going on can do under the rule of a contest: computed, the same words for every contest.

Said on the ballot paper, beside every recommendation, and with the result.
"""

from functools import lru_cache

from django.utils.translation import gettext as _

from hustings.analysis.stopping import Stopping, stopping
from hustings.ballots.paper import MarkKind
from hustings.count.errors import CountError
from hustings.rules import find_rule
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest


@lru_cache(maxsize=128)
def _tried(rule: str, vacancies: int) -> Stopping | None:
    """The trials of a rule, made once; None: it cannot fill so many vacancies."""
    try:
        return stopping(find_rule(rule), vacancies)
    except CountError:
        return None


def stopping_sentences(contest: Contest) -> list[str]:
    """What a contest's own rule says: none for a motion, or where no rule is laid down."""
    return [] if contest.election.kind == ElectionKind.MOTION else said_of_rule(contest.rule, contest.vacancies)


def said_of_rule(rule: str, vacancies: int) -> list[str]:
    """Two sentences about a rule; none where there is no rule, or voters have one mark."""
    tried = _tried(rule, vacancies) if rule else None
    if tried is None:
        return []
    figures = {"trials": tried.trials, "changed": tried.changed, "before": tried.changed_before}
    if tried.marks is not MarkKind.RANKING:
        if vacancies == 1:
            return []
        return [
            _("Who leaves marks unused helps those marked and nobody else; every mark counts the same."),
            _(
                "In %(trials)d trial counts by the rule of this contest, one more mark changed who was elected in "
                "%(changed)d, and in %(before)d of these somebody marked on the same papers lost the place."
            )
            % figures,
        ]
    first = _(
        "Who stops early helps those named and nobody else; once no candidate named can use the paper, it counts for "
        "nobody."
    )
    if tried.changed_before:
        return [
            first,
            _(
                "In %(trials)d trial counts by the rule of this contest, one more preference changed who was elected "
                "in %(changed)d, and in %(before)d of these whether somebody named before it was."
            )
            % figures,
        ]
    return [
        first,
        _(
            "In %(trials)d trial counts by the rule of this contest, one more preference never changed whether "
            "somebody named before it was elected, and changed who else was in %(changed)d."
        )
        % figures,
    ]
