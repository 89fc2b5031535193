"""Several contests counted in a published order, with people who stand in more than one."""

import pytest

from hustings.ballots.paper import CandidateId
from hustings.contests.jointly import ContestPapers, hold_in_order
from hustings.contests.outcome import Arrangements
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.contest import Candidate, Contest
from hustings.rules import find_rule


def contest(title: str, people: dict[str, tuple[str, ...]], vacancies: int = 1) -> Arrangements:
    """Candidates by letter, with the people behind each."""
    candidates = tuple(Candidate(f"{title} {name}", name) for name in people)
    persons = tuple((CandidateId(c), who) for c, who in enumerate(people.values()))
    return Arrangements(Contest(candidates, vacancies, title), persons=persons)


@pytest.fixture
def poll(profile_of):
    """Chair: Ada or Ben. Two vice-chairs: Ben, Cal with Dee as a job share, Eva."""
    irv, block = find_rule("irv"), find_rule("block_vote")
    return {
        "chair": ContestPapers(
            contest("Chair", {"A": ("ada",), "B": ("ben",)}), irv, profile_of("3 A>B, 4 B", "AB")
        ),
        "vice": ContestPapers(
            contest("Vice-chair", {"B": ("ben",), "C": ("cal", "dee"), "E": ("eva",)}, 2),
            block,
            profile_of("5 B>C, 2 E, 1 C", "BCE"),
        ),
        "youth": ContestPapers(
            contest("Youth", {"D": ("dee",), "F": ("fay",)}), irv, profile_of("4 D>F, 1 F", "DF")
        ),
    }  # fmt: skip


def names(outcomes) -> list[list[str]]:
    return [outcome.transcript.contest.names(outcome.seated) for outcome in outcomes]


def test_whoever_is_elected_first_is_withdrawn_from_the_rest(poll):
    outcomes = hold_in_order([poll["chair"], poll["vice"], poll["youth"]])
    assert names(outcomes) == [["B"], ["C", "E"], ["F"]]
    assert outcomes[1].transcript.contest.withdrawn == {0}
    assert outcomes[2].transcript.contest.withdrawn == {0}


def test_another_order_gives_another_result(poll):
    assert names(hold_in_order([poll["youth"], poll["vice"], poll["chair"]])) == [["D"], ["B", "E"], ["A"]]


def test_a_joint_candidature_falls_with_any_of_its_people(poll):
    outcomes = hold_in_order([poll["youth"], poll["vice"]])
    assert outcomes[1].transcript.contest.withdrawn == {1}


def test_the_policy_for_the_seated_is_chosen(poll):
    outcomes = hold_in_order([poll["chair"], poll["vice"]], Policy.AS_CAST)
    assert (names(outcomes), outcomes[1].vacant) == ([["B"], ["C"]], ("B was elected and had gone",))


def test_a_withdrawal_of_its_own_stands_beside(poll):
    gone = Withdrawal(CandidateId(0), Policy.AS_CAST, "moved away")
    vice = poll["vice"]
    vice = vice._replace(
        arrangements=Arrangements(vice.arrangements.contest, (gone,), persons=vice.arrangements.persons)
    )
    assert names(hold_in_order([poll["chair"], vice])) == [["B"], ["C"]]


def test_a_candidate_without_persons_is_one_person_by_id():
    assert Arrangements(Contest((Candidate("ada", "Ada"),), 1)).persons_of(CandidateId(0)) == ("ada",)
