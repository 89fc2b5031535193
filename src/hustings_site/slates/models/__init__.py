"""The tables of slates, one module for each matter."""

from hustings_site.slates.models.allying import Approach, ApproachAnswer, Delegate, Minutes, Undertaking
from hustings_site.slates.models.bodies import Alliance, AlliedBody, Body, Charter
from hustings_site.slates.models.making import (
    Application,
    ApplicationEntry,
    PlanStep,
    Slate,
    SlateAnswer,
    StepEntry,
)
from hustings_site.slates.models.recommending import (
    Notice,
    PostcodeArea,
    Recommendation,
    RecommendedPlace,
    SubstituteWord,
    Substitution,
)
from hustings_site.slates.polls.models import PollBody, PolledCandidate, PublishedOrder, SupportersPoll
from hustings_site.slates.withdrawing.models import EndorsementOutcome, EndorsementReply, EndorsementVote

__all__ = [
    "Alliance",
    "AlliedBody",
    "Application",
    "ApplicationEntry",
    "Approach",
    "ApproachAnswer",
    "Body",
    "Charter",
    "Delegate",
    "EndorsementOutcome",
    "EndorsementReply",
    "EndorsementVote",
    "Minutes",
    "Notice",
    "PlanStep",
    "PollBody",
    "PolledCandidate",
    "PostcodeArea",
    "PublishedOrder",
    "Recommendation",
    "RecommendedPlace",
    "Slate",
    "SlateAnswer",
    "StepEntry",
    "SubstituteWord",
    "Substitution",
    "SupportersPoll",
    "Undertaking",
]
