"""`hustings rules` lists every rule with its source, for people and for programs."""

import json

from click.testing import CliRunner

from hustings.cli.rules import command
from hustings.rules import all_rules


def test_every_rule_is_listed_with_title_and_source():
    listed = CliRunner().invoke(command, []).output
    assert "scotland_2011\n    Scottish local elections: STV (2011)\n    SSI 2011/399, Schedule 1" in listed
    assert [line for line in listed.splitlines() if not line.startswith(" ")] == [rule.name for rule in all_rules()]


def test_rules_whose_text_was_not_read_are_marked_unverified():
    listed = CliRunner().invoke(command, []).output
    assert listed.count("    unverified: ") == sum(not rule.verified for rule in all_rules())


def test_json_has_what_programs_need():
    listed = json.loads(CliRunner().invoke(command, ["--json"]).output)
    assert [rule["name"] for rule in listed] == [rule.name for rule in all_rules()]
    assert next(rule for rule in listed if rule["name"] == "block_vote") == {
        "name": "block_vote",
        "title": "Block vote: as many marks as vacancies",
        "source": "no single text; stated in full in docs/rules/block_vote.md",
        "verified": True,
        "marks": "approval",
        "needs_order": False,
    }
