"""Trial counts with and without one more name: what stopping early or going on can do under each rule."""

import pytest

from hustings.analysis.stopping import TRIALS, Stopping, stopping
from hustings.ballots.paper import MarkKind
from hustings.count.errors import CountError
from hustings.rules import all_rules, find_rule

RANKING = [rule for rule in all_rules() if rule.marks is MarkKind.RANKING]


@pytest.mark.parametrize("rule", RANKING, ids=lambda rule: rule.name)
def test_further_preference_changes_nothing_for_those_named_before(rule: object) -> None:
    vacancies = 1 if rule.name.startswith("irv") else 3
    found = stopping(rule, vacancies)
    assert (found.trials, found.changed_before) == (TRIALS, 0)
    assert found.changed > 0


@pytest.mark.parametrize(
    ("rule", "vacancies", "found"),
    [
        ("scotland_2011", 3, Stopping(MarkKind.RANKING, 200, 11, 0)),
        ("irv", 1, Stopping(MarkKind.RANKING, 200, 3, 0)),
        ("block_vote", 3, Stopping(MarkKind.APPROVAL, 200, 95, 9)),
    ],
)
def test_trials_come_out_the_same_everywhere(rule: str, vacancies: int, found: Stopping) -> None:
    assert stopping(find_rule(rule), vacancies) == found


def test_many_vacancies_are_tried_as_four() -> None:
    rule = find_rule("scotland_2011")
    assert stopping(rule, 9) == stopping(rule, 4)


def test_rule_that_fills_one_vacancy_is_not_tried_with_more() -> None:
    with pytest.raises(CountError, match="fills one vacancy"):
        stopping(find_rule("irv"), 2)
