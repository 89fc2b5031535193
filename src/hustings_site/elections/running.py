"""The door of one election's desk: what an officer works on, found only by whoever runs that election."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.permissions import may_run


def election_run(request: HttpRequest, slug: str) -> Election:
    """The election at this address. Raises Http404, and PermissionDenied for whoever does not run it."""
    election = get_object_or_404(Election.objects.select_related("organisation"), slug=slug)
    _require(request, election)
    return election


def contest_run(request: HttpRequest, pk: int) -> Contest:
    """The contest of this number, as above."""
    contest = get_object_or_404(Contest.objects.select_related("election__organisation"), pk=pk)
    _require(request, contest.election)
    return contest


def candidate_run(request: HttpRequest, pk: int) -> Candidate:
    """The candidate of this number, as above."""
    rows = Candidate.objects.select_related("contest__election__organisation", "member__branch", "member__user")
    candidate = get_object_or_404(rows, pk=pk)
    _require(request, candidate.contest.election)
    return candidate


def nomination_run(request: HttpRequest, pk: int) -> Nomination:
    """The nomination of this number, as above."""
    rows = Nomination.objects.select_related(
        "contest__election__organisation", "candidate", "branch", "affiliate", "member"
    )
    nomination = get_object_or_404(rows, pk=pk)
    _require(request, nomination.contest.election)
    return nomination


def complaint_run(request: HttpRequest, pk: int) -> Complaint:
    """The complaint of this number, as above."""
    complaint = get_object_or_404(Complaint.objects.select_related("election__organisation", "contest"), pk=pk)
    _require(request, complaint.election)
    return complaint


def _require(request: HttpRequest, election: Election) -> None:
    if not may_run(request.user, election):
        raise PermissionDenied
