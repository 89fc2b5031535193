import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hustings_site.elections.models import Contest
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.journal.selectors import entries_about
from hustings_site.results.enums import Unit
from hustings_site.results.models import ElectedPlace, Fact, Result, Tally, TallyEntry
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_elections, published_result, totals_of, versions_of
from hustings_site.results.services import StatedFact, publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.roll.services import organisation_named

pytestmark = pytest.mark.django_db
TABLE = "candidate,elected,Votes\nAlma Ardent,{alma},50\nBela Brook,{bela},{votes}\nIda Inch,,-\n"


def table(alma: str = "yes", bela: str = "", votes: str = "30") -> str:
    return TABLE.format(alma=alma, bela=bela, votes=votes)


def publish(contest: Contest, text: str, **more: object) -> Result:
    given = {"unit": Unit.VOTES, "method": "Plurality", "source": "Gazette", "turnout": Turnout()} | more
    return publish_totals(by="user:1", contest=contest, table=read_totals(text), **given)


def address(result: Result, rest: str = "") -> str:
    return f"/elections/{result.contest.election.slug}/{result.contest.slug}/{rest}"


def test_publish_totals_keeps_each_figure_with_what_is_not_known(contest: Contest) -> None:
    result = publish(contest, table(votes="?"))
    entries = TallyEntry.objects.filter(tally__result=result).order_by("candidate__position")
    assert [(e.candidate.name, e.value, e.out) for e in entries] == [
        ("Alma Ardent", Decimal(50), False),
        ("Bela Brook", None, False),
        ("Ida Inch", None, True),
    ]
    assert [(e.position, e.candidate.name) for e in result.elected.all()] == [(1, "Alma Ardent")]


def test_publish_totals_stands_in_the_journal(contest: Contest) -> None:
    result = publish(contest, table())
    entry = entries_about(result.scope).get()
    assert (entry.act, entry.by, entry.details["kind"], entry.details["number"]) == (
        "results.publish",
        "user:1",
        "imported",
        1,
    )


def test_publish_totals_with_other_names_than_the_contest(contest: Contest) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish(contest, "candidate,Votes\nAlma Ardent,1\nBela Brooke,2\nIda Inch,3\n")
    assert refusal.value.messages == [
        "Bela Brooke is not a candidate of this contest: write the name as there.",
        "Bela Brook stands in this contest but has no row: add one.",
    ]


def test_publish_totals_with_more_elected_than_vacancies(contest: Contest) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish(contest, table(alma="yes", bela="yes"))
    assert refusal.value.messages == ["2 are marked as elected for 1 vacancies: correct one of the two."]


def test_publish_totals_with_contradicting_turnout_publishes_nothing(contest: Contest) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish(contest, table(), turnout=Turnout(electorate=10, papers=80))
    assert refusal.value.messages == ["80 papers were counted but only 10 people could vote"]
    assert Result.objects.count() == 0


def test_correction_needs_a_reason(contest: Contest) -> None:
    publish(contest, table())
    with pytest.raises(ValidationError) as refusal:
        publish(contest, table())
    assert refusal.value.messages == ["This contest has a published result: say why the new one replaces it."]


def test_correction_stands_beside_what_it_corrects(contest: Contest) -> None:
    first = publish(contest, table())
    second = publish(contest, table(votes="31"), correction="One pile was counted twice.")
    assert [(v.number, v.correction) for v in versions_of(first)] == [(2, "One pile was counted twice."), (1, "")]
    slugs = (contest.election.slug, contest.slug)
    assert (published_result(*slugs), published_result(*slugs, 1)) == (second, first)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        (Result, {"source": "another"}),
        (ElectedPlace, {"position": 9}),
        (Tally, {"title": "another"}),
        (TallyEntry, {"value": 51}),
        (Fact, {"value": "another"}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_database_refuses_to_change_what_is_published(
    contest: Contest, what: type[Model], change: dict[str, object]
) -> None:
    publish(contest, table(), facts=[StatedFact("Quota")])
    refusal = f"^{what._meta.db_table} is append-only: add a new row instead"
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        what._default_manager.update(**change)
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        what._default_manager.all()._raw_delete("default")


def test_totals_leave_out_who_was_no_longer_in_the_count(contest: Contest) -> None:
    (totals,) = totals_of(publish(contest, table(votes="?")))
    names = {c.pk: c.name for c in contest.candidates.all()}
    assert {names[pk]: figure for pk, figure in totals.figures.items()} == {
        "Alma Ardent": Decimal(50),
        "Bela Brook": None,
    }
    assert (totals.known, totals.unknown) == (50, 1)


def test_result_page_shares_by_list_beside_vacancies(result: Result) -> None:
    publish_lists(
        by="test",
        contest=result.contest,
        publisher="Lamp Post",
        source="issue 4",
        lists={"Anchor": ["Alma Ardent"], "Beacon": ["Bela Brook"]},
    )
    (claim,) = result_page(result).claims
    rows = [(row.slate.name if row.slate else None, row.share.share, row.share.elected) for row in claim.rows]
    assert (claim.publisher, claim.source) == ("Lamp Post", "issue 4")
    assert [(name, float(share or 0), elected) for name, share, elected in rows] == [
        ("Anchor", 0.5, 1),
        ("Beacon", 0.3, 0),
        (None, 0.2, 0),
    ]


def test_list_that_two_publishers_say_alike_is_named_once(result: Result) -> None:
    for publisher, beacon in (("Lamp Post", "Beacon"), ("Tide Watch", "Beacons")):
        lists = {"Anchor": ["Alma Ardent"], beacon: ["Bela Brook"]}
        publish_lists(by="test", contest=result.contest, publisher=publisher, source="issue 4", lists=lists)
    said = {
        listed.candidate.name: [slate.name if slate else None for slate in listed.slates]
        for listed, _cells in result_page(result).rows
    }
    assert said == {"Alma Ardent": ["Anchor"], "Bela Brook": ["Beacon", "Beacons"], "Ida Inch": [None]}


def test_result_page_without_lists_claims_nothing(result: Result) -> None:
    page = result_page(result)
    assert (page.publishers, page.claims) == ((), ())


def test_result_page_stands_elected_first_then_by_votes(contest: Contest) -> None:
    text = "candidate,elected,Votes\nAlma Ardent,,20\nBela Brook,yes,10\nIda Inch,,30\n"
    rows = result_page(publish(contest, text)).rows
    assert [listed.candidate.name for listed, _cells in rows] == ["Bela Brook", "Ida Inch", "Alma Ardent"]


def test_public_page_says_who_is_elected_before_anything_else(visitor: Client, result: Result) -> None:
    text = visitor.get(address(result)).text
    main = text[text.index("<main") :]
    assert main.index("Elected") < main.index("Alma Ardent") < main.index("Votes") < main.index("Bela Brook")


def test_public_page_gives_turnout_with_its_denominator(visitor: Client, result: Result) -> None:
    assert "105 of 200 entitled voted (52.5\u202f%)." in visitor.get(address(result)).text


def test_public_page_shows_what_is_not_known_as_not_known(visitor: Client, contest: Contest) -> None:
    text = visitor.get(address(publish(contest, table(votes="?")))).text
    assert "1 figure is not known, so no share of the whole can be worked out. It is not nought." in text
    assert "turnout cannot be worked out" in text
    assert "no longer in the count" in text
    assert ">0<" not in text


def test_public_page_calls_shares_of_marks_what_they_are(visitor: Client, contest: Contest) -> None:
    text = visitor.get(address(publish(contest, table(), unit=Unit.MARKS))).text
    assert "so a share here is of all marks, not of voters" in text


def test_public_page_of_a_replaced_version_leads_to_the_one_in_force(visitor: Client, contest: Contest) -> None:
    first = publish(contest, table())
    publish(contest, table(votes="31"), correction="One pile was counted twice.")
    text = visitor.get(address(first, "1/")).text
    assert "This version has been replaced.</strong> One pile was counted twice." in text
    assert f'<a href="{address(first)}">See the version in force</a>' in text


def test_public_page_names_its_entry_in_the_journal(visitor: Client, result: Result) -> None:
    entry = entries_about(result.scope).get()
    assert (
        f'Its publication is entry {entry.number} of the journal, under the seal <span class="hash">{entry.sealed}'
        in (visitor.get(address(result)).text)
    )


def test_public_page_escapes_what_was_typed(visitor: Client, contest: Contest) -> None:
    result = publish(contest, table(), source="<script>alert(1)</script>")
    assert "<script" not in visitor.get(address(result)).text


@pytest.mark.parametrize("rest", ["nothing/", "9/", "9/result.json", "9/figures.csv"])
def test_address_of_no_result(visitor: Client, result: Result, rest: str) -> None:
    assert visitor.get(address(result, rest)).status_code == 404


def test_public_page_takes_as_many_queries_for_three_candidates_as_for_thirty(
    visitor: Client, result: Result, django_assert_num_queries: object
) -> None:
    election = enter_election(
        by="test", organisation=organisation_named(by="test", name="Lampwrights"), title="Council"
    )
    names = [f"Candidate {n}" for n in range(1, 31)]
    council = enter_contest(by="test", election=election, title="Council", vacancies=9, candidates=names)
    rows = "".join(f"{name},{'yes' if n < 9 else ''},{n}\n" for n, name in enumerate(names))
    large = publish(council, f"candidate,elected,Votes\n{rows}")
    for each in (result, large):
        contest = each.contest
        first = contest.candidates.all()[0].name
        publish_lists(by="test", contest=contest, publisher="P", source="x", lists={"L": [first]})
        with django_assert_num_queries(11):
            visitor.get(address(each))


def test_json_twin_holds_every_figure_exactly(visitor: Client, contest: Contest) -> None:
    result = publish(contest, table(votes="30.25"), facts=[StatedFact("Quota")])
    response = visitor.get(address(result, "1/result.json"))
    twin = json.loads(response.content)
    assert twin["elected"] == ["Alma Ardent"]
    assert twin["tallies"] == [
        {"title": "Votes", "unit": "votes", "figures": {"Alma Ardent": "50", "Bela Brook": "30.25", "Ida Inch": "-"}}
    ]
    assert twin["turnout"] == {
        "electorate": None,
        "papers": None,
        "valid": None,
        "invalid": None,
        "blank": None,
        "note": "",
    }
    assert twin["facts"] == [{"label": "Quota", "value": None, "certainty": "", "source": ""}]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_csv_can_be_imported_again(visitor: Client, contest: Contest) -> None:
    text = table(votes="?")
    result = publish(contest, text)
    response = visitor.get(address(result, "1/figures.csv"))
    assert read_totals(response.text) == read_totals(text)
    assert response["Content-Disposition"] == f'attachment; filename="{contest.election.slug}-{contest.slug}.csv"'


def test_elections_page_lists_contests_with_a_result_only(visitor: Client, result: Result) -> None:
    enter_contest(by="test", election=result.contest.election, title="Chair", vacancies=1, candidates=["A"])
    assert [[c.title for c in e.contests.all()] for e in published_elections()] == [["Secretary"]]
    assert "Elected: Alma Ardent." in visitor.get("/elections/").text


@pytest.mark.parametrize("path", ["/", "/elections/"])
def test_list_of_elections_takes_as_many_queries_for_one_as_for_three(
    visitor: Client, result: Result, path: str
) -> None:
    taken = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(path)
        taken.append(len(queries))
        election = enter_election(by="test", organisation=organisation_named(by="test", name="L"), title=f"E{number}")
        other = enter_contest(
            by="test", election=election, title="C", vacancies=1, candidates=["Alma Ardent", "Bela Brook", "Ida Inch"]
        )
        publish(other, table())
    assert len(set(taken)) == 1
