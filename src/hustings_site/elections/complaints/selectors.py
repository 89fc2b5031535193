"""Reading complaints: the public register holds number, dates, matter, summary and ruling, and nothing else."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.complaints.enums import ABOUT_THE_POST
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.models import Election

NOT_PUBLIC = ("text", "name", "membership_number", "email", "told", "told_at", "told_note")


def election_with_complaints(slug: str) -> Election:
    """The election at this address, once its terms are announced or there is a complaint. Raises Http404."""
    election = get_object_or_404(Election.objects.select_related("organisation"), slug=slug)
    held_here = election.contests.exclude(state__in=["recorded", "draft"]).exists()
    if election.announced_at is None and not held_here and not election.complaints.exists():
        raise Http404
    return election


def requests_not_told(election: Election) -> QuerySet[Complaint]:
    """Requests that the helpline has answered, where the mail with the answer was not sent; for officers alone."""
    return Complaint.objects.filter(election=election, matter__in=ABOUT_THE_POST, told=Delivery.FAILED)


def register(election: Election) -> list[Complaint]:
    """The public register, in the order of the numbers, in one query; what is not public is not even read."""
    rows = Complaint.objects.filter(election=election).select_related("ruling", "contest", "challenges")
    return list(rows.defer(*NOT_PUBLIC, *(f"challenges__{name}" for name in NOT_PUBLIC)))


def public_complaint(election: Election, number: int) -> Complaint:
    """One entry of the register. Raises Http404."""
    rows = Complaint.objects.select_related("ruling", "contest", "challenges").defer(*NOT_PUBLIC)
    return get_object_or_404(rows, election=election, number=number)
