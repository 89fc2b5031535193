"""The tables of a campaign, one module for each matter."""

from hustings_site.campaign.models.asking import Contact, OutgoingMail, PaperReply, Request
from hustings_site.campaign.models.programmes import Answer, Point, Programme, ProgrammeVersion

__all__ = [
    "Answer",
    "Contact",
    "OutgoingMail",
    "PaperReply",
    "Point",
    "Programme",
    "ProgrammeVersion",
    "Request",
]
