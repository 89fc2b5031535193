"""The tables of a campaign, one module for each matter."""

from hustings_site.campaign.models.asking import Contact, OutgoingMail, PaperReply, Request
from hustings_site.campaign.models.endorsements import Endorsement, EndorsementChange, SlateStatement
from hustings_site.campaign.models.mailing import CandidateMessage, CandidatePage, Mailing
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
    "CandidateMessage",
    "CandidatePage",
    "Contact",
    "Endorsement",
    "EndorsementChange",
    "Invitation",
    "InvitationReply",
    "Mailing",
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
    "SlateStatement",
    "Turn",
]
