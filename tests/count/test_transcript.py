"""The transcript against docs/specs: its schema, its bytes, and that its tables follow from its events."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tellers import in_some_order

from hustings.ballots.paper import MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import Draw, Lots, Purpose, candidate_order
from hustings.count.transcript import (
    EVENT_NAMES,
    CountedAnew,
    KeepValuesSet,
    LostToRounding,
    NotTransferred,
    SetAside,
    Transcript,
    Transfer,
)
from hustings.rules import all_rules, find_rule, hold_count

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/specs/transcript.schema.json").read_text())
RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def story(rule) -> Transcript:
    """A count with a surplus, a tie, a lot, an exclusion, an invalid paper and two blank ones."""
    plain = {(0, 1): 9, (0, 2, 3): 4, (1,): 4, (2, 3): 3, (3, 4): 3, (4,): 2}
    odd = MarkedPapers(RankingMarks(((0, 1),)), 1)
    profile = Profile(tuple("ABCDE"), MarkKind.RANKING, RankingList(list(plain), list(plain.values())), (odd,), 2)
    vacancies = 1 if rule.name.startswith(("irv", "plurality")) else 2
    contest = Contest(tuple(Candidate(name.lower(), name, frozenset({"all"})) for name in "ABCDE"), vacancies)
    draws = (Draw((3, 2), Purpose.EXCLUDE, "drawn by the chair"),)
    return hold_count(rule, in_some_order(profile), contest, candidate_order(contest)._replace(draws=draws))


@each_rule
def test_json_is_valid_by_the_published_schema(rule):
    Draft202012Validator.check_schema(SCHEMA)
    transcript = json.loads(story(rule).to_bytes())
    assert list(Draft202012Validator(SCHEMA).iter_errors(transcript)) == []


def test_schema_knows_every_event():
    named = {event["properties"]["event"]["const"] for event in SCHEMA["properties"]["events"]["items"]["oneOf"]}
    assert named == set(EVENT_NAMES.values())


@each_rule
def test_tables_follow_from_the_moves_between_them(rule):
    transcript = story(rule)
    votes = [0] * 5
    for stage in transcript.stages():
        for event in transcript.of_stage(stage.stage):
            if isinstance(event, Transfer | LostToRounding | SetAside | NotTransferred):
                if event.source is not None:
                    votes[event.source] -= event.votes
                if isinstance(event, Transfer) and event.target is not None:
                    votes[event.target] += event.votes
        if any(isinstance(event, KeepValuesSet | CountedAnew) for event in transcript.of_stage(stage.stage)):
            votes = list(stage.votes)  # credited anew, from the papers
        assert tuple(votes) == stage.votes


@each_rule
def test_the_same_count_has_the_same_bytes(rule):
    assert story(rule).to_bytes() == story(rule).to_bytes()
    assert len(story(rule).digest()) == 64


def test_bytes_are_canonical_json():
    raw = story(find_rule("scotland_2011")).to_bytes()
    again = json.dumps(json.loads(raw), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert again == raw


def test_the_digest_changes_with_what_went_in():
    rule = find_rule("scotland_2011")
    profile = Profile(("A", "B"), MarkKind.RANKING, RankingList([(0,), (1,)], [3, 2]), vacancies=1)
    ash = Contest((Candidate("1", "A"), Candidate("2", "B")), 1)
    counts = [
        hold_count(rule, profile),
        hold_count(rule, profile, Contest(ash.candidates, 1, title="Chair")),
        hold_count(rule, profile, lots=Lots((0, 1), source="drawn")),
        hold_count(find_rule("irv"), profile),
    ]
    assert len({count.digest() for count in counts}) == len(counts)
