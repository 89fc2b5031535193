"""The pages of a count, on the invented union's executive: everything shown can be had again from what is offered."""

import csv
import hashlib
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from hustings.ballots.formats import read_papers
from hustings.cli import main
from hustings_site.elections.models import Contest
from hustings_site.results import lanternmakers
from hustings_site.results.count_page import transcript_of
from hustings_site.results.enums import OtherCount
from hustings_site.results.examples import load_executive
from hustings_site.results.models import Comparison, Result
from hustings_site.results.result_page import result_page

pytestmark = pytest.mark.django_db
ADDRESS = "/elections/lanternmakers-union-executive/members-of-the-executive/"


@pytest.fixture
def executive(db: None) -> Result:
    load_executive()
    return Result.objects.get()


def test_papers_are_drawn_alike_everywhere() -> None:
    fingerprint = hashlib.sha256(lanternmakers.ballot_file()).hexdigest()
    assert fingerprint == "f3e0c6ff731d0394fa41a6d2e522160827f6f56b4dc1b9780d54db2c7a54a24a"


def test_story_of_the_executive(executive: Result) -> None:
    page = result_page(executive)
    assert page.count is not None
    papers = page.count.transcript.papers
    assert (executive.electorate, executive.papers, papers.valid, papers.invalid) == (1950, 1086, 1080, 6)
    (claim,) = page.count.claims
    held = {row.names: (row.votes, len(row.elected)) for row in claim.shares.rows}
    one = 10**claim.shares.decimals
    assert held == {
        ("Anchor",): (447 * one, 4),
        ("Beacon",): (375 * one, 3),
        ("Current",): (117 * one, 1),
        (): (141 * one, 1),
    }
    same = page.count.same_papers
    assert same is not None
    by_list = {row.slate.name if row.slate else "": (row.held, row.block) for row in same.slates}
    assert by_list == {"Anchor": (4, 6), "Beacon": (3, 3), "Current": (1, 0), "": (1, 0)}


def test_executive_has_a_lot_that_is_recorded(executive: Result) -> None:
    (draw,) = transcript_of(executive).lots.draws
    assert draw.note == "drawn by Orla Wick, returning officer; Tam Rill and Una Sedge watched"


def test_result_page_of_a_count_stands_in_its_order(executive: Result, visitor: Client) -> None:
    text = visitor.get(ADDRESS).text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", text)
    assert headings == [
        "Elected",
        "How the count went",
        "How the votes moved",
        "Share of the vote by published list, and vacancies won",
        "What the constraints changed: 1 place",
        "The same papers under block vote: 3 other people elected",
        "Turnout",
        "Check it yourself",
    ]


def test_result_page_has_one_line_a_stage_with_its_clause(executive: Result, visitor: Client) -> None:
    text = visitor.get(ADDRESS).text
    stages = len(transcript_of(executive).stages())
    lines = re.findall(
        r'stage/(\d+)/"><span class="visually-hidden">[^<]*</span>[^<]+</a> <span class="clause">r\.', text
    )
    assert [int(line) for line in lines] == list(range(1, stages + 1))


def test_every_computed_part_says_how_it_is_counted(executive: Result, visitor: Client) -> None:
    explained = re.findall(
        r'How is this counted\?<span class="visually-hidden"> ([^<]+)</span>', visitor.get(ADDRESS).text
    )
    assert explained == [
        "the votes of each stage",
        "share by list",
        "what the constraints changed",
        "the result by block vote",
        "turnout",
    ]


def test_charts_bring_no_style_or_script(executive: Result, visitor: Client) -> None:
    text = visitor.get(ADDRESS).text
    assert text.count("<svg") == 4
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=", text) == []


def test_result_page_of_a_count_asks_as_often_with_one_stage_as_with_many(
    executive: Result, contest: Contest, visitor: Client, django_assert_max_num_queries: object
) -> None:
    visitor.get(ADDRESS)
    with django_assert_max_num_queries(14):
        visitor.get(ADDRESS)


def test_commands_on_the_page_repeat_the_count(executive: Result, visitor: Client, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = result_page(executive)
    Path("executive.blt").write_bytes(visitor.get(f"{ADDRESS}1/papers").content)
    Path("contest.toml").write_bytes(visitor.get(f"{ADDRESS}1/contest.toml").content)
    Path("lots.toml").write_bytes(visitor.get(f"{ADDRESS}1/lots.toml").content)
    assert hashlib.sha256(Path("executive.blt").read_bytes()).hexdigest() == executive.ballot_file.sha256
    program, *arguments = shlex.split(page.command)
    assert (program, page.command in visitor.get(ADDRESS).text) == ("hustings", True)
    counted = CliRunner().invoke(main, arguments)
    assert counted.exit_code == 0
    assert executive.transcript_hash in counted.output


def test_downloaded_transcript_has_the_fingerprint_on_the_page(executive: Result, visitor: Client) -> None:
    content = visitor.get(f"{ADDRESS}1/transcript.json").content
    assert hashlib.sha256(content).hexdigest() == executive.transcript_hash
    assert executive.transcript_hash in visitor.get(ADDRESS).text


@pytest.mark.parametrize("form", ["blt", "csv"])
def test_papers_in_each_form_are_the_same_papers(executive: Result, visitor: Client, tmp_path: Path, form: str) -> None:
    response = visitor.get(f"{ADDRESS}1/papers.{form}")
    file = tmp_path / f"executive.{form}"
    file.write_bytes(response.content)
    (tmp_path / "original.blt").write_bytes(lanternmakers.ballot_file())
    assert response["Content-Disposition"] == f'attachment; filename="executive.{form}"'
    assert read_papers(file).digest() == read_papers(tmp_path / "original.blt").digest()


def test_papers_in_a_form_that_there_is_not(executive: Result, visitor: Client) -> None:
    response = visitor.get(f"{ADDRESS}1/papers.doc")
    assert response.status_code == 409
    assert response.text.startswith("papers.doc: the ending '.doc' names no format; name one: ")


def test_stage_table_as_csv_is_conserved_at_every_stage(executive: Result, visitor: Client) -> None:
    rows = list(csv.reader(io.StringIO(visitor.get(f"{ADDRESS}1/stages.csv").text)))
    names = [row[0] for row in rows]
    assert names[2:22] == lanternmakers.candidates()
    held = rows[2 : names.index("non-transferable") + 1]
    stages = len(rows[0]) - 2
    sums = [sum(int(row[stage].replace(".", "")) for row in held) for stage in range(2, stages + 2)]
    assert sums == [1080 * 10**5] * stages


def test_json_twin_of_a_count_holds_its_transcript(executive: Result, visitor: Client) -> None:
    twin = json.loads(visitor.get(f"{ADDRESS}1/result.json").content)
    assert twin["count"]["transcript"] == json.loads(executive.transcript)
    assert twin["count"]["papers_sha256"] == executive.ballot_file.sha256
    (claim,) = twin["lists"]
    assert {each["name"]: (each["figure"], each["vacancies_won"]) for each in claim["lists"]} == {
        "Anchor": ("447.00000", 4),
        "Beacon": ("375.00000", 3),
        "Current": ("117.00000", 1),
        None: ("141.00000", 1),
    }
    assert twin["elected"] == [listed.candidate.name for listed in result_page(executive).elected]


@pytest.mark.parametrize("stage", [1, 5, 16])
def test_stage_page_shows_votes_before_moved_and_after(executive: Result, visitor: Client, stage: int) -> None:
    text = visitor.get(f"{ADDRESS}1/stage/{stage}/").text
    found = re.findall(r'<tr><th scope="row">all votes</th><td class="number">([^<]+)</td>', text)
    assert found == ["1,080.00000"]
    assert f"<h1>Stage {stage}: " in text
    assert (f"/stage/{stage - 1}/" in text, f"/stage/{stage + 1}/" in text) == (stage > 1, stage < 16)


def test_stage_page_of_a_lot_says_who_drew(executive: Result, visitor: Client) -> None:
    lots = [event for event in transcript_of(executive).events if getattr(event, "decided_by", "") == "lot"]
    text = visitor.get(f"{ADDRESS}1/stage/{lots[0].stage}/").text
    assert "drawn by Orla Wick, returning officer; Tam Rill and Una Sedge watched" in text


@pytest.mark.parametrize("stage", [0, 17, 999])
def test_stage_that_there_is_not(executive: Result, visitor: Client, stage: int) -> None:
    assert visitor.get(f"{ADDRESS}1/stage/{stage}/").status_code == 404


@pytest.mark.parametrize(
    "rest",
    ["stage/1/", "transcript.json", "lots.toml", "contest.toml", "other.toml", "papers", "papers.blt", "stages.csv"],
)
def test_result_counted_elsewhere_offers_no_count(result: Result, visitor: Client, rest: str) -> None:
    address = f"/elections/{result.contest.election.slug}/{result.contest.slug}/1/{rest}"
    assert visitor.get(address).status_code == 404


def test_block_vote_is_stored_with_its_assumption(executive: Result) -> None:
    assert Comparison.objects.get(kind=OtherCount.BLOCK_VOTE).reading.startswith("Assumed: ")


def test_minimum_of_women_changes_one_place(executive: Result, visitor: Client) -> None:
    page = result_page(executive).count
    assert page is not None
    assert page.constrained is not None
    ((constraint, elected, without),) = page.constrained.met
    assert (constraint.category, constraint.minimum, elected, without) == ("women", 4, 4, 3)
    assert (page.constrained.only_with, page.constrained.only_without) == (("Bella Birchall",), ("Bruno Barrow",))
    assert "4 are elected; without the constraint it would be 3." in visitor.get(ADDRESS).text
