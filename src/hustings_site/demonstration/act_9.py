"""Act 9, eighteen months: who came, how they voted, who reported back, what was promised, and a seat filled anew."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hustings_site.campaign.enums import Stance
from hustings_site.campaign.models import Answer, Point
from hustings_site.committees.enums import (
    Attendance,
    ClauseKind,
    DecisionKind,
    Happening,
    Keeps,
    Option,
    Status,
)
from hustings_site.committees.models import Claim, CommitteeMeeting, Decision, Person, SeatEvent, Vacancy
from hustings_site.committees.selectors.balance import claims_on, put
from hustings_site.committees.selectors.reports import Owed, ledger
from hustings_site.committees.services import vacancies
from hustings_site.committees.services.meetings import (
    arrange_meeting,
    correct_vote,
    decide,
    enter_motion,
    link_promise,
    move_amendment,
    record_attendance,
    reply_to_record,
)
from hustings_site.committees.services.reports import answer_question, ask_question, report_back, show_question
from hustings_site.committees.services.seats import What, enter_event
from hustings_site.demonstration import act_8, cast
from hustings_site.demonstration import executive as data
from hustings_site.demonstration.act_4 import EXECUTIVE
from hustings_site.demonstration.executive import Executive
from hustings_site.elections.models import Election
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.results.lanternmakers import SEED, WOMEN, Draws

RESIGNS = "Amos Alder"
RESIGNED, FILLED = 27.4, 31
"""Weeks of the story: in the fourth month a seat falls vacant, and is filled from the stored papers."""

DECLINE = ("Agnes Archer", "Celia Crane", "Ira Ingle")
"""Who does not want the seat; everybody else who is asked does."""


@dataclass(frozen=True, slots=True)
class Put:
    """A decision put to a division: how each side votes (True: for), in the order of `act_8.SIDES`; `about`: the point
    of the programme that it bears on, by its short name."""

    title: str
    lines: tuple[bool, bool, bool, bool]
    about: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting: when, what was agreed without a division, and the divisions."""

    week: float
    title: str
    agreed: str
    divisions: tuple[Put, ...]


MEETINGS = (
    Held(
        14,
        "First meeting of the new executive",
        "The minutes of the last meeting are approved",
        (
            Put("Publish how each member of the executive votes", (True, True, True, True), "Recorded votes"),
            Put("Dues: two fifths stay with the branches", (False, True, True, True)),
            Put("A chair for two years: Beryl Bramble", (False, True, False, True), free=True),
        ),
    ),
    Held(
        26,
        "Second meeting",
        "A collection for the flooded workshops of Dunmarsh",
        (
            Put("Ask for an offer for the hall in Alderby", (True, False, True, True)),
            Put("Lamp oil is bought from the co-operative", (True, True, False, True)),
            Put("The yearly accounts are accepted", (True, True, True, False)),
        ),
    ),
    Held(
        52,
        "Third meeting",
        "Standing orders for meetings online",
        (
            Put("Buy the hall in Alderby", (True, False, True, True), "Buy the hall"),
            Put("Apprentices pay half the dues", (True, True, True, True)),
            Put("A paper in every workshop, twice a year", (False, True, True, False)),
        ),
    ),
    Held(
        78,
        "Fourth meeting",
        "Thanks to the clerk of thirty years",
        (
            Put("The strike fund is kept apart from other money", (True, True, True, True)),
            Put("Join the federation of guilds", (True, False, False, True)),
            Put("A ballot on evening shifts", (True, True, False, True)),
        ),
    ),
)
AWAY = ((3, Attendance.APOLOGIES), (11, Attendance.ABSENT), (17, Attendance.APOLOGIES), (22, Attendance.APOLOGIES))
"""Places among those who sit, from 0: at each meeting they move on by the number of the meeting."""

DISSENT = {"Anchor": 7, "Beacon": 3}
"""Of a hundred votes of a side, how many go the other way in divisions that bear on no promise."""

BREAKS = 1
"""Who breaks a promise, by place among those who said yes to the point of the third meeting."""

LATE = ((0, 4), (2, 7))
MISSING = ((1, 8), (3, 2), (3, 6))
"""Meetings and places among those who owe a report, each from 0."""

REPORT = (
    "What was put to the vote, how I voted and why, stands below; the papers are with the clerk. I was asked in two "
    "branches about the dues, and said what I said at the table."
)


def play(executive: Executive, election: Election, server: str) -> str:
    """Weeks 10 to 88; what came of it, in a sentence."""
    stage = executive.stage
    stage.at(act_8.SEATED, lambda: _clause(executive))
    for number, held in enumerate(MEETINGS):
        if number == 2:  # between the second and the third meeting
            vacancy = stage.at(RESIGNED, lambda: resign(executive, election))
            stage.at(RESIGNED + 1, lambda vacancy=vacancy: ask(executive, vacancy, server))  # type: ignore[misc]
            stage.at(FILLED, lambda vacancy=vacancy: fill(executive, vacancy, server))  # type: ignore[misc]
            stage.at(FILLED + 1, lambda: act_8.count_seats(executive, FILLED + 1, 35))
        _hold(executive, election, number, held)
        _report(executive, number, held, server)
    found = ledger(executive.committee, stage.week(88).date())
    divisions = Decision.objects.filter(meeting__committee=executive.committee, kind=DecisionKind.DIVISION).count()
    in_time = found.came - found.late
    return (
        f"{found.due} reports due, {in_time} in, {found.late} late, {len(found.missing)} missing; {divisions} divisions"
    )


# A seat falls vacant --------------------------------------------------------------------------------------------------


def _clause(executive: Executive) -> None:
    vacancies.enter_clause(
        by=executive.clerk,
        committee=executive.committee,
        section=executive.section(data.MEMBERS),
        name="Rule 4.9",
        text="A seat that falls vacant is filled by counting all the papers again without whoever has left; nobody who "
        "still sits can lose a seat by it. In the last six months of the term it stays empty.",
        kind=ClauseKind.RECOUNT,
        days=42,
        not_within_months=6,
        source="Rule book of the union, as changed by the conference",
    )


def resign(executive: Executive, election: Election) -> Vacancy:
    """Anchor's second resigns; whom the papers could yield stands on the public page."""
    what = What(
        what=Happening.RESIGNED,
        on=executive.stage.week(RESIGNED).date(),
        note="A new post abroad.",
        source="Letter to the clerk",
    )
    event = enter_event(by=executive.clerk, seat=executive.seat_of(RESIGNS, RESIGNED), what=what)
    vacancy = vacancies.open_vacancy(by=executive.clerk, event=event, clause=executive.committee.clauses.get())
    result = act_8.result_of(election.contests.get(title=EXECUTIVE))
    vacancies.yield_from_result(by=executive.clerk, vacancy=vacancy, result=result)
    return vacancy


def ask(executive: Executive, vacancy: Vacancy, server: str) -> None:
    """Everybody who was not elected is asked, and answers."""
    for yielded in vacancy.yielded.all():
        vacancies.ask(by=executive.clerk, yielded=yielded, site=server)
        consents = yielded.name not in DECLINE
        vacancies.answer(by=executive.clerk, yielded=yielded, consents=consents, said="A letter to the clerk")


def fill(executive: Executive, vacancy: Vacancy, server: str) -> SeatEvent:
    """The papers are counted again, those who sit being safe."""
    return vacancies.fill(
        by=executive.clerk,
        vacancy=vacancy,
        on=executive.stage.week(FILLED).date(),
        reasons="All papers were counted again without Amos Alder, nobody who sits being excluded: the first elected "
        "who does not sit yet takes the seat. All who were asked have answered.",
        site=server,
    )


def women(executive: Executive, week: float) -> int:
    """How many women hold members' seats."""
    return sum(person.name in WOMEN for person in executive.holders(data.MEMBERS, week))


# Meetings -------------------------------------------------------------------------------------------------------------


def _hold(executive: Executive, election: Election, number: int, held: Held) -> None:
    stage = executive.stage
    agenda = "\n".join([held.agreed, *(each.title for each in held.divisions)])
    meeting = stage.at(
        held.week - 2,
        lambda: arrange_meeting(
            by=executive.clerk,
            committee=executive.committee,
            title=held.title,
            on=stage.week(held.week).date(),
            place="Lanternmakers’ House, Alderby",
            agenda=agenda,
            source="Notice of the clerk",
        ),
    )
    stage.at(held.week, lambda: _decide(executive, election, meeting, number, held))


def _decide(executive: Executive, election: Election, meeting: CommitteeMeeting, number: int, held: Held) -> None:
    """The evening of a meeting: who was there, and what was decided."""
    there = _attend(executive, meeting, number, held.week)
    source = f"Minutes of the executive, {held.title.lower()}"
    decide(
        by=executive.clerk,
        meeting=meeting,
        title=held.agreed,
        kind=DecisionKind.WITHOUT,
        carried=True,
        source=source,
    )
    side_of = _sides(executive, held.week)
    voted = [_line(each, there, side_of) for each in held.divisions]
    for put_to, votes in zip(held.divisions, voted, strict=True):
        if put_to.about:
            _keep_promises(executive, election, put_to, votes, broken=number == 2)
    _dissent(held, voted, side_of)
    for put_to, votes in zip(held.divisions, voted, strict=True):
        _take(executive, election, meeting, put_to, votes, source)


def _attend(executive: Executive, meeting: CommitteeMeeting, number: int, week: float) -> list[Person]:
    seats = [each for each in executive.sitting(week).seats if each.person]
    away = {(place + number) % len(seats): state for place, state in AWAY}
    states = {}
    for place, each in enumerate(seats):
        assert each.person is not None
        suspended = each.status is Status.SUSPENDED
        states[each.person] = Attendance.SUSPENDED if suspended else away.get(place, Attendance.PRESENT)
    record_attendance(by=executive.clerk, meeting=meeting, states=states)
    return [person for person, state in states.items() if state is Attendance.PRESENT]


def _sides(executive: Executive, week: float) -> dict[Person, str]:
    """Where Tide Watch counts each who sits."""
    watched = next(each for each in _claims(executive, week) if each.author == data.WATCH)
    lines = list(watched.lines.select_related("person", "body", "section"))
    return {each.person: str(put(each, lines)) for each in executive.sitting(week).seats if each.person}


def _claims(executive: Executive, week: float) -> list[Claim]:
    return claims_on(executive.committee, executive.stage.week(week).date())


def _line(put_to: Put, there: Sequence[Person], side_of: Mapping[Person, str]) -> dict[Person, Option]:
    """Everybody votes as their side does."""
    line = dict(zip(act_8.SIDES, put_to.lines, strict=True))
    return {person: Option.FOR if line[side_of[person]] else Option.AGAINST for person in there}


def _keep_promises(
    executive: Executive, election: Election, put_to: Put, votes: dict[Person, Option], *, broken: bool
) -> None:
    """Whoever has promised votes so, but for one who breaks it where the story says so."""
    promised = [each for each in votes if _stance(each, _point(election, put_to)) in {Stance.YES, Stance.NO}]
    for person in promised:
        votes[person] = Option.FOR if _stance(person, _point(election, put_to)) == Stance.YES else Option.AGAINST
    if broken:
        votes[_breaks(election, put_to, votes)] = Option.AGAINST


def _breaks(election: Election, put_to: Put, votes: Mapping[Person, Option]) -> Person:
    said_yes = [each for each in votes if _stance(each, _point(election, put_to)) == Stance.YES]
    return said_yes[BREAKS]


def _point(election: Election, put_to: Put) -> Point:
    return Point.objects.get(programme__contest=election.contests.get(title=EXECUTIVE), short=put_to.about)


def _stance(person: Person, point: Point) -> str:
    answer = Answer.objects.filter(candidate__in=person.candidacies.all(), point=point).order_by("at", "pk").last()
    return answer.stance if answer else ""


def _dissent(held: Held, voted: Sequence[dict[Person, Option]], side_of: Mapping[Person, str]) -> None:
    """Some vote otherwise than their side; never in a division that bears on a promise."""
    for side, of_a_hundred in DISSENT.items():
        open_to = [votes for put_to, votes in zip(held.divisions, voted, strict=True) if not put_to.about]
        cast_here = sum(side_of[person] == side for votes in voted for person in votes)
        draws = Draws(f"{SEED}, dissent of {side}, {held.title}")
        for time in range((cast_here * of_a_hundred + 50) // 100):
            votes = open_to[time % len(open_to)]
            line = Counter(votes[person] for person in votes if side_of[person] == side).most_common(1)[0][0]
            theirs = {each.name: each for each in votes if side_of[each] == side and votes[each] is line}
            person = theirs[draws.in_order(sorted(theirs))[0]]
            votes[person] = Option.AGAINST if line is Option.FOR else Option.FOR


def _take(
    executive: Executive,
    election: Election,
    meeting: CommitteeMeeting,
    put_to: Put,
    votes: dict[Person, Option],
    source: str,
) -> None:
    """The division, with its motion; where it bears on a promise, that is said, and whoever broke it replies."""
    carried = _count(votes, Option.FOR) > _count(votes, Option.AGAINST)
    motion = None
    if put_to.title.startswith("Buy the hall"):
        motion = enter_motion(
            by=executive.clerk,
            committee=executive.committee,
            title=put_to.title,
            text="That the union buy the hall in Alderby for no more than two years’ dues.",
            put_on=meeting.on - timedelta(days=14),
            mover="Ada Almond",
            seconder="Alma Aske",
            source=source,
        )
        move_amendment(
            by=executive.clerk,
            motion=motion,
            text="Instead of “two years’ dues”: “one year’s dues”.",
            mover="Boris Brine",
            seconder="Bertha Bale",
        )
    decision = decide(
        by=executive.clerk,
        meeting=meeting,
        title=put_to.title,
        kind=DecisionKind.DIVISION,
        carried=carried,
        votes=votes,
        free=put_to.free,
        motion=motion,
        source=source,
    )
    if put_to.about:
        link_promise(
            by=executive.clerk,
            decision=decision,
            point=_point(election, put_to),
            keeps=Keeps.FOR,
            author=data.WATCH,
            source=source,
        )
    if motion is not None:
        person = next(
            each
            for each, option in votes.items()
            if option is Option.AGAINST and _stance(each, _point(election, put_to)) == Stance.YES
        )
        reply_to_record(
            by=executive.clerk,
            person=person,
            decision=decision,
            text="I promised to buy it at a fair price. This was not one: the surveyor’s report came the day before.",
        )


def _count(votes: Mapping[Person, Option], option: Option) -> int:
    return sum(each is option for each in votes.values())


# Reports --------------------------------------------------------------------------------------------------------------


def _report(executive: Executive, number: int, held: Held, server: str) -> None:
    """Most report in time, on different days; some late; some never. The worker reminds whoever has an account."""
    stage = executive.stage
    owed = _owed(executive, held)
    in_time = [place for place in range(len(owed)) if (number, place) not in {*LATE, *MISSING}]
    for place in in_time:
        _came(executive, owed[place], held.week + (3 + place) / 7, server)
    stage.at(held.week + (data.REPORT_DAYS + 1) / 7, do_what_is_due)
    for _meeting, place in (late for late in LATE if late[0] == number):
        _came(executive, owed[place], held.week + 3, server)
    if number == 1:
        _question(executive, owed[0].person, held.week + 4)
    if number == 3:
        _correct(executive, held.week + 5)


def _owed(executive: Executive, held: Held) -> list[Owed]:
    rows = ledger(executive.committee, executive.stage.week(held.week + 1).date()).rows
    return sorted((row for row in rows if row.meeting.title == held.title), key=lambda row: row.person.name)


def _came(executive: Executive, owed: Owed, week: float, server: str) -> None:
    stage = executive.stage
    stage.at(
        week,
        lambda: report_back(
            by=executive.clerk,
            meeting=owed.meeting,
            person=owed.person,
            came_on=stage.week(week).date(),
            text=REPORT,
            site=server,
        ),
    )


def _question(executive: Executive, person: Person, week: float) -> None:
    """A member asks, the clerk lets it through, the representative answers."""
    stage = executive.stage
    question = stage.at(
        week,
        lambda: ask_question(
            committee=executive.committee,
            person=person,
            text="Why were the accounts put to the vote before the branches had them?",
            asked_by=cast.MEMBER,
        ),
    )
    stage.at(week + 0.2, lambda: show_question(by=executive.clerk, question=question))
    text = "They went out eleven days before, and should have gone out three weeks before. I have asked for that."
    stage.at(week + 0.5, lambda: answer_question(by=executive.clerk, question=question, answer=text))


def _correct(executive: Executive, week: float) -> None:
    """A vote was written down wrongly; what stood first stays readable, with the reason."""
    decision = Decision.objects.get(meeting__committee=executive.committee, title="A ballot on evening shifts")
    vote = decision.votes.filter(option=Option.FOR).order_by("person__name")[0]
    reason = "The teller had written the line above: the voting card says that she abstained."
    executive.stage.at(
        week,
        lambda: correct_vote(by=executive.clerk, old=vote, option=Option.ABSTAINED, reason=reason),
    )
