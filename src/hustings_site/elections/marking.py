"""How voters mark a contest's papers: as its counting rule says, or as a supporters' poll asks."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.ballots.paper import MarkKind
from hustings.count.rule import Rule
from hustings.rules import find_rule
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest

ORDER_BY_RANKINGS = "order_by_rankings"
ORDER_BY_MARKS = "order_by_marks"
"""In place of a rule, in supporters' polls: nobody is elected, all candidates are placed in one order."""

ORDERS: Mapping[str, tuple[MarkKind, Promise]] = {
    ORDER_BY_RANKINGS: (MarkKind.RANKING, _("all candidates in one order, from rankings, by strongest paths")),
    ORDER_BY_MARKS: (MarkKind.APPROVAL, _("all candidates in one order, from marks, added up")),
}


VALID_AS_UNDER = {ORDER_BY_RANKINGS: "irv", ORDER_BY_MARKS: "block_vote"}
"""The rule under which a single paper of such a poll is valid or not."""


def marks_of(contest: Contest) -> MarkKind:
    """What voters write. Raises CountError for a rule that is not there."""
    if contest.election.kind == ElectionKind.SUPPORTERS and contest.rule in ORDERS:
        return ORDERS[contest.rule][0]
    return find_rule(contest.rule).marks


def paper_rule(contest: Contest) -> Rule:
    """The rule that finds each paper valid or not. Raises CountError for a rule that is not there."""
    return find_rule(VALID_AS_UNDER.get(contest.rule, contest.rule))
