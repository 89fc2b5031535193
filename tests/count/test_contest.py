import pytest

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.count.contest import Candidate, Contest, contest_of
from hustings.count.errors import CountError

ASH, BIRCH = Candidate("ash", "Ash"), Candidate("birch", "Birch")


@pytest.mark.parametrize(
    ("contest", "why"),
    [
        (
            {"candidates": (ASH,), "vacancies": 0},
            "0 vacancies: a contest fills at least one; say how many with --vacancies",
        ),
        (
            {"candidates": (ASH, ASH), "vacancies": 1},
            "two candidates have the id 'ash'; give each one of its own",
        ),
        (
            {"candidates": (ASH, BIRCH), "vacancies": 1, "withdrawn": frozenset({2})},
            "candidate number 3 is withdrawn or protected but the contest has 2",
        ),
        (
            {"candidates": (ASH, BIRCH), "vacancies": 1, "protected": frozenset({1}), "withdrawn": frozenset({1})},
            "Birch is both protected and withdrawn",
        ),
        (
            {"candidates": (ASH, BIRCH), "vacancies": 1, "protected": frozenset({0, 1})},
            "2 candidates are protected for 1 vacancies",
        ),
    ],
)
def test_contest_that_contradicts_itself_is_refused(contest, why):
    with pytest.raises(CountError) as refused:
        Contest(**contest)
    assert str(refused.value) == why


def test_contest_of_a_file_numbers_its_candidates_from_one():
    profile = Profile(("Ash", "Birch"), MarkKind.RANKING, title="Chair", vacancies=1, withdrawn=frozenset({1}))
    assert contest_of(profile) == Contest(
        (Candidate("1", "Ash"), Candidate("2", "Birch")), 1, "Chair", withdrawn=frozenset({1})
    )


def test_contest_of_a_file_takes_the_vacancies_asked_for():
    assert contest_of(Profile(("Ash", "Birch"), MarkKind.RANKING, vacancies=1), 2).vacancies == 2


def test_contest_of_a_file_without_vacancies_says_what_to_add():
    with pytest.raises(CountError) as refused:
        contest_of(Profile(("Ash", "Birch"), MarkKind.RANKING))
    assert str(refused.value) == "the file does not say how many vacancies there are; say it with --vacancies"
