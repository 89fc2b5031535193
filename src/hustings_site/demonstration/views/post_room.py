"""The Post Room: every mail and letter."""

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.demonstration import post_room

SHOWN = 25


def view(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:100]
    found = list(islice(post_room.mails(asked), SHOWN + 1))
    context = {
        "asked": asked,
        "mails": found[:SHOWN],
        "more": len(found) > SHOWN,
        "letters": [path.name for path in post_room.letters()],
    }
    return render(request, "demonstration/post_room.html", context)
