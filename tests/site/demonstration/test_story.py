"""The story as `hustings demo` plays it: whole, with real cryptography, and checked by the command line alone."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from stands import bare_environment, with_tables

pytestmark = pytest.mark.browser  # it is played once, beside the tests in a browser, on the data of a folder
ANCHOR = ("Ada Almond", "Amos Alder", "Aubrey Ambler", "Abel Arden", "Ava Appleyard", "Agnes Archer")
ORDINALS = ("Second", "Third", "Fourth")
WOMEN = {"Ada Almond", "Ava Appleyard", "Beryl Bramble", "Bella Birchall", "Ida Inkpen"}
"""Of those elected and of those who follow."""

WATCH, POST = "Tide Watch, a newsletter", "Lamp Post, a weblog"
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
    three = "Ada Almond, Amos Alder, Aubrey Ambler"
    assert f"Act 1: 1140 of 2310 voted for three seats by block vote: {three}" in lines
    assert "Act 2: asked for by 5 of 8 branches; card vote 1290 for, 870 against, 150 abstained" in lines
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
    before, after = "Anchor 13, Beacon 11 before", "Anchor 9, Beacon 13, Current 2, No slate 1 after"
    assert f"Act 8: {before}; {after}" in lines
    assert "Act 9: 36 reports due, 31 in, 2 late, 3 missing; 12 divisions" in lines
    assert "Act 9: Anchor’s recommendation of Aubrey Ambler stands: yes 41, no 67, neither 9, of 412" in lines
    assert "Left open: Treasurer, by-election, until tomorrow" in lines


TELL = """
import json, os, sys
from pathlib import Path
os.environ["HUSTINGS_DEMONSTRATION"] = "1"
from hustings_site.start import open_site
open_site(Path(sys.argv[1]), new=False)
from told import tell
print(json.dumps(tell()))
"""

PAGES = """
import os, sys
from pathlib import Path
os.environ["HUSTINGS_DEMONSTRATION"] = "1"
from hustings_site.start import open_site
open_site(Path(sys.argv[1]), new=False)
from django.test import Client
from hustings_site.demonstration.acts import acts
visitor = Client(headers={"host": "127.0.0.1"})
print("story", visitor.get("/demonstration/story/").status_code)
for act in acts():
    answers = {visitor.get(page.address).status_code for page in act.pages}
    print(act.number, act.played, act.began < act.ended, len(act.pages), *answers)
"""


def test_story_page_leads_to_every_act(played: tuple[Path, str]) -> None:
    """Each act is played, begins before it ends, and has pages that anybody can open."""
    command = [sys.executable, "-c", PAGES, str(played[0])]
    said = subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)
    pages = {1: 4, 2: 4, 3: 1, 4: 1, 5: 3, 6: 4, 7: 3, 8: 3, 9: 6}
    expected = ["story 200", *(f"{number} True True {found} 200" for number, found in pages.items())]
    assert said.stdout.splitlines() == expected, said.stderr


# The committee -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(played: tuple[Path, str]) -> dict[str, Any]:
    """What the committee's pages say of it."""
    environment = bare_environment()
    here = str(Path(__file__).parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (environment.get("PYTHONPATH"), here)))
    command = [sys.executable, "-c", TELL, str(played[0])]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return dict(json.loads(said.stdout))


def test_block_vote_could_give_four_balances(told: dict[str, Any]) -> None:
    """Twenty seats, ten and ten; one is added and filled by Beacon, three are to be elected."""
    assert told["outcomes"] == [
        [3, 0, {WATCH: {"Anchor": 13, "Beacon": 11}}],
        [2, 1, {WATCH: {"Anchor": 12, "Beacon": 12}}],
        [1, 2, {WATCH: {"Anchor": 11, "Beacon": 13}}],
        [0, 3, {WATCH: {"Anchor": 10, "Beacon": 14}}],
    ]


def test_block_vote_gives_all_seats_to_fewer_than_half_of_the_marks(told: dict[str, Any]) -> None:
    assert told["block"] == {
        "turnout": [2310, 1140, 1140],
        "marks": {
            "Ada Almond": 500,
            "Amos Alder": 496,
            "Aubrey Ambler": 490,
            "Beryl Bramble": 402,
            "Boris Brine": 398,
            "Bruno Barrow": 395,
            "Cyrus Cobble": 300,
            "Cora Candle": 259,
        },
        "shares": {"Anchor": [1486, "45.9", 3], "Beacon": [1195, "36.9", 0], "Current": [559, "17.3", 0]},
    }
    assert told["joined"] == {
        "Beacon + Current": [1754, "54.1", 0, 3],
        "Beacon + Anchor": [2681, "82.7", 3, 3],
        "Current + Anchor": [2045, "63.1", 3, 3],
    }
    assert told["bounds"] == {
        "Anchor": [430, 595, 1, 2, 3],
        "Beacon": [325, 492, 1, 2, 0],
        "Current": [95, 360, 0, 1, 0],
    }
    assert told["after_block"] == {
        "seats": 24,
        "votes": 24,
        "claims": {WATCH: claim(13, "Anchor", 0, Anchor=(13, 13), Beacon=(11, 11))},
    }


def test_rule_is_changed_by_a_card_vote_of_branches(played: tuple[Path, str]) -> None:
    passed = rows(
        played[0],
        "SELECT b.code, m.sameness, p.votes_for, p.against, p.abstained FROM motions_passing p "
        "JOIN motions_branchmotion m ON m.id = p.motion_id JOIN roll_branch b ON b.id = p.branch_id ORDER BY b.code",
    )
    texts = {code: sameness for code, sameness, *_votes in passed}
    assert [(code, *votes) for code, _sameness, *votes in passed] == [
        ("alderby", 31, 9, 2),
        ("brackford", 28, 12, 0),
        ("cloverley", 22, 17, 4),
        ("elmwick", 19, 6, 3),
        ("gorsehead", 14, 5, 0),
        ("hazelport", 11, 10, 1),
    ]
    same = {texts[code] for code in ("alderby", "brackford", "elmwick", "hazelport")}
    assert len(same) == 1
    assert len({*same, texts["gorsehead"], texts["cloverley"]}) == 3
    assert rows(
        played[0], "SELECT m.sameness FROM motions_likeness l JOIN motions_branchmotion m ON m.id = l.motion_id"
    ) == [(texts["gorsehead"],)]
    assert rows(
        played[0],
        "SELECT m.sameness, r.kind, c.author, a.upheld FROM motions_ruling r JOIN motions_branchmotion m "
        "ON m.id = r.motion_id JOIN motions_challenge c ON c.ruling_id = r.id "
        "JOIN motions_challengeanswer a ON a.challenge_id = c.id",
    ) == [(texts["cloverley"], "out_of_order", "Cat Shine, secretary of Cloverley", 0)]
    assert rows(
        played[0],
        "SELECT d.name, d.votes, c.shown FROM motions_delegation d JOIN motions_card c ON c.delegation_id = d.id "
        "ORDER BY d.position",
    ) == [
        ("Alderby", 480, "for"),
        ("Brackford", 400, "for"),
        ("Cloverley", 360, "against"),
        ("Dunmarsh", 300, "against"),
        ("Elmwick", 250, "for"),
        ("Fernhithe", 210, "against"),
        ("Gorsehead", 160, "for"),
        ("Hazelport", 150, "abstained"),
    ]
    assert rows(
        played[0],
        "SELECT votes_for, against, abstained, not_cast, needed, carried FROM motions_cardvotedeclared",
    ) == [(1290, 870, 150, 0, 1156, 1)]


def test_balance_before_and_after_the_great_election(told: dict[str, Any]) -> None:
    """The slate with most members' seats loses its majority; one suspension takes it from the other too."""
    assert told["before"] == {
        "seats": 24,
        "votes": 24,
        "claims": {WATCH: claim(13, "Anchor", 0, Anchor=(13, 13), Beacon=(11, 11))},
    }
    after = {"Anchor": (9, 9), "Beacon": (13, 13), "Current": (2, 2), "No slate": (1, 1)}
    assert told["after"] == {"seats": 25, "votes": 25, "claims": {WATCH: claim(13, "Beacon", 0, **after)}}
    suspended = after | {"Beacon": (13, 12)}
    assert told["suspended"] == {"seats": 25, "votes": 24, "claims": {WATCH: claim(13, None, 0, **suspended)}}
    assert told["counted_otherwise"] == {
        "seats": 25,
        "votes": 24,
        "claims": {
            WATCH: claim(13, None, 0, **suspended),
            POST: claim(13, None, 1, **suspended | {"Beacon": (12, 11)}),
        },
    }
    assert told["replies"] == {WATCH: ["Bryony Bligh, Amalgamated Oilmen"], POST: [WATCH]}


def test_eighteen_months_of_meetings(told: dict[str, Any]) -> None:
    """Four meetings, twelve divisions: title, for, against, abstained, suspended."""
    first, second, third, fourth = "First meeting of the new executive", *(f"{n} meeting" for n in ORDINALS)
    assert told["agreed"] == 4
    assert told["divisions"] == {
        "Publish how each member of the executive votes": [first, 19, 2, 0, 0, "carried"],
        "Dues: two fifths stay with the branches": [first, 14, 7, 0, 0, "carried"],
        "A chair for two years: Beryl Bramble": [first, 12, 9, 0, 0, "carried"],
        "Ask for an offer for the hall in Alderby": [second, 10, 10, 0, 1, "lost"],
        "Lamp oil is bought from the co-operative": [second, 18, 2, 0, 1, "carried"],
        "The yearly accounts are accepted": [second, 19, 1, 0, 1, "carried"],
        "Buy the hall in Alderby": [third, 8, 13, 0, 1, "lost"],
        "Apprentices pay half the dues": [third, 19, 2, 0, 1, "carried"],
        "A paper in every workshop, twice a year": [third, 13, 8, 0, 1, "carried"],
        "The strike fund is kept apart from other money": [fourth, 18, 2, 0, 1, "carried"],
        "Join the federation of guilds": [fourth, 8, 12, 0, 1, "lost"],
        "A ballot on evening shifts": [fourth, 17, 2, 1, 1, "carried"],
    }
    assert told["as_one"] == {
        WATCH: {"Anchor": "89.2", "Beacon": "95.2", "Current": "100.0", "No slate": "100.0"},
        POST: {"Anchor": "88.3", "Beacon": "94.7", "Current": "100.0", "No slate": "100.0"},
    }


def test_who_reported_back_and_who_kept_a_promise(told: dict[str, Any]) -> None:
    assert told["reports"] == {
        "due": 36,
        "in_time": 31,
        "late": [["First meeting of the new executive", "Bella Birchall"], ["Third meeting", "Cyrus Cobble"]],
        "missing": [
            ["Fourth meeting", "Aubrey Ambler"],
            ["Fourth meeting", "Boris Brine"],
            ["Second meeting", "Ida Inkpen"],
        ],
    }
    assert {name: what for name, what in told["promises"].items() if what} == {
        "Ada Almond": {"Buy the hall": "kept"},
        "Abel Arden": {"Buy the hall": "kept", "Recorded votes": "kept"},
        "Beryl Bramble": {"Buy the hall": "kept", "Recorded votes": "kept"},
        "Cyrus Cobble": {"Buy the hall": "broken", "Recorded votes": "kept"},
    }
    assert told["replied"] == ["Cyrus Cobble"]


def test_seat_that_falls_vacant_is_filled_from_the_stored_papers(told: dict[str, Any]) -> None:
    declined = ["Agnes Archer", "Celia Crane", "Ira Ingle"]
    others = ("Basil Brook", "Bess Bellows", "Bruno Barrow", "Cora Candle", "Iris Ivory", "Ismay Irons", "Ivor Isles")
    assert told["vacancy"] == {
        "left": "Amos Alder",
        "clause": "recount",
        "consent": [["consents", name] for name in ("Ava Appleyard", *others)]
        + [["declines", name] for name in declined],
        "seated": "Ava Appleyard",
        "within_days": 42,
    }
    before, after = told["members"]
    assert before == [
        *("Ada Almond", "Beryl Bramble", "Amos Alder", "Boris Brine", "Cyrus Cobble", "Aubrey Ambler", "Abel Arden"),
        *("Ida Inkpen", "Bella Birchall"),
    ]
    assert after == ["Ava Appleyard" if name == "Amos Alder" else name for name in before]
    assert [len(WOMEN & set(each)) for each in (before, after)] == [4, 5]


def test_supporters_vote_on_withdrawing_a_recommendation(played: tuple[Path, str]) -> None:
    """117 real ballots of 412; the person concerned has replied, and the recommendation stands."""
    vote = "slates_endorsementvote v ON v.id = o.vote_id JOIN elections_candidate c ON c.id = v.candidate_id"
    assert rows(
        played[0],
        "SELECT c.name, o.entitled, o.yes, o.no, o.abstained, o.quorate, o.withdrawn FROM slates_endorsementoutcome o "
        f"JOIN {vote}",
    ) == [("Aubrey Ambler", 412, 41, 67, 9, 1, 0)]
    assert rows(played[0], "SELECT source FROM slates_endorsementreply") == [("A letter to Anchor",)]
    assert rows(
        played[0],
        "SELECT count(DISTINCT b.credential) FROM booth_ballot b JOIN booth_poll p ON p.id = b.poll_id "
        "JOIN elections_contest c ON c.poll = p.uuid JOIN slates_endorsementvote v ON v.election_id = c.election_id",
    ) == [(117,)]


def test_share_of_marks_and_of_first_preferences_do_not_compare(told: dict[str, Any]) -> None:
    block, executive, youth = told["series"]
    assert block == [
        "Members of the executive",
        "marks",
        False,
        2310,
        1140,
        "49.4",
        WATCH,
        {"Anchor": ["45.9", 3], "Beacon": ["36.9", 0], "Current": ["17.3", 0]},
    ]
    assert executive == [
        "Executive",
        "first_preferences",
        True,
        1949,
        1080,
        "55.7",
        WATCH,
        {"Anchor": ["41.4", 4], "Beacon": ["34.7", 3], "Current": ["10.8", 1], "": ["13.1", 1]},
    ]
    assert youth[:5] == ["Youth officer", "first_preferences", False, 219, 118]


def claim(majority: int, holder: str | None, swing: int, **sides: tuple[int, int]) -> dict[str, Any]:
    named = {side: list(figures) for side, figures in sides.items()}
    return {"majority": majority, "holder": holder, "swing": swing, "sides": named}


# The great election --------------------------------------------------------------------------------------------------


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
        ("Disabled members’ seat", "final"),
        ("Does Anchor withdraw its recommendation of Aubrey Ambler?", "final"),
        ("Executive", "final"),
        ("General secretary", "final"),
        ("Lanternmakers' Union: Executive and officers: Executive", "final"),
        ("Lanternmakers' Union: Executive and officers: Executive", "final"),
        ("Treasurer", "poll_open"),
        ("Youth officer", "final"),
    ]


def test_papers_and_envelopes_are_all_accounted_for(played: tuple[Path, str]) -> None:
    """1,080 valid and 6 invalid papers are counted, 142 of them from envelopes; four came late, three voted twice."""
    assert rows(
        played[0],
        "SELECT c.title, r.papers, r.valid, r.invalid, r.blank FROM results_result r JOIN elections_contest c "
        "ON c.id = r.contest_id WHERE c.state = 'final' AND c.poll IS NOT NULL AND c.title NOT LIKE '%: %' "
        "ORDER BY c.title",
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


EVERY_ROLE = """
import os, sys
from pathlib import Path
os.environ["HUSTINGS_DEMONSTRATION"] = "1"
from hustings_site.start import open_site
open_site(Path(sys.argv[1]), new=False)
from django.test import Client
from hustings_site.demonstration.roles import SEATS
for seat in SEATS:
    visitor = Client(headers={"host": "127.0.0.1"})
    led = visitor.post("/demonstration/become/", {"name": seat.name}, follow=True)
    print(led.status_code, led.request["PATH_INFO"], seat.name in led.content.decode())
"""


def test_one_click_makes_the_visitor_somebody_of_the_cast(played: tuple[Path, str], tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(played[0], data)
    command = [sys.executable, "-c", EVERY_ROLE, data]
    said = subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=False)
    assert said.stdout.splitlines() == ["200 /account/ True"] * 10, said.stderr
