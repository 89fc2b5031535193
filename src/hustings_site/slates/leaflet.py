"""A slate's leaflet as PDF: contest by contest whom to vote for and how, and where to read how it was decided."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.elections.stopping import stopping_sentences
from hustings_site.journal import clock
from hustings_site.pages.pdf import typeset
from hustings_site.roll.models import Branch
from hustings_site.slates.models import Slate
from hustings_site.slates.selectors.pages import Shown, recommendations_of_slate


def leaflet(slate: Slate, region: Branch | None, site: str) -> bytes:
    """The PDF, in the organisation's language; `site` is the address of this installation."""
    with override(slate.election.organisation.language):
        return typeset("hustings_site.slates", "leaflet", leaflet_data(slate, region, site))


def leaflet_data(slate: Slate, region: Branch | None, site: str) -> dict[str, object]:
    """What the leaflet says."""
    election = slate.election
    closes = election.poll_closes
    lead = str(election)
    if closes is not None:
        lead = _("%(election)s: vote until %(day)s.") % {
            "election": election,
            "day": date_format(closes, "DATE_FORMAT"),
        }
    return {
        "title": slate.name,
        "by": _("Recommended by %(body)s") % {"body": slate.alliance or slate.body},
        "lead": lead,
        "region": region.name if region else "",
        "posts": [_post(each) for each in recommendations_of_slate(slate, region)],
        "foot": _("As of %(day)s. How this was decided, and what other groups recommend: %(address)s")
        % {
            "day": date_format(clock.now(), "DATE_FORMAT"),
            "address": site + reverse("slates:slate", args=[slate.slug]),
        },
    }


def _post(shown: Shown) -> dict[str, object]:
    recommendation = shown.recommendation
    return {
        "title": recommendation.contest.title,
        "kind": recommendation.get_kind_display(),
        "interim": _("For the time being: %(what)s") % {"what": recommendation.rests_on}
        if recommendation.interim
        else "",
        "ordered": shown.ordered,
        "names": [now.candidate.printed_name for now in shown.now],
        "stopping": " ".join(stopping_sentences(recommendation.contest)),
    }
