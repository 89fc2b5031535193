"""Motions through the API: who passed what, card votes, votes by secret ballot, trigger ballots."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.motions.doors import organisation_at
from hustings_site.motions.exporters import as_data, card_rows, list_data
from hustings_site.motions.selectors.table import rows_of
from hustings_site.motions.selectors.triggers import bodies_of_each
from hustings_site.motions.selectors.votes import card_votes_of, results_of, triggers_of
from hustings_site.pages.open_data import open_to_all

router = Router(tags=[gettext_noop("motions")])


@router.get(
    "/{slug:organisation}",
    response=list[dict[str, Any]],
    summary=gettext_noop("Who passed what: motions of branches with entries, rulings, challenges and responses"),
)
@decorate_view(open_to_all)
def motions(request: HttpRequest, organisation: str) -> list[dict[str, object]]:
    return as_data(rows_of(organisation_at(organisation)))


@router.get(
    "/{slug:organisation}/votes",
    response=dict[str, Any],
    summary=gettext_noop("Votes on motions: card votes by name with each card, and results of secret votes"),
)
@decorate_view(open_to_all)
def votes(request: HttpRequest, organisation: str) -> dict[str, object]:
    found = organisation_at(organisation)
    return {
        "lists": [list_data(each) for each in found.delegation_lists.prefetch_related("delegations")],
        "card_votes": [
            {
                "id": vote.pk,
                "title": vote.title,
                "text": vote.text,
                "on": vote.on,
                "list": vote.delegations_id,
                "majority": vote.majority,
                "carried": vote.declared.carried if hasattr(vote, "declared") else None,
                "cards": [{"delegation": name, "votes": n, "vote": said} for name, n, said in card_rows(vote)],
            }
            for vote in card_votes_of(found).prefetch_related("cards", "delegations__delegations")
        ],
        "secret_votes": [
            {
                "contest": result.contest_id,
                "title": result.contest.title,
                "text": result.contest.motion,
                "majority": result.majority,
                "for": result.votes_for,
                "against": result.against,
                "abstained": result.abstained,
                "possible": result.possible,
                "voted": result.voted,
                "electors": result.electors,
                "needed": result.needed,
                "carried": result.carried,
                "archive": result.archive,
            }
            for result in results_of(found)
        ],
    }


@router.get(
    "/{slug:organisation}/triggers",
    response=list[dict[str, Any]],
    summary=gettext_noop("Trigger ballots: the share that decides, what each body decided, the outcome"),
)
@decorate_view(open_to_all)
def triggers(request: HttpRequest, organisation: str) -> list[dict[str, object]]:
    ballots = list(triggers_of(organisation_at(organisation)))
    bodies = bodies_of_each(ballots)
    return [
        {
            "id": ballot.pk,
            "post": ballot.post,
            "holder": ballot.holder,
            "branches_share": ballot.branches_share,
            "affiliates_share": ballot.affiliates_share,
            "begins": ballot.begins,
            "ends": ballot.ends,
            "opened": ballot.outcome.opened if hasattr(ballot, "outcome") else None,
            "bodies": [
                {"name": str(each.body), "opens": each.vote.opens if each.vote else None} for each in bodies[ballot.pk]
            ],
        }
        for ballot in ballots
    ]
