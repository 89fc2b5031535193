"""The JSON report: by its published schema, and with the figures of the transcript."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.lots import LotNeeded
from hustings.report.json_report import json_text, report, stopped_text
from hustings.report.result import CountResult
from hustings.rules import find_rule, hold_count

SPECS = Path(__file__).parents[2] / "docs/specs"


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SPECS.joinpath("count-report.schema.json").read_text())
    transcript = Resource.from_contents(json.loads(SPECS.joinpath("transcript.schema.json").read_text()))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, registry=Registry().with_resource("transcript.schema.json", transcript))


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_json_is_valid_by_the_published_schema(election, request, validator):
    validator.validate(json.loads(json_text(request.getfixturevalue(election))))


def test_a_large_count_is_valid_by_the_published_schema(invented, validator):
    validator.validate(json.loads(json_text(CountResult(find_rule("scotland_2011"), invented(42, 9)))))


def test_a_stop_for_a_lot_is_valid_by_the_published_schema(validator):
    profile = Profile(("Ash", "Birch"), MarkKind.RANKING, RankingList([(0,), (1,)], [1, 1]), vacancies=1)
    with pytest.raises(LotNeeded) as stopped:
        hold_count(find_rule("irv"), profile)
    document = json.loads(stopped_text(stopped.value))
    validator.validate(document)
    assert document == {
        "format": 1,
        "stopped": "lot needed",
        "question": "lot needed at stage 2 (step 4): who is excluded, Ash or Birch?",
        "tied": ["Ash", "Birch"],
        "purpose": "exclude",
        "stage": 2,
        "clause": "step 4",
    }


def test_candidates_of_one_name_are_told_apart_and_warned_of(crosses):
    document = report(crosses)
    assert document["elected"] == ["Ash", "Briar & Co <b>"]
    assert document["stages"][0]["votes"] == {"Ash": "11", "Briar & Co <b>": "9", "Ash (2)": "5", "Elm": "3"}
    assert document["withdrawn"] == ["Dill"]
    assert document["warnings"] == [
        "2 candidates are called Ash; a number tells them apart here, in the order of the list"
    ]


def test_votes_are_strings_with_the_rules_decimals(guild):
    stage = report(guild)["stages"][3]
    assert stage["votes"]["Cedar, Cora"] == "11.47056"
    parts = ("non_transferable", "no_further_preference", "lost_to_rounding", "not_transferred")
    assert [stage[part] for part in parts] == ["1.82360", "1.82352", "0.00008", "0.00000"]
    assert report(guild)["quota"] == "10.00000"


def test_digests_are_those_of_the_parts(guild):
    document = report(guild)
    assert document["transcript_sha256"] == guild.transcript.digest()
    assert document["lots"] == {"source": "drawn on count night", "sha256": guild.transcript.lots.digest()}
    assert document["ballots"] == {
        "name": "guild.blt",
        "sha256": "ba" * 32,
        "papers_sha256": guild.ballots.papers_sha256,
    }
    assert document["transcript"] == guild.transcript.to_json()


def test_digests_that_were_not_worked_out_are_null(invented):
    ballots = report(CountResult(find_rule("scotland_2011"), invented(6, 2)))["ballots"]
    assert ballots == {"name": "", "sha256": None, "papers_sha256": None}
