"""One complaint as the public reads it: number, dates, matter, ruling, and how to challenge it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.complaints.selectors import election_with_complaints, public_complaint


def view(request: HttpRequest, election: str, number: int) -> HttpResponse:
    found = election_with_complaints(election)
    context = {"election": found, "complaint": public_complaint(found, number), "place": "elections"}
    return render(request, "elections/complaints/complaint.html", context)
