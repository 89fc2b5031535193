"""The tables of a campaign, one module for each matter."""

from hustings_site.campaign.models.asking import Contact, OutgoingMail, PaperReply, Request
from hustings_site.campaign.models.meetings import (
    Invitation,
    InvitationReply,
    Meeting,
    MeetingQuestion,
    RecordingMark,
    Registration,
    RulingLine,
    Turn,
)
from hustings_site.campaign.models.programmes import Answer, Point, Programme, ProgrammeVersion

__all__ = [
    "Answer",
    "Contact",
    "Invitation",
    "InvitationReply",
    "Meeting",
    "MeetingQuestion",
    "OutgoingMail",
    "PaperReply",
    "Point",
    "Programme",
    "ProgrammeVersion",
    "RecordingMark",
    "Registration",
    "Request",
    "RulingLine",
    "Turn",
]
