"""The tables of this room, one module for each matter."""

from hustings_site.motions.models.branches import (
    BranchMotion,
    Challenge,
    ChallengeAnswer,
    CommitteeResponse,
    Likeness,
    LikenessUndone,
    Passing,
    PassingTakenBack,
    Ruling,
)
from hustings_site.motions.models.cards import Card, CardVote, CardVoteDeclared, Delegation, DelegationList
from hustings_site.motions.models.triggers import (
    Reselection,
    TriggerBallot,
    TriggerBody,
    TriggerOutcome,
    TriggerVote,
)
from hustings_site.motions.models.votes import MotionResult, MotionVote

__all__ = [
    "BranchMotion",
    "Card",
    "CardVote",
    "CardVoteDeclared",
    "Challenge",
    "ChallengeAnswer",
    "CommitteeResponse",
    "Delegation",
    "DelegationList",
    "Likeness",
    "LikenessUndone",
    "MotionResult",
    "MotionVote",
    "Passing",
    "PassingTakenBack",
    "Reselection",
    "Ruling",
    "TriggerBallot",
    "TriggerBody",
    "TriggerOutcome",
    "TriggerVote",
]
