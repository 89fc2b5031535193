"""Every page of the room takes the same number of queries for one row of everything and for five hundred."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from committee_stand import ENTERED, MADE
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.committees import models
from hustings_site.committees.models import Committee
from hustings_site.committees.recall.models import (
    AccountabilityMeeting,
    AccountabilityQuestion,
    RecallPetition,
    RecallReply,
    RecallRule,
    RecallSignature,
)
from hustings_site.committees.services.seats import found_committee, link_account
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.results.models import ElectedPlace, Result
from hustings_site.roll.models import Electorate, FrozenRoll, Organisation
from hustings_site.roll.services import organisation_named

FEW, MANY = 1, 500
AT_MOST = 9
"""Authors of claims, people elected in one contest, representatives of members: of these nobody has hundreds."""

MADE_BY = {"recorded_at": ENTERED, "source": "Minutes"}
Arguments = dict[str, object]


def furnish(name: str, rows: int) -> tuple[Committee, Arguments]:
    """A committee with so many rows of everything, and what stands in the addresses of its pages."""
    union = organisation_named(by="test", name=name)
    committee = found_committee(by="test", organisation=union, name="Executive")
    numbers = range(rows)
    people = models.Person.objects.bulk_create(models.Person(organisation=union, name=f"P {n}") for n in numbers)
    bodies = models.Body.objects.bulk_create(models.Body(organisation=union, name=f"B {n}") for n in numbers)
    changes = models.BodyChange.objects.bulk_create(
        models.BodyChange(body=body, what="founding", on=MADE, **MADE_BY) for body in bodies
    )
    candidates, contest = elected(union, rows)
    held, vacancies = seats_of(committee, people, candidates)
    claims_of(committee, people, rows)
    meetings = models.CommitteeMeeting.objects.bulk_create(
        models.CommitteeMeeting(committee=committee, title=f"M {n}", on=MADE, reports_due=MADE) for n in numbers
    )
    division = recorded(committee, meetings, people)
    motions = models.Motion.objects.bulk_create(
        models.Motion(committee=committee, title=f"Motion {n}", text="x", put_on=MADE) for n in numbers
    )
    models.Amendment.objects.bulk_create(
        models.Amendment(motion=motions[0], position=n, text="x") for n in range(1, rows + 1)
    )
    asked = {"committee": committee, "person": people[0], "text": "Why?", "asked_at": ENTERED}
    shown = models.Question.objects.bulk_create(models.Question(**asked, shown_at=ENTERED) for _n in numbers)
    waiting = models.Question.objects.bulk_create(models.Question(**asked) for _n in numbers)
    opening = models.Opening.objects.create(
        committee=committee, title="Next", day=MADE, seats=rows, sides=["A", "B"], source="x"
    )
    return committee, {
        "person": people[0].pk,
        "meeting": meetings[0].pk,
        "division": division.pk,
        "question": waiting[0].pk,
        "shown": shown[0].pk,
        **recalled(committee, people, held[0].events.first()),
        "opening": opening.pk,
        "vacancy": vacancies[0].pk,
        "notice": vacancies[0].notices.first().pk,
        "event": held[0].events.first().pk,
        "terms": held[0].terms.get().pk,
        "change": changes[0].pk,
        "contest": contest.pk,
    }


def elected(union: Organisation, rows: int) -> tuple[list[Candidate], Contest]:
    """As many elections as rows; the first elected several."""
    elections = Election.objects.bulk_create(
        Election(organisation=union, title=f"E {n}", slug=f"{union.slug}-{n}", closed_on=MADE) for n in range(rows)
    )
    contests = Contest.objects.bulk_create(
        Contest(election=each, slug="post", title="Post", vacancies=1) for each in elections
    )
    results = Result.objects.bulk_create(
        Result(contest=each, number=1, kind="imported", method="x", source="x") for each in contests
    )
    first = Candidate.objects.bulk_create(
        Candidate(contest=contests[0], name=f"P {n}", position=n + 1) for n in range(min(rows, AT_MOST))
    )
    others = Candidate.objects.bulk_create(Candidate(contest=each, name="P", position=1) for each in contests[1:])
    ElectedPlace.objects.bulk_create(
        ElectedPlace(result=results[0], candidate=each, position=n) for n, each in enumerate(first, start=1)
    )
    return [first[0], *others], contests[0]


def seats_of(
    committee: Committee, people: list[models.Person], candidates: list[Candidate]
) -> tuple[list[models.Seat], list[models.Vacancy]]:
    """As many seats that are held, each from an election of its own, and as many that are being filled."""
    section = models.Section.objects.create(committee=committee, position=1, name="Members")
    seats = models.Seat.objects.bulk_create(
        models.Seat(section=section, number=n) for n in range(1, 2 * len(people) + 1)
    )
    models.SeatTerms.objects.bulk_create(
        models.SeatTerms(
            seat=seat, exists_from=MADE, filling="members" if seat.number <= AT_MOST else "appointed", **MADE_BY
        )
        for seat in seats
    )
    held, left = seats[: len(people)], seats[len(people) :]
    takes = {"what": "takes", "on": MADE, **MADE_BY}
    first = models.SeatEvent.objects.bulk_create(
        models.SeatEvent(seat=seat, person=who, candidate=stood, **takes)
        for seat, who, stood in zip(held, people, candidates, strict=True)
    )
    models.SeatEvent.objects.bulk_create(
        models.SeatEvent(seat=each.seat, person=each.person, candidate=each.candidate, corrects=each, **takes)
        for each in first
    )
    events = models.SeatEvent.objects.bulk_create(
        models.SeatEvent(seat=seat, what="died", on=MADE, person=who, **MADE_BY)
        for seat, who in zip(left, people, strict=True)
    )
    clauses = models.Clause.objects.bulk_create(
        models.Clause(committee=committee, name=f"C {n}", text="x", kind="appointment", source="x")
        for n in range(len(people))
    )
    vacancies = models.Vacancy.objects.bulk_create(
        models.Vacancy(seat=event.seat, event=event, clause=clauses[0], kind="appointment") for event in events
    )
    models.Yielded.objects.bulk_create(
        models.Yielded(vacancy=vacancies[0], position=n, name=f"P {n}") for n in range(len(people))
    )
    models.Notice.objects.bulk_create(
        models.Notice(vacancy=vacancies[0], to="P", subject="Seat", text="x", written_at=ENTERED) for _who in people
    )
    result = candidates[0].contest.results.get()
    kept = models.ReserveList.objects.create(section=section, result=result, meaning="votes", **MADE_BY)
    models.Reserve.objects.bulk_create(
        models.Reserve(reserves=kept, position=n, candidate=each) for n, each in enumerate(candidates)
    )
    return held, vacancies


def claims_of(committee: Committee, people: list[models.Person], rows: int) -> None:
    """As many lines of one claim, and claims of totals by several authors."""
    said = {"committee": committee, "said_on": MADE, "source": "x", "sides": ["A"]}
    lines = models.Claim.objects.create(author="Tide", **said)
    models.ClaimLine.objects.bulk_create(
        models.ClaimLine(claim=lines, person=who, counted="side", side="A") for who in people
    )
    claims = models.Claim.objects.bulk_create(models.Claim(author=f"A {n}", **said) for n in range(min(rows, AT_MOST)))
    models.ClaimFigure.objects.bulk_create(
        models.ClaimFigure(claim=each, position=1, side="A", seats=3) for each in claims
    )
    models.ClaimReply.objects.bulk_create(
        models.ClaimReply(claim=lines, author="P", said_on=MADE, text="x", source="x") for _n in range(rows)
    )


def recorded(
    committee: Committee, meetings: list[models.CommitteeMeeting], people: list[models.Person]
) -> models.Decision:
    """Who came to the first meeting, its decisions, a division in which everybody voted, everybody's report."""
    models.Attended.objects.bulk_create(
        models.Attended(meeting=meetings[0], person=who, state="present", recorded_at=ENTERED) for who in people
    )
    taken = {"meeting": meetings[0], "carried": True, **MADE_BY}
    models.Decision.objects.bulk_create(
        models.Decision(title=f"D {n}", kind="without", **taken) for n in range(len(people))
    )
    division = models.Decision.objects.create(title="Oil", kind="division", **taken)
    first = models.Vote.objects.bulk_create(
        models.Vote(decision=division, person=who, option="for", recorded_at=ENTERED) for who in people
    )
    models.Vote.objects.bulk_create(
        models.Vote(
            decision=division,
            person=vote.person,
            option="against",
            recorded_at=ENTERED + timedelta(days=1),
            corrects=vote,
            reason="x",
        )
        for vote in first
    )
    models.Report.objects.bulk_create(
        models.Report(meeting=meetings[0], person=who, text="x", came_on=date(2026, 1, 2), recorded_at=ENTERED)
        for who in people
    )
    return division


def recalled(committee: Committee, people: list[models.Person], event: models.SeatEvent) -> Arguments:
    """As many petitions on the first representative as there are people, who all signed the first; as many replies to
    it, accountability meetings, and questions at the first of those."""
    union, first = committee.organisation, people[0]
    everybody = Electorate.objects.create(organisation=union, slug="all", name="Everybody", rule={})
    roll = FrozenRoll.objects.create(
        organisation=union, electorate=everybody, frozen_at=ENTERED, rule_text="All.", sha256="0" * 64, size=len(people)
    )
    said = {"name": "Rule 12", "text": "x", "source": "Rules", "kind": "number", "threshold": 1, "days": 9}
    rule = RecallRule.objects.create(committee=committee, signers=everybody, follows="both", **said)
    opened = {"rule": rule, "event": event, "person": first, "roll": roll, "text": "x", "movers": "P"}
    dates = {"opened_at": ENTERED, "closes_at": timezone.now() + timedelta(days=9)}
    petitions = RecallPetition.objects.bulk_create(
        RecallPetition(**opened, **dates, entitled=len(people), needed=1) for _each in people
    )
    RecallSignature.objects.bulk_create(
        RecallSignature(petition=petitions[0], token=f"{each.pk:064}", on=MADE) for each in people
    )
    RecallReply.objects.bulk_create(RecallReply(petition=petitions[0], text="x", at=ENTERED) for _each in people)
    meetings = AccountabilityMeeting.objects.bulk_create(
        AccountabilityMeeting(
            committee=committee, person=first, rule=rule, petition=petitions[0], at=ENTERED, place="Hall", chair="P"
        )
        for _each in people
    )
    AccountabilityQuestion.objects.bulk_create(
        AccountabilityQuestion(meeting=meetings[0], text="Why?", answer="So.", recorded_at=ENTERED) for _each in people
    )
    return {"petition": petitions[0].pk, "account": meetings[0].pk}


@pytest.fixture(scope="module")
def both(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Client, list[tuple[Committee, Arguments]]]]:
    """One with a row of everything, one with five hundred; made once, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client(headers={"host": "127.0.0.1"})
        orla = appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick")
        client.force_login(orla)
        made = [furnish("Few", FEW), furnish("Many", MANY)]
        for _committee, arguments in made:
            link_account(by="test", person=models.Person.objects.get(pk=arguments["person"]), user=orla)
        yield client, made
        transaction.set_rollback(True)


PUBLIC = [
    "",
    "?on=2026-02-01&known=2026-03-01",
    "corrections/",
    "could-change/{opening}/",
    "vacancies/",
    "vacancy/{vacancy}/",
    "reserves/",
    "motions/",
    "meetings/",
    "meeting/{meeting}/",
    "series/",
    "reports/",
    "person/{person}/",
    "follow/",
    "news.atom",
    "votes.csv",
    "record.csv",
    "tables.zip",
    "recall/",
    "recall.csv",
    "recall/{petition}/",
    "accountability/{account}/",
]
OWN = ["meeting/{meeting}/report/", "question/{shown}/", "decision/{division}/reply/", "recall/{petition}/reply/"]
DESK = [
    "",
    "seats/",
    "event/",
    "claim/",
    "opening/",
    "meeting/",
    "meeting/{meeting}/",
    "meeting/{meeting}/attendance/",
    "meeting/{meeting}/decision/",
    "motion/",
    "amendment/",
    "promise/",
    "account/",
    "question/{question}/",
    "table/",
    "clause/",
    "vacancy/{vacancy}/",
    "letter/{notice}/",
    "elected/",
    "elected/{contest}/",
    "records/",
    "terms/{terms}/",
    "event/{event}/",
    "decision/{division}/votes/",
    "decision/{division}/strike/",
    "body/",
    "body/change/",
    "body/change/{change}/",
    "recall/",
    "recall/{petition}/",
    "accountability/{account}/",
]
PAGES = [
    *(f"/committees/{{slug}}/{page}" for page in PUBLIC + OWN),
    *(f"/desk/committees/{{slug}}/{page}" for page in DESK),
    "/api/committees/{slug}",
    "/api/committees/{slug}/seats",
    "/api/committees/{slug}/recall",
    "/committees/",
]


@pytest.mark.parametrize("page", PAGES)
def test_page_takes_the_same_queries_for_one_row_and_for_five_hundred(
    both: tuple[Client, list[tuple[Committee, Arguments]]], db: None, page: str
) -> None:
    client, committees = both
    taken = []
    for committee, arguments in committees:
        path = page.format(slug=committee.slug, **arguments)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200
        taken.append([query["sql"] for query in queries])
    few, many = taken
    assert len(few) == len(many), "\n".join(many[:60])


LONG = [
    ("corrections/", 100),
    ("vacancies/", 50),
    ("motions/", 50),
    ("meetings/", 50),
    ("meeting/{meeting}/", 50),
    ("reports/", 100),
    ("series/", 20),
    ("could-change/{opening}/", 100),
]


@pytest.mark.parametrize(("page", "rows"), LONG)
def test_page_that_would_be_long_has_pages(
    both: tuple[Client, list[tuple[Committee, Arguments]]], db: None, page: str, rows: int
) -> None:
    client, (_few, (committee, arguments)) = both
    path = f"/committees/{committee.slug}/{page.format(**arguments)}"
    first, second = (" ".join(client.get(f"{path}?page={n}").content.decode().split()) for n in (1, 2))
    pages = -(-501 // rows) if page in {"meeting/{meeting}/", "could-change/{opening}/"} else None
    assert f"Page 1 of {pages}" in first if pages else "Page 1 of " in first
    assert "Page 2 of " in second
