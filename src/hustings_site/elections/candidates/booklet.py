"""The candidates' statements as a PDF, to print and to post: the words of the pages, cut at the same one."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.elections.candidates.models import Photo
from hustings_site.elections.candidates.public_page import CandidatesPage, candidates_page
from hustings_site.elections.candidates.selectors import Shown
from hustings_site.elections.enums import BallotOrder
from hustings_site.elections.models import Candidate, Contest
from hustings_site.pages.pdf import typeset


def booklet(contest: Contest) -> bytes:
    """The PDF, in the organisation's language; its candidates are those on the ballot paper, in its order."""
    with override(contest.election.organisation.language):
        return typeset("hustings_site.elections", "candidates", booklet_data(contest))


def booklet_data(contest: Contest) -> dict[str, object]:
    """What the booklet says; a statement is a list of paragraphs, a photograph a list of bytes (empty for none)."""
    page = candidates_page(contest)
    keys = [candidate.pk for candidate, shown in page.sheets if shown.photo]
    kept = Photo.objects.filter(candidate__in=keys).values_list("candidate", "jpeg")
    photos = {key: bytes(jpeg) for key, jpeg in kept}
    election = contest.election
    opens = election.poll_opens
    return {
        "title": _("Candidates for %(post)s") % {"post": contest.title},
        "lead": str(election)
        + (_(", poll from %(day)s") % {"day": date_format(opens, "DATE_FORMAT")} if opens else ""),
        "order": _order(page),
        "candidates": [_candidate(candidate, shown, photos) for candidate, shown in page.sheets],
    }


def _candidate(candidate: Candidate, shown: Shown, photos: Mapping[int, bytes]) -> dict[str, object]:
    return {
        "name": shown.name,
        "branch": shown.branch,
        "statement": [line for line in shown.statement.split("\n") if line.strip()],
        "contact": shown.contact,
        "photo": list(photos[candidate.pk]) if shown.photo else [],
        "alternative": shown.photo.alternative if shown.photo else "",
    }


def _order(page: CandidatesPage) -> str:
    if page.contest.ballot_order == BallotOrder.FIXED:
        return _("Alphabetical, by the last word of the name, as the terms of this election say.")
    return _("In the order of the ballot paper, drawn by lot with the seed %(seed)s.") % {
        "seed": page.contest.order_seed
    }
