"""The story as `hustings demo` plays it: whole, with real cryptography, and checked by the command line alone."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from stands import bare_environment, with_tables

pytestmark = pytest.mark.browser  # it is played once, beside the tests in a browser, on the data of a folder
ANCHOR = ("Ada Almond", "Amos Alder", "Aubrey Ambler", "Abel Arden", "Ava Appleyard", "Agnes Archer")
PROGRAM = "from hustings.cli import main; main()"


def hustings(*arguments: object, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the data, and what was said."""
    data = with_tables(tmp_path_factory.mktemp("story") / "data")
    said = hustings("demo", "--no-serve", "--data", data)
    assert said.returncode == 0, said.stderr
    return data, said.stdout


def rows(data: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "hustings.sqlite3") as database:
        return database.execute(question).fetchall()


def test_story_says_what_was_played(played: tuple[Path, str]) -> None:
    lines = [line.strip() for line in played[1].splitlines()]
    assert "Act 3: 2014 rows imported, 14 rejected with line and cure" in lines
    assert (
        "Act 4: 78 nominations; candidates: Executive 20, General secretary 4, Youth officer 3, "
        "Disabled members’ seat 1, Delegate of Elmwick 2"
    ) in lines
    assert (
        "Act 5: 524 supporters of Anchor and Harbour were polled, 38 of them in both and counted once; "
        "311 voted (59.4 %)."
    ) in lines
    assert "Act 5: three slates made in three ways; a substitute stands in for two weeks" in lines
    assert "Act 6: Delegate of Elmwick voided on day 2, 31 ballots stay sealed; it is run again" in lines
    assert "Act 6: 1949 codes, 31 given again, 1999 ballots cast on screen" in lines
    assert "Act 6: 142 envelopes opened, 3 set aside, 4 late" in lines
    assert "Left open: Treasurer, by-election, until tomorrow" in lines


def test_electorate_is_two_thousand_less_the_late_and_those_in_arrears(played: tuple[Path, str]) -> None:
    union = "JOIN roll_organisation o ON o.id = m.organisation_id WHERE o.slug = 'lanternmakers-union'"
    assert rows(played[0], f"SELECT count(*) FROM roll_member m {union}") == [(2000,)]
    sizes = rows(
        played[0],
        "SELECT DISTINCT e.name, r.size FROM roll_frozenroll r JOIN roll_electorate e ON e.id = r.electorate_id "
        "WHERE e.name = 'Members'",
    )
    assert sizes == [("Members", 2000 - 22 - 28)]


def test_contests_stand_where_the_story_leaves_them(played: tuple[Path, str]) -> None:
    assert sorted(rows(played[0], "SELECT title, state FROM elections_contest WHERE state != 'recorded'")) == [
        ("Delegate of Elmwick", "draft"),
        ("Delegate of Elmwick", "voided"),
        ("Delegate of Gorsehead", "nominations"),
        ("Disabled members’ seat", "unopposed"),
        ("Executive", "provisional"),
        ("General secretary", "provisional"),
        ("Lanternmakers' Union: Executive and officers: Executive", "final"),
        ("Lanternmakers' Union: Executive and officers: Executive", "final"),
        ("Treasurer", "poll_open"),
        ("Youth officer", "provisional"),
    ]


def test_papers_and_envelopes_are_all_accounted_for(played: tuple[Path, str]) -> None:
    """1,080 valid and 6 invalid papers are counted, 142 of them from envelopes; four came late, three voted twice."""
    assert rows(
        played[0],
        "SELECT c.title, r.papers, r.valid, r.invalid, r.blank FROM results_result r JOIN elections_contest c "
        "ON c.id = r.contest_id WHERE c.state = 'provisional' ORDER BY c.title",
    ) == [
        ("Executive", 1086, 1080, 6, 0),
        ("General secretary", 1086, 1082, 0, 4),
        ("Youth officer", 118, 118, 0, 0),
    ]
    assert rows(played[0], "SELECT state, count(*) FROM elections_envelope GROUP BY state") == [
        ("late", 4),
        ("opened", 142),
        ("ruled_out", 1),
        ("voted_on_screen", 3),
    ]
    assert rows(played[0], "SELECT count(*) FROM elections_delivery WHERE state = 'handed_over'") == [(23,)]
    assert rows(played[0], "SELECT state, count(*) FROM elections_batch GROUP BY state") == [("agreed", 13)]
    assert rows(played[0], "SELECT upheld, effect FROM elections_complaintruling ORDER BY id") == [
        (1, "void"),
        (0, "none"),
        (0, "none"),
    ]


def test_anchors_recommendation_is_the_order_of_a_poll_with_real_ballots(played: tuple[Path, str]) -> None:
    ((text, sha256),) = rows(played[0], "SELECT text, sha256 FROM slates_publishedorder")
    told = json.loads(str(text))
    assert told["order"][:9] == [*ANCHOR, "Ida Inkpen", "Ivor Isles", "Iris Ivory"]
    assert len(told["order"]) == 22
    figures = [tuple(body[key] for key in ("entitled", "counted_elsewhere", "voted")) for body in told["bodies"]]
    assert tuple(map(sum, zip(*figures, strict=True))) == (524, 38, 311)
    assert [entitled + elsewhere for entitled, elsewhere, _voted in figures] == [412, 150]
    ballots = rows(
        played[0],
        "SELECT o.name, count(DISTINCT b.credential) FROM booth_ballot b JOIN booth_poll p ON p.id = b.poll_id "
        "JOIN elections_contest c ON c.poll = p.uuid JOIN slates_pollbody s ON s.election_id = c.election_id "
        "JOIN roll_organisation o ON o.id = s.organisation_id GROUP BY o.name ORDER BY o.name",
    )
    assert ballots == [(body["body"], body["voted"]) for body in told["bodies"]]
    named = rows(
        played[0],
        "SELECT p.pool, c.name, r.rests_on FROM slates_recommendedplace p JOIN elections_candidate c "
        "ON c.id = p.candidate_id JOIN slates_recommendation r ON r.id = p.recommendation_id "
        "JOIN slates_body b ON b.id = r.body_id WHERE b.name = 'Anchor' ORDER BY p.pool, p.position",
    )
    rests_on = f"The order of all candidates published by Anchor and Harbour, SHA-256 {sha256}"
    assert named == [(place >= 6, name, rests_on) for place, name in enumerate(told["order"][:9])]


def test_substitute_stood_in_while_a_candidate_was_suspended(played: tuple[Path, str]) -> None:
    assert rows(
        played[0],
        "SELECT a.name, b.name, round(julianday(s.ended_at) - julianday(s.began_at)) FROM slates_substitution s "
        "JOIN elections_candidate a ON a.id = s.substitute_id JOIN elections_candidate b ON b.id = s.gone_id",
    ) == [("Ida Inkpen", "Aubrey Ambler", 14.0)]


def test_lost_minutes_are_made_good(played: tuple[Path, str]) -> None:
    found = rows(played[0], "SELECT title, lost_minutes FROM elections_contest WHERE lost_minutes > 0 ORDER BY title")
    assert found == [("Executive", 20), ("General secretary", 20), ("Youth officer", 20)]


def test_every_archive_is_verified_and_an_altered_one_is_not(played: tuple[Path, str], tmp_path: Path) -> None:
    archives = sorted((played[0] / "archives").glob("*.bel"))
    assert [path.name for path in archives] == ["executive.bel", "general-secretary.bel", "youth-officer.bel"]
    for path in archives:
        assert hustings("verify", path).returncode == 0
    body = archives[2].read_bytes()
    place = body.index(b'"alpha":"', body.index(b'"type":"Ballot"')) + 20
    altered = tmp_path / "youth-officer.bel"
    altered.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
    said = hustings("verify", altered)
    assert said.returncode == 1


def test_published_papers_count_to_the_same_transcript(played: tuple[Path, str], tmp_path: Path) -> None:
    found = rows(
        played[0],
        "SELECT r.transcript_hash, r.rule, r.contest_file, r.lots, b.compressed FROM results_result r "
        "JOIN elections_contest c ON c.id = r.contest_id JOIN results_ballotfile b ON b.id = r.ballot_file_id "
        "WHERE c.title = 'Executive'",
    )
    import zlib

    ((digest, rule, contest_file, lots, compressed),) = found
    for name, text in (("contest.toml", contest_file), ("lots.toml", lots)):
        (tmp_path / name).write_text(str(text))
    assert isinstance(compressed, bytes)
    (tmp_path / "executive.blt").write_bytes(zlib.decompress(compressed))
    drawn = ["--lots", tmp_path / "lots.toml"] if lots else []
    said = hustings("count", "--rule", rule, "--contest", tmp_path / "contest.toml", *drawn, tmp_path / "executive.blt")
    assert said.returncode == 0, said.stderr
    assert str(digest) in said.stdout


def test_thirty_one_codes_are_in_the_public_log(played: tuple[Path, str]) -> None:
    assert rows(played[0], "SELECT why, count(*) FROM elections_sparegiven GROUP BY why") == [("reissued", 31)]


def test_books_are_erased_but_for_the_poll_that_is_open(played: tuple[Path, str]) -> None:
    left = {path.stem for path in (played[0] / "books").iterdir()}
    (treasurer,) = rows(
        played[0],
        "SELECT p.booth_id, b.uuid FROM booth_poll p JOIN booth_booth b ON b.id = p.booth_id WHERE p.state = 'open'",
    )
    assert left == {treasurer[1]}


def test_journal_of_the_story_is_whole(played: tuple[Path, str]) -> None:
    said = hustings("audit", "--data", played[0])
    assert said.returncode == 0, said.stdout


def test_second_evening_finds_everything_as_it_was_left(played: tuple[Path, str]) -> None:
    before = rows(played[0], "SELECT count(*) FROM journal_entry")
    said = hustings("demo", "--no-serve", "--data", played[0])
    assert "played before; everything is as it was left" in said.stdout
    # the appointment of the officer for this evening is the one new act
    assert re.search(r"sign-in code +\S+", said.stdout)
    assert rows(played[0], "SELECT count(*) FROM journal_entry")[0][0] - before[0][0] <= 2  # type: ignore[operator]


CLOSE_AND_COUNT = """
import os, sys
from pathlib import Path
os.environ["HUSTINGS_DEMONSTRATION"] = "1"
from hustings_site.start import open_site
open_site(Path(sys.argv[1]), new=False)
from hustings_site.demonstration.act_7 import close_and_count
from hustings_site.demonstration.stage import the_stage
result = close_and_count(the_stage())
print(result.contest.title, result.contest.state, result.contest.board_opening.verdict)
"""


def test_poll_that_was_left_open_is_closed_and_counted_at_a_press(played: tuple[Path, str], tmp_path: Path) -> None:
    """On a copy, so that the story stays as it was left."""
    data = tmp_path / "data"
    shutil.copytree(played[0], data)
    command = [sys.executable, "-c", CLOSE_AND_COUNT, data]
    said = subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)
    assert said.stdout == "Treasurer provisional verified\n", said.stderr
