"""A motion: its texts, every branch that passed it, rulings with their challenges, what a committee answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at
from hustings_site.motions.models import BranchMotion
from hustings_site.motions.permissions import may_certify_for, may_keep_motions
from hustings_site.motions.selectors.table import row_of, rulings_shown, undone_findings
from hustings_site.motions.selectors.votes import card_votes_of, secret_votes_of


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    motion = row_at(BranchMotion.objects.filter(organisation=found).select_related("organisation"), pk)
    row = row_of(motion)
    texts = [row.motion, *row.alike]
    entries = [passing for cell in row.cells for passing in cell.passings]
    keeps = may_keep_motions(request.user, found)
    mine = {each.pk for each in entries if keeps or may_certify_for(request.user, each.branch)}
    context = {
        "organisation": found,
        "row": row,
        "texts": texts,
        "entries": entries,
        "rulings": rulings_shown(texts),
        "undone": undone_findings(texts),
        "responses": [each for text in texts for each in text.responses.all()],
        "card_votes": card_votes_of(found).filter(motion__in=texts),
        "votes": secret_votes_of(found).filter(motion_vote__motion__in=texts),
        "keeps": keeps,
        "mine": mine,
        "place": "motions",
    }
    return render(request, "motions/motion.html", context)
