"""Votes on endorsements as rows and as JSON. Words that programs read are the same in every language."""

import json
from collections.abc import Iterator

from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.selectors import public_votes
from hustings_site.slates.withdrawing.services import rules_text

FIGURES = ("entitled", "yes", "no", "abstained", "quorate", "withdrawn")
COLUMNS = ("address", "group", "about", "post", "state", "opens", "closes", *FIGURES, "published_at")


def as_record(vote: EndorsementVote) -> dict[str, object]:
    """One vote: its rules as their fingerprint covers them, what was replied, and the outcome (None: none yet)."""
    outcome = getattr(vote, "outcome", None)
    figures = {name: getattr(outcome, name) for name in (*FIGURES, "at")} if outcome else None
    election = vote.election
    return {
        "address": vote.slug,
        "state": vote.state.value,
        "rules": json.loads(rules_text(vote)),
        "sha256": vote.sha256,
        "replies": [{"text": each.text, "source": each.source, "at": each.at} for each in vote.replies.all()],
        "election": election.slug if election else None,
        "ballot_list": election.contests.get().poll if election else None,
        "outcome": figures,
    }


def rows() -> Iterator[tuple[object, ...]]:
    """A row for each vote whose rules are published."""
    for vote in public_votes():
        outcome = getattr(vote, "outcome", None)
        yield (
            vote.slug,
            vote.body.name,
            vote.candidate.printed_name,
            vote.recommendation.contest.title,
            vote.state.value,
            vote.poll_opens,
            vote.poll_closes,
            *(getattr(outcome, name, None) for name in FIGURES),
            outcome.at if outcome else None,
        )
