"""The tables of this room, one module for each matter."""

from hustings_site.committees.models.balance import (
    Claim,
    ClaimFigure,
    ClaimLine,
    ClaimReply,
    Opening,
)
from hustings_site.committees.models.meetings import (
    Amendment,
    Attended,
    CommitteeMeeting,
    Decision,
    Follower,
    MeetingPaper,
    Motion,
    PromiseLink,
    Question,
    Report,
    RightOfReply,
    Vote,
)
from hustings_site.committees.models.reserves import Reserve, ReserveList
from hustings_site.committees.models.seats import (
    Body,
    BodyChange,
    Committee,
    Person,
    Seat,
    SeatEvent,
    SeatTerms,
    Section,
)
from hustings_site.committees.models.vacancies import (
    Clause,
    Notice,
    Vacancy,
    Yielded,
)

__all__ = [
    "Amendment",
    "Attended",
    "Body",
    "BodyChange",
    "Claim",
    "ClaimFigure",
    "ClaimLine",
    "ClaimReply",
    "Clause",
    "Committee",
    "CommitteeMeeting",
    "Decision",
    "Follower",
    "MeetingPaper",
    "Motion",
    "Notice",
    "Opening",
    "Person",
    "PromiseLink",
    "Question",
    "Report",
    "Reserve",
    "ReserveList",
    "RightOfReply",
    "Seat",
    "SeatEvent",
    "SeatTerms",
    "Section",
    "Vacancy",
    "Vote",
    "Yielded",
]
