"""A transcript written and read back is the same transcript."""

import json
from dataclasses import replace

import pytest
from tellers import in_some_order

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import Candidate, Constraint, Contest, Reopening
from hustings.count.lots import Draw, Lots, Purpose, candidate_order
from hustings.count.transcript import (
    Deferred,
    Elected,
    Excluded,
    LostToRounding,
    NotTransferred,
    PapersCounted,
    QuotaSet,
    StageEnded,
    Tied,
    Transcript,
    Transfer,
)
from hustings.count.transcript_file import TranscriptFileError, read_transcript
from hustings.rules import all_rules, hold_count

RULES = all_rules()


def one_of_each_event() -> Transcript:
    a, b = CandidateId(0), CandidateId(1)
    contest = Contest(
        candidates=(Candidate("a", "Ash", frozenset({"women", "north"})), Candidate("b", "Birch")),
        vacancies=1,
        title="Chair",
        constraints=(Constraint("women", 1, None),),
        withdrawn=frozenset({b}),
        protected=frozenset({a}),
    )
    return Transcript(
        rule="some_rule",
        decimals=2,
        contest=contest,
        papers=PapersCounted(3, 1, 2, 0, 3, (("no first preference", 1),)),
        lots=Lots((a, b), (Draw((b, a), Purpose.ELECT, "drawn by the chair"),), "drawn before the poll"),
        events=[
            QuotaSet(1, "c.1", 200, 300),
            Transfer(1, "c.2", None, a, 2, 100, 200),
            Transfer(1, "c.2", a, None, 1, 50, 50),
            LostToRounding(1, "c.3", a, 1),
            NotTransferred(1, "c.4", b, 2),
            Deferred(1, "c.5", (a, b), 3),
            Tied(1, "c.6", (a, b), Purpose.EXCLUDE, (a,), "lot", a),
            StageEnded(1, "c.7", "exclusion", (b,), (200, 100), 0, 1, 2, None),
            Excluded(1, "c.8", b, 100),
            Elected(1, "c.9", a, 200, 1),
        ],
    )


def test_read_transcript_of_a_contest_with_everything_that_stands_round_it():
    written = one_of_each_event()
    candidates = (*written.contest.candidates, Candidate("c", "Cedar"), Candidate("ron", "Re-open nominations"))
    contest = replace(
        written.contest,
        candidates=candidates,
        passed_over=frozenset({CandidateId(2)}),
        reopening=Reopening((CandidateId(3),), closes_contest=True),
    )
    written = replace(written, contest=contest)
    read = read_transcript(written.to_bytes())
    assert (read, read.digest()) == (written, written.digest())


def test_read_transcript_with_one_of_each_event():
    written = one_of_each_event()
    assert read_transcript(written.to_bytes()) == written


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_read_transcript_of_each_rule(rule):
    plain = {(0, 1): 9, (0, 2, 3): 4, (1,): 4, (2, 3): 3, (3, 4): 3, (4,): 2}
    odd = MarkedPapers(RankingMarks(((0, 1),)), 1)
    profile = Profile(tuple("ABCDE"), MarkKind.RANKING, RankingList(list(plain), list(plain.values())), (odd,), 2)
    contest = Contest(tuple(Candidate(name, name) for name in "ABCDE"), 1)
    held = hold_count(rule, in_some_order(profile), contest, candidate_order(contest))
    read = read_transcript(held.to_bytes())
    assert (read, read.to_bytes(), read.digest()) == (held, held.to_bytes(), held.digest())


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff"])
def test_read_transcript_refuses_what_is_none(damage):
    with pytest.raises(
        TranscriptFileError, match=r"^no transcript as docs/specs/transcript\.schema\.json describes it: "
    ):
        read_transcript(damage)


def test_read_transcript_refuses_a_later_format():
    written = json.loads(one_of_each_event().to_bytes()) | {"format": 2}
    with pytest.raises(TranscriptFileError, match=r"^a transcript of format 2; this program reads format 1$"):
        read_transcript(json.dumps(written).encode())


def test_read_transcript_refuses_an_event_it_does_not_know():
    written = json.loads(one_of_each_event().to_bytes())
    written["events"][0]["event"] = "recounted"
    with pytest.raises(TranscriptFileError, match="KeyError"):
        read_transcript(json.dumps(written).encode())
