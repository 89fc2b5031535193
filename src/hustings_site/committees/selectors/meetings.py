"""Meetings with their attendance and decisions; how each member voted, told apart in every way of not voting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from hustings_site.campaign.enums import Stance
from hustings_site.campaign.models import Answer
from hustings_site.committees.doors import today
from hustings_site.committees.enums import WITHOUT_DIVISION, Attendance, DecisionKind, Keeps, Option
from hustings_site.committees.history import Tenure, in_force
from hustings_site.committees.models import (
    Attended,
    Committee,
    CommitteeMeeting,
    Decision,
    Person,
    PromiseLink,
    RightOfReply,
    Vote,
)
from hustings_site.committees.selectors.seats import sitting

CAST = (Option.FOR, Option.AGAINST)


@dataclass(frozen=True, slots=True)
class VoteShown:
    """What somebody did, and what they were recorded as doing before a correction (None: nothing was corrected)."""

    vote: Vote
    before: Vote | None


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision with everybody's vote by option; of one agreed without a division, who held a seat."""

    decision: Decision
    by_option: Sequence[tuple[Option, Sequence[VoteShown]]]
    without: Sequence[Person]
    replies: Sequence[RightOfReply]
    promises: Sequence[PromiseLink]

    def how_many(self, option: Option) -> int:
        """Members who did so."""
        return sum(len(votes) for each, votes in self.by_option if each is option)

    @property
    def voted_for(self) -> int:
        """Votes for."""
        return self.how_many(Option.FOR)

    @property
    def voted_against(self) -> int:
        """Votes against."""
        return self.how_many(Option.AGAINST)


def meetings_of(committee: Committee) -> QuerySet[CommitteeMeeting]:
    """The meetings, newest first."""
    return committee.meetings.all()


def people_for(meeting: CommitteeMeeting) -> list[Person]:
    """Who can stand in the records of a meeting: who held a seat that day, and who holds one now (perhaps not yet a
    member then)."""
    found: dict[int, Person] = {}
    for day in (meeting.on, today()):
        for seat in sitting(meeting.committee, day).seats:
            if seat.person:
                found.setdefault(seat.person.pk, seat.person)
    return list(found.values())


def voters_of(decision: Decision) -> list[Vote]:
    """Everybody's vote in a division as it stands, by name."""
    rows = in_force(list(decision.votes.select_related("person", "corrects")))
    return sorted(rows, key=lambda row: row.person.name)


def attendance_of(meeting: CommitteeMeeting) -> list[Attended]:
    """Who was there, by name."""
    rows = in_force(list(meeting.attendance.select_related("person", "corrects")))
    return sorted(rows, key=lambda row: row.person.name)


def decision_numbers(meeting: CommitteeMeeting) -> list[int]:
    """The decisions in force of one meeting, the last taken first."""
    rows = meeting.decisions.filter(corrected_by=None, struck=False).order_by("-pk")
    return list(rows.values_list("pk", flat=True))


def decisions_of(
    committee: Committee, meeting: CommitteeMeeting | None = None, numbers: Sequence[int] | None = None
) -> list[DecisionShown]:
    """Decisions in force, of one meeting or of all, newest meeting first; the same queries however many. `numbers`:
    only these of the meeting."""
    votes = Prefetch("votes", Vote.objects.select_related("person"))
    links = Prefetch("promises", PromiseLink.objects.select_related("point__programme"))
    replies = Prefetch("replies", RightOfReply.objects.select_related("person"))
    rows = Decision.objects.filter(meeting__committee=committee).select_related("meeting", "motion", "amendment")
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    if numbers is not None:
        rows = rows.filter(pk__in=numbers)
    found = in_force(list(rows.prefetch_related(votes, links, replies)))
    holders: dict[int, list[Person]] = {}
    for decision in found:
        if decision.kind == DecisionKind.WITHOUT and decision.meeting_id not in holders and meeting is not None:
            seats = sitting(committee, decision.meeting.on).seats
            holders[decision.meeting_id] = [each.person for each in seats if each.person and each.terms.voting]
    found.sort(key=lambda each: (each.meeting.on, each.pk), reverse=True)
    return [_shown(each, holders.get(each.meeting_id, [])) for each in found]


def _shown(decision: Decision, holders: Sequence[Person]) -> DecisionShown:
    everything = list(decision.votes.all())
    by_number = {vote.pk: vote for vote in everything}
    votes = sorted(in_force(everything), key=lambda vote: vote.person.name)
    return DecisionShown(
        decision=decision,
        by_option=[
            (option, shown)
            for option in Option
            if (
                shown := [
                    VoteShown(v, by_number.get(v.corrects_id) if v.corrects_id else None)
                    for v in votes
                    if v.option == option
                ]
            )
        ],
        without=holders if decision.kind == DecisionKind.WITHOUT else (),
        replies=list(decision.replies.all()),
        promises=in_force(list(decision.promises.all())),
    )


# A representative's record --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A vote beside what was answered on a point. `kept` None: it is not scored, and `why` says why."""

    link: PromiseLink
    answer: Answer | None
    kept: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class VotedOn:
    """A decision in somebody's record. `option` is an `Option`, or that there was no division."""

    decision: Decision
    option: str
    label: str
    vote: Vote | None
    before: Vote | None
    promises: Sequence[Kept]
    replies: Sequence[RightOfReply]


def votes_of(person: Person, committee: Committee, words: Mapping[str, str]) -> list[VotedOn]:
    """Somebody's record in a committee, newest first, with decisions without a division while they sat.

    `words` are the labels of options and of why a vote is not scored.
    """
    answers = _answers(person)
    found = []
    terms = [each for each in sitting(committee, today()).tenures if each.person == person.pk]
    for shown in decisions_of(committee):
        mine = next((v for _option, votes in shown.by_option for v in votes if v.vote.person_id == person.pk), None)
        if mine is None and not (
            shown.decision.kind == DecisionKind.WITHOUT and sat_on(terms, shown.decision.meeting.on)
        ):
            continue
        option = mine.vote.option if mine else WITHOUT_DIVISION
        found.append(
            VotedOn(
                shown.decision,
                option,
                words[option],
                mine.vote if mine else None,
                mine.before if mine else None,
                [_kept(shown.decision, option, link, answers.get(link.point_id), words) for link in shown.promises],
                [reply for reply in shown.replies if reply.person_id == person.pk],
            )
        )
    return found


def sat_on(terms: Sequence[Tenure], day: date) -> bool:
    """Whether somebody held a seat on a day and had its vote."""
    return any(
        each.began <= day
        and (each.ended is None or day < each.ended)
        and not any(begins <= day and (ends is None or day < ends) for begins, ends in each.suspended)
        for each in terms
    )


def _answers(person: Person) -> dict[int, Answer]:
    """The newest answer of a person to each point, in whatever contest."""
    rows = Answer.objects.filter(candidate__in=person.candidacies.all()).order_by("at", "pk")
    return {answer.point_id: answer for answer in rows}


def _kept(decision: Decision, option: str, link: PromiseLink, answer: Answer | None, words: Mapping[str, str]) -> Kept:
    if answer is None or answer.stance not in {Stance.YES, Stance.NO}:
        return Kept(link, answer, None, words["no answer"])
    if decision.free:
        return Kept(link, answer, None, words["free"])
    if option not in CAST:
        return Kept(link, answer, None, words["no vote"])
    keeping = Option.FOR if (link.keeps == Keeps.FOR) == (answer.stance == Stance.YES) else Option.AGAINST
    return Kept(link, answer, option == keeping, "")


def attended_of(person: Person, committee: Committee) -> list[tuple[Attendance, int]]:
    """How often somebody was there or not, in each of the ways."""
    rows = in_force(list(Attended.objects.filter(person=person, meeting__committee=committee)))
    return [(state, count) for state in Attendance if (count := sum(row.state == state for row in rows))]
