"""What motions show on pages that rooms share: the desk, the page of a branch's officer, an election's pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hustings_site.accounts.models import User
from hustings_site.committees.models import Committee
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest, Election
from hustings_site.motions.models import Reselection, TriggerBallot, TriggerBody
from hustings_site.motions.permissions import OFFICERS, branches_of
from hustings_site.motions.selectors.votes import PUT_HERE
from hustings_site.pages.sections import Context
from hustings_site.roll.models import Organisation

SHOWN = 20
VOTE = gettext_lazy("The vote on the motion")
TRIGGER = gettext_lazy("The trigger ballot that opened this contest")
COMMITTEE = gettext_lazy("The committee of which this contest fills a seat")
DECLARE = gettext_lazy("Declare and publish")


def home_context(request: HttpRequest) -> Context | None:
    """The organisations whose branches have recorded motions, or that hold votes on them."""
    organisations = list(
        (
            Organisation.objects.filter(branch_motions__isnull=False)
            | Organisation.objects.filter(card_votes__isnull=False)
            | Organisation.objects.filter(trigger_ballots__isnull=False)
        ).distinct()[:SHOWN]
    )
    return {"organisations": organisations} if organisations else None


def desk_context(request: HttpRequest) -> Context | None:
    """The organisations whose motions the reader keeps."""
    user = request.user
    if not isinstance(user, User):
        return None
    scopes = set(user.roles.in_force().filter(office__in=OFFICERS).values_list("scope", flat=True))
    organisations = Organisation.objects.all()
    if not (user.is_superuser or "*" in scopes):
        keys = [scope.partition(":")[2] for scope in scopes if scope.startswith("organisation:")]
        organisations = organisations.filter(pk__in=keys)
    shown = list(organisations[:SHOWN])
    return {"organisations": shown} if shown else None


def waiting_context(request: HttpRequest) -> Context | None:
    """The branches for which the reader records motions, and what trigger ballots ask of them."""
    if not isinstance(request.user, User):
        return None
    branches = branches_of(request.user)
    if not branches:
        return None
    asked = TriggerBody.objects.filter(branch__in=branches, votes=None, ballot__outcome=None)
    return {"branches": branches, "asked": list(asked.select_related("ballot__organisation", "branch"))}


def vote_path(election: Election) -> str | None:
    """The public page of a vote on a motion."""
    put = _put(election)
    return reverse("motions:vote", args=[election.organisation.slug, put.pk]) if put else None


def declare_path(election: Election) -> str | None:
    """Where a vote on a motion is declared and published, once it is prepared."""
    put = _put(election) if election.booth else None
    return reverse("motions:desk_vote", args=[election.organisation.slug, put.pk]) if put else None


def trigger_path(election: Election) -> str | None:
    """The trigger ballot after which the election is held."""
    opened = Reselection.objects.filter(contest__election=election).first()
    return reverse("motions:trigger", args=[election.organisation.slug, opened.ballot_id]) if opened else None


def committee_path(election: Election) -> str | None:
    """The committee whose seat a reselection fills, where its trigger ballot names the seat."""
    rows = Reselection.objects.select_related("ballot__seat__section__committee")
    opened = rows.filter(contest__election=election, ballot__seat__isnull=False).first()
    seat = opened.ballot.seat if opened else None
    return reverse("committees:committee", args=[seat.section.committee.slug]) if seat else None


def committee_links(committee: Committee) -> list[tuple[str, str]]:
    """Trigger ballots on holders of a committee's seats, newest first, each with the contest that it opened."""
    rows = TriggerBallot.objects.filter(seat__section__committee=committee)
    found = []
    for ballot in rows.select_related("organisation", "reselection__contest__election")[:SHOWN]:
        path = reverse("motions:trigger", args=[ballot.organisation.slug, ballot.pk])
        found.append((gettext("Trigger ballot: %(ballot)s") % {"ballot": ballot}, path))
        opened = getattr(ballot, "reselection", None)
        if opened and opened.contest.election.announced_at:
            found.append(
                (opened.contest.election.title, reverse("elections:election", args=[opened.contest.election.slug]))
            )
    return found


def _put(election: Election) -> Contest | None:
    if election.kind != ElectionKind.MOTION:
        return None
    return Contest.objects.filter(PUT_HERE, election=election).order_by("position").first()
