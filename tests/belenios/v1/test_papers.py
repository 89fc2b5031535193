"""What is decrypted becomes papers that a rule counts; nonsense is a paper too, and stops nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.ballots.packed import LENGTH
from hustings.ballots.paper import MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers
from hustings.belenios.v1.ballots import sign_ballot
from hustings.belenios.v1.credentials import derive
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.papers import candidates_of, choice_of, packed_question, profile_of, ranking_question
from hustings.belenios.v1.play import Plan, play, set_up
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.verify import verify

THREE = NonHomomorphic("Rank", ("Ada", "Bob", "Cyd"))
FORTY = packed_question("Rank", [f"Candidate {n}" for n in range(1, 41)])


def test_rankings_become_plain_papers() -> None:
    opened = profile_of(THREE, [(1, 2, 3), (2, 1, 0), (1, 2, 3), (0, 0, 0), (0, 0, 1)])
    profile = opened.profile
    assert [(row.preferences, row.papers) for row in profile.plain] == [((0, 1, 2), 2), ((1, 0), 1), ((2,), 1)]
    assert (profile.marked, profile.blank, profile.papers, opened.unreadable) == ((), 1, 5, 0)
    assert (profile.candidates, profile.kind, profile.title) == (("Ada", "Bob", "Cyd"), MarkKind.RANKING, "Rank")


def test_equal_and_skipped_preferences_are_kept_as_marked() -> None:
    profile = profile_of(THREE, [(1, 1, 2), (1, 3, 0), (0, 0, 255)]).profile
    assert profile.marked[:2] == (
        MarkedPapers(RankingMarks(((0, 1), (2,))), 1),
        MarkedPapers(RankingMarks(((0,), (), (1,))), 1),
    )
    assert profile.marked[2].marks == RankingMarks(((),) * 254 + ((2,),))
    assert (len(profile.plain), profile.papers) == (0, 3)


def test_grades_become_scores() -> None:
    question = NonHomomorphic(
        "Grade", ("Ada", "Bob"), {"type": "MajorityJudgment", "blank": False, "grades": ["A", "B"]}
    )
    profile = profile_of(question, [(1, 2), (2, 2)]).profile
    assert profile.kind is MarkKind.SCORES
    assert [paper.marks for paper in profile.marked] == [ScoreMarks(((0, 1), (1, 2))), ScoreMarks(((0, 2), (1, 2)))]


def test_packed_rankings_become_papers_and_nonsense_an_unreadable_one() -> None:
    papers = [choice_of(FORTY, [39, 0]), choice_of(FORTY, []), [255] * LENGTH, choice_of(FORTY, [39, 0])]
    opened = profile_of(FORTY, papers)
    assert [(row.preferences, row.papers) for row in opened.profile.plain] == [((39, 0), 2)]
    assert (opened.profile.blank, opened.unreadable, opened.profile.papers) == (2, 1, 4)
    assert opened.profile.candidates[39] == "Candidate 40"


@given(st.lists(st.lists(st.integers(0, 255), min_size=LENGTH, max_size=LENGTH), max_size=5))
def test_any_integers_become_papers(papers: list[list[int]]) -> None:
    assert profile_of(FORTY, papers).profile.papers == len(papers)
    assert profile_of(ranking_question("Rank", [str(n) for n in range(30)]), papers).profile.papers == len(papers)


def test_form_of_a_ranking_follows_the_number_of_candidates() -> None:
    names = [str(number) for number in range(1, 56)]
    assert ranking_question("Rank", names[:30]).answers == tuple(names[:30])
    assert ranking_question("Rank", names[:30], 3).extra == {"type": "STV", "blank": True, "seats": 3}
    assert candidates_of(ranking_question("Rank", names[:31])) == tuple(names[:31])
    assert choice_of(THREE, [2, 0]) == [2, 0, 1]
    with pytest.raises(ValueError, match="31 to 54"):
        ranking_question("Rank", names)


@pytest.mark.parametrize(
    "extra",
    [
        {"type": "PackedRanking", "version": 2, "candidates": ["x"] * 40},
        {"type": "PackedRanking", "version": 1},
        {"type": "PackedRanking", "version": 1, "candidates": ["x"] * 30},
        {"type": "PackedRanking", "version": 1, "candidates": "x" * 40},
    ],
)
def test_packed_question_that_is_none_is_refused(extra: dict[str, object]) -> None:
    with pytest.raises(Malformed, match="packed ranking"):
        candidates_of(NonHomomorphic("Rank", FORTY.answers, extra))  # type: ignore[arg-type]


def test_packed_election_round_trip(tmp_path: Path) -> None:
    rankings = [[39, 0, 17], [], list(range(40)), [5]]
    votes = tuple((voter, (choice_of(FORTY, ranking),)) for voter, ranking in enumerate(rankings))
    plan = Plan(name="Packed", questions=(FORTY,), votes=votes, voters=(1,) * 4)
    play(plan, b"packed", tmp_path / "board.bel")
    report = verify((tmp_path / "board.bel").read_bytes())
    assert report.verdict == "verified"
    [column] = report.facts.result or ()
    [question] = report.facts.election.questions if report.facts.election else ()
    profile = profile_of(question, column).profile  # type: ignore[arg-type]
    assert sorted(row.preferences for row in profile.plain) == sorted(tuple(r) for r in rankings if r)
    assert profile.blank == 1


def test_valid_ballots_of_nonsense_are_tallied(tmp_path: Path) -> None:
    """A voter's program may encrypt any element: the identity, or one that no ranking gives."""
    plan = Plan(name="Nonsense", questions=(THREE,), votes=(), voters=(1,) * 5)
    election, trustees, credentials, secrets = set_up(plan, b"nonsense")
    path = tmp_path / "board.bel"
    host = Host.create(path, timestamp=1, election=election.body, trustees=trustees, credentials=credentials)
    plains = [ED25519.identity, ED25519.generator, *(ED25519.generator_power(n) for n in (12345, -1, 2**200))]
    with host:
        for code, plain in zip(secrets.codes, plains, strict=True):
            rng = SeededRandomness(b"nonsense", code)
            secret = derive(ED25519, election.uuid, code)
            context = f"{election.fingerprint}|{ED25519.text(ED25519.generator_power(secret))}"
            answer = THREE.encrypt_element(ED25519, election.public_key, context, plain, rng)
            host.cast(sign_ballot(election, secret, [answer], rng))
        host.close()
        rng = SeededRandomness(b"nonsense", "trustee")
        host.add_shuffle(1, write_shuffle(ED25519, shuffle_tally(election, host.to_shuffle(), rng)))
        host.end_shuffles()
        decryption = decrypt_tally(election, host.to_decrypt(), secrets.keys[1], rng)
        host.add_decryption(1, write_decryption(election, decryption))
        [papers] = host.publish()
    assert sorted(papers) == sorted(ED25519.extract(plain, 3) for plain in plains)
    assert verify(path.read_bytes()).verdict == "verified"
    assert profile_of(THREE, papers).profile.papers == 5  # type: ignore[arg-type]
