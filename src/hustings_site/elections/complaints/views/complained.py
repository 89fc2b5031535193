"""What everybody who complained is told, whoever it was: the number, and by when an answer comes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.elections.complaints.selectors import election_with_complaints, public_complaint


def view(request: HttpRequest, election: str, number: int) -> HttpResponse:
    found = election_with_complaints(election)
    context = {"election": found, "complaint": public_complaint(found, number), "place": "elections"}
    return render(request, "elections/complaints/complained.html", context)
