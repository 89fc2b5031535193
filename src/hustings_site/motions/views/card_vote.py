"""A card vote recorded by name: what is needed, what each delegation did, whether it is carried."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at
from hustings_site.motions.permissions import may_keep_motions
from hustings_site.motions.selectors.votes import card_votes_of, cards_shown, needed_words, shares, votes_by_card
from hustings_site.motions.services.cards import declaring


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    vote = row_at(card_votes_of(found), pk)
    shown = cards_shown(vote)
    declared = getattr(vote, "declared", None)
    keeps = may_keep_motions(request.user, found)
    context = {
        "organisation": found,
        "vote": vote,
        "shown": shown,
        "sums": votes_by_card(shown),
        "recorded": any(each.card for each in shown),
        "declared": declared,
        "shares": shares(declared.votes_for, declared.against) if declared else None,
        "possible": sum(n for _what, n in votes_by_card(shown)),
        "needed": needed_words(vote.majority),
        "keeps": keeps,
        "proposal": declaring(vote) if keeps else None,
        "place": "motions",
    }
    return render(request, "motions/card_vote.html", context)
