"""What is new about motions: entries, rulings, challenges, responses, results, outcomes."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings_site.motions.deeds import motion_path
from hustings_site.motions.doors import organisation_at
from hustings_site.motions.models import (
    CardVoteDeclared,
    Challenge,
    ChallengeAnswer,
    CommitteeResponse,
    MotionResult,
    Passing,
    Ruling,
    TriggerOutcome,
)
from hustings_site.motions.services.cards import carried_words
from hustings_site.pages.feeds import Entry, Feed, written
from hustings_site.roll.models import Organisation

MOST = 100


@require_safe
def view(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    found = organisation_at(organisation)
    news = sorted(entries(found), key=lambda entry: entry.updated, reverse=True)[:MOST]
    title = _("Motions: %(organisation)s") % {"organisation": found}
    return written(request, Feed(title, reverse("motions:table", args=[found.slug]), news), form)


def entries(organisation: Organisation) -> Iterator[Entry]:
    """The newest of each kind."""
    for passing in newest(Passing, "motion__organisation", organisation, "motion", "branch"):
        title = _("%(branch)s passed: %(motion)s") % {"branch": passing.branch, "motion": passing.motion}
        yield entry("passing", passing, title, motion_path(organisation, passing.motion), passing.text)
    for ruling in newest(Ruling, "motion__organisation", organisation, "motion"):
        title = _("Ruled: %(what)s") % {"what": ruling}
        yield entry("motion-ruling", ruling, title, motion_path(organisation, ruling.motion), ruling.text)
    for made in newest(Challenge, "ruling__motion__organisation", organisation, "ruling__motion"):
        title = _("Challenged by %(who)s: %(what)s") % {"who": made.author, "what": made.ruling}
        yield entry("motion-challenge", made, title, motion_path(organisation, made.ruling.motion), made.text)
    across = "challenge__ruling__motion"
    for answer in newest(ChallengeAnswer, f"{across}__organisation", organisation, across):
        title = _("Challenge answered: %(what)s") % {"what": answer.challenge.ruling}
        yield entry(
            "motion-answer", answer, title, motion_path(organisation, answer.challenge.ruling.motion), answer.text
        )
    for response in newest(CommitteeResponse, "motion__organisation", organisation, "motion", "committee"):
        title = _("%(committee)s responds: %(motion)s") % {"committee": response.committee, "motion": response.motion}
        yield entry("motion-response", response, title, motion_path(organisation, response.motion), response.text)
    yield from results(organisation)


def results(organisation: Organisation) -> Iterator[Entry]:
    """What votes and trigger ballots came to."""
    for declared in newest(CardVoteDeclared, "vote__organisation", organisation, "vote"):
        title = f"{declared.vote}: {carried_words(carried=declared.carried)}"
        yield entry(
            "card-vote", declared, title, reverse("motions:card_vote", args=[organisation.slug, declared.vote_id])
        )
    for result in newest(MotionResult, "contest__election__organisation", organisation, "contest"):
        title = f"{result.contest}: {carried_words(carried=result.carried)}"
        yield entry(
            "motion-result", result, title, reverse("motions:vote", args=[organisation.slug, result.contest_id])
        )
    for outcome in newest(TriggerOutcome, "ballot__organisation", organisation, "ballot"):
        said = _("a contest is opened") if outcome.opened else _("no contest")
        path = reverse("motions:trigger", args=[organisation.slug, outcome.ballot_id])
        yield entry("trigger", outcome, f"{outcome.ballot}: {said}", path)


def newest(model: type[Any], home: str, organisation: Organisation, *joined: str) -> list[Any]:
    """The newest rows of a table that belong to an organisation."""
    rows = model.objects.filter(**{home: organisation}).select_related(*joined)
    return list(rows.order_by("-recorded_at", "-pk")[:MOST])


def entry(kind: str, row: Any, title: str, path: str, text: str = "") -> Entry:
    """One piece of news."""
    return Entry(kind, row.pk, timezone.localdate(row.recorded_at), title, path, row.recorded_at, text[:500])
