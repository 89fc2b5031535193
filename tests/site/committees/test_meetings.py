"""Meetings: attendance, decisions with six kinds of not-voting (check 20), motions, promises, corrections in public."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from committee_stand import ENTERED, happened, seat_of
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from hustings_site.campaign.models import Answer
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.committees.enums import Attendance, DecisionKind, Happening, Keeps, Option, Outcome
from hustings_site.committees.models import Committee, CommitteeMeeting, Decision, Person
from hustings_site.committees.selectors.meetings import decisions_of, people_for, votes_of
from hustings_site.committees.services import meetings
from hustings_site.committees.services.seats import person_named
from hustings_site.committees.views.person import labels
from hustings_site.elections.models import Contest

JUNE = date(2026, 6, 1)
MAKES = {"by": "test", "source": "Minutes"}


@pytest.fixture
def meeting(committee: Committee) -> CommitteeMeeting:
    return meetings.arrange_meeting(
        by="test", committee=committee, title="June", on=JUNE, papers=[("Accounts", "https://example.org/accounts")]
    )


def person(committee: Committee, name: str) -> Person:
    return committee.organisation.people.get(name=name)


def division(meeting: CommitteeMeeting, title: str = "Oil", *, free: bool = False, **votes: Option) -> Decision:
    named = {person(meeting.committee, name): option for name, option in votes.items()}
    return meetings.decide(
        **MAKES, meeting=meeting, title=title, kind=DecisionKind.DIVISION, carried=True, votes=named, free=free
    )


def options(decision: Decision) -> dict[str, str]:
    return {vote.person.name: vote.option for vote in decision.votes.select_related("person")}


def test_reports_are_due_so_many_days_after_the_meeting(meeting: CommitteeMeeting) -> None:
    assert meeting.reports_due == date(2026, 6, 15)


def test_who_was_away_stands_in_a_division_as_the_attendance_says(
    committee: Committee, meeting: CommitteeMeeting
) -> None:
    states = {person(committee, "Bo"): Attendance.APOLOGIES, person(committee, "Cy"): Attendance.ABSENT}
    meetings.record_attendance(by="test", meeting=meeting, states=states)
    assert options(division(meeting, Ada=Option.FOR)) == {"Ada": "for", "Bo": "excused", "Cy": "absent"}


def test_suspended_member_stands_as_suspended(committee: Committee, meeting: CommitteeMeeting) -> None:
    happened(seat_of(committee, "Cy"), Happening.SUSPENDED, date(2026, 5, 1))
    assert options(division(meeting, Ada=Option.FOR, Bo=Option.ABSTAINED))["Cy"] == "suspended"


def test_division_in_which_somebody_is_not_accounted_for_is_refused(meeting: CommitteeMeeting) -> None:
    with pytest.raises(ValidationError, match="Say what these did, or record that they were away: Bo, Cy"):
        division(meeting, Ada=Option.FOR)


def test_decision_without_a_division_has_no_votes(committee: Committee, meeting: CommitteeMeeting) -> None:
    with pytest.raises(ValidationError, match="has no votes"):
        meetings.decide(
            **MAKES,
            meeting=meeting,
            title="Thanks",
            kind=DecisionKind.WITHOUT,
            carried=True,
            votes={person(committee, "Ada"): Option.FOR},
        )


@pytest.fixture
def six(committee: Committee, meeting: CommitteeMeeting) -> CommitteeMeeting:
    """Every kind of not voting at one meeting: absent, excused, abstained, recused, not yet a member, no division."""
    person_named(by="test", organisation=committee.organisation, name="New")
    division(meeting, "Oil", Ada=Option.ABSENT, Bo=Option.EXCUSED, Cy=Option.ABSTAINED, New=Option.NOT_YET)
    division(meeting, "Wick", Ada=Option.RECUSED, Bo=Option.FOR, Cy=Option.AGAINST)
    meetings.decide(**MAKES, meeting=meeting, title="Thanks", kind=DecisionKind.WITHOUT, carried=True)
    return meeting


SIX = [
    "absent without apologies",
    "excused: away with apologies",
    "abstained",
    "recused: took no part for an interest of their own",
    "not yet a member",
    "agreed without a division",
]


def told_on_the_meetings_page(six: CommitteeMeeting, visitor: Client) -> set[str]:
    page = visitor.get(f"/committees/{six.committee.slug}/meeting/{six.pk}/").content.decode()
    assert "These held a seat that day: Ada, Bo, Cy" in " ".join(page.split())
    return {word for word in SIX if word in page or word.capitalize() in page}


def told_on_peoples_pages(six: CommitteeMeeting, visitor: Client) -> set[str]:
    pages = [
        visitor.get(f"/committees/{six.committee.slug}/person/{person(six.committee, name).pk}/").content.decode()
        for name in ("Ada", "Bo", "Cy", "New")
    ]
    return {word for word in SIX for page in pages if word in page}


def told_in_votes_csv(six: CommitteeMeeting, visitor: Client) -> set[str]:
    text = visitor.get(f"/committees/{six.committee.slug}/votes.csv").content.decode()
    return {row["option"] for row in csv.DictReader(text.splitlines())} - {"for", "against"}


def told_in_the_tables(six: CommitteeMeeting, visitor: Client) -> set[str]:
    text = visitor.get(f"/committees/{six.committee.slug}/table/votes.csv").content.decode()
    return {row["option"] for row in csv.DictReader(text.splitlines())} - {"for", "against"}


def told_in_popolo(six: CommitteeMeeting, visitor: Client) -> set[str]:
    events = visitor.get(f"/api/committees/{six.committee.slug}").json()["vote_events"]
    options = {vote["option"] for event in events for vote in event["votes"]}
    counts = {count["option"] for event in events for count in event["counts"]}
    assert options == counts
    return (options - {"for", "against"}) | {event["classification"] for event in events} - {"division"}


def told_in_the_feed(six: CommitteeMeeting, visitor: Client) -> set[str]:
    """The feed names decisions, and says how each was taken."""
    items = visitor.get(f"/committees/{six.committee.slug}/news.json").json()["items"]
    return {each["content_text"] for each in items if each["title"] in {"Oil", "Wick", "Thanks"}}


WORDS = {"absent", "excused", "abstained", "recused", "not_yet", "without_division"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (told_on_the_meetings_page, set(SIX)),
        (told_on_peoples_pages, set(SIX)),
        (told_in_votes_csv, WORDS),
        (told_in_the_tables, WORDS),
        (told_in_popolo, WORDS),
        (
            told_in_the_feed,
            {
                (
                    "by a recorded vote: abstained 1, excused: away with apologies 1, absent without apologies 1, "
                    "not yet a member 1. Minutes"
                ),
                "by a recorded vote: for 1, against 1, recused: took no part for an interest of their own 1. Minutes",
                "agreed without a division. Minutes",
            },
        ),
    ],
)
def test_six_kinds_of_not_voting_are_told_apart_everywhere(
    six: CommitteeMeeting, visitor: Client, told: Callable[[CommitteeMeeting, Client], set[str]], words: set[str]
) -> None:
    """Check 20 of Appendix A of the platform's reference: six different things on every page and in every export."""
    assert told(six, visitor) == words


def test_votes_as_a_table_name_everybody_in_each_decision(six: CommitteeMeeting, visitor: Client) -> None:
    table = visitor.get(f"/committees/{six.committee.slug}/votes.csv").content.decode()
    rows = [(row["title"], row["person"], row["option"]) for row in csv.DictReader(table.splitlines())]
    assert sorted(rows) == [
        ("Oil", "Ada", "absent"),
        ("Oil", "Bo", "excused"),
        ("Oil", "Cy", "abstained"),
        ("Oil", "New", "not_yet"),
        ("Thanks", "Ada", "without_division"),
        ("Thanks", "Bo", "without_division"),
        ("Thanks", "Cy", "without_division"),
        ("Wick", "Ada", "recused"),
        ("Wick", "Bo", "for"),
        ("Wick", "Cy", "against"),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada", [SIX[0], SIX[3], "agreed without a division: nobody’s vote was recorded"]),
        ("Bo", [SIX[1], "agreed without a division: nobody’s vote was recorded"]),
        ("Cy", [SIX[2]]),
        ("New", [SIX[4]]),
    ],
)
def test_everybodys_page_says_their_own_way_of_not_voting(
    six: CommitteeMeeting, visitor: Client, name: str, said: list[str]
) -> None:
    pk = person(six.committee, name).pk
    page = visitor.get(f"/committees/{six.committee.slug}/person/{pk}/").content.decode()
    assert [word for word in said if word not in page] == []


def test_correction_of_a_vote_shows_both_with_the_reason(six: CommitteeMeeting, visitor: Client) -> None:
    vote = six.decisions.get(title="Wick").votes.get(person__name="Bo")
    now = datetime(2026, 7, 1, tzinfo=UTC)
    meetings.correct_vote(by="test", old=vote, option=Option.AGAINST, reason="Misheard.", now=now)
    shown = next(each for each in decisions_of(six.committee) if each.decision.title == "Wick")
    assert (shown.voted_for, shown.voted_against) == (0, 2)
    page = visitor.get(f"/committees/{six.committee.slug}/meeting/{six.pk}/").content.decode()
    assert "(recorded first: for; corrected: Misheard.)" in page
    with pytest.raises(ValidationError, match="corrected already"):
        meetings.correct_vote(by="test", old=vote, option=Option.FOR, reason="Again.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        six.decisions.get(title="Wick").votes.update(option="for")


def test_attendance_is_corrected_with_a_reason_and_both_stand(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client
) -> None:
    ada = person(committee, "Ada")
    meetings.record_attendance(by="test", meeting=meeting, states={ada: Attendance.ABSENT}, now=ENTERED)
    with pytest.raises(ValidationError, match="Say why it is corrected"):
        meetings.record_attendance(by="test", meeting=meeting, states={ada: Attendance.PRESENT})
    meetings.record_attendance(by="test", meeting=meeting, states={ada: Attendance.PRESENT}, reason="Came late.")
    page = visitor.get(f"/committees/{committee.slug}/meeting/{meeting.pk}/").content.decode()
    assert "(recorded first: absent without apologies; corrected: Came late.)" in page


def test_who_has_come_since_can_be_recorded_as_not_yet_a_member(
    committee: Committee, meeting: CommitteeMeeting
) -> None:
    assert [each.name for each in people_for(meeting)] == ["Ada", "Bo", "Cy"]


# Motions -------------------------------------------------------------------------------------------------------------


def test_motion_with_an_amendment_has_its_result_from_the_decision(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client
) -> None:
    motion = meetings.enter_motion(
        by="test", committee=committee, title="Dry oil", text="Buy it.", put_on=JUNE, mover="Ada", seconder="Bo"
    )
    amendment = meetings.move_amendment(by="test", motion=motion, text="Half of it.", mover="Cy")
    everybody = {person(committee, name): Option.FOR for name in ("Ada", "Bo", "Cy")}
    of = {**MAKES, "meeting": meeting, "kind": DecisionKind.DIVISION, "votes": everybody}
    meetings.decide(**of, title="The amendment", amendment=amendment, carried=False)
    meetings.decide(**of, title="The motion", motion=motion, carried=True)
    motion.refresh_from_db()
    amendment.refresh_from_db()
    assert (motion.outcome, amendment.outcome) == (Outcome.CARRIED, Outcome.LOST)
    with pytest.raises(ValidationError, match="decided"):
        meetings.move_amendment(by="test", motion=motion, text="Too late.")
    page = visitor.get(f"/committees/{committee.slug}/").content.decode()
    for said in ("Dry oil: carried", "Moved by Ada.", "Seconded by Bo.", "Amendment 1, Cy: lost"):
        assert said in page


def test_motion_that_is_withdrawn_takes_its_amendments_with_it(committee: Committee) -> None:
    motion = meetings.enter_motion(by="test", committee=committee, title="Dry oil", text="Buy it.", put_on=JUNE)
    amendment = meetings.move_amendment(by="test", motion=motion, text="Half.")
    meetings.end_motion(by="test", motion=motion, outcome=Outcome.WITHDRAWN)
    amendment.refresh_from_db()
    assert amendment.outcome == Outcome.FALLEN
    with pytest.raises(ValidationError):
        meetings.end_motion(by="test", motion=motion, outcome=Outcome.CARRIED)


# Promise and vote ----------------------------------------------------------------------------------------------------


@pytest.fixture
def promised(committee: Committee, contest: Contest) -> object:
    """Ada stood as Alma Ardent and said yes to dry oil; Bo, as Bela Brook, said no."""
    programme = begin_programme(by="test", contest=contest, title="Light", author="Wicks")
    write_points(by="test", programme=programme, points=[PointText(text="Dry oil?", short="Oil")])
    point = programme.points.get()
    for name, stood, stance in (("Ada", "Alma Ardent", "yes"), ("Bo", "Bela Brook", "no")):
        candidate = contest.candidates.get(name=stood)
        Answer.objects.create(point=point, candidate=candidate, stance=stance, at=ENTERED, way="page")
        person(committee, name).candidacies.add(candidate)
    return point


def scored(committee: Committee, name: str) -> list[tuple[str, bool | None, str]]:
    rows = votes_of(person(committee, name), committee, labels())
    return [(row.decision.title, kept.kept, kept.why) for row in rows for kept in row.promises]


@pytest.mark.parametrize(
    ("keeps", "option", "ada", "bo"),
    [
        (Keeps.FOR, Option.FOR, True, False),
        (Keeps.FOR, Option.AGAINST, False, True),
        (Keeps.AGAINST, Option.AGAINST, True, False),
    ],
)
def test_vote_stands_beside_what_was_promised(
    committee: Committee,
    meeting: CommitteeMeeting,
    promised: object,
    keeps: Keeps,
    option: Option,
    ada: bool,
    bo: bool,
) -> None:
    decision = division(meeting, Ada=option, Bo=option, Cy=option)
    meetings.link_promise(by="test", decision=decision, point=promised, keeps=keeps, author="Tide Watch", source="x")
    assert scored(committee, "Ada") == [("Oil", ada, "")]
    assert scored(committee, "Bo") == [("Oil", bo, "")]
    assert scored(committee, "Cy") == [("Oil", None, "not scored: no yes or no was given to this point")]


def test_free_votes_and_absences_are_not_scored(
    committee: Committee, meeting: CommitteeMeeting, promised: object
) -> None:
    free = division(meeting, "Free", free=True, Ada=Option.AGAINST, Bo=Option.FOR, Cy=Option.FOR)
    away = division(meeting, "Away", Ada=Option.EXCUSED, Bo=Option.FOR, Cy=Option.FOR)
    for decision in (free, away):
        meetings.link_promise(
            by="test", decision=decision, point=promised, keeps=Keeps.FOR, author="Tide Watch", source="x"
        )
    assert scored(committee, "Ada") == [
        ("Away", None, "not scored: no vote for or against"),
        ("Free", None, "not scored: a free vote"),
    ]


def test_reply_of_a_representative_stands_beside_the_vote(
    committee: Committee, meeting: CommitteeMeeting, visitor: Client
) -> None:
    decision = division(meeting, Ada=Option.FOR, Bo=Option.FOR, Cy=Option.FOR)
    ada = person(committee, "Ada")
    meetings.reply_to_record(by="test", person=ada, decision=decision, text="The price had doubled.")
    page = visitor.get(f"/committees/{committee.slug}/person/{ada.pk}/").content.decode()
    assert "<blockquote>The price had doubled.</blockquote>" in page
