"""Whole counts come out the same to the byte whichever store held the papers."""

import dataclasses
import random
import tarfile
from pathlib import Path

import pytest

from hustings.ballots.columns import RankingColumns
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import blt
from hustings.ballots.profile import Profile
from hustings.ballots.stores import STORES
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.rules import all_rules, find_rule, hold_count


def digests(profile: Profile, rule: str) -> dict[str, str]:
    """The transcript's digest by store, in each store also of the same papers as columns."""
    held = dataclasses.replace(profile, plain=RankingColumns.of(profile.plain, len(profile.candidates)))
    contest = contest_of(profile)
    found = {}
    for store in STORES:
        for papers in (profile, held):
            count = hold_count(find_rule(rule), papers, contest, candidate_order(contest), store=store)
            found[f"{store} {type(papers.plain).__name__}"] = count.digest()
    return found


@pytest.mark.parametrize(("folder", "elections"), [("scottish", 768), ("member-organisations", 72)])
def test_real_elections_count_the_same_in_every_store(compiled_kernel, oracles, folder, elections):
    names, differing = [], {}
    with tarfile.open(oracles / folder / "ballots.tar.xz") as archive:
        for member in archive:
            if (content := archive.extractfile(member)) is not None:
                name = Path(member.name).name
                found = digests(blt.read(PaperFile(name, content.read())), "scotland_2011")
                names.append(name)
                if len(set(found.values())) > 1:
                    differing[name] = found
    assert (len(names), differing) == (elections, {})


@pytest.fixture(scope="module")
def large() -> Profile:
    """70,000 papers drawn from a fixed seed on a file that is read as columns, some of them doubtful."""
    draw = random.Random(2026)
    lines = []
    for _ in range(70_000):
        named = draw.sample(range(1, 15), draw.choice([0, 1, 2, 3, 4, 5, 9, 14]))
        odd = draw.choice(["0", "# 0", "- 3 0", "1=2 0"]) if draw.random() < 0.02 else "0"
        lines.append(f"{draw.choice([1, 1, 2])} {' '.join(map(str, named))} {odd}".replace("  ", " "))
    names = [f'"Candidate {number}"' for number in range(1, 15)]
    text = "\n".join(["14 4", *lines, "0", *names])
    profile = blt.read(PaperFile("large.blt", text.encode()))
    assert isinstance(profile.plain, RankingColumns)
    return profile


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if not rule.needs_order], ids=lambda rule: rule.name)
def test_a_large_file_counts_the_same_in_every_store(compiled_kernel, large, rule):
    one = rule.name.startswith(("irv", "plurality"))
    marked = dataclasses.replace(large, kind=rule.marks, vacancies=1 if one else 4)
    assert len(set(digests(marked, rule.name).values())) == 1
