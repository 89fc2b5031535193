from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

import hustings_site.results
from hustings_site.elections.models import Election, PublishedList
from hustings_site.journal.models import Entry
from hustings_site.results.examples import BY, EXAMPLES, load_examples
from hustings_site.results.models import Result
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_elections, totals_of, turnout_of
from hustings_site.results.totals_file import read_totals

TABLES = Path(__file__).parent / "tables"
DATA = Path(hustings_site.results.__file__).parent / "data"


@pytest.mark.parametrize(
    ("table", "vacancies"),
    [
        (TABLES / "nec_2006.csv", 6),
        (TABLES / "nec_2012.csv", 6),
        (TABLES / "nec_2014.csv", 6),
        (TABLES / "nec_2016.csv", 6),
        (DATA / "nec_2018_01.csv", 3),
        (TABLES / "nec_2020_04.csv", 2),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else str(value),
)
def test_complete_block_vote_table_sorts_again_to_its_elected(table: Path, vacancies: int) -> None:
    rows = read_totals(table.read_text(), table.name).rows
    most = sorted(rows, key=lambda row: -row.figures[0])[:vacancies]
    assert {row.name for row in most} == {row.name for row in rows if row.elected}


@pytest.fixture
def loaded(db: None) -> list[str]:
    """What loading the examples says of each."""
    return list(load_examples())


def in_force(title: str, organisation: str) -> Result:
    (election,) = [e for e in published_elections() if (e.organisation.name, e.title) == (organisation, title)]
    return election.contests.all()[0].in_force[0]


LABOUR, NDP, CPC = "Labour Party (United Kingdom)", "New Democratic Party (Canada)", "Conservative Party of Canada"


def test_load_examples_twice_changes_nothing(loaded: list[str]) -> None:
    before = Entry.objects.count()
    again = list(load_examples())
    assert [line.rpartition(": ")[2] for line in loaded] == ["loaded"] * len(loaded)
    assert [line.rpartition(": ")[2] for line in again] == ["already there"] * len(loaded)
    assert Entry.objects.count() == before


def test_every_example_names_its_source_and_how_sure_it_is() -> None:
    assert [each.table for each in EXAMPLES if not (each.source and each.certainty)] == []


def test_every_list_of_an_example_is_somebodys_claim(loaded: list[str]) -> None:
    assert [each.name for each in PublishedList.objects.all() if not (each.publisher and each.source)] == []


def test_january_2018(loaded: list[str]) -> None:
    page = result_page(in_force("National Executive Committee, January 2018", LABOUR))
    assert [listed.candidate.name for listed in page.elected] == ["Yasmine Dar", "Jon Lansman", "Rachel Garnham"]
    (claim,) = page.claims
    assert [(row.slate.name if row.slate else None, row.share.figure, row.share.elected) for row in claim.rows] == [
        ("Independent-label slate", 91_966, 0),
        ("CLGA/Momentum", 196_533, 3),
        (None, 26_506, 0),
    ]


def test_september_2018_shows_three_elected_without_a_figure(loaded: list[str]) -> None:
    page = result_page(in_force("National Executive Committee, September 2018", LABOUR))
    unknown = {listed.candidate.name for listed, (cell,) in page.rows if cell.figure is None}
    assert unknown == {"Darren Williams", "Ann Henderson", "Peter Willsman"}
    assert unknown < {listed.candidate.name for listed in page.elected}
    assert {cell.share for _listed, (cell,) in page.rows} == {None}


def test_november_2020_shows_its_blanks_as_unknown(loaded: list[str]) -> None:
    result = in_force("National Executive Committee, November 2020", LABOUR)
    (totals,) = totals_of(result)
    assert (set(totals.figures.values()), len(totals.figures)) == ({None}, 23)
    assert (len(result.elected.all()), result.contest.unnamed_candidates) == (9, 19)
    assert (result.electorate, result.valid) == (None, 129_549)
    assert turnout_of(result).share is None


def test_ndp_2017_first_ballot_and_turnout(loaded: list[str]) -> None:
    result = in_force("Leadership election 2017", NDP)
    (totals,) = totals_of(result)
    turnout = turnout_of(result)
    assert (totals.known, totals.unknown) == (65_509, 0)
    assert (turnout.counted, turnout.valid, turnout.contradictions()) == (65_782, 65_509, [])
    assert turnout.share is not None
    assert round(float(turnout.share), 4) == 0.5274


def test_conservatives_2017_points_of_both_ballots_make_33_800(loaded: list[str]) -> None:
    first, last = totals_of(in_force("Leadership election 2017", CPC))
    assert (first.known, last.known) == (Decimal("33800.00"), Decimal("33800.0"))
    assert (len(first.figures), len(last.figures)) == (14, 2)


def test_pages_of_every_example_open(loaded: list[str], visitor: Client) -> None:
    for election in Election.objects.all():
        for contest in election.contests.all():
            assert visitor.get(f"/elections/{election.slug}/{contest.slug}/").status_code == 200


def test_examples_are_entered_in_the_name_of_the_demonstration(loaded: list[str]) -> None:
    assert set(Entry.objects.values_list("by", flat=True)) == {BY}
