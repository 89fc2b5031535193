"""Quotas and keep values of each round, against the three programs of OpenSTV 1.7 that work with them."""

import pytest
from comparison import profiles, published

from hustings.count.arithmetic import decimal_text
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.count.transcript import KeepValuesSet, Transcript
from hustings.rules import find_rule, hold_count


def quotas_and_keep_values(transcript: Transcript) -> list[tuple[str, list[str]]]:
    """The quota of each stage, and the keep values by which its votes were credited: at first, everybody's are 1."""
    found = []
    keep = tuple(10**transcript.decimals for _ in transcript.contest.candidates)
    for stage in transcript.stages():
        keep = next((e.keep for e in transcript.of_stage(stage.stage) if isinstance(e, KeepValuesSet)), keep)
        printed = [decimal_text(each, transcript.decimals) for each in keep]
        found.append((decimal_text(stage.quota or 0, transcript.decimals), printed))
    return found


@pytest.mark.parametrize(
    ("rule", "method"),
    [("meek_openstv", "MeekSTV"), ("warren_1994", "WarrenSTV"), ("meek_nz_2001_calculator", "MeekNZSTV")],
)
@pytest.mark.parametrize("folder", ["scottish", "member-organisations"])
def test_every_quota_and_keep_value(rule, method, folder, oracles):
    counts = published(oracles / folder / f"counts-{method}.jsonl.gz")
    differing = []
    for name, profile in profiles(oracles / folder / "ballots.tar.xz"):
        contest = contest_of(profile, counts[name]["seats"])
        transcript = hold_count(find_rule(rule), profile, contest, candidate_order(contest))
        theirs = [(each["threshold"], each["keep"]) for each in counts[name]["rounds"]]
        differing += [] if quotas_and_keep_values(transcript) == theirs else [name]
    assert differing == []
