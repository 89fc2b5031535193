"""Papers entered twice, differences decided, challenges ruled on; and the votes that come of it."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from on_paper import WATCHER, ask, close, open_all, receive
from polled import MEMBERS, Polled

from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings_site.elections.enums import ElectionKind, Standing
from hustings_site.elections.papers.entry import (
    adjudicate,
    challenge_paper,
    differences,
    enter_batch,
    recount_batch,
    rule_on_challenge,
)
from hustings_site.elections.papers.enums import BatchState
from hustings_site.elections.papers.models import Adjudication, Batch, PapersFound
from hustings_site.elections.papers.printing import rows_of
from hustings_site.elections.papers.votes import marks_on_paper, names_of, ruled, votes_on_paper
from hustings_site.journal.models import Entry
from hustings_site.results.polled import joined

pytestmark = pytest.mark.django_db
ONE, TWO, OFFICER = "user:1", "user:2", "user:3"


@pytest.fixture
def vote(poll: Polled) -> Polled:
    """Five papers of the executive in two batches of three and two, none of the other."""
    made = poll
    ask(made, *MEMBERS)
    receive(made, *MEMBERS)
    close(made)
    open_all(made, {"Executive": (5, 0), "Youth officer": (0, 2)}, batch=3)
    return made


def batch(vote: Polled, number: int = 1) -> Batch:
    return Batch.objects.get(contest=vote.executive, number=number)


def enter(vote: Polled, by: str, text: str, number: int = 1) -> Batch:
    return enter_batch(by=by, batch=batch(vote, number), text=text)


def test_two_equal_entries_agree(vote: Polled) -> None:
    assert enter(vote, ONE, "a b\n0\n!1").state == BatchState.SECOND
    agreed = enter(vote, TWO, "A B\n0\n! 1\n")
    assert (agreed.state, agreed.agreed) == (BatchState.AGREED, ["A B", "0", "!1"])


def test_the_same_person_does_not_enter_a_batch_twice(vote: Polled) -> None:
    enter(vote, ONE, "A\nB\nC")
    with pytest.raises(ValidationError, match="somebody else enters it the second time"):
        enter(vote, ONE, "A\nB\nC")


def test_a_third_person_has_nothing_to_enter(vote: Polled) -> None:
    enter(vote, ONE, "A\nB\nC")
    enter(vote, TWO, "A\nB\nC")
    with pytest.raises(ValidationError, match="Two people have entered this batch"):
        enter(vote, OFFICER, "A\nB\nC")


def test_a_line_that_cannot_be_read_enters_nothing(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="Line 2: nobody has the letter D"):
        enter(vote, ONE, "A\nD\nC")
    assert batch(vote).entries.count() == 0


def test_two_entries_that_differ_are_decided_paper_by_paper_with_somebody_watching(vote: Polled) -> None:
    enter(vote, ONE, "A B\nB\nC")
    assert enter(vote, TWO, "A B\nB A\n0").state == BatchState.DIFFERS
    assert differences(batch(vote)) == [(2, "B", "B A"), (3, "C", "0")]
    with pytest.raises(ValidationError, match="Decide every paper"):
        adjudicate(by=OFFICER, batch=batch(vote), decided={2: "B A"}, reason="Seen.", watched_by=WATCHER)
    with pytest.raises(ValidationError, match="Say who watches"):
        adjudicate(by=OFFICER, batch=batch(vote), decided={2: "B A", 3: "C"}, reason="Seen.", watched_by="")
    with pytest.raises(ValidationError, match="Paper 3: nothing is written"):
        adjudicate(by=OFFICER, batch=batch(vote), decided={2: "B A", 3: ""}, reason="Seen.", watched_by=WATCHER)
    done = adjudicate(by=OFFICER, batch=batch(vote), decided={2: "b a", 3: "c b"}, reason="Seen.", watched_by=WATCHER)
    assert (done.state, done.agreed) == (BatchState.AGREED, ["A B", "B A", "C B"])
    assert [(each.paper, each.before, each.decided, each.watched_by) for each in Adjudication.objects.all()] == [
        (2, ["B", "B A"], "B A", WATCHER),
        (3, ["C", "0"], "C B", WATCHER),
    ]


def test_a_batch_that_agrees_has_nothing_to_decide(vote: Polled) -> None:
    enter(vote, ONE, "A\nB\nC")
    enter(vote, TWO, "A\nB\nC")
    with pytest.raises(ValidationError, match="Nothing is to be decided: agreed"):
        adjudicate(by=OFFICER, batch=batch(vote), decided={}, reason="Seen.", watched_by=WATCHER)


def test_a_challenged_paper_is_ruled_on_and_the_votes_wait_for_it(vote: Polled) -> None:
    for by in (ONE, TWO):
        enter(vote, by, "A\nB\nC")
        enter(vote, by, "C B\n0", number=2)
    challenge = challenge_paper(by="user:9", batch=batch(vote), paper=2, reason="There is a 2 beside A.")
    with pytest.raises(ValidationError, match="a challenge waits for a ruling"):
        votes_on_paper(vote.executive)
    with pytest.raises(ValidationError, match="challenged already"):
        challenge_paper(by="user:9", batch=batch(vote), paper=2, reason="Again.")
    rule_on_challenge(by=OFFICER, challenge=challenge, decided="B A", reason="So it is.", watched_by=WATCHER)
    assert batch(vote).agreed == ["A", "B A", "C"]
    with pytest.raises(ValidationError, match="ruled on meanwhile"):
        rule_on_challenge(by=OFFICER, challenge=challenge, decided="B", reason="No.", watched_by=WATCHER)
    assert votes_on_paper(vote.executive).papers == 5
    entry = Entry.objects.get(act="elections.rule_on_paper")
    assert entry.details == {"batch": 1, "paper": 2, "changed": True}


def test_what_a_challenge_refuses(vote: Polled) -> None:
    enter(vote, ONE, "A\nB\nC")
    with pytest.raises(ValidationError, match="Only a paper of an agreed batch"):
        challenge_paper(by="user:9", batch=batch(vote), paper=2, reason="x")
    enter(vote, TWO, "A\nB\nC")
    for paper in (0, 4):
        with pytest.raises(ValidationError, match="Only a paper of an agreed batch"):
            challenge_paper(by="user:9", batch=batch(vote), paper=paper, reason="x")
    with pytest.raises(ValidationError, match="Say what is wrong"):
        challenge_paper(by="user:9", batch=batch(vote), paper=1, reason=" ")


def test_a_batch_with_another_number_of_papers_is_counted_and_entered_anew(vote: Polled) -> None:
    enter(vote, ONE, "A\nB\nC")
    with pytest.raises(ValidationError, match="Say what was found"):
        recount_batch(by=OFFICER, batch=batch(vote), papers=2, reason="")
    recount_batch(by=OFFICER, batch=batch(vote), papers=2, reason="Two stuck together.")
    assert (batch(vote).papers, batch(vote).state, batch(vote).entries.count()) == (2, BatchState.FIRST, 0)
    assert PapersFound.objects.get(contest=vote.executive).papers == 4
    enter(vote, ONE, "A\nB")
    enter(vote, TWO, "A\nB")
    with pytest.raises(ValidationError, match="Two people agree on this batch"):
        recount_batch(by=OFFICER, batch=batch(vote), papers=3, reason="x")


def test_votes_on_paper_wait_for_every_batch(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="Executive, batch 1: to be entered"):
        votes_on_paper(vote.executive)


def test_votes_on_paper_are_joined_to_those_of_the_board_and_exported(vote: Polled, tmp_path: Path) -> None:
    for by in (ONE, TWO):
        enter(vote, by, "A B\n- C\n!2")
        enter(vote, by, "A B\n0", number=2)
    profile = votes_on_paper(vote.executive)
    assert (profile.papers, profile.blank, profile.candidates) == (4, 1, ("Alma Ardent", "Bela Brook", "Ida Inch"))
    read = ruled(profile, vote.executive)
    assert (read.valid, read.invalid, read.blank) == (2, 1, 1)
    on_screen = Profile(
        profile.candidates, MarkKind.RANKING, RankingList.of([DistinctRanking((0, 1), 3, 1, 0)]), vacancies=1
    )
    both = joined([on_screen, profile])
    assert (list(both.plain), both.papers) == ([DistinctRanking((0, 1), 5, 1, 0)], 7)
    for name in ("papers.blt", "papers.csv"):
        (tmp_path / name).write_bytes(write_papers(both, name))
        assert read_papers(tmp_path / name).digest() == both.digest()


def test_papers_stand_as_they_were_entered_when_a_candidate_withdraws(vote: Polled) -> None:
    """Check 11, on paper: later papers say who withdrew; papers entered do not change, nor what they are."""
    for by in (ONE, TWO):
        enter(vote, by, "A B\nB\n!2")
        enter(vote, by, "A B\n0", number=2)
    before = votes_on_paper(vote.executive)
    vote.executive.candidates.filter(position=2).update(standing=Standing.WITHDRAWN)
    assert [row.note for row in rows_of(vote.executive, 101)] == ["", "withdrawn", ""]
    assert votes_on_paper(vote.executive).digest() == before.digest()
    assert ruled(before, vote.executive).valid == 3


def test_marks_on_paper_add_up_without_papers_that_mark_too_many(vote: Polled) -> None:
    contest = vote.executive
    contest.rule, contest.vacancies = "block_vote", 2
    contest.save()
    for by in (ONE, TWO):
        enter(vote, by, "A B\nA B C\n0")
        enter(vote, by, "B\n!3", number=2)
    assert marks_on_paper(contest) == [1, 2, 0]
    read = ruled(votes_on_paper(contest), contest)
    assert (read.valid, read.invalid, read.blank) == (2, 1, 1)


def test_a_motion_has_one_answer_on_a_paper(vote: Polled) -> None:
    contest = vote.executive
    contest.election.kind = ElectionKind.MOTION
    contest.election.save()
    for by in (ONE, TWO):
        enter(vote, by, "A\nA B\nA")
        enter(vote, by, "C\n0", number=2)
    assert names_of(contest) == ["Alma Ardent", "Bela Brook", "Ida Inch"]
    assert marks_on_paper(contest) == [2, 0, 1]
    read = ruled(votes_on_paper(contest), contest)
    assert (read.valid, read.invalid, read.blank) == (3, 1, 1)
