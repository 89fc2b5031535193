"""Recall as rows and as JSON, in words that are the same in every language; no name of anybody who signed."""

from collections.abc import Iterator, Mapping

from hustings_site.committees.models import Committee
from hustings_site.committees.recall.models import RecallPetition
from hustings_site.committees.recall.selectors import (
    by_day_of_each,
    meetings_of,
    petitions_of,
    questions_of,
    rule_of,
    signed_so_far,
    with_questions,
)

FIGURES = ("entitled", "yes", "no", "abstained", "quorate", "recalled")
COLUMNS = ("petition", "person", "opened_at", "closes_at", "entitled", "needed", "signatures", "state", *FIGURES[1:])


def rows(committee: Committee) -> Iterator[tuple[object, ...]]:
    """A row for each petition."""
    for petition in petitions_of(committee):
        decision = getattr(petition, "decision", None)
        yield (
            petition.pk,
            petition.person.name,
            petition.opened_at,
            petition.closes_at,
            petition.entitled,
            petition.needed,
            signed_so_far(petition),
            petition.state.value,
            *(getattr(decision, name, None) for name in FIGURES[1:]),
        )


def as_record(committee: Committee) -> dict[str, object]:
    """The rule in force, every petition, every meeting of account."""
    rule = rule_of(committee)
    petitions = list(petitions_of(committee).prefetch_related("replies"))
    days = by_day_of_each(petitions)
    return {
        "rule": {
            "name": rule.name,
            "text": rule.text,
            "source": rule.source,
            "signers": rule.signers.name,
            "kind": rule.kind,
            "threshold": rule.threshold,
            "days": rule.days,
            "follows": rule.follows,
            "not_first_months": rule.not_first_months,
            "not_last_months": rule.not_last_months,
            "majority": rule.majority,
            "quorum_percent": rule.quorum_percent,
        }
        if rule
        else None,
        "petitions": [_petition(each, days[each.pk]) for each in petitions],
        "meetings": [
            {
                "person": each.person.name,
                "at": each.at,
                "place": each.place,
                "chair": each.chair,
                "petition": each.petition_id,
                "attendance": each.attendance,
                "came": each.came,
                "minutes": each.minutes,
                "questions": [
                    {"asked_by": q.asked_by, "text": q.text, "answer": q.answer, "corrects": q.corrects_id}
                    for q in questions_of(each)
                ],
            }
            for each in with_questions(meetings_of(committee))
        ],
    }


def _petition(petition: RecallPetition, days: Mapping[str, int]) -> dict[str, object]:
    decision = getattr(petition, "decision", None)
    return {
        "petition": petition.pk,
        "person": petition.person.name,
        "seat": str(petition.event.seat),
        "text": petition.text,
        "movers": petition.movers.splitlines(),
        "replies": [{"text": each.text, "source": each.source, "at": each.at} for each in petition.replies.all()],
        "opened_at": petition.opened_at,
        "closes_at": petition.closes_at,
        "entitled": petition.entitled,
        "needed": petition.needed,
        "signatures": signed_so_far(petition),
        "by_day": dict(days),
        "state": petition.state.value,
        "election": petition.election.slug if petition.election else None,
        "outcome": {name: getattr(decision, name) for name in FIGURES} if decision else None,
    }
