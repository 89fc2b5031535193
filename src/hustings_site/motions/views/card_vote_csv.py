"""What each delegation did, as a table to download."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at
from hustings_site.motions.exporters import CARD_COLUMNS, card_rows
from hustings_site.motions.selectors.votes import card_votes_of
from hustings_site.pages.open_data import table


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    vote = row_at(card_votes_of(organisation_at(organisation)), pk)
    return table(f"card-vote-{vote.pk}", CARD_COLUMNS, card_rows(vote))
