"""A representative's page: what they said, who stood behind them, how the count went; and the promise of reports."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from hustings import __version__
from hustings.rules import find_rule
from hustings_site.campaign.enums import EndorserKind
from hustings_site.campaign.forms import PointForm
from hustings_site.campaign.models import Answer, Programme
from hustings_site.campaign.services.endorsements import enter_endorsement
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.committees.models import Committee, Person
from hustings_site.committees.selectors.reports import ledger
from hustings_site.committees.selectors.representative import accounts_of, candidacies_of, was_seated
from hustings_site.committees.services.meetings import arrange_meeting
from hustings_site.committees.services.seats import link_account, seat_elected
from hustings_site.elections.models import Candidate
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.journal.models import Entry
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import hold
from hustings_site.results.models import Result
from hustings_site.results.services import publish_count
from hustings_site.roll.models import Organisation
from hustings_site.slates.enums import Kind
from hustings_site.slates.services.bodies import open_body
from hustings_site.slates.services.recommending import Named, recommend

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
BEFORE = datetime(2026, 5, 1, tzinfo=UTC)


PAPERS = b"""3 1
5 1 2 0
4 2 1 0
2 3 2 0
0
"Alma Ardent"
"Bela Brook"
"Ida Inch"
"Secretary"
"""
"""11 papers, one vacancy, quota 6: Ida Inch is excluded, her papers elect Bela Brook at stage 2."""


@pytest.fixture
def result(union: Organisation) -> Result:
    """The papers, counted here."""
    election = enter_election(by="test", organisation=union, title="Election 2026")
    names = ["Alma Ardent", "Bela Brook", "Ida Inch"]
    contest = enter_contest(by="test", election=election, title="Secretary", vacancies=1, candidates=names)
    ballot_file, rule = keep("secretary.blt", PAPERS), find_rule("scotland_2011")
    held = hold(ballot_file, rule)
    return publish_count(
        by="test",
        contest=contest,
        ballot_file=ballot_file,
        rule=rule,
        library_version=__version__,
        transcript=held.transcript,
        electorate=30,
        source="papers made by hand",
    )


@pytest.fixture
def programme(result: Result) -> Programme:
    """One point that promises reports, one that promises nothing; both public."""
    programme = begin_programme(by="test", contest=result.contest, title="Light", author="Wicks")
    points = [
        PointText(text="Will you report after each meeting?", short="Report back", promises="reports"),
        PointText(text="Dry oil?", short="Oil"),
    ]
    write_points(by="test", programme=programme, points=points)
    Programme.objects.filter(pk=programme.pk).update(published_at=BEFORE)
    return programme


def say(programme: Programme, candidate: Candidate, number: int, stance: str, at: datetime = BEFORE) -> Answer:
    point = programme.points.get(number=number)
    return Answer.objects.create(point=point, candidate=candidate, stance=stance, at=at, way="page")


def elected(result: Result) -> Candidate:
    return result.elected.get().candidate


def seated(committee: Committee, result: Result) -> Person:
    """Whoever was elected takes a seat that no rule makes report: one of the trades."""
    seats = list(committee.sections.get(name="Trades").seats.all())
    (event,) = seat_elected(by="test", result=result, seats=seats, on=JULY, terms_end=[date(2028, 6, 1)])
    assert event.person is not None
    return event.person


def test_yes_to_a_promise_of_reports_opens_the_ledger_on_election_day(
    committee: Committee, result: Result, programme: Programme, visitor: Client
) -> None:
    result.contest.election.closed_on = JUNE
    result.contest.election.save()
    answer = say(programme, elected(result), 1, "yes")
    person = seated(committee, result)
    assert Entry.objects.get(act="committees.open_ledger").details == {
        "promise": answer.point_id,
        "answer": answer.pk,
        "from": "2026-06-01",
    }
    arrange_meeting(by="test", committee=committee, title="August", on=AUGUST)
    found = ledger(committee, date(2026, 9, 1))
    assert {(row.person.name, row.by.answer if row.by else None) for row in found.rows} == {
        ("Ada", None),
        ("Bo", None),
        ("Cy", None),
        (person.name, answer),
    }
    assert [(each.person, each.day) for each in found.promised] == [(person, JUNE)]
    for path in ("reports/", f"person/{person.pk}/"):
        page = visitor.get(f"/committees/{committee.slug}/{path}").content.decode()
        assert "since election day, 1 June 2026, by a promise:" in page, path
        assert "“yes” on 1 May 2026 (Light)" in page, path
    ada = committee.organisation.people.get(name="Ada")
    page = visitor.get(f"/committees/{committee.slug}/person/{ada.pk}/").content.decode()
    assert "The committee’s own rule asks for a report after each meeting." in page


@pytest.mark.parametrize(
    "said",
    [
        [(1, "reservations", BEFORE)],
        [(1, "yes", BEFORE), (1, "no", datetime(2026, 5, 2, tzinfo=UTC))],
        [(1, "yes", datetime(2026, 9, 1, tzinfo=UTC))],
        [(2, "yes", BEFORE)],
    ],
    ids=["with reservations", "changed to no", "after the election", "another point"],
)
def test_nothing_else_opens_a_ledger(
    committee: Committee, result: Result, programme: Programme, said: list[tuple[int, str, datetime]]
) -> None:
    for number, stance, at in said:
        say(programme, elected(result), number, stance, at)
    person = seated(committee, result)
    arrange_meeting(by="test", committee=committee, title="August", on=AUGUST)
    assert person not in {row.person for row in ledger(committee, AUGUST).rows}
    assert not Entry.objects.filter(act="committees.open_ledger").exists()


def test_only_a_point_answered_by_yes_or_no_promises() -> None:
    typed = {"text": "How much?", "short": "Much", "kind": "text", "promises": "reports"}
    assert list(PointForm(typed).errors) == ["promises"]
    form = PointForm({**typed, "kind": "choice"})
    assert form.is_valid()
    point = form.point()
    assert point is not None
    assert point.promises == "reports"


def test_page_shows_inline_how_somebody_came_to_the_seat(
    committee: Committee, result: Result, programme: Programme, visitor: Client
) -> None:
    candidate = elected(result)
    say(programme, candidate, 2, "no")
    say(programme, candidate, 2, "yes", datetime(2026, 5, 2, tzinfo=UTC))
    wicks = open_body(by="test", organisation=result.contest.election.organisation, name="Wicks", kind="local")
    said = {"how": "A meeting.", "why": "Answers.", "named": Named(candidates=[candidate])}
    recommend(by="test", body=wicks, contest=result.contest, kind=Kind.FIRST_ONLY, **said)
    enter_endorsement(
        by="test",
        contest=result.contest,
        candidate=candidate,
        kind=EndorserKind.BRANCH,
        endorser="Alderby branch",
        said_on=JUNE,
        source="Minutes",
    )
    person = seated(committee, result)
    (stood,) = candidacies_of(person)
    assert stood.line is not None
    assert [(votes, mark) for _column, votes, mark in stood.line.stages] == [(400000, ""), (600000, "elected")]
    assert [(each.answer.stance, each.earlier) for each in stood.answers] == [("yes", 1)]
    page = visitor.get(f"/committees/{committee.slug}/person/{person.pk}/").content.decode()
    for words in (
        "Elected in place 1, at stage 2.",
        "Votes by stage",
        ">Wicks</a>",
        "a first preference, and nothing about the others",
        "Alderby branch",
        "1 earlier answer",
    ):
        assert words in page, words
    assert was_seated(candidate)


def test_page_takes_the_same_queries_for_any_number_of_candidacies(
    committee: Committee, result: Result, programme: Programme, visitor: Client, django_assert_max_num_queries: object
) -> None:
    person = seated(committee, result)
    path = f"/committees/{committee.slug}/person/{person.pk}/"
    visitor.get(path)
    with django_assert_max_num_queries(29) as first:
        visitor.get(path)
    for other in result.contest.candidates.exclude(pk=elected(result).pk):
        say(programme, other, 2, "yes")
        person.candidacies.add(other)
    with django_assert_max_num_queries(29) as again:
        visitor.get(path)
    assert len(first.captured_queries) == len(again.captured_queries)


def test_account_of_a_holder_speaks_for_the_candidate(committee: Committee, result: Result, member: object) -> None:
    person = seated(committee, result)
    assert accounts_of(elected(result)) == []
    link_account(by="test", person=person, user=member)
    assert accounts_of(elected(result)) == [member]
